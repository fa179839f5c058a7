import type { Ms } from '../engine/types.ts';
import type { BackupFacts, OutsideFacts, ShadowFacts } from './backup/facts.ts';
import type { FileFacts } from './backup/files/facts.ts';
import type { CauseKey, IncidentCause } from './causes.ts';
import type { DirectoryFacts } from './directory/facts.ts';
import type { MachineFacts } from './hardware/facts.ts';
import type { MoveFacts } from './recovery/move/facts.ts';
import type { NoticingFacts } from './operations/facts.ts';
import type { MediaFacts } from './media/facts.ts';
import type { RestoreFacts } from './recovery/facts.ts';
import type { MailboxMoveFacts } from './operations/mailbox-move-facts.ts';
import type { SpanName, WaterfallSpan } from './spans.ts';

export type { SpanName, WaterfallSpan } from './spans.ts';

/** Content classes: 0 = carried by the transport (received), 1 = created by the client (sent, drafts). */
export type ContentClass = 0 | 1;

/** What a cause destroyed, from the smallest to the largest. */
export type Scope = 'item' | 'mailbox' | 'database' | 'server' | 'cluster' | 'site' | 'directory';

/** Everything that the organization says, by type. Ids index the plan's tables. */
export interface Facts
  extends
    MachineFacts,
    BackupFacts,
    OutsideFacts,
    ShadowFacts,
    FileFacts,
    MediaFacts,
    MoveFacts,
    MailboxMoveFacts,
    DirectoryFacts,
    NoticingFacts,
    RestoreFacts {
  /** A hazard or scripted fault struck. Absorbed: it impaired nothing. */
  'cause.struck': {
    readonly key: string;
    readonly cause: CauseKey;
    readonly owner: string;
    readonly absorbed: boolean;
    readonly because: string;
  };
  /** A cause with a probability had its chance to strike, whether it did or not. */
  'chance.drawn': {
    readonly cause: CauseKey;
    /** How many chances at once, where they come in bits; 1 if absent. */
    readonly times?: number;
  };
  'incident.opened': {
    readonly incident: number;
    readonly key: string;
    readonly cause: IncidentCause;
    readonly scope: Scope;
    readonly databases: readonly number[];
  };
  /** A further cause, or another incident, became part of this one. */
  'incident.joined': {
    readonly incident: number;
    readonly key: string;
    readonly databases: readonly number[];
  };
  'incident.noticed': { readonly incident: number; readonly by: string };
  'incident.closed': {
    readonly incident: number;
    readonly key: string;
    readonly causes: readonly string[];
    readonly cause: IncidentCause;
    readonly scope: Scope;
    /** Instant of the first physical failure. */
    readonly openedAt: Ms;
    /** Age of the newest backup then, of the database with the oldest. */
    readonly backupMs: Ms;
    /** One row for each affected database: lengths from `openedAt`. */
    readonly databases: readonly {
      readonly database: number;
      /** When service stopped, null if it never did. */
      readonly downAt: Ms | null;
      readonly serviceMs: number;
      readonly dataMs: number;
      readonly firstServiceMs: number;
      readonly lostWindowMs: number;
      readonly lostMessages: number;
      readonly lostBytes: number;
      readonly lostLogs: number;
      /** Instant of the oldest lost content, null if none is lost. */
      readonly oldestLost: Ms | null;
      readonly sets: readonly number[];
      readonly outcome: 'recovered' | 'declared-lost';
    }[];
    readonly waterfall: readonly WaterfallSpan[];
  };
  /** A step of a runbook failed and what is tried next. */
  'recovery.fallback': {
    readonly incident: number;
    readonly group: number;
    readonly because: string;
    readonly next: string;
  };
  /** Two ways back were weighed against each other, and why one of them is taken. */
  'recovery.weighed': {
    readonly incident: number;
    readonly group: number;
    readonly because: string;
  };
  'database.down': { readonly database: number; readonly because: string };
  'database.up': { readonly database: number; readonly downSince: Ms };
  /** Content was given up: its last holder is ruled out. Creation times [from, to). */
  'content.lost': {
    readonly incident: number;
    readonly database: number;
    readonly contentClass: ContentClass;
    readonly from: Ms;
    readonly to: Ms;
    readonly messages: number;
    readonly bytes: number;
    readonly logs: number;
  };
  /** Senders were told that their mail waits on a hub; said when the outage is over, of all of it. */
  'content.delayed': {
    readonly database: number;
    readonly from: Ms;
    readonly to: Ms;
    readonly messages: number;
  };
  /** Mail that waited too long went back to its senders. */
  'content.returned': {
    readonly database: number;
    readonly from: Ms;
    readonly to: Ms;
    readonly messages: number;
  };
  /** Somebody has worked on an incident, a drill or a full volume from an instant until now. */
  'person.worked': { readonly team: number; readonly from: Ms };
  /** A restore drill is through with a group: what it read, and what it found. */
  'drill.ended': {
    readonly drill: number;
    readonly group: number;
    /** When its occasion was due, and when somebody began. */
    readonly asked: Ms;
    readonly began: Ms;
    readonly sets: number;
    readonly outcome: 'restored' | 'unreadable-set' | 'wrong-job' | 'no-full' | 'broken-off';
    readonly because: string;
  };
  'logs.truncated': {
    readonly group: number;
    readonly from: number;
    readonly to: number;
    readonly because: string;
  };
  /** Patch files of a full or copy of before 2000 SP2 are gone, after the old logs. */
  'patch-files.removed': {
    readonly group: number;
    readonly files: number;
    readonly bytes: number;
  };
  'truncation.blocked': { readonly group: number; readonly because: string };
  'log-volume.full': { readonly volume: number };
  /** `kept`: logs were moved to another volume rather than given up, since they may be needed. */
  'log-volume.freed': { readonly volume: number; readonly kept: boolean };
  'set.unreadable': { readonly set: number; readonly key: string; readonly group: number };
  'stream.forked': {
    readonly group: number;
    readonly segment: number;
    readonly parent: number;
    /** Last log of the parent that the new stream carries on from. */
    readonly log: number;
    readonly because: string;
  };
  /** All files of a restore are copied: "completed", says its window; hard recovery is still to come (RST-28). */
  'restore.copied': {
    readonly incident: number;
    readonly group: number;
    readonly folder: string;
    readonly low: number;
    readonly high: number;
    readonly sets: readonly number[];
  };
  'replay.done': {
    readonly group: number;
    readonly from: number;
    readonly to: number;
    readonly onDisk: number;
  };
  /** One step of any procedure, when it is over: the spans of the timeline. */
  'step.ended': {
    readonly procedure: number;
    readonly definition: string;
    readonly step: string;
    readonly span: SpanName | null;
    /** When it asked for what it needs, and when it began. */
    readonly asked: Ms;
    readonly began: Ms;
    readonly incident: number;
    readonly job: number;
    readonly group: number;
    readonly database: number;
    readonly drive: number;
    readonly person: boolean;
    readonly aborted: boolean;
    readonly because: string;
  };
}

import type { Ms } from '../../engine/types.ts';
import type { Half } from './halves.ts';

/** A stretch of a log stream over which the rate of logging, in logs per unit of work, stays the same. */
export interface Piece {
  readonly at: Ms;
  /** Integral of the curve at `at`. */
  readonly units: number;
  /** Position at `at`: the number of the open log, and how much of it is filled (0 to 1). */
  readonly generation: number;
  readonly fraction: number;
  readonly logsPerUnit: number;
  /** Mail that had waited on a hub and was logged at `at`, just before this position. */
  readonly burst: { readonly database: number; readonly logs: number } | null;
}

/** One log stream of a storage group: generations from 1 on, until its logs are lost. */
export interface Segment {
  readonly id: number;
  readonly group: number;
  readonly parent: number;
  /** Last log of the parent whose content it carries on from. */
  readonly forkedAfter: number;
  pieces: Piece[];
}

/**
 * What a database held when it was attached to a log stream. From then on its content follows from the stream alone,
 * so a backup needs only to remember lineage and log.
 */
export interface Lineage {
  readonly id: number;
  readonly segment: number;
  readonly since: Ms;
  /** Creation times by content class, as intervals. */
  readonly base: [number[], number[]];
}

/** Which log of a folder: the open one, the newest or oldest closed one, or the first inside Log Required. */
export type LogPlace = 'open' | 'newest' | 'oldest' | 'required';

/** A single log that is not there, or of no use. */
export interface Gap {
  readonly segment: number;
  readonly log: number;
  readonly how: 'missing' | 'damaged' | 'quarantined';
  /** Root cause, and when. */
  readonly key: string;
  readonly at: Ms;
  /** Whether it was the open log of its stream then. */
  readonly wasOpen: boolean;
  /** Whether anybody has met it. */
  seen: boolean;
}

export interface GroupState {
  segment: number;
  /** Of every stream that a set still belongs to, by log. */
  gaps: Gap[];
  /** Oldest log on disk; with circular logging, what was the oldest one at some time past: ask `firstLog`. */
  firstLog: number;
  /** The log that was open when somebody took it away, while no database has written any further; else -1. */
  lastLog: number;
  /** Oldest log in the folder where older ones that somebody may need were moved to another volume to make room, or -1. */
  aside: number;
  /** The log volume is gone, and the logs with it. */
  logsLost: boolean;
  /** Key of the root cause where the log folder alone was destroyed; '' otherwise. */
  logsLostBy: string;
  /** The checkpoint file went with the system volume: recovery starts at the oldest log (REC-04). */
  checkpointFileLost: boolean;
  /** As the plan says, unless it is switched on for a while (TRN-13). */
  circularLogging: boolean;
  /** Checkpoint while a backup holds it, or -1; and the procedure that holds it. */
  frozenCheckpoint: number;
  frozenBy: number;
  /** Planned stop of a group of Exchange 2003 whose checkpoint is held, or 0. */
  lagTimer: number;
  /** Planned stop of a group whose log generations run out, or 0. */
  generationTimer: number;
  /** Where the checkpoint stood when the last database stopped or was attached: everything before it is flushed. */
  flushedTo: number;
  /** Complete sets, oldest first. */
  sets: number[];
}

/** What the header of a database says (TRN-02), as far as backups need it. */
export interface Header {
  /** Previous full backup: its log range and end, or -1. */
  fullLow: number;
  fullHigh: number;
  fullAt: Ms;
  /** How it was made; '' for none. Logs build on a full of their own kind only. */
  fullKind: '' | 'streaming' | 'vss';
  /** Previous incremental backup: its log range and end, or -1. */
  incrementalLow: number;
  incrementalHigh: number;
  incrementalAt: Ms;
  /** Full backup in progress: first log needed (BKP-11), or -1. */
  currentFullLow: number;
  /** Current incremental: last log of the one that ran last (BKP-21), or -1. */
  currentIncrementalHigh: number;
  /** Logs without which a restored image cannot be mounted (BKP-14); -1 when it is not a restored image. */
  patchLow: number;
  patchHigh: number;
}

/**
 * Who can tell that something is wrong (ESE-42): a checksum, of a page; a walk along the tables, of ESE's own structures;
 * or the store alone, of what belongs together, of which ESE knows nothing.
 */
export type DamageLevel = 'page' | 'table' | 'application';

/** Damage in a database file: pages, and the content on them as creation times. */
export interface Hole {
  readonly key: string;
  readonly level: DamageLevel;
  readonly from: Ms;
  readonly to: Ms;
  /** Where in the file, from 0 to 1: a reader meets it there. */
  readonly place: number;
  readonly singleBit: boolean;
}

/** Damage that no checksum shows, so that backups archive it; at application level logs carry it, too. */
export interface Deep extends Hole {
  /** When it struck; and when it was mended in the live file, or -1: what was copied between has it. */
  readonly at: Ms;
  mendedAt: Ms;
}

/** Content that is deleted or garbled by way of the logs, and is gone whenever they are replayed (RST-02). */
export interface Kill {
  readonly key: string;
  readonly lineage: number;
  /** Stream whose logs carry it, and the first log that does. */
  readonly segment: number;
  readonly firstLog: number;
  /** When it began and ended. */
  readonly from: Ms;
  to: Ms;
  /** Creation times, of both content classes. */
  content: number[];
  /** When somebody will miss it: nobody knows before. */
  noticedAt: Ms;
  /** Share of it that the database keeps for a while, out of sight: deleted items, removed mailboxes. */
  recoverable: number;
  /** When removed mailboxes are purged; -1: items, each of which is kept for as long as the retention says. */
  readonly purgedAt: Ms;
  /** Creation times of what was written into the mailboxes again, and when; -1: nothing was. */
  back: number[];
  backAt: Ms;
}

export interface DatabaseState {
  mounted: boolean;
  /** Clean: detached from its log stream, mountable without replay (ESE-34). */
  clean: boolean;
  /** The log stream lists it as attached: a recovery of its group looks for its file (REC-12). */
  attached: boolean;
  /** Last log that it can roll forward to, since the open one was changed without it (REC-13); -1: all of them. */
  rollsTo: number;
  /** The file is gone with its volume. */
  fileLost: boolean;
  /** Key of the root cause where the file alone was destroyed; '' otherwise. */
  fileLostBy: string;
  /** The one file of a pair that is gone while the other lies there, of no use (ESE-36); '' otherwise. */
  halfLost: '' | Half;
  /** A restore is under way: Restore.env exists, mounting is forbidden (RST-30). */
  restoring: boolean;
  /** A tool has the file open to repair it: nobody can mount it. */
  repairing: boolean;
  downSince: Ms;
  /** Closed outages, in order: one may begin at the instant at which the one before it ended. */
  downs: number[];
  lineage: number;
  lineages: Lineage[];
  nextLineage: number;
  holes: Hole[];
  deep: Deep[];
  /** What moves have brought: its file has grown by it. */
  movedBytes: number;
  /** Of all lineages that are remembered. */
  kills: Kill[];
  /** Given up, by content class, as creation times. */
  lost: [number[], number[]];
  /** Returned to senders, as creation times. */
  returned: number[];
  header: Header;
  /** Strikes of `page-damage` so far. */
  strikes: number;
  /** When the whole file was known to be undamaged last: read by a full, or replaced; -1: never since the beginning. */
  provedAt: Ms;
}

/** Where a database lives that has left the place that the scenario gave it. */
export interface Home {
  readonly database: number;
  readonly group: number;
  readonly volume: number;
  /** As planned work, or by a recovery that brought it back there. */
  readonly by: 'move' | 'restore';
  readonly since: Ms;
  /** When its users were linked to the new place; until then mail went for the old one. */
  readonly relinkedAt: Ms;
}

/** What a public folder database and its replicas owe each other. */
export interface FolderState {
  readonly database: number;
  /** Creation times of posts that its file has lost and that replicas may hold: nobody has given them up. */
  pending: number[];
  /** When it stopped before it lost them: what was posted later was never replicated. */
  stoppedAt: Ms;
  /** Creation times of which it lacks everybody's posts, and when its replicas will have sent them again. */
  lacks: number[];
  caughtUpAt: Ms;
  /** What was sent to it, by lineage: its logs carry that from there on. */
  fills: { readonly lineage: number; readonly at: Ms; readonly content: number[] }[];
}

export interface StoreState {
  /** By public folder database, in the order of ids. */
  folders: FolderState[];
  /** Databases that were moved, by id; `Plan` follows (`org/homes.ts`). */
  homes: Home[];
  groups: GroupState[];
  databases: DatabaseState[];
  segments: (Segment | null)[];
  /** Servers whose Information Store service is stopped. */
  stopped: number[];
  /** By server: strikes of `logical-corruption` so far. */
  servers: { corruptions: number }[];
}

import type { Ms } from '../../engine/types.ts';
import type { IncidentCause } from '../causes.ts';
import type { Scope } from '../facts.ts';
import type { BackupSet } from '../media/state.ts';
import type { Hole } from '../store/state.ts';
import type { Runbook } from './plan.ts';
import type { HandStep, SlipName } from './slips/table.ts';
import type { Slipped } from './slips/chance.ts';

/** One affected database of an incident. */
export interface AffectedDatabase {
  readonly database: number;
  /** When service stopped, or -1. */
  downAt: Ms;
  /** Back on the service clock and on the data clock, or -1. */
  serviceAt: Ms;
  dataAt: Ms;
  lostWindowMs: number;
  lostMessages: number;
  lostBytes: number;
  lostLogs: number;
  /** Instant of the oldest lost content, or -1. */
  oldestLost: Ms;
  sets: number[];
  declaredLost: boolean;
}

export interface IncidentState {
  readonly id: number;
  readonly key: string;
  readonly cause: IncidentCause;
  scope: Scope;
  causes: string[];
  readonly openedAt: Ms;
  /** Volumes to recreate, in path order. */
  volumes: number[];
  /** Servers that failed. */
  servers: number[];
  /** Whether the last controller of a domain failed. */
  directory: boolean;
  databases: AffectedDatabase[];
  /** Damage that struck their files meanwhile, by key: nobody knows of it. */
  damage: { readonly database: number; readonly key: string }[];
  noticed: boolean;
  /** A backup has failed on the damage; whoever reads the log will know. */
  met: boolean;
  /** When a read meets the damage and leaves an entry in the application log, or -1; nobody knows before. */
  readAt: Ms;
  /** When the newest backup was completed that the failure found, of the database with the oldest. */
  backupAt: Ms;
  /**
   * The runbook of the incident, and the databases' own that it waits for. Of databases that were stopped, and of which
   * nothing has to be restored, -1: whoever looks after servers brings them back.
   */
  main: number;
  children: number[];
  team: number;
  /** Whoever works on it has come: more that is hit meanwhile calls nobody in. */
  onSite: boolean;
  /** Spare parts that were ordered for its volumes and servers. */
  parts: { readonly what: 'array' | 'server'; readonly id: number; readonly arrivesAt: Ms }[];
  /** Record of its trail that ends with the last database's data back. */
  lastRecord: number;
  /** How often each step by hand was done for a group: on which occasion a slip is drawn. */
  byHand: { readonly group: number; readonly step: HandStep; times: number }[];
}

/** What Restore.env says (RST-13): whose restore it is, where from and to, and which logs lie in the folder. */
export interface RestoreEnv {
  readonly group: number;
  readonly folder: string;
  /** Path of each file when it was backed up (two a database in 2003, ESE-36), and the volume that it was restored to. */
  readonly files: readonly {
    readonly database: number;
    readonly from: string;
    readonly to: string;
  }[];
  /** Logs that hard recovery replays: from the first one that the image requires. */
  readonly low: number;
  high: number;
  /** Sets whose logs lie in the folder completely. */
  sets: number[];
}

/** A mistake that a script has somebody make; `noticed`: whether he finds out in time, null if chance decides. */
export interface Misuse {
  readonly group: number;
  readonly mistake: SlipName;
  readonly key: string;
  readonly noticed: boolean | null;
}

/** A damaged file that was kept before a restore overwrote it (RST-34): on which volume, and what is wrong with it. */
export interface Preserved {
  readonly database: number;
  readonly volume: number;
  readonly clean: boolean;
  /** Where the checkpoint stood: a file that stopped dirty is recovered from there. */
  readonly checkpoint: number;
  readonly holes: Hole[];
}

/** Functions beside mail that do not work, on one server or, for -1, everywhere. */
export interface Impaired {
  readonly server: number;
  readonly since: Ms;
  readonly because: string;
}

/** System mailboxes that came with a moved database, and that nobody needs there; -1: not disconnected yet (RST-51). */
export interface Leftover {
  readonly database: number;
  disconnectedAt: Ms;
}

export interface RecoveryState {
  impaired: Impaired[];
  leftovers: Leftover[];
  incidents: (IncidentState | null)[];
  /** Restores whose hard recovery is still to come. */
  environments: RestoreEnv[];
  /** Mistakes that a script holds in store for the next restore of a group. */
  misuses: Misuse[];
  preserved: Preserved[];
  /** How often which volume or group has stopped its databases, by owner and reason. */
  stops: { readonly of: string; times: number }[];
}

/** One set to read, or the rest of it. */
export interface Read {
  readonly set: number;
  /** Part of the set, and what is read from it. */
  readonly part: number;
  readonly what: 'image' | 'logs';
  readonly bytes: number;
  /** Bytes before them on the cartridge that are still to be wound over, since nobody wants them; 0 where the tape stands. */
  skipBytes: number;
}

/** Logs of a set, and of which instant they are, in the log folder or beside a Restore.env: there they stay, whatever becomes of the set. */
export interface Placed {
  readonly set: number;
  readonly low: number;
  readonly high: number;
  readonly asOf: Ms;
}

/** What the recovery of one group's databases keeps in mind. */
export interface RestoreVars {
  readonly incident: number;
  readonly group: number;
  readonly databases: number[];
  readonly by: number;
  /** Ways back that something has spoken against: none is tried again, whatever the ladder turns to be later. */
  ruledOut: Runbook[];
  mode: 'restore' | 'soft' | 'attach' | 'empty' | 'keep' | 'leave' | 'items' | 'mailboxes';
  /** Set of mailboxes from which deleted mail comes back, or -1. */
  mailboxSet: number;
  /** Full whose image is used, or -1; whether its image is on disk already. */
  image: number;
  /** What is known of that full, should its cartridge be lost or overwritten before the end. */
  source: BackupSet | null;
  imageRead: boolean;
  reads: Read[];
  /** Last log that the sets reach; whether the logs on disk go on from there to the end. */
  reach: number;
  toEnd: boolean;
  /** The same as it was planned, whatever sets were left out since; nothing that comes later counts once they were given up. */
  plannedReach: number;
  plannedToEnd: boolean;
  /** First log that is not replayed any more, since it deletes again what was deleted; -1: none. */
  stopBefore: number;
  /** The same, where it is left out since it is gone or of no use; else -1. */
  brokenAt: number;
  drive: number;
  library: number;
  cartridge: number;
  flow: number;
  /** Bytes of the present set until it proves unreadable, or -1. */
  failsAfter: number;
  /** Why it is planned anew, until it is told what comes next; '' where nothing is left to tell. */
  anew: string;
  /** Bytes of the tape that pass for each that is read: others' blocks lie between (X-20). */
  interleave: number;
  /** Set whose restore has broken off once and is repeated (RST-41), or -1. */
  repeated: number;
  attempts: number;
  mountFails: boolean;
  /** Nothing has to be carried and loaded: files, or the cartridge that lies in a stand-alone drive. */
  inPlace: boolean;
  mounting: number;
  /** Whether the database that is mounted next is set up again before, since the directory has forgotten it. */
  linking: boolean;
  setsRead: number[];
  /** Sets were restored whose logs hard recovery will not replay, and nobody has been told (RST-17, RST-18). */
  unreplayed: boolean;
  /** When the restore window was filled in last, and for which set, or -1; slips whose consequences are still to come. */
  windowAt: Ms;
  window: number;
  slipped: Slipped[];
  /** Whether somebody has looked for a place for the damaged files. */
  preserving: boolean;
  /** Whether the present step by hand was done wrong, and is done again. */
  again: boolean;
  /** What has to be done by hand before a replay, in words; '' for nothing. */
  byHand: string;
  /** Beside a restored snapshot: last log in the log folder that came from a set, or -1. */
  placedTo: number;
  /** Which sets have put which logs where the replay looks for them, in order. */
  placed: Placed[];
  /** Other databases of the group that were taken down for the restore, and are still to be mounted. */
  mates: number[];
  /** The image that was restored is a snapshot that nobody has checked: it is still to be done. */
  toCheck: boolean;
  /** Damage in the restored files that has to be repaired, since there is no better set. */
  repairs: boolean;
  /** What hard or soft recovery replays, and what is repaired how, in words. */
  replaying: string;
  repairing: string;
  /** What the report of the restore and the event logs say, in words (MON-15). */
  report: string;
}

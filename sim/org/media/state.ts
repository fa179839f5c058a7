import type { Ms } from '../../engine/types.ts';
import type { BackupType } from '../backup/plan.ts';
import type { Hole } from '../store/state.ts';
import type { FileSet } from './file-sets.ts';

export interface DriveState {
  /** Cartridge that this drive appends to, or -1. */
  appendsTo: number;
  /** Of a stand-alone one: since when it is known that its cartridge is full or gone; -1: it is neither. */
  changeDueSince: Ms;
  failed: boolean;
  /** Strikes of `drive-failed` so far, and the last one that anybody saw; -1: none. */
  strikes: number;
  struckAt: Ms;
  /** Tape in motion since it was cleaned last. */
  usedMs: Ms;
  /** A cleaning waits for it, or is under way. */
  cleaning: boolean;
}

export interface CartridgeState {
  usedBytes: number;
  /** Monday of the week in which its present content was begun, or -1 for a blank. */
  week: Ms;
  /** Sets that have a part on it. */
  sets: number[];
  /** May be overwritten after this instant. */
  keepUntil: Ms;
  /** Full passes so far: bytes written and read over its capacity, those written in stops and starts more than once. */
  passes: number;
  gone: boolean;
  /** Offsite; and when it is back that somebody has recalled, or was; -1: nobody has. */
  away: boolean;
  backAt: Ms;
}

/** A part of a set on one cartridge. */
export interface SetPart {
  readonly cartridge: number;
  imageBytes: number;
  logBytes: number;
  /** Of the cartridge it takes so many bytes to read it: more than its own where others' blocks lie between (X-20). */
  passedBytes: number;
}

/** Ways of a shadow copy: a mirror that is split off, a clone made in the array, copy-on-write by Windows. */
export type VssEngine = 'vss-hardware-mirror' | 'vss-hardware-snapshot' | 'vss-software';

/** What a set of a VSS backup is beyond a streaming one: settled when the snapshot is taken, sealed with the set. */
export interface Snapshot {
  readonly engine: VssEngine;
  readonly takenAt: Ms;
  /** Volume on which it lies, -1 for disks that nobody named; copy-on-write lies on the volumes of its own files. */
  readonly volume: number;
  /** It lies on disks; false for the copy of one on tape. */
  readonly onDisk: boolean;
  readonly imageBytes: number;
  readonly logBytes: number;
  /** Its pages have been checked, and are sound. */
  readonly verified: boolean;
  /** Damage that was in the files already, by database: a snapshot looks at no page (BKP-38). */
  readonly holes: readonly { readonly database: number; readonly holes: readonly Hole[] }[];
}

/** One backup set: what one procedure wrote for one storage group. */
export interface BackupSet {
  readonly id: number;
  readonly job: number;
  readonly group: number;
  readonly type: BackupType;
  /** Due instant of the job's occasion, for keys and stories. */
  readonly night: Ms;
  /** Databases whose image it holds (full, copy), or whose logs (the others), with the lineage of each. */
  databases: { database: number; lineage: number; bytes: number }[];
  /** Log stream of the group. */
  segment: number;
  /** First and last log on the set; for a full or copy also what its images require to be mounted (X-21, BKP-14). */
  low: number;
  high: number;
  parts: SetPart[];
  /** Null for a set of a streaming backup. */
  snapshot: Snapshot | null;
  complete: boolean;
  completedAt: Ms;
  /** What it holds is of this instant: that of the set or snapshot that it was copied from, if it was. */
  asOf: Ms;
  /**
   * Whether it can be read: 'drawn' by chance when somebody tries; 'sound' since somebody has read of it what was wanted
   * without its breaking off, which bad ones do at once; 'bad' by a scripted fault. While it is being read, a fork with
   * other luck decides: 'bad' or 'good'. Only 'sound' is known to anybody.
   */
  fate: 'drawn' | 'sound' | 'bad' | 'good';
  /** Root cause of the silently wrong job that wrote it, hidden until the set is read; '' for a good one. */
  wrongBy: string;
  /** Somebody has restored it to its end, and it was what it should be. */
  proved: boolean;
  /** Found unreadable by somebody who tried. */
  knownBad: boolean;
  /** A copy on another medium of what was written to a disk target first; and whether this one has such a copy. */
  copy: boolean;
  staged: 'no' | 'under way' | 'yes';
  /** Whether the catalogue lists it: otherwise nobody can choose it for a restore (TAPE-07, RST-65). */
  listed: boolean;
  /** Until when it is kept; -1 while it is being written. */
  keepUntil: Ms;
}

/** A library, stand-alone drive or disk target as a whole. */
export interface LibraryState {
  /** Strikes of `volume-lost` on the own disks of a target so far, and the last one that anybody saw; -1: none. */
  strikes: number;
  struckAt: Ms;
}

export interface MediaState {
  libraries: LibraryState[];
  drives: DriveState[];
  cartridges: CartridgeState[];
  /** In the order of their ids, which are not used again: whoever keeps one can tell that its set is gone. */
  sets: BackupSet[];
  nextSet: number;
  /** Sets of the files of servers, in the order of their ids, which are not used again. */
  fileSets: FileSet[];
  nextFileSet: number;
}

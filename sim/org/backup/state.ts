import type { Ms } from '../../engine/types.ts';
import type { Check } from '../operations/plan.ts';
import type { BackupType } from './plan.ts';

/** One night of a job while its groups are being worked on. */
export interface Occasion {
  readonly night: Ms;
  left: number;
  failed: number;
  /** Servers of its groups: each has the beginning and the end of the operation in its event log. */
  servers: number[];
}

/** A failure that nobody has seen yet. */
export interface Unseen {
  readonly group: number;
  readonly at: Ms;
  /** The first channel that tells of it. */
  readonly shows: Check;
  /** Whether the run wrote a detailed log, which says why. */
  readonly detailed: boolean;
  /** Whether it was a run again. */
  readonly isAgain: boolean;
}

export interface JobState {
  /** Groups whose backup fails every time until somebody fixes it. */
  broken: number[];
  /** Groups whose sets of this job are worthless, which nobody knows; and the root cause of each. */
  wrong: { readonly group: number; readonly key: string }[];
  /** By group: when its sets of this job were known to be right last, since one was read or the job put right. */
  provedRight: { readonly group: number; at: Ms }[];
  /** By group: how often it has failed for no other reason since it succeeded, or since somebody fixed what recurs. */
  failures: { readonly group: number; count: number }[];
  unseen: Unseen[];
  /** Groups whose runs write a detailed log until one succeeds, since a summary did not say why one failed. */
  detailed: number[];
  /** Groups to run again at the next window. */
  retries: number[];
  occasions: Occasion[];
}

/** A scripted fault that waits for the next backup of a group: of one job, or of any for -1. */
export interface Doom {
  /** Root cause. */
  readonly key: string;
  readonly job: number;
  readonly hangs: boolean;
}

/** A mirror of a storage group's databases, by what would bring it in sync. */
export interface Mirror {
  /** Set that lies on it, or -1. */
  set: number;
  /** When it was split off, and log that was open then: what changed since is out of sync. -1: all of it is. */
  splitAt: Ms;
  splitLog: number;
}

export interface BackupState {
  jobs: JobState[];
  /** By storage group. */
  groups: {
    /** Strikes of `job-silently-wrong` so far: on its fulls, and on its log backups. */
    silent: [number, number];
    /** What a script holds in store for its next backups. */
    doomed: Doom[];
    /** Root causes that have failed its backups since one removed logs: the first, and the latest few. */
    failedFor: { readonly key: string; readonly at: Ms }[];
    /** Mirrors of its database volumes, as many as a plan has come to use (BKP-42). */
    mirrors: Mirror[];
  }[];
}

/** What a running backup of one storage group keeps in mind. */
export interface BackupVars {
  readonly job: number;
  readonly group: number;
  readonly set: number;
  readonly type: BackupType;
  /** Due instant of the occasion that it belongs to, and when it was asked for. */
  readonly night: Ms;
  readonly asked: Ms;
  readonly priority: number;
  /** Out of the plan: a run again, or a full after a recovery. The window does not end the latter. */
  readonly origin: 'schedule' | 'retry' | 'recovery';
  began: Ms;
  databases: number[];
  drive: number;
  /** Cartridge in the drive, or -1. */
  cartridge: number;
  low: number;
  high: number;
  /** A full or copy: log that was open when it began, or was opened for it; -1 otherwise. */
  boundary: number;
  /** Its patch files are gone again. */
  patched: boolean;
  /** An offline backup: it keeps the service stopped, and databases went down for it or for one before it. */
  holdsDown: boolean;
  downed: number[];
  /** Bytes of image and logs written so far, and to write in all. */
  imageDone: number;
  imageBytes: number;
  logDone: number;
  logBytes: number;
  flow: number;
  copyMs: Ms;
  /** Share of the main copy at which the job will fail, or -1. */
  failsAt: number;
  /** Root cause of that, or '' where something fails that failed before. */
  failsFor: string;
  /** There it will hang instead of failing. */
  hangs: boolean;
  /** Since when it hangs, or -1. */
  hungSince: Ms;
  attempts: number;
  mountFails: boolean;
  /** The medium need not be carried: files, or the cartridge that lies in a stand-alone drive. */
  inPlace: boolean;
  /** How long it waits for a cartridge, when it finds none. */
  alertMs: Ms;
  /** Room on a disk target that is kept for what it is just writing. */
  reserved: number;
  /** A stream beside others: what the cartridge held when its present stretch began. */
  tapeAt: number;
  failed: boolean;
  overran: boolean;
  /** Its set is complete and on file. */
  filed: boolean;
  /** How long reading the set again has taken, and how many files of it differed from those on disk; -1: it was not. */
  verifyMs: Ms;
  differences: number;
  /** It failed with its drive, and the same runs again elsewhere already. */
  replaced: boolean;
  /** Whoever ended it knows that it failed. */
  seen: boolean;
  because: string;
}

/** What a VSS backup keeps in mind beyond that. */
export interface VssVars extends BackupVars {
  /** Mirror that it uses, or -1. */
  mirror: number;
  /** What has to be copied before the split, or to the clone after it; and what is out of sync when writing stops. */
  syncBytes: number;
  /** Position in the log stream when that began. */
  syncFrom: number;
  restBytes: number;
  /** Instant of the snapshot, or -1. */
  takenAt: Ms;
  /** The copy is whole, and on disks of its own: what becomes of the production volumes is nothing to it. */
  apart: boolean;
  checkedBytes: number;
}

import type { Ms } from '../../engine/types.ts';
import type { Check } from '../operations/plan.ts';
import type { BackupType } from './plan.ts';

export type BackupOutcome = 'succeeded' | 'failed' | 'aborted';

/** What backups say: of one group, and of all groups of one occasion of a job. */
export interface BackupFacts {
  'backup.began': {
    readonly job: number;
    readonly group: number;
    readonly set: number;
    readonly backupType: BackupType;
    readonly asked: Ms;
  };
  'backup.ended': {
    readonly job: number;
    readonly group: number;
    readonly set: number;
    readonly backupType: BackupType;
    readonly outcome: BackupOutcome;
    readonly because: string;
    /** When the procedure was scheduled, got its drive, and ended. */
    readonly asked: Ms;
    readonly began: Ms;
    readonly copyMs: number;
    readonly imageBytes: number;
    readonly logs: number;
    readonly lowLog: number;
    readonly highLog: number;
    readonly overran: boolean;
    /** Instant at which the job's occasion was due: the night that it belongs to. */
    readonly night: Ms;
    /** Since when it had hung, null if it never did. */
    readonly hungSince: Ms | null;
    /** The first channel that tells of a failure; null where it succeeded. */
    readonly shows: Check | null;
    /** Whether its log says what happened, or that something did (MON-06). */
    readonly detailed: boolean;
    /** How long its set was read again, and files that differed from those on the server; null: nobody compared. */
    readonly verifyMs: Ms;
    readonly differences: number | null;
  };
  /** An occasion of a job for a group whose last run still waits to begin: that run serves for it. */
  'job.waits': {
    readonly job: number;
    readonly group: number;
    /** The occasion of the run that waits. */
    readonly night: Ms;
  };
  /** All groups of one occasion of a job are through. */
  'job.ended': {
    readonly job: number;
    readonly night: Ms;
    readonly began: Ms;
    readonly failed: number;
  };
  /** A job that reported success has written worthless sets: found by reading one to its end. */
  'job.found-wrong': {
    readonly job: number;
    readonly group: number;
    readonly set: number;
    readonly key: string;
    readonly by: 'a restore' | 'a drill';
    /** Sets that turned out to be worthless. */
    readonly sets: number;
  };
}

/** What backups outside of streaming and VSS say. */
export interface OutsideFacts {
  /** Databases were restored from a set, and do not start: its files do not fit together. */
  'set.inconsistent': {
    readonly set: number;
    readonly job: number;
    readonly group: number;
    readonly by: 'a restore' | 'a drill';
  };
}

/** What backups by shadow copy say, by type. */
export interface ShadowFacts {
  /** The writer has stopped writing, for a snapshot; client transactions wait (BKP-34). */
  'snapshot.frozen': { readonly job: number; readonly group: number; readonly set: number };
  /** Writing goes on: how long it stood still, what a mirror had to catch up with meanwhile, whether a snapshot was taken. */
  'snapshot.thawed': {
    readonly job: number;
    readonly group: number;
    readonly set: number;
    readonly freezeMs: Ms;
    readonly restBytes: number;
    readonly taken: boolean;
  };
  /** All pages of a snapshot have been checked, or up to a bad one in a file of that database; -1 for none. */
  'snapshot.checked': {
    readonly group: number;
    readonly set: number;
    readonly bytes: number;
    readonly damaged: number;
  };
  /** A snapshot was written to tape as a set of its own; -1 where that failed. */
  'snapshot.written': {
    readonly job: number;
    readonly group: number;
    readonly from: number;
    readonly set: number;
    readonly because: string;
  };
  /** Snapshots went with the disks that they lay on. */
  'snapshots.lost': {
    readonly group: number;
    readonly sets: readonly number[];
    readonly because: string;
  };
}

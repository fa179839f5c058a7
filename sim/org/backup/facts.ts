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

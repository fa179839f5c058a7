import type { Ms } from '../../engine/types.ts';

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

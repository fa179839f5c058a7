import type { Ms } from '../../engine/types.ts';
import type { VssEngine } from '../media/state.ts';
import type { Schedule, WeekSpans } from '../../engine/calendar.ts';

/** A daily backup is no type of a store's: it copies files by their date (BKP-05). */
export type BackupType = 'full' | 'copy' | 'incremental' | 'differential';

/** Whether a backup copies databases with the logs that they need, rather than logs alone (BKP-01, BKP-02). */
export function copiesImages(type: BackupType): boolean {
  return type === 'full' || type === 'copy';
}

/** How the store is read: page by page through the store itself, or by a shadow copy of its volumes. */
export type Engine = 'streaming' | VssEngine;

/** What a VSS job does with its snapshots. */
export interface VssPlan {
  /** Whether a full is checked before its logs are truncated (BKP-35, E-15). */
  readonly verify: boolean;
  /** Share of its rate that the check may take (BKP-36). */
  readonly throttle: number;
  /** So many images of a group are kept on disks: the oldest gives way to a new one. */
  readonly copies: number;
}

/** Whose fulls a backup builds on: those that were written the same way. */
export type FullKind = 'streaming' | 'vss';
export const kindOf = (engine: Engine): FullKind => (engine === 'streaming' ? 'streaming' : 'vss');

/** One job of the plan, for the storage groups that it covers. */
export interface JobPlan {
  readonly id: number;
  readonly name: string;
  /** 'backup/jobs/full' */
  readonly path: string;
  readonly type: BackupType;
  readonly engine: Engine;
  /** Null where it streams from the store. */
  readonly vss: VssPlan | null;
  /** Where it writes to; -1 for a VSS job that leaves its snapshots on disks. */
  readonly library: number;
  readonly when: Schedule;
  /** When it may run; it may always run where the scenario gives no window. */
  readonly window: WeekSpans;
  readonly overrun: 'abort' | 'continue';
  /** How long a set is kept before its cartridge may be overwritten. */
  readonly keepMs: Ms;
  /** The groups in path order, each with the databases of it that the job selects. */
  readonly groups: readonly { readonly group: number; readonly databases: readonly number[] }[];
}

/** Whether a job takes shadow copies. */
export const isShadow = (job: JobPlan): boolean => job.vss !== null;

import type { Ms } from '../../engine/types.ts';
import type { Schedule, WeekSpans } from '../../engine/calendar.ts';

/** A daily backup is no type of a store's: it copies files by their date (BKP-05). */
export type BackupType = 'full' | 'copy' | 'incremental' | 'differential';

/** Whether a backup copies databases with the logs that they need, rather than logs alone (BKP-01, BKP-02). */
export function copiesImages(type: BackupType): boolean {
  return type === 'full' || type === 'copy';
}

/** One job of the plan, for the storage groups that it covers. */
export interface JobPlan {
  readonly id: number;
  readonly name: string;
  /** 'backup/jobs/full' */
  readonly path: string;
  readonly type: BackupType;
  readonly engine: 'streaming';
  /** What it writes to: a library, a stand-alone drive or a disk target. */
  readonly library: number;
  /** Whether it adds to what lies on the medium or erases all of that first (TAPE-03). */
  readonly media: 'append' | 'replace';
  /** On a disk target: the one file that its runs share, with other jobs that name it; '' for a file each. */
  readonly file: string;
  readonly when: Schedule;
  /** When it may run; it may always run where the scenario gives no window. */
  readonly window: WeekSpans;
  readonly overrun: 'abort' | 'continue';
  /** Whether its log says why a run failed, or that it did (MON-06). */
  readonly logging: 'summary' | 'detailed';
  /** How long a set is kept before its cartridge may be overwritten. */
  readonly keepMs: Ms;
  /** The groups in path order, each with the databases of it that the job selects. */
  readonly groups: readonly { readonly group: number; readonly databases: readonly number[] }[];
}

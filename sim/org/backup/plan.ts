import type { Ms } from '../../engine/types.ts';
import type { Schedule, WeekSpans } from '../../engine/calendar.ts';

export type BackupType = 'full' | 'incremental' | 'differential';

/** One job of the plan, for the storage groups that it covers. */
export interface JobPlan {
  readonly id: number;
  readonly name: string;
  /** 'backup/jobs/full' */
  readonly path: string;
  readonly type: BackupType;
  readonly engine: 'streaming';
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

import type { Ms } from '../../engine/types.ts';
import type { Schedule, WeekSpans } from '../../engine/calendar.ts';

export interface TeamPlan {
  readonly id: number;
  readonly name: string;
  readonly people: number;
  readonly hours: WeekSpans;
  /** Delay of a call out of hours; null: nobody comes before the hours begin. */
  readonly onCallMs: Ms | null;
}

/** A class of service: who pays for what. */
export interface ClassPlan {
  readonly id: number;
  readonly name: string;
  readonly hours: WeekSpans;
  /** Targets of the scorecard; null where the scenario names none. */
  readonly restoreMs: { readonly database: Ms | null; readonly server: Ms | null };
}

export interface OperationsPlan {
  readonly teams: readonly TeamPlan[];
  /** When somebody reads the backup log; null: `unreadLogNoticedMs` after the failure. */
  readonly readLog: Schedule | null;
}

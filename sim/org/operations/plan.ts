import type { Half } from '../store/halves.ts';
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

/** What things cost, in one currency; 0 where the scenario names no price. */
export interface PricePlan {
  /** Three letters such as 'EUR', or null. */
  readonly currency: string | null;
  readonly cartridge: number;
  readonly drive: number;
  /** An operator at work on an incident, a drill or a full volume. */
  readonly operatorHour: number;
  readonly mailboxHourDown: number;
  /** An hour of one mailbox's mail that is lost. */
  readonly lostMailboxHour: number;
}

/** A restore drill: at every occasion the next few groups in turn are restored to another place (MON-17 to MON-19). */
export interface DrillPlan {
  readonly id: number;
  readonly name: string;
  /** 'operations/drills/quarterly' */
  readonly path: string;
  readonly when: Schedule;
  /** The groups that take turns, in path order. */
  readonly groups: readonly number[];
  readonly groupsAtOnce: number;
  /** Volume that it restores to; -1: a recovery storage group beside each database (RSG-06). */
  readonly to: number;
}

/** Mailboxes that somebody moves into a database. What they bring is no content of the ledger: only its logs and its room count. */
export interface MailboxMovePlan {
  readonly id: number;
  readonly name: string;
  /** 'operations/mailboxMoves/merger' */
  readonly path: string;
  readonly at: Ms;
  readonly database: number;
  readonly mailboxes: number;
  readonly mailboxBytes: number;
  /** How long one mailbox takes. */
  readonly everyMs: Ms;
  /** Whether logs are kept in a circle meanwhile. */
  readonly circularLogging: boolean;
}

export interface OperationsPlan {
  readonly mailboxMoves: readonly MailboxMovePlan[];
  readonly drills: readonly DrillPlan[];
  readonly teams: readonly TeamPlan[];
  /** When somebody reads the backup log; null: `unreadLogNoticedMs` after the failure. */
  readonly readLog: Schedule | null;
}

/** What an operator destroys: ids of the plan; `edb` and `stm` are the halves of a database of 2003. */
export interface Destroyed {
  readonly what: 'file' | Half | 'logs' | 'volume';
  readonly id: number;
}

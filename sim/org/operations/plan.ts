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
  /** At least so long lies between two occasions; 0: each of `when` is one. */
  readonly everyMs: Ms;
  /** The groups that take turns, in path order. */
  readonly groups: readonly number[];
  readonly groupsAtOnce: number;
  /** Volume that it restores to; -1: a recovery storage group beside each database (RSG-06), or a lab. */
  readonly to: number;
  /** In a lab: a forest and a server of their own, which have to be built first (RST-56). */
  readonly lab: boolean;
  /** Which mailboxes are connected to what was restored: users' own never should be (RST-57). */
  readonly connects: 'test-mailboxes' | 'users';
}

/** Where a failed backup can be seen: its status, its log, or nowhere but the application event log (MON-01, MON-02). */
export type Check = 'status' | 'backup-log' | 'application-log';

/** What looks at the servers all day. */
export interface MonitoringPlan {
  /** From the failure of a machine, or the stop of a database, to the alarm; null: nobody watches, users call. */
  readonly watchesMs: Ms | null;
  /** When the application event log of every server is read; null: never. */
  readonly reads: Schedule | null;
  /** Entries that raise an alarm: errors, or warnings as well. */
  readonly alertsOn: 'errors' | 'warnings';
  /** So long after a job was due, its success is looked for (MON-09); null: nobody misses it. */
  readonly missingSuccessMs: Ms | null;
}

/** A database that is to be moved as planned work. */
export interface MovePlan {
  readonly id: number;
  readonly name: string;
  /** 'operations/moves/consolidate' */
  readonly path: string;
  readonly at: Ms;
  readonly database: number;
  /** The group and the volume where it is to live. */
  readonly group: number;
  readonly volume: number;
  /** Whether users are linked to the new place before it is moved or when it has come (RST-50). */
  readonly relink: 'early' | 'late';
  /** When the server to which it came is rebooted (RST-52); of no effect in 2007. */
  readonly reboot: 'at-once' | 'after-hours' | 'never';
}

/** Mailboxes that somebody moves into a database. What they bring is no content of the ledger: only its logs and its room count. */
export interface MailboxMovePlan {
  readonly id: number;
  readonly name: string;
  /** 'operations/mailboxMoves/merger' */
  readonly path: string;
  readonly at: Ms;
  readonly database: number;
  /** Database that they leave; -1: they come from another organization. */
  readonly from: number;
  readonly mailboxes: number;
  readonly mailboxBytes: number;
  /** How long one mailbox takes. */
  readonly everyMs: Ms;
  /** Whether logs are kept in a circle meanwhile. */
  readonly circularLogging: boolean;
}

/** What administrators set up or moved at an instant, and the directory knows from then on (BKP-72). */
export interface ChangePlan {
  readonly id: number;
  readonly name: string;
  /** 'operations/changes/merger' */
  readonly path: string;
  readonly at: Ms;
  readonly databases: readonly number[];
}

/** Machines that get a service pack or an update at an instant. */
export interface PatchPlan {
  readonly id: number;
  readonly name: string;
  /** 'operations/patches/sp2' */
  readonly path: string;
  readonly at: Ms;
  readonly servers: readonly number[];
  readonly controllers: readonly number[];
}

export interface OperationsPlan {
  readonly changes: readonly ChangePlan[];
  readonly patches: readonly PatchPlan[];
  readonly moves: readonly MovePlan[];
  readonly mailboxMoves: readonly MailboxMovePlan[];
  readonly drills: readonly DrillPlan[];
  readonly teams: readonly TeamPlan[];
  /** When somebody reads the backup log; null: `unreadLogNoticedMs` after the failure. */
  readonly readLog: Schedule | null;
  /** What they look at then (MON-01). */
  readonly checks: readonly Check[];
  /** Whether they find out why a job failed, or just run it again (MON-20). */
  readonly failedJobs: 'find-cause' | 'run-again';
  readonly monitoring: MonitoringPlan;
}

/** What an operator destroys: ids of the plan; `edb` and `stm` are the halves of a database of 2003. */
export interface Destroyed {
  readonly what: 'file' | Half | 'logs' | 'volume';
  readonly id: number;
}

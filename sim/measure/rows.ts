/** What one replication leaves behind: plain, compact rows, so that a thousand of them fit in memory and in a file. */
import type { Ms } from '../engine/types.ts';
import type { IncidentCause } from '../org/causes.ts';
import type { Scope, WaterfallSpan } from '../org/facts.ts';

/** What one incident did to one database. Lengths run from the incident's first failure. */
export interface DatabaseRow {
  readonly database: number;
  readonly downAt: Ms | null;
  /** Null while the incident is still open when the run ends. */
  readonly serviceMs: number | null;
  readonly firstMs: number | null;
  readonly dataMs: number | null;
  /** From the oldest lost instant to the failure; 0 when nothing is lost. */
  readonly pointMs: number;
  readonly windowMs: number;
  readonly messages: number;
  readonly bytes: number;
  readonly logs: number;
  readonly sets: number;
}

/** One incident whose first root cause falls inside the horizon. */
export interface IncidentRecord {
  readonly key: string;
  readonly causes: readonly string[];
  readonly cause: IncidentCause;
  readonly scope: Scope;
  readonly at: Ms;
  readonly databases: readonly DatabaseRow[];
  readonly serviceMs: number | null;
  readonly firstMs: number | null;
  readonly dataMs: number | null;
  /** From data back until the next full of every restored group; null when the run ended before it. */
  readonly unprotectedMs: number | null;
  /** Age at the failure of the newest backup, of the database with the oldest; absent while it is open. */
  readonly backupMs?: number;
  readonly waterfall: readonly WaterfallSpan[];
  /** Numbers of the different sets read for all databases together. */
  readonly sets: readonly number[];
  /** Messages that waited on hubs in its outages: announced as delayed, and given back to their senders. */
  readonly mail?: { readonly delayed: number; readonly returned: number };
  readonly closedAt: Ms | null;
}

/** Time without service of one database inside the horizon: whole, and in the hours of each class. */
export interface DowntimeRow {
  readonly database: number;
  readonly serviceMs: number;
  readonly dataMs: number;
  readonly serviceInHoursMs: readonly number[];
  readonly dataInHoursMs: readonly number[];
}

/** The groups' backup procedures that ended inside the horizon. */
export interface JobTally {
  readonly count: number;
  readonly failures: number;
  readonly overruns: number;
  /** Of the successful ones. */
  readonly succeeded: number;
  readonly durationMs: number;
  readonly longestMs: number;
  readonly nights: number;
  readonly nightsMs: number;
  readonly longestNightMs: number;
  readonly unnoticedMs: number;
  /** Longest freeze of a shadow copy. */
  readonly frozenMs: number;
  readonly cartridges: number;
  /** Restore drills that came to an end, and those among them that found something. */
  readonly drills: number;
  readonly findings: number;
  readonly degradedMailboxMs: number;
}

/** The nights of a weekday (Monday first): a night is a run of a job, and belongs to the day on which it was due. */
export interface WeekdayTally {
  readonly nights: number;
  readonly nightsMs: number;
  /** Of the sets that are complete. */
  readonly bytes: number;
}

/** Online maintenance inside the horizon. */
export interface MaintenanceTally {
  /** The longest that a database has waited for a complete pass. */
  readonly longestMs: number;
  /** Over all databases: complete passes, and what backups took of the windows. */
  readonly passes: number;
  readonly lostMs: number;
}

/** How often a cause struck inside the horizon, how often without effect, and on how many occasions it could have. */
export interface CauseTally {
  readonly seen: number;
  readonly absorbed: number;
}

/** What was spent inside the horizon, in hands and pieces. */
export interface Spending {
  readonly operatorMs: number;
  /** Bought again: in place of failed drives, and of lost or worn cartridges. */
  readonly drives: number;
  readonly cartridges: number;
}

export interface ReplicationResult {
  readonly replication: number;
  readonly fingerprint: string;
  readonly events: number;
  /** When the run ended: after the horizon, when every incident was closed, or at the latest allowed. */
  readonly endedAt: Ms;
  readonly incidents: readonly IncidentRecord[];
  readonly downtime: readonly DowntimeRow[];
  readonly jobs: JobTally;
  /** Nights of fulls, and of incrementals and differentials. */
  readonly weekdays: {
    readonly full: readonly WeekdayTally[];
    readonly logs: readonly WeekdayTally[];
  };
  readonly maintenance: MaintenanceTally;
  readonly spending: Spending;
  /** Messages given back to their senders, who know it, and those whose senders were told of a delay. */
  readonly returnedMessages: number;
  readonly delayedMessages: number;
  /** Mailbox-time slow since an array was being rebuilt. */
  readonly rebuildMailboxMs: number;
  /** Mailbox-time without functions beside mail. */
  readonly impairedMailboxMs: number;
  readonly causes: Readonly<Record<string, CauseTally>>;
  /** Occasions on which a cause with a probability could have struck, by cause. */
  readonly occasions: Readonly<Record<string, number>>;
  /** Durations of successful procedures: pairs of bucket and count (see histogram.ts). */
  readonly durations: readonly number[];
}

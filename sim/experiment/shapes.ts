/** What an experiment answers, as data. The report takes these over unchanged (sim/report/data.ts). */
import type { Ms } from '../engine/types.ts';
import type { CauseKey, IncidentCause } from '../org/causes.ts';
import type { Scope, WaterfallSpan } from '../org/facts.ts';

export type Interval = readonly [number, number];

/** A summary of one metric over one population (MEASURES, metrics and statistics). */
export interface Estimate {
  readonly unit: string;
  readonly over: 'replication' | 'incident' | 'job' | 'database' | 'set';
  /**
   * How the interval of the mean is made: 'exact Poisson', 'Student t', 'studentized bootstrap', 'Clopper-Pearson';
   * 'Kaplan-Meier' where some times still run, so that there is no mean. Quantiles have order statistics, or
   * Kaplan-Meier too.
   */
  readonly method: string;
  readonly n: number;
  readonly mean: number | null;
  readonly ci95: Interval | null;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  readonly max: number | null;
  /** Two-sided 95 % intervals of the quantiles. */
  readonly quantileCi95: {
    readonly p50: Interval | null;
    readonly p95: Interval | null;
    readonly p99: Interval | null;
  };
  /** Where times that still run leave a quantile without a value: what it exceeds. Absent where none does. */
  readonly beyond?: Readonly<Record<string, number>>;
  /** Where they leave its interval open above: the lower end. Absent where none is open. */
  readonly from?: Readonly<Record<string, number>>;
  /** What a null needs: e.g. { p95: 72, p99: 368, mean: 50 }. */
  readonly needs: Readonly<Record<string, number>>;
  /** Why the mean has no interval; absent where it has one. */
  readonly because?: string;
  readonly replicationsWithAny: number;
  /** Clopper-Pearson interval for the share of replications with any. */
  readonly anyCi95?: Interval | null;
  readonly censored: number;
  /** The same over a part of the population. */
  readonly where: readonly ({
    readonly cause?: string;
    readonly class?: string;
    readonly scope?: string;
  } & Omit<Estimate, 'where' | 'unit' | 'over'>)[];
}

/** One incident as a row: enough to list, sort and open it. */
export interface IncidentRow {
  readonly replication: number;
  readonly key: string;
  readonly causes: readonly string[];
  readonly cause: IncidentCause;
  readonly scope: Scope;
  readonly at: Ms;
  /** Paths of the affected databases. */
  readonly affected: readonly string[];
  readonly serviceMs: number | null;
  readonly dataMs: number | null;
  readonly firstMs: number | null;
  readonly pointMs: number;
  readonly loss: {
    readonly messages: number;
    readonly bytes: number;
    readonly logs: number;
    readonly windowMs: number;
  };
  readonly waterfall: readonly WaterfallSpan[];
  /** Messages that waited on hubs: announced to their senders as delayed, and given back to them. */
  readonly mail?: { readonly delayed: number; readonly returned: number };
  /** Number of backup sets read, and their numbers. */
  readonly sets: number;
  readonly setIds?: readonly number[];
  readonly closedAt: Ms | null;
}

export interface CauseCount {
  readonly cause: CauseKey;
  /** 'simulated', 'switched off' or 'not modelled'. */
  readonly status: string;
  readonly does: string;
  readonly rate: number;
  readonly unit: string;
  readonly source: string;
  readonly assumed: boolean;
  /** Per strategy: expected and seen counts over all replications; of those seen, absorbed. */
  readonly counts: Readonly<
    Record<
      string,
      { readonly expected: number | null; readonly seen: number; readonly absorbed: number }
    >
  >;
}

/** Expectation of the scenario against what was measured. */
export interface ExpectationResult {
  readonly name: string;
  readonly strategy: string | null;
  readonly metric: string;
  readonly stat: string;
  /** Which way it was asked; years when absent. */
  readonly given?: 'years' | 'exposure';
  readonly outcome: 'pass' | 'miss' | 'undecided';
  readonly measured: number | null;
  readonly ci95: Interval | null;
  readonly limit: { readonly atMost?: number; readonly atLeast?: number };
  readonly unit: string;
  readonly because: string;
  /** Whether an undecided outcome fails a run that asserts. */
  readonly whenUndecided?: 'fail' | 'warn';
  readonly position: { readonly file: string; readonly line: number; readonly column: number };
}

/** A paired difference between two strategies: by root-cause key over incidents, by number over replications. */
export interface Difference {
  readonly of: string;
  readonly minus: string;
  readonly metric: string;
  readonly over?: 'replication' | 'incident';
  readonly unit: string;
  /** Incidents on either side, or replications. */
  readonly pairs: number;
  readonly mean: number | null;
  readonly ci95: Interval | null;
  /** Width below which two values count as equal. */
  readonly tie: number;
  /** Pairs in which `of` is worse than `minus` by more than a tie, within it, and better. */
  readonly worse: number;
  readonly equal: number;
  readonly better: number;
  /** 95 % intervals of these three as shares of the pairs; whole replications vary. */
  readonly shares: {
    readonly worse: Interval | null;
    readonly equal: Interval | null;
    readonly better: Interval | null;
  };
  /** Pairs left out since one side was still open when the run ended. */
  readonly open: number;
  /** How the interval of the mean is made. */
  readonly method: 'studentized bootstrap by replication';
  /** Two-sided probability of so large a mean if there were no difference, corrected for the number of strategies. */
  readonly p: number | null;
  readonly verdict: 'better' | 'worse' | 'equal' | 'not decided by this run';
  readonly because: string;
}

/** How a run in batches went; its intervals hold at 95 % over all looks together. */
export interface Sequential {
  readonly looks: number;
  readonly planned: number;
  readonly replications: number;
  /** Level of the intervals of each look. */
  readonly level: number;
  /** What was still not decided, or not precise, when it stopped. */
  readonly open: readonly string[];
}

export interface StrategyResult {
  readonly name: string;
  readonly label: string;
  readonly fingerprint: string;
  readonly metrics: Readonly<Record<string, readonly Estimate[]>>;
  readonly incidents: readonly IncidentRow[];
}

/** Observed recovery against the target of one class, by strategy (FACTS, SLA-09 and SLA-10). */
export interface ScorecardLine {
  readonly row: string;
  readonly class: string;
  readonly targetMs: number | null;
  readonly cells: readonly {
    readonly strategy: string;
    readonly p95: number | null;
    readonly p50: number | null;
    readonly n: number;
    readonly met: boolean | null;
    readonly because: string;
  }[];
}

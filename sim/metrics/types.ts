/** What one value of a metric belongs to: a simulated replication, an incident, one group's backup, an affected database. */
export type Over = 'replication' | 'incident' | 'job' | 'database';

/** Base unit of the values, as results print it. `ms` are simulated milliseconds, `share` runs from 0 to 1. */
export type MetricUnit =
  | 'ms'
  | 'B'
  | 'messages'
  | 'logs'
  | 'sets'
  | 'cartridges'
  | 'mailbox-hours'
  | 'share'
  | 'count'
  | '/year'
  | 'currency/year';

/**
 * The width below which two strategies count as equal: a number in the metric's unit, or the longest window of the
 * plan's backup jobs (a night more or less is the same night).
 */
export type Tie = number | 'backup window';

/** One metric of the product. Validation, results, report and documentation all read this and nothing else. */
export interface Metric {
  readonly name: string;
  readonly unit: MetricUnit;
  /** Populations that it may be asked over; the first is the default only when it is the only one. */
  readonly over: readonly Over[];
  /** Where the unit depends on the population: a share of jobs, but a count a year. */
  readonly unitOver?: Readonly<Partial<Record<Over, MetricUnit>>>;
  /** What each value is weighed by. */
  readonly weight: 'mailbox' | 'database' | 'incident' | 'job' | 'replication';
  readonly tie: Tie;
  /** Whether rare, worse events (the one bad tape) may make much of the mean: it then needs more of them. */
  readonly rareTail?: true;
  /** Whether a larger value is worse. */
  readonly better: 'lower' | 'higher' | 'neither';
  readonly doc: string;
  /** Given only where the scenario has prices. */
  readonly needsPrices: boolean;
  readonly available: boolean;
  /** Why this version cannot give it; null when it can. */
  readonly because: string | null;
}

/**
 * The table of metrics: what can be asked, in which unit, over what, and from which difference on it matters. Pure
 * data that imports nothing: validation, measures, results, report and documentation all read it.
 */
import { metricTable } from './table.ts';
import type { Metric, MetricUnit, Over, Tie } from './types.ts';

export type { Metric, MetricUnit, Over, Tie } from './types.ts';
export { causeNames, scorecardRows, waterfallSpans } from './families.ts';

/** Every metric by name, families expanded (`waterfall.replay`, `causes.volume-lost`, `sla.database`). */
export const metrics: Readonly<Record<string, Metric>> = Object.fromEntries(
  metricTable.map((metric) => [metric.name, metric]),
);

export const metricNames: readonly string[] = metricTable.map((metric) => metric.name);

/** The metric of a name, or null when there is none. */
export function metricOf(name: string): Metric | null {
  return Object.hasOwn(metrics, name) ? metrics[name] : null;
}

/**
 * One number of a population. `probability` is the share above zero, or beyond a limit that is given; `total` is the
 * sum over the population.
 */
export const stats = ['mean', 'p50', 'p95', 'p99', 'max', 'total', 'probability'] as const;
export type Stat = (typeof stats)[number];

/** What the rows of a population may be weighed by. */
export type Weight = 'mailbox' | 'database';

/** Whether a weight can be chosen: of shares of mailbox-time, and of rows that are databases. */
export function isWeighable(metric: Metric, over: Over): boolean {
  return over === 'database' || metric.name.startsWith('availability.');
}

/** What `where` may select rows by. */
export const whereKeys = ['cause', 'scope', 'class', 'site', 'server'] as const;
export type WhereKey = (typeof whereKeys)[number];

const PLACES: readonly WhereKey[] = ['class', 'site', 'server'];

/** By which keys of `where` a metric can be split over a population. */
export function splitsOf(metric: Metric, over: Over): readonly WhereKey[] {
  if (over === 'job') return [];
  if (over !== 'replication') return whereKeys;
  if (/^(?:loss\.(?:messages|bytes|logs)|sla\..*)$/.test(metric.name)) return whereKeys;
  return /^(?:downtime|availability)\./.test(metric.name) ? PLACES : [];
}

/** Whether every affected database has a value of its own, as `per: database` asks. */
export function isPerDatabase(metric: Metric): boolean {
  if (['sla.server', 'recovery.unprotected', 'recovery.backupAge'].includes(metric.name))
    return false;
  return metric.over.includes('incident') && !metric.name.startsWith('waterfall.');
}

/** Whether the values are shares of jobs: a run has one share, hence neither quantiles nor a largest, nor a sum. */
export function isShareOfJobs(metric: Metric, over: Over): boolean {
  return over === 'job' && unitOf(metric, over) === 'share';
}

/** What a cause can destroy, from the smallest to the largest: values of `where: { scope }`. */
export const scopes = [
  'item', 'mailbox', 'database', 'server', 'cluster', 'site', 'directory',
] as const; // prettier-ignore

/** The unit of a metric's values over one population. */
export function unitOf(metric: Metric, over: Over): MetricUnit {
  return metric.unitOver?.[over] ?? metric.unit;
}

/** The unit of a statistic: a probability is a share whatever it is a probability of. */
export function unitOfStat(metric: Metric, over: Over, stat: Stat): MetricUnit {
  return stat === 'probability' ? 'share' : unitOf(metric, over);
}

/** The width below which two values count as equal, given the length of the plan's backup window. */
export function tieWidth(tie: Tie, backupWindowMs: number): number {
  return tie === 'backup window' ? backupWindowMs : tie;
}

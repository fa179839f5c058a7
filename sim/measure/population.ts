/** The values that a metric has over one population, selected by `where`: what every statistic is made from. */
import type { Metric, Over, Weight } from '../metrics/index.ts';
import type { Plan } from '../org/plan.ts';
import type { Histogram } from './histogram.ts';
import { pairsOf, valueOf } from './histogram.ts';
import { censoredAt, readerOf } from './incident-values.ts';
import { replicationReaderOf } from './replication-values.ts';
import type { IncidentRecord, ReplicationResult } from './rows.ts';
import type { Where } from './where.ts';
import { classShare, selectRows } from './where.ts';

/** Everything that was measured of one strategy, in the order of replications. */
export interface Pool {
  readonly plan: Plan;
  readonly results: readonly ReplicationResult[];
  /** Durations of the groups' backup procedures, of all replications together. */
  readonly durations: Histogram;
}

export interface Sample {
  /** Index of the replication in the pool. */
  readonly replication: number;
  /** Samples of one cluster share one vote: the databases of an incident, the jobs of a replication. */
  readonly cluster: number;
  readonly value: number;
  readonly weight: number;
  /** The true value is at least this: the incident was still open when the run ended. */
  readonly censored: boolean;
}

export type Population =
  | { readonly kind: 'values'; readonly values: readonly (number | null)[] }
  | { readonly kind: 'samples'; readonly samples: readonly Sample[]; readonly clusters: number }
  | { readonly kind: 'shares'; readonly shares: readonly (readonly [number, number])[] }
  | {
      readonly kind: 'durations';
      /** Buckets' values and counts. */
      readonly durations: readonly (readonly [number, number])[];
      readonly sums: readonly number[];
      readonly counts: readonly number[];
      readonly max: number;
    }
  | { readonly kind: 'refused'; readonly because: string };

/** `weight`: what databases and their mailbox-time count by; the mailbox unless the database is named. */
export function populationOf(
  pool: Pool,
  metric: Metric,
  over: Over,
  where: Where,
  weight: Weight = 'mailbox',
): Population {
  if (metric.needsPrices && pool.plan.prices === null) {
    return refused('the scenario gives no prices');
  }
  if (!metric.available) return refused(metric.because ?? 'not available');
  switch (over) {
    case 'replication':
      return ofReplications(pool, metric, where, weight);
    case 'incident':
      return ofIncidents(pool, metric, where);
    case 'database':
      return ofDatabases(pool, metric, where, weight);
    case 'job':
      return ofJobs(pool, metric, where);
    default:
      return assertUnreachable(over);
  }
}

function refused(because: string): Population {
  return { kind: 'refused', because };
}

function assertUnreachable(over: never): never {
  throw new Error(`no population is called ${String(over)}`);
}

function ofReplications(pool: Pool, metric: Metric, where: Where, weight: Weight): Population {
  const reader = replicationReaderOf(metric.name);
  if (reader === null) return refused(`${metric.name} has no value for a replication`);
  const foreign = Object.keys(where).filter((key) => !reader.obeys.includes(key));
  if (foreign.length > 0) {
    return refused(`${metric.name} of a replication cannot be split by ${foreign.join(', ')}`);
  }
  const values = pool.results.map((result) => reader.read(pool.plan, result, where, weight));
  return { kind: 'values', values };
}

/** Every incident with at least one selected row, with its replication's index. */
export function* incidentsOf(pool: Pool, where: Where) {
  for (let index = 0; index < pool.results.length; index++) {
    for (const incident of pool.results[index].incidents) {
      const rows = selectRows(pool.plan, incident, where);
      if (rows.length > 0) yield { index, incident, rows };
    }
  }
}

/** `sla.server` is about incidents that destroyed a server, whatever else was selected. */
function meant(metric: Metric, incident: IncidentRecord): boolean {
  return metric.name !== 'sla.server' || incident.scope === 'server';
}

function ofIncidents(pool: Pool, metric: Metric, where: Where): Population {
  const reader = readerOf(metric.name);
  if (reader === null) return refused(`${metric.name} has no value for an incident`);
  const samples: Sample[] = [];
  for (const { index, incident, rows } of incidentsOf(pool, where)) {
    if (!meant(metric, incident)) continue;
    const value = reader.incident(pool.plan, incident, rows, where);
    samples.push({
      replication: index,
      cluster: samples.length,
      value: value ?? censoredAt(incident, metric.name, pool.results[index].endedAt),
      weight: 1,
      censored: value === null || incident.closedAt === null,
    });
  }
  return { kind: 'samples', samples, clusters: samples.length };
}

function ofDatabases(pool: Pool, metric: Metric, where: Where, weight: Weight): Population {
  const read = readerOf(metric.name)?.database;
  if (read === undefined) return refused(`${metric.name} has no value for a single database`);
  const samples: Sample[] = [];
  let cluster = 0;
  for (const { index, incident, rows } of incidentsOf(pool, where)) {
    const votes = rows.map(({ database }) => voteOf(pool.plan, database, where, weight));
    const all = votes.reduce((sum, vote) => sum + vote, 0);
    for (const [i, row] of rows.entries()) {
      const value = read(pool.plan, row, where);
      samples.push({
        replication: index,
        cluster,
        value: value ?? censoredAt(incident, metric.name, pool.results[index].endedAt),
        weight: votes[i] / all,
        censored: value === null || incident.closedAt === null,
      });
    }
    cluster++;
  }
  return { kind: 'samples', samples, clusters: cluster };
}

/** What one database counts in the vote of its incident. */
export function voteOf(plan: Plan, database: number, where: Where, weight: Weight): number {
  if (weight === 'database') return 1;
  const mailboxes = plan.databases[database].mailboxCount * classShare(plan, database, where);
  // Even a database without a mailbox was affected.
  return Math.max(mailboxes, 1e-6);
}

function ofJobs(pool: Pool, metric: Metric, where: Where): Population {
  const foreign = Object.keys(where);
  if (foreign.length > 0) return refused(`jobs cannot be split by ${foreign.join(', ')}`);
  const jobs = pool.results.map((result) => result.jobs);
  switch (metric.name) {
    case 'backup.overruns':
      return { kind: 'shares', shares: jobs.map((job) => [job.overruns, job.count] as const) };
    case 'backup.failures':
      return { kind: 'shares', shares: jobs.map((job) => [job.failures, job.count] as const) };
    case 'backup.duration': {
      const pairs = pairsOf(pool.durations);
      const durations: (readonly [number, number])[] = [];
      for (let i = 0; i < pairs.length; i += 2) durations.push([valueOf(pairs[i]), pairs[i + 1]]);
      return {
        kind: 'durations',
        durations,
        sums: jobs.map((job) => job.durationMs),
        counts: jobs.map((job) => job.succeeded),
        max: jobs.reduce((most, job) => Math.max(most, job.longestMs), 0),
      };
    }
    default:
      return refused(`${metric.name} has no value for a job`);
  }
}

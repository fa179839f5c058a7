/** One metric over one population becomes one estimate, with the interval that its kind allows. */
import type { Over } from '../metrics/index.ts';
import type { Population, Sample } from '../measure/population.ts';
import type { Estimate, Interval } from './shapes.ts';
import { clopperPearson, clusteredShare } from './statistics/binomial.ts';
import type { Resamples } from './statistics/bootstrap.ts';
import type { Vote } from './statistics/kaplan-meier.ts';
import type { MeanInterval } from './statistics/mean.ts';
import { meanIntervalOf } from './statistics/mean.ts';
import { countInterval } from './statistics/poisson.ts';
import type { QuantileEstimate } from './statistics/quantiles.ts';
import { quantileOf } from './statistics/quantiles.ts';

export type Core = Omit<Estimate, 'where' | 'unit' | 'over'>;

/** What an estimate must know besides the values. */
export interface Frame {
  readonly unit: string;
  readonly over: Over;
  /** Value of a replication in which nothing happened: 1 for an availability, else 0. */
  readonly rest: number;
  /** Length of the horizon, to turn rates a year into counts. */
  readonly years: number;
  readonly replications: number;
  /** Replications in which some incident was still open at the end. */
  readonly censored: number;
  /** Whether rare, worse events may make much of the mean. */
  readonly rareTail: boolean;
  readonly resamples: Resamples;
}

const noQuantiles = {
  p50: null,
  p95: null,
  p99: null,
  max: null,
  quantileCi95: { p50: null, p95: null, p99: null },
} as const;

/** Null for a population that was refused. */
export function estimateOf(population: Population, frame: Frame): Core | null {
  switch (population.kind) {
    case 'values':
      return ofValues(population.values, frame);
    case 'samples':
      return ofSamples(population.samples, population.clusters, frame);
    case 'shares':
      return ofShares(population.shares, frame);
    case 'durations':
      return ofDurations(population, frame);
    default:
      return null;
  }
}

function ofValues(all: readonly (number | null)[], frame: Frame): Core {
  const values = all.filter((value) => value !== null);
  const n = values.length;
  const any = values.filter((value) => value !== frame.rest).length;
  const interval = intervalOfValues(all, any, frame);
  const votes = values.map((value) => ({ value, weight: 1, censored: false }));
  const spread = quantilesOf(votes, n, frame);
  return {
    method: interval.method,
    n,
    mean: n === 0 ? null : sum(values) / n,
    ci95: interval.ci95,
    ...spread.core,
    needs: needsOf(spread.needs, interval.needs),
    ...whyOf(interval.because),
    replicationsWithAny: any,
    anyCi95: clopperPearson(any, n, frame.resamples.level),
    censored: frame.censored,
  };
}

type OneInterval = Omit<MeanInterval, 'method'> & { readonly method: string };

/** Counts have exact Poisson intervals; a mean has what its spread allows. */
function intervalOfValues(all: readonly (number | null)[], any: number, frame: Frame): OneInterval {
  const { rest, unit, resamples } = frame;
  if (unit === 'count' || unit === '/year') {
    const scale = unit === '/year' ? frame.years : 1;
    const counts = all.flatMap((value) => (value === null ? [] : [Math.round(value * scale)]));
    const { interval, method } = countInterval(counts, resamples.level);
    const ci95: Interval | null = interval && [interval[0] / scale, interval[1] / scale];
    return { ci95, method, needs: null, because: null };
  }
  // Taken from where nothing happens, so that an availability keeps its last digits.
  const sums = all.map((value) => (value === null ? 0 : value - rest));
  const counts = all.map((value) => (value === null ? 0 : 1));
  const rareTailEvents = frame.rareTail ? any : null;
  const found = meanIntervalOf({ sums, counts, any, rareTailEvents }, resamples);
  if (found.ci95 === null) return found;
  return { ...found, ci95: [found.ci95[0] + rest, found.ci95[1] + rest] };
}

function ofSamples(samples: readonly Sample[], clusters: number, frame: Frame): Core {
  const sums = new Array<number>(frame.replications).fill(0);
  const counts = new Array<number>(frame.replications).fill(0);
  const any = new Set<number>();
  const events = new Set<number>();
  let open = 0;
  for (const { replication, cluster, value, weight, censored } of samples) {
    sums[replication] += value * weight;
    counts[replication] += weight;
    if (value > 0) any.add(replication);
    if (value > 0) events.add(cluster);
    if (censored) open++;
  }
  const known = samples.length > 0 && open === 0;
  const rareTailEvents = frame.rareTail ? events.size : null;
  // A mean over times of which some still run would be too short by an unknown length.
  const interval: OneInterval =
    open > 0
      ? { ci95: null, method: 'Kaplan-Meier', needs: null, because: 'some are still open' }
      : meanIntervalOf({ sums, counts, any: any.size, rareTailEvents }, frame.resamples);
  const spread = quantilesOf(samples, clusters, frame);
  return {
    method: interval.method,
    n: samples.length,
    mean: known ? sum(sums) / sum(counts) : null,
    ci95: interval.ci95,
    ...spread.core,
    needs: needsOf(spread.needs, interval.needs),
    ...whyOf(interval.because),
    replicationsWithAny: any.size,
    anyCi95: clopperPearson(any.size, frame.replications, frame.resamples.level),
    censored: open,
  };
}

function ofShares(shares: readonly (readonly [number, number])[], frame: Frame): Core {
  const { level } = frame.resamples;
  const successes = sum(shares.map(([k]) => k));
  const trials = sum(shares.map(([, n]) => n));
  const any = shares.filter(([k]) => k > 0).length;
  return {
    method: 'Clopper-Pearson',
    n: trials,
    mean: trials === 0 ? null : successes / trials,
    ci95: clusteredShare(shares, level),
    ...noQuantiles,
    needs: {},
    replicationsWithAny: any,
    anyCi95: clopperPearson(any, shares.length, level),
    censored: 0,
  };
}

function ofDurations(population: Extract<Population, { kind: 'durations' }>, frame: Frame): Core {
  const { durations, sums, counts, max } = population;
  const n = sum(counts);
  const active = counts.filter((count) => count > 0).length;
  const row = { sums, counts, any: active, rareTailEvents: null };
  const interval = meanIntervalOf(row, frame.resamples);
  const votes = durations.map(([value, weight]) => ({ value, weight, censored: false }));
  // Jobs of one replication are not independent of each other, so a replication has one vote.
  const spread = quantilesOf(votes, active, frame);
  return {
    method: interval.method,
    n,
    mean: n === 0 ? null : sum(sums) / n,
    ci95: interval.ci95,
    ...spread.core,
    max: n === 0 ? null : max,
    needs: needsOf(spread.needs, interval.needs),
    ...whyOf(interval.because),
    replicationsWithAny: active,
    anyCi95: clopperPearson(active, frame.replications, frame.resamples.level),
    censored: 0,
  };
}

function quantilesOf(votes: readonly Vote[], clusters: number, { resamples }: Frame) {
  const at = (share: number) => quantileOf(votes, clusters, share, resamples.level);
  const [p50, p95, p99] = [at(0.5), at(0.95), at(0.99)];
  const max = votes.length === 0 ? null : votes.reduce((most, v) => Math.max(most, v.value), 0);
  return {
    core: {
      p50: p50.value,
      p95: p95.value,
      p99: p99.value,
      max,
      quantileCi95: { p50: p50.ci95, p95: p95.ci95, p99: p99.ci95 },
      ...beyondOf({ p50, p95, p99 }),
    },
    needs: { p50: p50.needs, p95: p95.needs, p99: p99.needs },
  };
}

/** What is known of quantiles that times still running keep open: present only where there are such. */
function beyondOf(
  quantiles: Readonly<Record<'p50' | 'p95' | 'p99', QuantileEstimate>>,
): Pick<Estimate, 'beyond' | 'from'> {
  const beyond: Record<string, number> = {};
  const from: Record<string, number> = {};
  for (const [name, found] of Object.entries(quantiles)) {
    if (found.beyond !== null) beyond[name] = found.beyond;
    if (found.from !== null && found.ci95 === null) from[name] = found.from;
  }
  return {
    ...(Object.keys(beyond).length > 0 ? { beyond } : {}),
    ...(Object.keys(from).length > 0 ? { from } : {}),
  };
}

/** Numbers of independent observations that would give what is null. */
function needsOf(
  quantiles: Readonly<Record<string, number | null>>,
  mean: number | null,
): Record<string, number> {
  const needs: Record<string, number> = {};
  for (const [name, count] of Object.entries(quantiles)) if (count !== null) needs[name] = count;
  if (mean !== null) needs.mean = mean;
  return needs;
}

/** Present only where there is no interval. */
function whyOf(because: string | null): { because?: string } {
  return because === null ? {} : { because };
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

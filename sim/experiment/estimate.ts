/** One metric over one population becomes one estimate, with the interval that its kind allows. */
import type { Over } from '../metrics/index.ts';
import type { Population, Sample } from '../measure/population.ts';
import type { Estimate, Interval } from './shapes.ts';
import { clopperPearson, clusteredShare } from './statistics/binomial.ts';
import { countInterval } from './statistics/poisson.ts';
import type { Vote } from './statistics/quantiles.ts';
import { quantileOf } from './statistics/quantiles.ts';
import { meanInterval, ratioInterval, REPLICATIONS_FOR_A_MEAN } from './statistics/student.ts';

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
      return ofShares(population.shares);
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
  const { interval, method } = intervalOfValues(values, frame);
  const votes = values.map((value) => ({ value, weight: 1, censored: false }));
  const spread = quantilesOf(votes, n);
  return {
    method,
    n,
    mean: n === 0 ? null : sum(values) / n,
    ci95: interval,
    ...spread.core,
    needs: needsOf(spread.needs, interval === null),
    replicationsWithAny: any,
    anyCi95: clopperPearson(any, n),
    censored: frame.censored,
  };
}

/** Counts have exact Poisson intervals; a mean has Student's from 50 replications in which something happened. */
function intervalOfValues(
  values: readonly number[],
  frame: Frame,
): { interval: Interval | null; method: string } {
  if (frame.unit !== 'count' && frame.unit !== '/year') {
    return { interval: meanInterval(values, frame.rest), method: 'Student t' };
  }
  const scale = frame.unit === '/year' ? frame.years : 1;
  const { interval, method } = countInterval(values.map((value) => Math.round(value * scale)));
  return { interval: interval && [interval[0] / scale, interval[1] / scale], method };
}

function ofSamples(samples: readonly Sample[], clusters: number, frame: Frame): Core {
  const sums = new Array<number>(frame.replications).fill(0);
  const weights = new Array<number>(frame.replications).fill(0);
  const any = new Set<number>();
  let open = 0;
  for (const { replication, value, weight, censored } of samples) {
    sums[replication] += value * weight;
    weights[replication] += weight;
    if (value > 0) any.add(replication);
    if (censored) open++;
  }
  const enough = any.size >= REPLICATIONS_FOR_A_MEAN;
  // A mean over times of which some still run would be too short by an unknown length.
  const known = samples.length > 0 && open === 0;
  const ci95 = known && enough ? ratioInterval(sums, weights) : null;
  const spread = quantilesOf(samples, clusters);
  return {
    method: 'Student t',
    n: samples.length,
    mean: known ? sum(sums) / sum(weights) : null,
    ci95,
    ...spread.core,
    needs: needsOf(spread.needs, ci95 === null),
    replicationsWithAny: any.size,
    anyCi95: clopperPearson(any.size, frame.replications),
    censored: open,
  };
}

function ofShares(shares: readonly (readonly [number, number])[]): Core {
  const successes = sum(shares.map(([k]) => k));
  const trials = sum(shares.map(([, n]) => n));
  const any = shares.filter(([k]) => k > 0).length;
  return {
    method: 'Clopper-Pearson',
    n: trials,
    mean: trials === 0 ? null : successes / trials,
    ci95: clusteredShare(shares),
    ...noQuantiles,
    needs: {},
    replicationsWithAny: any,
    anyCi95: clopperPearson(any, shares.length),
    censored: 0,
  };
}

function ofDurations(population: Extract<Population, { kind: 'durations' }>, frame: Frame): Core {
  const { durations, sums, counts, max } = population;
  const n = sum(counts);
  const active = counts.filter((count) => count > 0).length;
  const ci95 = active >= REPLICATIONS_FOR_A_MEAN ? ratioInterval(sums, counts) : null;
  const votes = durations.map(([value, weight]) => ({ value, weight, censored: false }));
  // Jobs of one replication are not independent of each other, so a replication has one vote.
  const spread = quantilesOf(votes, active);
  return {
    method: 'Student t',
    n,
    mean: n === 0 ? null : sum(sums) / n,
    ci95,
    ...spread.core,
    max: n === 0 ? null : max,
    needs: needsOf(spread.needs, ci95 === null),
    replicationsWithAny: active,
    anyCi95: clopperPearson(active, frame.replications),
    censored: 0,
  };
}

function quantilesOf(votes: readonly Vote[], clusters: number) {
  const p50 = quantileOf(votes, clusters, 0.5);
  const p95 = quantileOf(votes, clusters, 0.95);
  const p99 = quantileOf(votes, clusters, 0.99);
  const max = votes.length === 0 ? null : votes.reduce((most, v) => Math.max(most, v.value), 0);
  return {
    core: {
      p50: p50.value,
      p95: p95.value,
      p99: p99.value,
      max,
      quantileCi95: { p50: p50.ci95, p95: p95.ci95, p99: p99.ci95 },
    },
    needs: { p50: p50.needs, p95: p95.needs, p99: p99.needs },
  };
}

/** Numbers of independent observations that would give what is null. */
function needsOf(
  quantiles: Readonly<Record<string, number | null>>,
  meanIsOpen: boolean,
): Record<string, number> {
  const needs: Record<string, number> = {};
  for (const [name, count] of Object.entries(quantiles)) if (count !== null) needs[name] = count;
  if (meanIsOpen) needs.mean = REPLICATIONS_FOR_A_MEAN;
  return needs;
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

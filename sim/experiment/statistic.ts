/** One number of a population with its interval: what an expectation holds against its limit. */
import type { Metric, Over, Stat, Weight } from '../metrics/index.ts';
import { unitOfStat } from '../metrics/index.ts';
import type { Pool, Population } from '../measure/population.ts';
import { populationOf } from '../measure/population.ts';
import type { Where } from '../measure/where.ts';
import { estimateOf } from './estimate.ts';
import { frameOf } from './estimates.ts';
import type { Interval } from './shapes.ts';
import { clopperPearson, clusteredShare } from './statistics/binomial.ts';
import type { Resamples } from './statistics/bootstrap.ts';

export interface Statistic {
  readonly unit: string;
  readonly value: number | null;
  readonly ci95: Interval | null;
  /** How many values it rests on, and how many count towards what it needs. */
  readonly n: number;
  readonly has: number;
  /** Independent observations that a missing interval needs; null when it is there or nothing would help. */
  readonly needs: number | null;
  /** Why there is no value or no interval; null when there are both. */
  readonly because: string | null;
}

/** What is asked of a population. */
export interface Question {
  readonly metric: Metric;
  readonly over: Over;
  readonly stat: Stat;
  readonly where: Where;
  readonly weight: Weight;
  /** The limit beyond which a probability counts. */
  readonly above: number;
}

export function statisticOf(pool: Pool, question: Question, resamples: Resamples): Statistic {
  const { metric, over, stat, where, weight, above } = question;
  const unit = unitOfStat(metric, over, stat);
  const population = populationOf(pool, metric, over, where, weight);
  if (population.kind === 'refused') return none(unit, 0, population.because);
  if (stat === 'probability') {
    return probabilityOf(population, unit, above, pool.results.length, resamples.level);
  }
  const estimate = estimateOf(population, frameOf(pool, metric, over, resamples));
  if (estimate === null || estimate.n === 0) return none(unit, 0, 'nothing happened');
  const { n, mean, ci95, needs, max, quantileCi95, from, because = null } = estimate;
  const base = { unit, n, because: null, needs: null };
  const ofMean = { ...base, has: estimate.replicationsWithAny, needs: needs.mean ?? null };
  switch (stat) {
    case 'mean':
      return told({ ...ofMean, value: mean, ci95, because });
    case 'total': {
      if (population.kind === 'samples') return totalOf(population, unit, pool, metric, resamples);
      const scaled: Interval | null = ci95 && [ci95[0] * n, ci95[1] * n];
      return told({ ...ofMean, value: mean === null ? null : mean * n, ci95: scaled, because });
    }
    case 'max':
      // The largest value seen bounds nothing from above: another run may find a larger one.
      return told({ ...base, has: n, value: max, ci95: max === null ? null : [max, Infinity] });
    default: {
      const has = independentIn(population, n);
      const open: Interval | null = from?.[stat] === undefined ? null : [from[stat], Infinity];
      const value = estimate[stat];
      return told({
        ...{ ...base, has, value, ci95: quantileCi95[stat] ?? open, needs: needs[stat] ?? null },
      });
    }
  }
}

/** What counts towards the needs of a quantile: incidents, not databases; replications, not their jobs. */
function independentIn(population: Population, n: number): number {
  if (population.kind === 'samples') return population.clusters;
  return population.kind === 'durations' ? population.counts.filter((each) => each > 0).length : n;
}

/** The sum over all samples of a run of this length: replications vary in how many they have. */
function totalOf(
  population: Extract<Population, { kind: 'samples' }>,
  unit: string,
  pool: Pool,
  metric: Metric,
  resamples: Resamples,
): Statistic {
  const { samples } = population;
  const replications = pool.results.length;
  const sums = new Array<number>(replications).fill(0);
  for (const { replication, value } of samples) sums[replication] += value;
  if (samples.some(({ censored }) => censored)) {
    return none(unit, samples.length, 'some are still open');
  }
  const frame = frameOf(pool, metric, 'replication', resamples);
  const yearly = estimateOf({ kind: 'values', values: sums }, { ...frame, unit, rest: 0 });
  const scaled = yearly?.ci95 ?? null;
  return told({
    ...{ unit, n: samples.length, has: yearly?.replicationsWithAny ?? 0 },
    value: sums.reduce((sum, each) => sum + each, 0),
    ci95: scaled && [scaled[0] * replications, scaled[1] * replications],
    ...{ needs: yearly?.needs.mean ?? null, because: yearly?.because ?? null },
  });
}

function none(unit: string, n: number, because: string): Statistic {
  return { unit, value: null, ci95: null, n, has: n, needs: null, because };
}

/** Says why there is no value, where nothing else has. */
function told(statistic: Statistic): Statistic {
  const { value, needs, because } = statistic;
  if (value !== null || because !== null) return statistic;
  return { ...statistic, because: needs === null ? 'some are still open' : 'too few' };
}

function shareFound(unit: string, n: number, value: number, ci95: Interval | null): Statistic {
  return { unit, value, ci95, n, has: n, needs: null, because: null };
}

function probabilityOf(
  population: Population,
  unit: string,
  above: number,
  replications: number,
  level: number,
): Statistic {
  if (population.kind === 'durations') return longerThan(population, unit, above, level);
  const shares = sharesOf(population, above, replications);
  const trials = shares.reduce((sum, [, n]) => sum + n, 0);
  if (trials === 0) return none(unit, 0, 'nothing happened');
  const successes = shares.reduce((sum, [k]) => sum + k, 0);
  return shareFound(unit, trials, successes / trials, clusteredShare(shares, level));
}

/** The jobs of one replication hang together, and only their histogram is kept: a replication counts as one trial. */
function longerThan(
  { durations, counts }: Extract<Population, { kind: 'durations' }>,
  unit: string,
  above: number,
  level: number,
): Statistic {
  const all = durations.reduce((sum, [, count]) => sum + count, 0);
  if (all === 0) return none(unit, 0, 'nothing happened');
  const longer = durations.reduce((sum, [value, count]) => sum + (value > above ? count : 0), 0);
  const active = counts.filter((count) => count > 0).length;
  const share = longer / all;
  return shareFound(unit, all, share, clopperPearson(share * active, active, level));
}

/** For each replication: how many of how many lie above the limit. */
function sharesOf(
  population: Population,
  above: number,
  replications: number,
): readonly (readonly [number, number])[] {
  switch (population.kind) {
    case 'values':
      return population.values
        .filter((value) => value !== null)
        .map((value) => [value > above ? 1 : 0, 1] as const);
    case 'shares':
      return population.shares;
    case 'samples': {
      const shares = Array.from({ length: replications }, () => [0, 0] as [number, number]);
      for (const { replication, value, weight } of population.samples) {
        if (value > above) shares[replication][0] += weight;
        shares[replication][1] += weight;
      }
      return shares;
    }
    default:
      return [];
  }
}

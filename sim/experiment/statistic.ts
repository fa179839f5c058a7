/** One number of a population with its interval: what an expectation holds against its limit. */
import type { Metric, Over, Stat } from '../metrics/index.ts';
import { unitOfStat } from '../metrics/index.ts';
import type { Pool, Population } from '../measure/population.ts';
import { populationOf } from '../measure/population.ts';
import type { Where } from '../measure/where.ts';
import { estimateOf } from './estimate.ts';
import { frameOf } from './estimates.ts';
import type { Interval } from './shapes.ts';
import { clusteredShare } from './statistics/binomial.ts';

export interface Statistic {
  readonly unit: string;
  readonly value: number | null;
  readonly ci95: Interval | null;
  /** How many values it rests on. */
  readonly n: number;
  /** Independent observations that a missing interval needs; null when it is there or nothing would help. */
  readonly needs: number | null;
  /** Why there is no value; null when there is one. */
  readonly because: string | null;
}

/** `above`: the limit beyond which a probability counts; zero when absent. */
export function statisticOf(
  pool: Pool,
  metric: Metric,
  over: Over,
  stat: Stat,
  where: Where,
  above = 0,
): Statistic {
  const unit = unitOfStat(metric, over, stat);
  const population = populationOf(pool, metric, over, where);
  if (population.kind === 'refused') return none(unit, 0, population.because);
  if (stat === 'probability') return probabilityOf(population, unit, above, pool.results.length);
  const estimate = estimateOf(population, frameOf(pool, metric, over));
  if (estimate === null || estimate.n === 0) return none(unit, 0, 'nothing happened');
  const { n, mean, ci95, needs, max, quantileCi95 } = estimate;
  switch (stat) {
    case 'mean':
      return found(unit, n, mean, ci95, needs.mean ?? null);
    case 'total':
      return found(unit, n, times(mean, n), ci95 && [ci95[0] * n, ci95[1] * n], needs.mean ?? null);
    case 'max':
      // The largest value seen bounds nothing from above: another run may find a larger one.
      return found(unit, n, max, max === null ? null : [max, Infinity], null);
    default:
      return found(unit, n, estimate[stat], quantileCi95[stat], needs[stat] ?? null);
  }
}

function times(value: number | null, factor: number): number | null {
  return value === null ? null : value * factor;
}

function none(unit: string, n: number, because: string): Statistic {
  return { unit, value: null, ci95: null, n, needs: null, because };
}

function found(
  unit: string,
  n: number,
  value: number | null,
  ci95: Interval | null,
  needs: number | null,
): Statistic {
  const because = value === null ? (needs === null ? 'some are still open' : 'too few') : null;
  return { unit, value, ci95, n, needs, because };
}

function probabilityOf(
  population: Population,
  unit: string,
  above: number,
  replications: number,
): Statistic {
  const shares = sharesOf(population, above, replications);
  const trials = shares.reduce((sum, [, n]) => sum + n, 0);
  if (trials === 0) return none(unit, 0, 'nothing happened');
  const successes = shares.reduce((sum, [k]) => sum + k, 0);
  return found(unit, trials, successes / trials, clusteredShare(shares), null);
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
    case 'durations':
      return [
        population.durations.reduce<readonly [number, number]>(
          ([k, n], [value, count]) => [k + (value > above ? count : 0), n + count],
          [0, 0],
        ),
      ];
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

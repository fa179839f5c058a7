import { gammaBelow, gammaQuantile } from './special.ts';

/** A closed interval; both ends are finite. */
export type Interval = readonly [number, number];

/**
 * The exact two-sided interval for the expectation of a Poisson count (Garwood, Biometrika 28, 1936): each tail has
 * `(1 - level) / 2` at most. `count` may be a fraction where clustered events were counted as fewer independent ones.
 */
export function poissonInterval(count: number, level = 0.95): Interval {
  const tail = (1 - level) / 2;
  const low = count === 0 ? 0 : gammaQuantile(count, tail);
  return [low, gammaQuantile(count + 1, 1 - tail)];
}

/**
 * The interval for the mean of counts, one a replication: exact Poisson, or, where the counts spread significantly
 * more than Poisson ones (recurring failures come in runs), with the count divided by that excess.
 */
export function countInterval(
  counts: readonly number[],
  level = 0.95,
): {
  readonly interval: Interval | null;
  readonly method: string;
} {
  const n = counts.length;
  if (n === 0) return { interval: null, method: 'exact Poisson' };
  const total = counts.reduce((sum, count) => sum + count, 0);
  const excess = overdispersion(counts, total / n);
  const [low, high] = poissonInterval(total / excess, level);
  return {
    interval: [(low * excess) / n, (high * excess) / n],
    method: excess === 1 ? 'exact Poisson' : 'exact Poisson, widened for clustering',
  };
}

/** Variance over mean where the index-of-dispersion test (5 %; Fisher 1950) says that it is no accident, else 1. */
function overdispersion(counts: readonly number[], mean: number): number {
  const freedom = counts.length - 1;
  if (freedom < 1 || mean === 0) return 1;
  const squares = counts.reduce((sum, count) => sum + (count - mean) * (count - mean), 0);
  const index = squares / mean;
  return gammaBelow(freedom / 2, index / 2) > 0.95 ? index / freedom : 1;
}

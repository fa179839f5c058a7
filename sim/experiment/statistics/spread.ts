/** What the spread of a mean rests on: asked before an interval is offered. */

import type { Far } from './unseen.ts';

/** A ratio of two sums over replications and what each of these leaves unexplained. */
export interface Spread {
  readonly ratio: number;
  /** Standard error of the ratio by its linearized variance. */
  readonly error: number;
  /** Skewness of what the replications leave unexplained. */
  readonly skewness: number;
  /** The most that any replication moves the ratio by itself. */
  readonly far: Far;
  /** How many equal replications would carry the same variance: few where one bad year makes all of it. */
  readonly carriers: number;
}

/**
 * Null where nothing was counted. `carriers` is the square of the second moment over the fourth: it falls to 1 where a
 * single replication makes the whole spread, so that the next one as bad would move everything.
 */
export function spreadOf(sums: readonly number[], counts: readonly number[]): Spread | null {
  const n = sums.length;
  const count = counts.reduce((total, each) => total + each, 0);
  if (n < 2 || count === 0) return null;
  const ratio = sums.reduce((total, each) => total + each, 0) / count;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let [least, most] = [0, 0];
  for (let i = 0; i < n; i++) {
    const expected = ratio * counts[i];
    const rest = beyondRounding(sums[i] - expected, sums[i], expected);
    second += rest * rest;
    third += rest * rest * rest;
    fourth += rest * rest * rest * rest;
    least = Math.min(least, rest / count);
    most = Math.max(most, rest / count);
  }
  const error = Math.sqrt((second * n) / (n - 1)) / count;
  const far: Far = [least, most];
  if (fourth === 0) return { ratio, error: 0, skewness: 0, far, carriers: n };
  const skewness = (third / second) * Math.sqrt(n / second);
  return { ratio, error, skewness, far, carriers: (second * second) / fourth };
}

/** Values that are all the same differ by what rounding leaves of them, which is no spread. */
function beyondRounding(rest: number, ...from: readonly number[]): number {
  const size = from.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  return Math.abs(rest) <= 1e-12 * size ? 0 : rest;
}

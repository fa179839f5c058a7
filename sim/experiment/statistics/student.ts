import type { Interval } from './poisson.ts';
import { betaBelow, bisect } from './special.ts';
import { spreadOf } from './spread.ts';

/**
 * From this many replications with a value that is not zero on, means get a Student interval. With realistic loss a
 * t-interval on 200 years covers the truth in 30 % of cases at 0.4 expected incidents and in 71 % at 2 (MEASURES).
 */
export const REPLICATIONS_FOR_A_MEAN = 50;

/** The value below which Student's t with the given degrees of freedom (> 0) lies with probability p, 0 < p < 1. */
export function studentQuantile(freedom: number, p: number): number {
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentQuantile(freedom, 1 - p);
  const tail = 2 * (1 - p);
  // P(|T| > t) = I_x(freedom / 2, 1 / 2) at x = freedom / (freedom + t²), which rises with x.
  const x = bisect(0, 1, (at) => betaBelow(freedom / 2, 0.5, at) < tail);
  return Math.sqrt((freedom * (1 - x)) / x);
}

/** The probability that Student's t with the given degrees of freedom (> 0) lies below t. */
export function studentBelow(freedom: number, t: number): number {
  const tail = betaBelow(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2;
  return t > 0 ? 1 - tail : tail;
}

/**
 * The interval for a ratio of two sums over replications (mean of an incident = its sum over the incidents of a
 * replication ÷ their number), by the linearized variance. With ones as counts it is the ordinary t-interval of a mean.
 */
export function ratioInterval(
  sums: readonly number[],
  counts: readonly number[],
  level = 0.95,
): Interval | null {
  const spread = spreadOf(sums, counts);
  if (spread === null) return null;
  const { ratio, error } = spread;
  const width = studentQuantile(sums.length - 1, 1 - (1 - level) / 2) * error;
  return [ratio - width, ratio + width];
}

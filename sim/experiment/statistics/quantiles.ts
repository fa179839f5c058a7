/**
 * Quantiles by order statistics, with two-sided intervals that hold whatever the law is. Each cluster (an incident, or
 * the jobs of a replication) has one vote, shared by its members; times that are still running are censored and enter
 * by the product-limit estimate of Kaplan and Meier (1958).
 */
import { binomialAtMost } from './binomial.ts';
import type { Interval } from './poisson.ts';

/** One value with the vote it has. Censored: the true value is at least this. */
export interface Vote {
  readonly value: number;
  readonly weight: number;
  readonly censored: boolean;
}

export interface QuantileEstimate {
  readonly value: number | null;
  readonly ci95: Interval | null;
  /** Independent clusters needed, when there are fewer; else null. */
  readonly needs: number | null;
}

/** How many independent observations a two-sided interval of a quantile needs: 72 for p95, 368 for p99. */
export function observationsFor(p: number, level = 0.95): number {
  const tail = Math.log((1 - level) / 2);
  const far = Math.max(p, 1 - p);
  return Math.ceil(tail / Math.log(far));
}

/**
 * The ranks (from 1) of the order statistics that bound a quantile: the narrowest with at most (1 - level) / 2 on
 * each side. Null when n is too small.
 */
export function quantileRanks(n: number, p: number, level = 0.95): Interval | null {
  if (n < observationsFor(p, level)) return null;
  const tail = (1 - level) / 2;
  // P(the r-th smallest lies above the quantile) = P(at most r - 1 of n lie below it).
  let low = 1;
  for (let high = n, rank = 0; low < high;) {
    rank = Math.ceil((low + high) / 2);
    if (binomialAtMost(rank - 1, n, p) <= tail) low = rank;
    else high = rank - 1;
  }
  let high = n;
  for (let from = low; from < high;) {
    const rank = Math.floor((from + high) / 2);
    if (1 - binomialAtMost(rank - 1, n, p) <= tail) high = rank;
    else from = rank + 1;
  }
  return [low, high];
}

/** A quantile over `clusters` independent clusters; null with the number needed where there are too few. */
export function quantileOf(
  votes: readonly Vote[],
  clusters: number,
  p: number,
  level = 0.95,
): QuantileEstimate {
  const ranks = quantileRanks(clusters, p, level);
  if (ranks === null || votes.length === 0) {
    return { value: null, ci95: null, needs: observationsFor(p, level) };
  }
  const curve = survival(votes);
  const low = valueAt(curve, ranks[0] / clusters);
  const high = valueAt(curve, ranks[1] / clusters);
  return {
    value: valueAt(curve, p),
    ci95: low === null || high === null ? null : [low, high],
    needs: null,
  };
}

/** Values that were reached, in order, each with the share of votes at or below it. */
interface Curve {
  readonly values: readonly number[];
  readonly below: readonly number[];
}

function survival(votes: readonly Vote[]): Curve {
  // At one instant, what ended counts before what is still running.
  const sorted = [...votes].sort(
    (a, b) => a.value - b.value || Number(a.censored) - Number(b.censored),
  );
  let atRisk = sorted.reduce((sum, vote) => sum + vote.weight, 0);
  let surviving = 1;
  const values: number[] = [];
  const below: number[] = [];
  for (const vote of sorted) {
    if (!vote.censored) {
      surviving *= Math.max(0, 1 - vote.weight / atRisk);
      values.push(vote.value);
      below.push(1 - surviving);
    }
    atRisk -= vote.weight;
  }
  return { values, below };
}

/** The smallest value at or below which the share of votes lies; null beyond the last one that ended. */
function valueAt(curve: Curve, share: number): number | null {
  // A share of 19 / 20 in steps of 1 / 20 must hit the 19th value in spite of rounding.
  const wanted = share - 1e-9;
  let low = 0;
  let high = curve.below.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (curve.below[middle] >= wanted) high = middle;
    else low = middle + 1;
  }
  return low < curve.values.length ? curve.values[low] : null;
}

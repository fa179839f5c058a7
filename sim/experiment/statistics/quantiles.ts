/**
 * Quantiles by order statistics, with two-sided intervals that hold whatever the law is (Thompson, Annals of Mathematical
 * Statistics 7, 1936). Each cluster (an incident, or the jobs of a replication) has one vote, shared by its members.
 * Where some times still run, order statistics are not known, and the product-limit estimate takes their place.
 */
import { binomialAtMost } from './binomial.ts';
import { crossings, kaplanMeier, quantileAt } from './kaplan-meier.ts';
import type { Vote } from './kaplan-meier.ts';
import type { Interval } from './poisson.ts';

export interface QuantileEstimate {
  readonly value: number | null;
  readonly ci95: Interval | null;
  /** Independent clusters needed, when there are fewer; else null. */
  readonly needs: number | null;
  /** The lower end of the interval, also where the upper one is open since too much still runs; else null. */
  readonly from: number | null;
  /** What the quantile is known to exceed where it has no value: the last time that ended; else null. */
  readonly beyond: number | null;
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
    const needs = observationsFor(p, level);
    return { value: null, ci95: null, needs, from: null, beyond: null };
  }
  const steps = kaplanMeier(votes);
  const value = quantileAt(steps, p);
  if (votes.every(({ censored }) => !censored)) {
    const [from, to] = ranks.map((rank) => quantileAt(steps, rank / clusters)!);
    return { value, ci95: [from, to], needs: null, from, beyond: null };
  }
  const [crossed, to] = crossings(steps, p, level);
  // A band that never comes down to the quantile leaves all of it beyond the last time that ended.
  const from = crossed ?? lastEnded(votes);
  const ci95: Interval | null = to === null || value === null ? null : [from, to];
  return { value, ci95, needs: null, from, beyond: value === null ? lastEnded(votes) : null };
}

/** The longest time that ended; where none did, all exceed the shortest that still runs. */
function lastEnded(votes: readonly Vote[]): number {
  const ended = votes.filter(({ censored }) => !censored).map(({ value }) => value);
  if (ended.length > 0) return ended.reduce((most, value) => Math.max(most, value));
  return votes.map(({ value }) => value).reduce((least, value) => Math.min(least, value));
}

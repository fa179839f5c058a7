import type { Interval } from './poisson.ts';
import { betaBelow, betaQuantile } from './special.ts';

/**
 * The exact two-sided interval for a probability (Clopper and Pearson, Biometrika 26, 1934): 0 of 200 years with a
 * loss means at most 1.83 %. Null without a trial. Fractions are allowed, for trials counted as fewer independent ones.
 */
export function clopperPearson(successes: number, trials: number, level = 0.95): Interval | null {
  if (!(trials > 0)) return null;
  const tail = (1 - level) / 2;
  const low = successes <= 0 ? 0 : betaQuantile(successes, trials - successes + 1, tail);
  const high = successes >= trials ? 1 : betaQuantile(successes + 1, trials - successes, 1 - tail);
  return [low, high];
}

/** The probability of at most k successes in n trials. */
export function binomialAtMost(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  if (k >= n) return 1;
  return 1 - betaBelow(k + 1, n - k, p);
}

/**
 * The interval for a share of things that come in clusters (the jobs of one replication fail together): Clopper and
 * Pearson's on the effective number of trials (Korn and Graubard, 1998). `clusters` holds [successes, trials] each.
 */
export function clusteredShare(
  clusters: readonly (readonly [number, number])[],
  level = 0.95,
): Interval | null {
  let successes = 0;
  let trials = 0;
  for (const [k, n] of clusters) {
    successes += k;
    trials += n;
  }
  if (trials === 0) return null;
  const effect = designEffect(clusters, successes / trials, trials);
  return clopperPearson(successes / effect, trials / effect, level);
}

/** How many times more the share varies between clusters than independent trials would; never below 1. */
function designEffect(
  clusters: readonly (readonly [number, number])[],
  share: number,
  trials: number,
): number {
  const count = clusters.length;
  const independent = (share * (1 - share)) / trials;
  // One trial in each cluster: nothing can hang together.
  if (count < 2 || independent === 0 || trials === count) return 1;
  let squares = 0;
  for (const [k, n] of clusters) squares += (k - share * n) * (k - share * n);
  const between = (squares * count) / (count - 1) / (trials * trials);
  return Math.max(1, between / independent);
}

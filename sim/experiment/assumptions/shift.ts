/**
 * What a figure would be at an end of a band, from few replications re-run there and all that the comparison has
 * (two-phase sampling with a difference estimator: Cochran, Sampling Techniques, 1977, chapter 12). Pairs share their
 * futures, so the change varies far less from one replication to the next than the figure itself: most have none at all.
 */

/** Of each replication: sum of the paired differences, and number of pairs. */
export interface Totals {
  readonly sums: readonly number[];
  readonly counts: readonly number[];
}

/**
 * One value for each replication of the comparison; the means are what is estimated, and the spread of the values is
 * theirs, as far as a ratio of sums can be linearized.
 */
export interface Shifted {
  readonly at: readonly number[];
  readonly change: readonly number[];
}

/**
 * `all`: the comparison, N replications. `rerun`: the first m of them with the figure at its end. Null where there are no
 * pairs. With m = N, the figure of the re-run itself.
 */
export function shiftOf(all: Totals, rerun: Totals): Shifted | null {
  const sums = predicted(all.sums, rerun.sums);
  const counts = predicted(all.counts, rerun.counts);
  const pairs = mean(counts);
  const pairsBefore = mean(all.counts);
  if (!(pairs > 0) || !(pairsBefore > 0)) return null;
  const ratio = mean(sums) / pairs;
  const before = mean(all.sums) / pairsBefore;
  const at = sums.map((sum, k) => ratio + (sum - ratio * counts[k]) / pairs);
  const change = at.map(
    (value, k) => value - before - (all.sums[k] - before * all.counts[k]) / pairsBefore,
  );
  return { at, change };
}

/** Every replication moved by the mean change; those that were re-run stand for the others in how far it varies. */
function predicted(all: readonly number[], rerun: readonly number[]): readonly number[] {
  const weight = all.length / rerun.length;
  const changes = rerun.map((value, k) => value - all[k]);
  const shift = mean(changes);
  return all.map(
    (value, k) => value + shift + (k < rerun.length ? weight * (changes[k] - shift) : 0),
  );
}

function mean(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total / values.length;
}

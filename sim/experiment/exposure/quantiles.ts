/** Weighted quantiles of what strikes lead to. */
import { kaplanMeier, quantileAt } from '../statistics/kaplan-meier.ts';
import type { Vote } from '../statistics/kaplan-meier.ts';
import { observationsFor, quantileOf, quantileRanks } from '../statistics/quantiles.ts';
import type { QuantileEstimate } from '../statistics/quantiles.ts';
import type { Bunch } from './conditional.ts';
import { shareOf } from './conditional.ts';
import type { Layout } from './layout.ts';

const SHARES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;

export function quantilesOf(layout: Layout, bunches: readonly Bunch[], level: number) {
  const votes = sortedVotes(bunches);
  const below = cumulated(votes);
  const found = Object.entries(SHARES).map(
    ([name, share]) => [name, quantile(layout, bunches, votes, below, share, level)] as const,
  );
  const pick = <T>(of: (each: QuantileEstimate) => T | null): Record<string, T> =>
    Object.fromEntries(
      found.flatMap(([name, each]) => (of(each) === null ? [] : [[name, of(each)!]])),
    );
  const all = Object.fromEntries(found) as Record<keyof typeof SHARES, QuantileEstimate>;
  const { p50, p95, p99 } = all;
  const beyond = pick((each) => each.beyond);
  const from = pick((each) => (each.ci95 === null ? each.from : null));
  return {
    core: {
      ...{ p50: p50.value, p95: p95.value, p99: p99.value },
      max: votes.length === 0 ? null : votes[votes.length - 1].value,
      quantileCi95: { p50: p50.ci95, p95: p95.ci95, p99: p99.ci95 },
      ...(Object.keys(beyond).length > 0 ? { beyond } : {}),
      ...(Object.keys(from).length > 0 ? { from } : {}),
    },
    needs: pick((each) => each.needs),
  };
}

function sortedVotes(bunches: readonly Bunch[]): Vote[] {
  const all: Vote[] = [];
  for (const { weight, votes } of bunches) {
    for (const { value, weight: vote, censored } of votes) {
      all.push({ value, weight: weight * vote, censored });
    }
  }
  return all.sort((a, b) => a.value - b.value || Number(a.censored) - Number(b.censored));
}

/** Weights added up from the smallest value on. */
function cumulated(votes: readonly Vote[]): readonly number[] {
  let sum = 0;
  return votes.map(({ weight }) => (sum += weight));
}

/** The smallest value by which a share of the votes is over; all of them have ended. */
function valueAt(votes: readonly Vote[], below: readonly number[], share: number): number {
  // A share of 19 / 20 in steps of 1 / 20 must hit the 19th value in spite of rounding.
  const wanted = (share - 1e-9) * below[below.length - 1];
  let [low, high] = [0, votes.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (below[middle] >= wanted) high = middle;
    else low = middle + 1;
  }
  return votes[low].value;
}

/**
 * A weighted quantile: order statistics of as many independent incidents as the share below it is worth, which turns the
 * interval of that share into one of the quantile (Woodruff, Journal of the American Statistical Association 47, 1952).
 * Where some times still run, Kaplan and Meier's on votes that add up to that number.
 */
function quantile(
  layout: Layout,
  bunches: readonly Bunch[],
  votes: readonly Vote[],
  below: readonly number[],
  share: number,
  level: number,
): QuantileEstimate {
  const open = votes.some(({ censored }) => censored);
  const total = below[below.length - 1];
  const scaled = (to: number): Vote[] =>
    votes.map((vote) => ({ ...vote, weight: (vote.weight * to) / total }));
  const value = open
    ? quantileAt(kaplanMeier(scaled(votes.length)), share)
    : valueAt(votes, below, share);
  const found = shareOf(layout, bunches, (vote) => value === null || vote.value <= value);
  const needs = observationsFor(share, level);
  const enough = found !== null && Math.min(found.kish, found.effective) >= needs;
  if (!enough) return quantileOf([], 0, share, level);
  const effective = Math.floor(found.effective);
  if (open) return quantileOf(scaled(effective), effective, share, level);
  const [from, to] = quantileRanks(effective, share, level)!.map((rank) =>
    valueAt(votes, below, rank / effective),
  );
  return { value, ci95: [from, to], needs: null, from, beyond: null };
}

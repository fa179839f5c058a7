/**
 * Years in batches, until enough is known. Whoever looks again and again at 95 % is misled more often than 5 % of the
 * time (Armitage, McPherson and Rowe, Journal of the Royal Statistical Society A 132, 1969), so the looks are planned
 * beforehand and share the 5 % evenly (Bonferroni): whenever a run stops, its intervals hold at 95 % over all looks
 * together. Pocock's boundaries (Biometrika 64, 1977) are a little narrower but want equally spaced, nearly normal looks.
 */
import type { Histogram } from '../measure/histogram.ts';
import { metricOf } from '../metrics/index.ts';
import type { Pool } from '../measure/population.ts';
import type { Expectation } from '../scenario/index.ts';
import { contrastOf } from './compare.ts';
import { estimateFor } from './estimates.ts';
import { expectationsOf } from './expect.ts';
import { judge } from './judge.ts';
import type { Sequential } from './shapes.ts';
import { drawResamples } from './statistics/bootstrap.ts';
import type { Resamples } from './statistics/bootstrap.ts';
import { holm } from './statistics/holm.ts';

/** A run that is not told otherwise stops after so many times its first batch: five looks. */
export const BATCHES_AT_MOST = 16;
const ERROR = 0.05;

export type Pools = Readonly<Record<string, Pool>>;

export interface SequentialInput {
  readonly seed: number;
  readonly baseline: string;
  readonly strategies: readonly { readonly name: string }[];
  readonly expectations: readonly Expectation[];
  /** Replications of the first batch; each further one doubles their number. */
  readonly first: number;
  /** At most so many replications. */
  readonly most: number;
  /** Relative half-width that means are to have; null where nobody asks for one. */
  readonly precision: number | null;
  readonly untilDecided: boolean;
  /** Simulates replications `first` to `first + count - 1` of every strategy. */
  readonly runBatch: (first: number, count: number) => Promise<Pools>;
}

/** Numbers of replications at which is looked, the last one being the most that are allowed. */
export function looksOf(first: number, most: number): readonly number[] {
  const looks: number[] = [];
  for (let next = Math.min(first, most); next < most; next *= 2) looks.push(next);
  return [...looks, most];
}

/** What an interval of each look is to hold, so that all of them together hold 95 %. */
export function levelOf(looks: number): number {
  return 1 - ERROR / looks;
}

export async function runSequentially(
  input: SequentialInput,
): Promise<{ readonly pools: Pools; readonly sequential: Sequential }> {
  const { first, most, runBatch } = input;
  const looks = looksOf(first, most);
  const level = levelOf(looks.length);
  let pools: Pools | null = null;
  for (const [i, replications] of looks.entries()) {
    const done = i === 0 ? 0 : looks[i - 1];
    const batch = await runBatch(done, replications - done);
    pools = pools === null ? batch : joined(pools, batch);
    const open = stillOpen(input, pools, drawResamples(input.seed, replications, level));
    if (open.length > 0 && i < looks.length - 1) continue;
    const sequential = { looks: i + 1, planned: looks.length, replications, level, open };
    return { pools, sequential };
  }
  throw new Error('a run in batches has at least one');
}

function joined(pools: Pools, batch: Pools): Pools {
  return Object.fromEntries(
    Object.entries(pools).map(([name, { plan, results, durations }]) => [
      name,
      {
        plan,
        results: [...results, ...batch[name].results],
        durations: added(durations, batch[name].durations),
      },
    ]),
  );
}

function added(a: Histogram, b: Histogram): Histogram {
  const sum: Record<string, number> = { ...a };
  for (const [bucket, count] of Object.entries(b)) sum[bucket] = (sum[bucket] ?? 0) + count;
  return sum;
}

/** What is not known well enough yet, in words. */
function stillOpen(input: SequentialInput, pools: Pools, resamples: Resamples): string[] {
  const { precision, untilDecided } = input;
  return [
    ...(precision === null ? [] : impreciseMeans(input, pools, precision, resamples)),
    ...(untilDecided ? undecidedClaims(input, pools, resamples) : []),
  ];
}

/** The means that `--precision` is about: how long people wait in a year, and in an incident. */
const PRECISE = [
  ['downtime.service', 'replication'],
  ['recovery.data', 'incident'],
] as const;

function impreciseMeans(
  { strategies }: SequentialInput,
  pools: Pools,
  precision: number,
  resamples: Resamples,
): string[] {
  return strategies.flatMap(({ name }) =>
    PRECISE.flatMap(([metric, over]) => {
      const found = estimateFor(pools[name], metricOf(metric)!, over, {}, resamples);
      if (found?.mean === 0) return [];
      const [low, high] = found?.ci95 ?? [0, Infinity];
      const half = (high - low) / 2;
      const wide = found?.mean == null || half > precision * Math.abs(found.mean);
      return wide ? [`${metric} of ${name}`] : [];
    }),
  );
}

/** What a verdict leads with. */
const HEADLINE = [
  ['loss.window', 'incident'],
  ['recovery.data', 'incident'],
  ['downtime.service', 'replication'],
] as const;

/** Expectations of years, or where there is none the differences that a verdict leads with. */
function undecidedClaims(
  { strategies, baseline, expectations }: SequentialInput,
  pools: Pools,
  resamples: Resamples,
): string[] {
  const names = strategies.map(({ name }) => name);
  const asked = expectations.filter(({ given }) => given === 'years');
  if (asked.length > 0) {
    return expectationsOf(pools, names, asked, resamples)
      .filter(({ outcome }) => outcome === 'undecided')
      .map(({ name, strategy }) => (strategy === null ? name : `${name} (${strategy})`));
  }
  const others = names.filter((name) => name !== baseline);
  return HEADLINE.flatMap(([name, over]) => {
    const metric = metricOf(name)!;
    const contrasts = others.map((of) => contrastOf(pools, of, baseline, metric, over, resamples));
    const adjusted = holm(contrasts.map(({ interval }) => interval.boot?.p ?? 1));
    return contrasts.flatMap((contrast, i) =>
      judge(contrast, adjusted[i]).verdict === 'not decided by this run'
        ? [`${name} of ${contrast.of} against ${baseline}`]
        : [],
    );
  });
}

/** Verdicts on a claim: of a paired difference, of something that is said to be always so, of several parts together. */
import { metricOf } from '../../metrics/index.ts';
import type { Pool } from '../../measure/population.ts';
import type { Contrast } from '../compare.ts';
import { contrastOf } from '../compare.ts';
import { judge, moreFor } from '../judge.ts';
import type { Interval } from '../shapes.ts';
import { clusteredShare } from '../statistics/binomial.ts';
import type { Resamples } from '../statistics/bootstrap.ts';
import { differenceIntervalOf } from '../statistics/mean.ts';
import type { ClaimPart, ClaimVerdict } from './shapes.ts';

/** What is always so is so in at least this share of all cases. */
const ALWAYS = 0.95;
/** If it was so in that many cases without an exception, it is in 95 % of all, with 95 % confidence. */
export const CASES_FOR_ALWAYS = 72;

/** Which way a paired difference goes; `less` is 'of' below 'minus'. */
export interface Direction {
  readonly way: 'less' | 'more' | 'equal' | 'not decided by this run';
  readonly because: string;
  readonly mean: number | null;
  readonly ci95: Interval | null;
  readonly n: number;
}

/** One difference of a pair, and the replication or base run to which it belongs. */
export interface PairValue {
  readonly replication: number;
  readonly of: number;
  readonly minus: number;
}

/** All metrics that claims compare are better when lower, so 'better' is less. */
const LOWER = metricOf('backup.duration')!;

/** Two strategies by a metric over replications. */
export function metricDirection(
  pools: Readonly<Record<string, Pool>>,
  of: string,
  minus: string,
  metric: string,
  resamples: Resamples,
): Direction {
  const contrast = contrastOf(pools, of, minus, metricOf(metric)!, 'replication', resamples);
  return directionOf(contrast);
}

/** Two strategies by pairs of values of any kind. */
export function pairDirection(
  pairs: readonly PairValue[],
  replications: number,
  tie: number,
  resamples: Resamples,
): Direction {
  const sums = new Array<number>(replications).fill(0);
  const counts = new Array<number>(replications).fill(0);
  for (const { replication, of, minus } of pairs) {
    sums[replication] += of - minus;
    counts[replication]++;
  }
  const active = pairs.filter(({ of, minus }) => of !== 0 || minus !== 0).length;
  const total = sums.reduce((sum, each) => sum + each, 0);
  return directionOf({
    ...{
      of: '',
      minus: '',
      metric: LOWER,
      over: 'replication',
      tie,
      replications,
      open: 0,
      active,
      level: resamples.level,
      isScripted: false,
    },
    pairs: pairs.map((pair) => ({ ...pair, fromTape: false })),
    mean: pairs.length === 0 ? null : total / pairs.length,
    interval: differenceIntervalOf(sums, counts, active, false, resamples),
  });
}

function directionOf(contrast: Contrast): Direction {
  const { boot } = contrast.interval;
  const { verdict, because } = judge(contrast, boot?.p ?? 1);
  const way = verdict === 'better' ? 'less' : verdict === 'worse' ? 'more' : verdict;
  return { way, because, mean: contrast.mean, ci95: boot?.ci95 ?? null, n: contrast.pairs.length };
}

/** A claim that 'of' lies on one side of 'minus'. */
export function claimsSide(
  { way, because }: Direction,
  wanted: 'less' | 'more',
): Pick<ClaimPart, 'verdict' | 'because'> {
  if (way === 'not decided by this run') return { verdict: way, because };
  return { verdict: way === wanted ? 'yes' : 'no', because };
}

export interface Always {
  readonly verdict: ClaimVerdict;
  readonly because: string;
  readonly share: number | null;
  readonly ci95: Interval | null;
  readonly n: number;
}

/** Something that is said to be always so; cases of one replication hang together. */
export function alwaysSo(
  cases: readonly { readonly replication: number; readonly isSo: boolean }[],
  replications: number,
  noun: string,
): Always {
  const n = cases.length;
  if (n === 0) {
    const because = `no ${noun}`;
    return { verdict: 'not decided by this run', because, share: null, ci95: null, n };
  }
  const clusters = new Map<number, [number, number]>();
  for (const { replication, isSo } of cases) {
    const cluster = clusters.get(replication) ?? [0, 0];
    clusters.set(replication, [cluster[0] + (isSo ? 1 : 0), cluster[1] + 1]);
  }
  const so = cases.filter(({ isSo }) => isSo).length;
  const ci95 = clusteredShare([...clusters.values()])!;
  const found = { share: so / n, ci95, n };
  const seen = `in ${so} of ${n} cases (${noun})`;
  if (ci95[0] >= ALWAYS) return { verdict: 'yes', because: seen, ...found };
  if (ci95[1] < ALWAYS) return { verdict: 'no', because: seen, ...found };
  const more = so === n ? moreFor(CASES_FOR_ALWAYS, n, replications) : '';
  const because = `${seen}: neither at least 95 % of all nor less${more}`;
  return { verdict: 'not decided by this run', because, ...found };
}

/** Yes where all parts say yes, no where any says no. */
export function together(parts: readonly ClaimPart[]): ClaimVerdict {
  const has = (verdict: ClaimVerdict): boolean => parts.some((part) => part.verdict === verdict);
  if (has('no')) return 'no';
  if (has('not decided by this run')) return 'not decided by this run';
  return has('yes') ? 'yes' : 'does not apply';
}

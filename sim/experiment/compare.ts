/** Paired differences against the baseline, with the verdict that this run allows. */
import { metricOf, tieWidth, unitOf } from '../metrics/index.ts';
import type { Metric } from '../metrics/index.ts';
import type { Pool } from '../measure/population.ts';
import type { Where } from '../measure/where.ts';
import { unitIn } from './estimates.ts';
import type { Pair } from './pairs.ts';
import { pairIncidents, pairReplications } from './pairs.ts';
import type { Difference } from './shapes.ts';
import type { Resamples } from './statistics/bootstrap.ts';
import { clusteredShare } from './statistics/binomial.ts';
import { holm } from './statistics/holm.ts';
import type { DifferenceInterval } from './statistics/mean.ts';
import { differenceIntervalOf } from './statistics/mean.ts';
import { judge } from './judge.ts';
import { isScripted } from './scripted.ts';
import { backupWindowMs } from './window.ts';

/** What is compared by default: what is lost, how long people wait, and what the plan costs every night. */
export const comparedMetrics = [
  ['loss.window', 'incident'],
  ['loss.messages', 'incident'],
  ['recovery.point', 'incident'],
  ['recovery.service', 'incident'],
  ['recovery.data', 'incident'],
  ['downtime.service', 'replication'],
  ['downtime.data', 'replication'],
  ['backup.duration', 'replication'],
  ['backup.failures', 'replication'],
  ['backup.overruns', 'replication'],
  ['backup.media', 'replication'],
  ['cost.outlay', 'replication'],
  ['cost.penalty', 'replication'],
  ['cost.total', 'replication'],
] as const;

export type PairedOver = 'replication' | 'incident';

/** A difference before it is judged. */
export interface Contrast {
  readonly of: string;
  readonly minus: string;
  readonly metric: Metric;
  readonly over: PairedOver;
  readonly tie: number;
  readonly replications: number;
  readonly pairs: readonly Pair[];
  /** Pairs left out, since one side is still open. */
  readonly open: number;
  /** Pairs with anything on either side. */
  readonly active: number;
  readonly mean: number | null;
  readonly interval: DifferenceInterval;
  /** What intervals hold, and 1 - the probability from which on a sign is believed. */
  readonly level: number;
  /** Nothing on either side is left to chance. */
  readonly isScripted: boolean;
}

export function contrastOf(
  pools: Readonly<Record<string, Pool>>,
  of: string,
  minus: string,
  metric: Metric,
  over: PairedOver,
  resamples: Resamples,
  where: Where = {},
): Contrast {
  const make = over === 'incident' ? pairIncidents : pairReplications;
  const { pairs, open } = make(pools[of], pools[minus], metric, where);
  const replications = pools[minus].results.length;
  const sums = new Array<number>(replications).fill(0);
  const counts = new Array<number>(replications).fill(0);
  for (const pair of pairs) {
    sums[pair.replication] += pair.of - pair.minus;
    counts[pair.replication]++;
  }
  const total = sums.reduce((sum, each) => sum + each, 0);
  const active = pairs.filter((pair) => pair.of !== 0 || pair.minus !== 0).length;
  const rareTail = metric.rareTail === true;
  return {
    ...{ of, minus, metric, over, replications, pairs, open, active, level: resamples.level },
    isScripted: isScripted(pools[of]) && isScripted(pools[minus]),
    tie: tieWidth(metric.tie, backupWindowMs(pools[minus].plan, pools[of].plan)),
    mean: pairs.length === 0 ? null : total / pairs.length,
    interval: differenceIntervalOf(sums, counts, active, rareTail, resamples),
  };
}

/** All strategies against the baseline, metric by metric; Holm corrects for their number. */
export function differencesOf(
  pools: Readonly<Record<string, Pool>>,
  names: readonly string[],
  baseline: string,
  resamples: Resamples,
): Difference[] {
  const others = names.filter((name) => name !== baseline);
  const byMetric: Difference[][] = [];
  for (const [name, over] of comparedMetrics) {
    const metric = metricOf(name);
    if (metric === null) throw new Error(`no metric is called ${name}`);
    if (metric.needsPrices && pools[baseline].plan.prices === null) continue;
    const contrasts = others.map((other) =>
      contrastOf(pools, other, baseline, metric, over, resamples),
    );
    const adjusted = holm(contrasts.map(({ interval }) => interval.boot?.p ?? 1));
    const unit = unitIn(pools[baseline].plan, metric, over);
    byMetric.push(
      contrasts.map((contrast, i) => ({ ...differenceOf(contrast, adjusted[i]), unit })),
    );
  }
  return others.flatMap((_, i) => byMetric.map((row) => row[i]));
}

export function differenceOf(contrast: Contrast, p: number): Difference {
  const { of, minus, metric, over, tie, pairs, open, mean, interval } = contrast;
  const sides = pairs.map((pair) => sideOf(pair, metric, tie));
  const counted = (side: Side): number => sides.filter((each) => each === side).length;
  const share = (side: Side) => shareOf(contrast, sides, side);
  return {
    ...{ of, minus, metric: metric.name, over, unit: unitOf(metric, over), pairs: pairs.length },
    ...{ mean, ci95: interval.boot?.ci95 ?? null, tie },
    ...{ worse: counted('worse'), equal: counted('equal'), better: counted('better') },
    shares: { worse: share('worse'), equal: share('equal'), better: share('better') },
    ...{ open, method: 'studentized bootstrap by replication' },
    p: interval.boot === null ? null : p,
    ...judge(contrast, p),
  };
}

type Side = 'worse' | 'equal' | 'better';

function sideOf(pair: Pair, metric: Metric, tie: number): Side {
  const gap = (pair.of - pair.minus) * (metric.better === 'higher' ? -1 : 1);
  if (gap > tie) return 'worse';
  return gap < -tie ? 'better' : 'equal';
}

/** The interval of a side's share of the pairs; those of one replication hang together. */
function shareOf({ pairs, replications, level }: Contrast, sides: readonly Side[], side: Side) {
  const clusters = Array.from({ length: replications }, () => [0, 0] as [number, number]);
  pairs.forEach(({ replication }, i) => {
    clusters[replication][1]++;
    if (sides[i] === side) clusters[replication][0]++;
  });
  return clusteredShare(
    clusters.filter(([, trials]) => trials > 0),
    level,
  );
}

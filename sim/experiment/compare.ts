/** Paired differences against the baseline, with the verdict that this run allows. */
import { metricOf, tieWidth, unitOf } from '../metrics/index.ts';
import type { Metric } from '../metrics/index.ts';
import type { Pool } from '../measure/population.ts';
import type { Where } from '../measure/where.ts';
import { unitIn } from './estimates.ts';
import type { Pair } from './pairs.ts';
import { pairIncidents, pairReplications } from './pairs.ts';
import type { Difference } from './shapes.ts';
import type { Bootstrapped, Resamples } from './statistics/bootstrap.ts';
import { bootstrapRatio, holm } from './statistics/bootstrap.ts';
import { judge } from './judge.ts';
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
  readonly mean: number | null;
  readonly boot: Bootstrapped | null;
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
  const pairs = make(pools[of], pools[minus], metric, where);
  const replications = pools[minus].results.length;
  const sums = new Array<number>(replications).fill(0);
  const counts = new Array<number>(replications).fill(0);
  for (const pair of pairs) {
    sums[pair.replication] += pair.of - pair.minus;
    counts[pair.replication]++;
  }
  const total = sums.reduce((sum, each) => sum + each, 0);
  return {
    ...{ of, minus, metric, over, replications, pairs },
    tie: tieWidth(metric.tie, backupWindowMs(pools[minus].plan, pools[of].plan)),
    mean: pairs.length === 0 ? null : total / pairs.length,
    boot: bootstrapRatio(resamples, sums, counts),
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
    const adjusted = holm(contrasts.map(({ boot }) => boot?.p ?? 1));
    const unit = unitIn(pools[baseline].plan, metric, over);
    byMetric.push(
      contrasts.map((contrast, i) => ({ ...differenceOf(contrast, adjusted[i]), unit })),
    );
  }
  return others.flatMap((_, i) => byMetric.map((row) => row[i]));
}

export function differenceOf(contrast: Contrast, p: number): Difference {
  const { of, minus, metric, over, tie, pairs, mean, boot } = contrast;
  let worse = 0;
  let better = 0;
  for (const pair of pairs) {
    const gap = (pair.of - pair.minus) * (metric.better === 'higher' ? -1 : 1);
    if (gap > tie) worse++;
    else if (gap < -tie) better++;
  }
  return {
    ...{ of, minus, metric: metric.name, over, unit: unitOf(metric, over), pairs: pairs.length },
    ...{ mean, ci95: boot?.ci95 ?? null, tie },
    ...{ worse, equal: pairs.length - worse - better, better },
    ...judge(contrast, p),
  };
}

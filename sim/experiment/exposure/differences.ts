/** Two strategies in the same worlds: mean difference, and how often each is worse. */
import { metricOf, tieWidth, unitOf } from '../../metrics/index.ts';
import type { Metric } from '../../metrics/index.ts';
import type { CauseKey } from '../../org/causes.ts';
import type { Where } from '../../measure/where.ts';
import { comparedMetrics } from '../compare.ts';
import { holm } from '../statistics/holm.ts';
import type { Resamples } from '../statistics/bootstrap.ts';
import { kish, shareInterval } from '../statistics/effective.ts';
import { backupWindowMs } from '../window.ts';
import type { Bunch } from './conditional.ts';
import { bunchesOf, differenceInterval, ratioOf, shareOf } from './conditional.ts';
import { judgeExposed } from './judge.ts';
import type { Layout } from './layout.ts';
import type { Reading, Readings } from './readings.ts';
import { readingsOf } from './readings.ts';
import type { ExposedDifference } from './result-shapes.ts';

/** What is compared in incidents, in the order of years. */
export const exposedMetrics: readonly string[] = comparedMetrics
  .filter(([, over]) => over === 'incident')
  .map(([name]) => name);

const ABSENT: Reading = { value: 0, weight: 1, censored: false };

/** By world, where either side has an incident: the difference of both; one that is absent counts zero. */
export function pairedReadings(of: Readings, minus: Readings): Readings {
  return of.map((left, world) => {
    const right = minus[world];
    if (left.length === 0 && right.length === 0) return left;
    const [a, b] = [left[0] ?? ABSENT, right[0] ?? ABSENT];
    return [{ value: a.value - b.value, weight: 1, censored: a.censored || b.censored }];
  });
}

/** What is asked of a pair of strategies. */
export interface Pairing {
  readonly of: string;
  readonly minus: string;
  readonly metric: Metric;
  readonly where: Where;
}

export function gapsOf(layout: Layout, { of, minus, metric, where }: Pairing): Readings {
  const asked = { metric: metric.name, where, per: 'incident', weight: 'mailbox' } as const;
  const { exposure } = layout;
  return pairedReadings(readingsOf(exposure, of, asked), readingsOf(exposure, minus, asked));
}

/** The pairs of which both sides are closed, and the share of those that are not; null where there is no pair. */
export function closedPairs(
  layout: Layout,
  gaps: Readings,
  cause: CauseKey | null,
): { readonly bunches: readonly Bunch[]; readonly open: number } | null {
  const all = bunchesOf(layout, gaps, cause);
  const [mass, open] = [total(all, (each) => each.mass), total(all, (each) => each.open)];
  if (mass === 0) return null;
  if (open === 0) return { bunches: all, open: 0 };
  const closed = gaps.map((pair) => pair.filter(({ censored }) => !censored));
  return { bunches: bunchesOf(layout, closed, cause), open: open / mass };
}

function total(bunches: readonly Bunch[], of: (bunch: Bunch) => number): number {
  return bunches.reduce((sum, bunch) => sum + bunch.weight * of(bunch), 0);
}

/** A difference before it is judged; null where neither strategy has an incident. */
export function differenceIn(
  layout: Layout,
  pairing: Pairing,
  gaps: Readings,
  cause: CauseKey | null,
  resamples: Resamples,
): ExposedDifference | null {
  const { of, minus, metric } = pairing;
  const { strategies, replications } = layout.exposure;
  const found = closedPairs(layout, gaps, cause);
  if (found === null) return null;
  const { bunches, open } = found;
  const hit = bunches.filter(({ mass }) => mass > 0);
  const ratio = ratioOf(bunches, replications);
  const interval =
    ratio === null
      ? null
      : differenceInterval(layout, ratio, metric.rareTail === true ? hit.length : null, resamples);
  const tie = tieWidth(metric.tie, backupWindowMs(strategies[minus].plan, strategies[of].plan));
  const worse = metric.better === 'higher' ? -1 : 1;
  const side = (from: number, to: number) =>
    shareOf(layout, bunches, ({ value }) => value * worse > from && value * worse <= to);
  const sides = { worse: side(tie, Infinity), better: side(-Infinity, -tie) };
  const equal = shareOf(layout, bunches, ({ value }) => Math.abs(value) <= tie);
  const gap = (sign: number): number =>
    hit.reduce(
      (most, { votes }) => votes.reduce((far, v) => Math.max(far, v.value * worse * sign), most),
      0,
    );
  return {
    ...{ of, minus, cause, metric: metric.name, unit: unitOf(metric, 'incident') },
    ...{ n: hit.length, effective: kish(hit.map(({ weight, mass }) => weight * mass)) },
    ...{ method: interval?.method ?? 'Student t', mean: ratio?.value ?? null },
    ...{ ci95: interval?.ci95 ?? null, tie },
    worse: sides.worse?.share ?? 0,
    equal: equal?.share ?? 0,
    better: sides.better?.share ?? 0,
    shares: {
      worse: shareInterval(sides.worse, resamples.level),
      equal: shareInterval(equal, resamples.level),
      better: shareInterval(sides.better, resamples.level),
    },
    most: { worse: gap(1), better: gap(-1) },
    ...{ open, p: interval?.p ?? null, needs: interval?.needs ?? {} },
    ...{ verdict: 'not decided by this run', because: interval?.because ?? 'nothing is known' },
  };
}

/** All strategies against the baseline, over all causes and for each; Holm corrects for the number of strategies. */
export function exposedDifferences(
  layout: Layout,
  names: readonly string[],
  baseline: string,
  resamples: Resamples,
): ExposedDifference[] {
  const others = names.filter((name) => name !== baseline);
  const causes: readonly (CauseKey | null)[] = [null, ...layout.causes];
  const rows = exposedMetrics.flatMap((name) => {
    const metric = metricOf(name)!;
    const pairings = others.map((of) => ({ of, minus: baseline, metric, where: {} }));
    const gaps = pairings.map((pairing) => gapsOf(layout, pairing));
    return causes.flatMap((cause) => {
      const found = pairings.map((pairing, i) =>
        differenceIn(layout, pairing, gaps[i], cause, resamples),
      );
      const adjusted = holm(found.map((each) => each?.p ?? 1));
      return found.flatMap((each, i) =>
        each === null ? [] : [judged(layout, each, metric, adjusted[i])],
      );
    });
  });
  return others.flatMap((of) => rows.filter((row) => row.of === of));
}

function judged(layout: Layout, row: ExposedDifference, metric: Metric, p: number) {
  const { replications } = layout.exposure;
  const corrected = { ...row, p: row.p === null ? null : p };
  return { ...corrected, ...judgeExposed(corrected, metric, replications) };
}

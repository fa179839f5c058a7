/** One number of what strikes lead to, with its interval: what an expectation given exposure holds against its limit. */
import { unitOfStat } from '../../metrics/index.ts';
import type { Metric, Stat, Weight } from '../../metrics/index.ts';
import type { CauseKey } from '../../org/causes.ts';
import type { Where } from '../../measure/where.ts';
import type { Statistic } from '../statistic.ts';
import type { Resamples } from '../statistics/bootstrap.ts';
import { kish, shareInterval } from '../statistics/effective.ts';
import type { Bunch } from './conditional.ts';
import { bunchesOf, differenceInterval, ratioOf, shareOf } from './conditional.ts';
import { exposedEstimate } from './estimate.ts';
import { closedPairs, gapsOf, pairedReadings } from './differences.ts';
import type { Pairing } from './differences.ts';
import type { Layout } from './layout.ts';
import type { Readings } from './readings.ts';
import { readingsOf } from './readings.ts';

/** What is asked of the incidents of one strategy. */
export interface ExposedQuestion {
  readonly metric: Metric;
  readonly stat: Stat;
  readonly where: Where;
  readonly per: 'incident' | 'database';
  readonly weight: Weight;
  /** The limit beyond which a probability counts. */
  readonly above: number;
}

export function exposedStatistic(
  layout: Layout,
  strategy: string,
  question: ExposedQuestion,
  resamples: Resamples,
): Statistic {
  const { metric, stat, above } = question;
  const unit = unitOfStat(metric, 'incident', stat);
  const cause = askedCause(layout, question.where);
  if (typeof cause === 'object' && cause !== null) return none(unit, cause.because);
  const readings = readingsOf(layout.exposure, strategy, { ...question, metric: metric.name });
  const bunches = bunchesOf(layout, readings, cause);
  if (stat === 'probability') return probability(layout, bunches, above, unit, resamples);
  const what = { metric: metric.name, unit, rareTail: metric.rareTail === true };
  const found = exposedEstimate(layout, bunches, what, resamples);
  if (found === null) return none(unit, 'no strike leads to such an incident');
  const { n, effective: has, mean, ci95, max, needs, quantileCi95, from, because = null } = found;
  const base = { unit, n, has, needs: null, because: null };
  switch (stat) {
    case 'mean':
      return { ...base, value: mean, ci95, because: because && `${because}${runsText(needs)}` };
    case 'max':
      return { ...base, value: max, ci95: max === null ? null : [max, Infinity] };
    case 'total':
      return none(unit, 'strikes that were forced have no total');
    default: {
      const value = found[stat];
      const open = from?.[stat] === undefined ? null : ([from[stat], Infinity] as const);
      const missing = needs[stat] ?? null;
      const why = value === null && missing === null ? 'some are still open' : null;
      const told = { needs: missing, because: why };
      return { ...base, ...told, value, ci95: quantileCi95[stat] ?? open };
    }
  }
}

function runsText({ baseRuns }: Readonly<Record<string, number>>): string {
  return baseRuns === undefined ? '' : `: about ${baseRuns} base runs would do`;
}

function probability(
  layout: Layout,
  bunches: readonly Bunch[],
  above: number,
  unit: string,
  { level }: Resamples,
): Statistic {
  const found = shareOf(layout, bunches, ({ value }) => value > above);
  if (found === null) return none(unit, 'no strike leads to such an incident');
  const n = bunches.filter(({ mass }) => mass > 0).length;
  const ci95 = shareInterval(found, level);
  const because = ci95 === null ? 'too few base runs' : null;
  return { unit, value: found.share, ci95, n, has: found.effective, needs: null, because };
}

/** The mean difference, or the difference of two probabilities, world by world. */
export function exposedContrast(
  layout: Layout,
  { of, minus }: { readonly of: string; readonly minus: string },
  { metric, stat, where, above }: ExposedQuestion,
  resamples: Resamples,
): Statistic {
  const unit = unitOfStat(metric, 'incident', stat);
  const cause = askedCause(layout, where);
  if (typeof cause === 'object' && cause !== null) return none(unit, cause.because);
  const pairing = { of, minus, metric, where };
  const gaps =
    stat === 'probability' ? beyondGaps(layout, pairing, above) : gapsOf(layout, pairing);
  const found = closedPairs(layout, gaps, cause);
  const ratio = found && ratioOf(found.bunches, layout.exposure.replications);
  if (found === null || ratio === null) return none(unit, 'no strike leads to such an incident');
  const hit = found.bunches.filter(({ mass }) => mass > 0);
  const rare = metric.rareTail === true && stat === 'mean' ? hit.length : null;
  const { ci95, needs, because } = differenceInterval(layout, ratio, rare, resamples);
  const left = found.open > 0 ? `${Math.ceil(100 * found.open)} % are still open; ` : '';
  return {
    ...{ unit, value: ratio.value, ci95, n: hit.length, needs: null },
    has: kish(hit.map(({ weight, mass }) => weight * mass)),
    because: because === null ? null : `${left}${because}${runsText(needs)}`,
  };
}

/** By world: whether it lies beyond the limit on one side and not on the other. */
function beyondGaps(layout: Layout, pairing: Pairing, above: number): Readings {
  const { of, minus, metric, where } = pairing;
  const asked = { metric: metric.name, where, per: 'incident', weight: 'mailbox' } as const;
  const [left, right] = [of, minus].map((name) =>
    readingsOf(layout.exposure, name, asked).map((list) =>
      list.map((each) => ({ ...each, value: each.value > above ? 1 : 0 })),
    ),
  );
  return pairedReadings(left, right);
}

/** The cause that is asked about, null for all; or why nothing can be said about it. */
function askedCause(
  { exposure, causes: injected }: Layout,
  { cause }: Where,
): CauseKey | null | { readonly because: string } {
  if (cause === undefined) return injected.length > 0 ? null : { because: 'nothing was injected' };
  const status = exposure.causes.find((each) => each.cause === cause)?.status ?? 'not asked';
  if (status === 'injected') return cause as CauseKey;
  const why = {
    'within the others': `${cause} strikes within other incidents and was not injected by itself`,
    'switched off': `${cause} is switched off in this scenario`,
    'not modelled': `${cause} is not modelled`,
    'not asked': `not asked: this run left ${cause} out`,
  }[status];
  return { because: why };
}

function none(unit: string, because: string): Statistic {
  return { unit, value: null, ci95: null, n: 0, has: 0, needs: null, because };
}

/** Expectations: pass, miss, or undecided, with what would decide. The unit of a limit is the metric's. */
import type { Metric, Over } from '../metrics/index.ts';
import { metricOf, unitOf, unitOfStat } from '../metrics/index.ts';
import type { Pool } from '../measure/population.ts';
import type { Expectation } from '../scenario/index.ts';
import type { PairedOver } from './compare.ts';
import { contrastOf } from './compare.ts';
import type { Layout } from './exposure/layout.ts';
import { layoutOf } from './exposure/layout.ts';
import type { Exposure } from './exposure/shapes.ts';
import { exposedContrast, exposedStatistic } from './exposure/statistic.ts';
import { deciding, roundUp } from './judge.ts';
import { isScripted, SCRIPTED } from './scripted.ts';
import type { ExpectationResult } from './shapes.ts';
import type { Statistic } from './statistic.ts';
import { statisticOf } from './statistic.ts';
import type { Resamples } from './statistics/bootstrap.ts';
import { drawResamples } from './statistics/bootstrap.ts';

/** One result for each expectation and strategy that this run simulated. */
export function expectationsOf(
  pools: Readonly<Record<string, Pool>>,
  names: readonly string[],
  expectations: readonly Expectation[],
  resamples: Resamples,
  exposure: Exposure | null = null,
): ExpectationResult[] {
  const layout = exposure === null ? null : layoutOf(exposure);
  return expectations.flatMap((each) => {
    const metric = metricOf(each.metric);
    if (metric === null) throw new Error(`no metric is called ${each.metric}`);
    if (each.given === 'exposure') return givenExposure(each, metric, names, layout);
    if (each.difference !== null) {
      const { of, minus } = each.difference;
      const found = differenceStatistic(pools, each, metric, resamples);
      return [ofScript(pools, [of, minus], resultOf(each, null, metric, found))];
    }
    return each.strategies
      .filter((name) => names.includes(name))
      .map((name) => {
        const { stat, where, weight, above } = each;
        const question = { metric, over: rowsOf(each), stat, where, weight, above: above ?? 0 };
        const found = statisticOf(pools[name], question, resamples);
        const result = resultOf(each, name, metric, found, {
          ...{ count: pools[name].results.length, noun: 'replications' },
        });
        return ofScript(pools, [name], result);
      });
  });
}

const NOT_ASKED: Statistic = {
  ...{ unit: '', value: null, ci95: null, n: 0, has: 0, needs: null },
  because: 'not asked: this run injects nothing (exposure is switched off)',
};

/** Expectations that incidents decide which were injected. */
function givenExposure(
  each: Expectation,
  metric: Metric,
  names: readonly string[],
  layout: Layout | null,
): ExpectationResult[] {
  const { stat, where, weight, above, per, difference } = each;
  const sides = difference === null ? [] : [difference.of, difference.minus];
  const strategies = difference === null ? each.strategies : [null];
  const known = strategies.filter((name) => name === null || names.includes(name));
  if (layout === null) {
    const found = { ...NOT_ASKED, unit: unitOfStat(metric, 'incident', stat) };
    return known.map((name) => resultOf(each, name, metric, found));
  }
  const { seed, replications } = layout.exposure;
  const resamples = drawResamples(seed, replications);
  const question = { metric, stat, where, per, weight, above: above ?? 0 };
  const runs = { count: replications, noun: 'base runs' };
  return known.map((name) => {
    if (name !== null) {
      const found = exposedStatistic(layout, name, question, resamples);
      return resultOf(each, name, metric, found, runs);
    }
    const missing = sides.filter((side) => !names.includes(side));
    const found =
      missing.length > 0
        ? { ...NOT_ASKED, because: `${missing.join(' and ')} was not simulated in this run` }
        : exposedContrast(layout, difference!, question, resamples);
    return resultOf(each, null, metric, found, runs);
  });
}

/** `per: database` gives each affected database a row of its own, whatever the incident's scope. */
function rowsOf({ over, per }: Expectation): Over {
  return over === 'incident' && per === 'database' ? 'database' : over;
}

function differenceStatistic(
  pools: Readonly<Record<string, Pool>>,
  each: Expectation,
  metric: Metric,
  resamples: Resamples,
): Statistic {
  const { of, minus } = each.difference!;
  const unit = unitOf(metric, each.over);
  const nothing = { unit, value: null, ci95: null, n: 0, has: 0, needs: null };
  const missing = [of, minus].filter((name) => !Object.hasOwn(pools, name));
  if (missing.length > 0) {
    return { ...nothing, because: `${missing.join(' and ')} was not simulated in this run` };
  }
  if (each.stat !== 'mean' || (each.over !== 'incident' && each.over !== 'replication')) {
    const what = `the ${each.stat} over ${each.over}`;
    return { ...nothing, because: `differences are paired means, not ${what}` };
  }
  const over: PairedOver = each.over;
  const found = contrastOf(pools, of, minus, metric, over, resamples, each.where);
  const { pairs, open, mean, interval } = found;
  const left = open === 0 ? '' : `${open} pairs are still open; `;
  const why = mean === null ? 'nothing happened' : interval.because;
  const because = why === null ? null : `${left}${why}`;
  const ci95 = interval.boot?.ci95 ?? null;
  return {
    unit,
    value: mean,
    ci95,
    n: pairs.length,
    has: found.active,
    needs: interval.needs,
    because,
  };
}

/** What a script leaves undecided no further replication decides, but whoever wrote it. */
function ofScript(
  pools: Readonly<Record<string, Pool>>,
  names: readonly string[],
  result: ExpectationResult,
): ExpectationResult {
  if (result.outcome !== 'undecided' || result.measured === null) return result;
  if (!names.every((name) => Object.hasOwn(pools, name) && isScripted(pools[name]))) return result;
  return { ...result, because: `${SCRIPTED}; 'proof: estimate' goes by the value alone` };
}

/** What more of would decide: how many there were, and what they are called. */
interface Runs {
  readonly count: number;
  readonly noun: string;
}

const UNKNOWN: Runs = { count: 0, noun: 'replications' };

function resultOf(
  each: Expectation,
  strategy: string | null,
  metric: Metric,
  found: Statistic,
  runs: Runs = UNKNOWN,
): ExpectationResult {
  const limit = {
    ...(each.atMost === null ? {} : { atMost: each.atMost }),
    ...(each.atLeast === null ? {} : { atLeast: each.atLeast }),
  };
  const { outcome, because } = decide(each, found, runs);
  return {
    ...{ name: each.name, strategy, metric: metric.name, stat: each.stat },
    ...{ given: each.given, outcome },
    ...{ measured: found.value, ci95: finite(found.ci95), limit, unit: found.unit, because },
    ...{
      whenUndecided: each.whenUndecided,
      position: { file: each.file, line: each.line, column: each.column },
    },
  };
}

/** JSON has no infinity: an interval that is open above is none. */
function finite(ci95: Statistic['ci95']): Statistic['ci95'] {
  return ci95 !== null && Number.isFinite(ci95[1]) ? ci95 : null;
}

type Decision = Pick<ExpectationResult, 'outcome' | 'because'>;

function decide(each: Expectation, found: Statistic, runs: Runs): Decision {
  const { value, ci95 } = found;
  if (each.proof === 'estimate' && value !== null) {
    const met = within(each, value, value);
    return { outcome: met ? 'pass' : 'miss', because: 'the estimate alone decides' };
  }
  if (ci95 === null) return undecided(withNeeds(found, runs));
  const [low, high] = ci95;
  if (within(each, low, high)) return { outcome: 'pass', because: 'the whole interval is inside' };
  const out =
    (each.atMost !== null && low > each.atMost) || (each.atLeast !== null && high < each.atLeast);
  if (out) return { outcome: 'miss', because: 'the whole interval is beyond the limit' };
  if (value === null || high === Infinity) {
    const open = 'so much is still open that nothing bounds it from above';
    return undecided(each.stat === 'max' ? 'the largest value seen bounds no larger one' : open);
  }
  const distance = Math.min(
    ...[each.atMost, each.atLeast].filter((l) => l !== null).map((l) => Math.abs(l - value)),
  );
  const more = deciding(distance, (high - low) / 2, runs.count, runs.noun);
  return undecided(`the interval straddles the limit${runs.count > 0 ? more : ''}`);
}

function within(each: Expectation, low: number, high: number): boolean {
  const under = each.atMost === null || high <= each.atMost;
  return under && (each.atLeast === null || low >= each.atLeast);
}

function undecided(because: string): Decision {
  return { outcome: 'undecided', because };
}

function withNeeds(found: Statistic, { count, noun }: Runs): string {
  const { has, needs, because } = found;
  if (needs === null || has === 0) return because ?? 'no interval';
  const needed = roundUp(Math.ceil((needs / has) * count));
  const more = count > 0 && needed > count ? `: about ${needed} ${noun}` : '';
  const why = because === null || because === 'too few' ? '' : `${because}: `;
  const seen =
    has < needs
      ? `${Math.floor(has)} of the ${needs} independent observations that it needs`
      : `${Math.floor(has)} observations that hang together count as fewer than the ${needs} independent ones that it needs`;
  return `${why}${seen}${more}`;
}

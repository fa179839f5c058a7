/** Expectations: pass, miss, or undecided, with what would decide. The unit of a limit is the metric's. */
import type { Metric, Over } from '../metrics/index.ts';
import { metricOf, unitOf } from '../metrics/index.ts';
import type { Pool } from '../measure/population.ts';
import type { Expectation } from '../scenario/index.ts';
import type { PairedOver } from './compare.ts';
import { contrastOf } from './compare.ts';
import { deciding, roundUp } from './judge.ts';
import type { ExpectationResult } from './shapes.ts';
import type { Statistic } from './statistic.ts';
import { statisticOf } from './statistic.ts';
import type { Resamples } from './statistics/bootstrap.ts';

/** One result for each expectation and strategy that this run simulated. */
export function expectationsOf(
  pools: Readonly<Record<string, Pool>>,
  names: readonly string[],
  expectations: readonly Expectation[],
  resamples: Resamples,
): ExpectationResult[] {
  return expectations.flatMap((each) => {
    const metric = metricOf(each.metric);
    if (metric === null) throw new Error(`no metric is called ${each.metric}`);
    if (each.difference !== null) {
      return [resultOf(each, null, metric, differenceStatistic(pools, each, metric, resamples))];
    }
    return each.strategies
      .filter((name) => names.includes(name))
      .map((name) => {
        const { stat, where, weight, above } = each;
        const question = { metric, over: rowsOf(each), stat, where, weight, above: above ?? 0 };
        const found = statisticOf(pools[name], question, resamples);
        return resultOf(each, name, metric, found, pools[name].results.length);
      });
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

function resultOf(
  each: Expectation,
  strategy: string | null,
  metric: Metric,
  found: Statistic,
  replications = 0,
): ExpectationResult {
  const limit = {
    ...(each.atMost === null ? {} : { atMost: each.atMost }),
    ...(each.atLeast === null ? {} : { atLeast: each.atLeast }),
  };
  const { outcome, because } = decide(each, found, replications);
  return {
    ...{ name: each.name, strategy, metric: metric.name, stat: each.stat, outcome },
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

function decide(each: Expectation, found: Statistic, replications: number): Decision {
  if (each.given === 'exposure') return undecided('needs exposure');
  const { value, ci95 } = found;
  if (each.proof === 'estimate' && value !== null) {
    const met = within(each, value, value);
    return { outcome: met ? 'pass' : 'miss', because: 'the estimate alone decides' };
  }
  if (ci95 === null) return undecided(withNeeds(found, replications));
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
  const more = deciding(distance, (high - low) / 2, replications);
  return undecided(`the interval straddles the limit${replications > 0 ? more : ''}`);
}

function within(each: Expectation, low: number, high: number): boolean {
  const under = each.atMost === null || high <= each.atMost;
  return under && (each.atLeast === null || low >= each.atLeast);
}

function undecided(because: string): Decision {
  return { outcome: 'undecided', because };
}

function withNeeds(found: Statistic, replications: number): string {
  const { has, needs, because } = found;
  if (needs === null || has === 0) return because ?? 'no interval';
  const needed = roundUp(Math.ceil((needs / has) * replications));
  const more = replications > 0 && needed > replications ? `: about ${needed} replications` : '';
  const why = because === null || because === 'too few' ? '' : `${because}: `;
  return `${why}${has} of the ${needs} independent observations that it needs${more}`;
}

/** A year put together from exposures: rate of each cause times what a strike of it leads to on average. */
import type { CauseKey } from '../../org/causes.ts';
import type { Resamples } from '../statistics/bootstrap.ts';
import { drawResamples } from '../statistics/bootstrap.ts';
import { clusterInterval } from '../statistics/clusters.ts';
import type { ClusterInterval } from '../statistics/clusters.ts';
import { eitherWay } from '../statistics/unseen.ts';
import type { Interval } from '../shapes.ts';
import { HOURS_OF_A_WEEK } from './layout.ts';
import { seriesName, simulatedRates } from './moments.ts';
import { composedFigures } from './result-shapes.ts';
import type {
  CauseMoments,
  Composed,
  ComposedFigure,
  ComposedRow,
  ComposedValue,
  ExposureResult,
} from './result-shapes.ts';

export type Rates = Readonly<Partial<Record<CauseKey, number>>>;

const figures = Object.keys(composedFigures) as readonly ComposedFigure[];

/** What composing leaves out, in words that go with every composed figure. */
export const ASSUMES = [
  'rates are held fixed: the intervals say how sure the consequences of a strike are, not how sure its rate is',
  'causes do not meet: a second failure during a recovery is left out',
  'strikes find the organization in its steady state, hour by hour of the week alike',
  'what hurts without an incident (a full log volume, slow hours) is left out',
  'an outage that has not ended when its world is left counts for as long as it was followed',
] as const;

type Composable = Pick<ExposureResult, 'seed' | 'replications' | 'hours' | 'moments'>;

/**
 * A year with other rates (strikes a year over the whole organization; a cause that is not named keeps its own), from
 * what an exposure left behind: nothing is simulated. Throws RangeError for a cause that was not injected, and for what
 * is no rate.
 */
export function composeAt(result: Composable, rates: Rates): Composed {
  const resamples = drawResamples(result.seed, result.replications);
  return composed(
    result,
    { ...simulatedRates(result.moments), ...demanded(result, rates) },
    resamples,
  );
}

function demanded({ moments }: Composable, rates: Rates): Rates {
  const known = moments.causes.map(({ cause }) => cause as string);
  for (const [cause, rate] of Object.entries(rates)) {
    if (!known.includes(cause)) {
      throw new RangeError(`no strikes of ${cause} were injected; there are ${known.join(', ')}`);
    }
    if (!Number.isFinite(rate) || rate < 0) throw new RangeError(`${cause}: ${rate} is no rate`);
  }
  return rates;
}

export function composed(result: Composable, rates: Rates, resamples: Resamples): Composed {
  const rows = result.moments.series.map(({ of, minus }): ComposedRow => {
    const series = seriesName(of, minus);
    const found = figures.map(
      (figure) => [figure, composedValue(result, series, figure, rates, resamples)] as const,
    );
    const values = Object.fromEntries(found) as Record<ComposedFigure, ComposedValue>;
    return {
      ...{ of, minus, figures: values },
      anyLoss: minus === null ? anyLossOf(values.losses, 1) : null,
      byCause: result.moments.causes.map((each) => ({
        cause: each.cause,
        figures: Object.fromEntries(
          figures.map((figure) => [
            figure,
            (rates[each.cause] ?? 0) * meanOf(each, series, figure),
          ]),
        ) as Record<ComposedFigure, number>,
      })),
    };
  });
  return { rates, rows, assumes: ASSUMES };
}

function meanOf(cause: CauseMoments, series: string, figure: ComposedFigure): number {
  return cause.series[series][figure].sums.reduce((sum, each) => sum + each, 0) / cause.injections;
}

function composedValue(
  { replications, hours, moments }: Composable,
  series: string,
  figure: ComposedFigure,
  rates: Rates,
  resamples: Resamples,
): ComposedValue {
  const moves = new Array<number>(replications).fill(0);
  let [value, second, fourth, injections] = [0, 0, 0, 0];
  let [least, most] = [0, 0];
  for (const each of moments.causes) {
    const rate = rates[each.cause] ?? 0;
    if (rate === 0) continue;
    const { sums, second: two, fourth: four, far } = each.series[series][figure];
    const mean = meanOf(each, series, figure);
    const scale = rate / each.injections;
    value += rate * mean;
    injections += each.injections;
    for (let r = 0; r < replications; r++) moves[r] += scale * (sums[r] - mean * each.strikes[r]);
    least = Math.min(least, scale * far[0]);
    most = Math.max(most, scale * far[1]);
    second += scale * scale * two;
    fourth += scale * scale * scale * scale * four;
  }
  const { unit, rareTail } = composedFigures[figure];
  const carriers = fourth === 0 ? Infinity : (second * second) / fourth;
  const found: Pick<ClusterInterval, 'ci95' | 'method' | 'needs' | 'because'> =
    hours < 0.9 * HOURS_OF_A_WEEK
      ? { ci95: null, method: 'Student t', needs: {}, because: 'not all hours were visited' }
      : clusterInterval(
          {
            ...{ value, moves, phases: moments.phases },
            far: isDifference(series, moments) ? eitherWay([least, most]) : [least, most],
            rareTailInjections: rareTail ? injections : null,
          },
          resamples,
        );
  return {
    ...{ unit, method: found.method, mean: value, ci95: atLeastZero(series, found.ci95, moments) },
    ...{
      n: injections,
      effective: carriers === Infinity ? injections : Math.min(injections, carriers),
    },
    needs: found.needs,
    ...(found.because === null ? {} : { because: found.because }),
  };
}

function isDifference(series: string, { series: all }: ExposureResult['moments']): boolean {
  return all.some(({ of, minus }) => minus !== null && seriesName(of, minus) === series);
}

/** What cannot be negative has no interval that is: an end below zero says nothing more than zero does. */
function atLeastZero(
  series: string,
  ci95: Interval | null,
  moments: ExposureResult['moments'],
): Interval | null {
  if (ci95 === null || isDifference(series, moments)) return ci95;
  return [Math.max(0, ci95[0]), ci95[1]];
}

/** Strikes that lose something come as a Poisson process: the probability of at least one in so many years. */
export function anyLossOf(
  { mean, ci95 }: Pick<ComposedValue, 'mean' | 'ci95'>,
  years: number,
): NonNullable<ComposedRow['anyLoss']> {
  const chance = (expected: number): number => -Math.expm1(-expected * years);
  return { value: chance(mean), ci95: ci95 && [chance(ci95[0]), chance(ci95[1])] };
}

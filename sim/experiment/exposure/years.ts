/** Composed figures held against simulated years: two ways to ask one question, whose answers must agree. */
import { YEAR } from '../../engine/clock.ts';
import type { Pool } from '../../measure/population.ts';
import { replicationReaderOf } from '../../measure/replication-values.ts';
import { periodOf } from '../period.ts';
import type { Interval } from '../shapes.ts';
import { clopperPearson } from '../statistics/binomial.ts';
import { drawResamples } from '../statistics/bootstrap.ts';
import type { Resamples } from '../statistics/bootstrap.ts';
import { meanIntervalOf } from '../statistics/mean.ts';
import { countInterval } from '../statistics/poisson.ts';
import { anyLossOf } from './compose.ts';
import { composedFigures } from './result-shapes.ts';
import type { ComposedFigure, ExposureResult, YearsCheck } from './result-shapes.ts';

interface Years {
  readonly value: number | null;
  readonly ci95: Interval | null;
}

/** The exposure with what years say of its composed figures, and a warning for each that they contradict. */
export function besideYears(
  result: ExposureResult,
  pools: Readonly<Record<string, Pool>>,
): ExposureResult {
  const rows = result.composed.rows.filter(({ of, minus }) => minus === null && of in pools);
  // Scripted faults happen in years and in no exposure; without causes nothing is composed.
  const comparable = rows.filter(({ of }) => pools[of].plan.faults.length === 0);
  const years = comparable.flatMap((row): YearsCheck[] => {
    const pool = pools[row.of];
    const resamples = drawResamples(result.seed, pool.results.length);
    const span = (pool.plan.clock.end - pool.plan.clock.start) / YEAR;
    const figures = Object.keys(composedFigures) as ComposedFigure[];
    const checks = figures.map((figure) => {
      const { mean, ci95, unit } = row.figures[figure];
      const found = yearsOf(pool, figure, resamples);
      const scaled: Interval | null = found.ci95 && [found.ci95[0] / span, found.ci95[1] / span];
      return checked(
        { strategy: row.of, figure, unit, composed: mean, composedCi95: ci95 },
        { value: found.value === null ? null : found.value / span, ci95: scaled },
      );
    });
    const any = anyLossOf(row.figures.losses, span);
    const lost = valuesOf(pool, 'losses').filter((count) => count > 0).length;
    const trials = pool.results.length;
    const seen = { value: lost / trials, ci95: clopperPearson(lost, trials) };
    const what = { strategy: row.of, figure: 'any loss', unit: 'share' } as const;
    return [...checks, checked({ ...what, composed: any.value, composedCi95: any.ci95 }, seen)];
  });
  return {
    ...result,
    years,
    warnings: years.flatMap((check) => warningOf(check, pools[check.strategy].plan)),
  };
}

type Half = Pick<YearsCheck, 'strategy' | 'figure' | 'unit' | 'composed' | 'composedCi95'>;

function checked(half: Half, { value, ci95 }: Years): YearsCheck {
  const mine = half.composedCi95;
  const overlap = mine === null || ci95 === null ? null : mine[0] <= ci95[1] && ci95[0] <= mine[1];
  return { ...half, years: value, yearsCi95: ci95, overlap };
}

function yearsOf(pool: Pool, figure: ComposedFigure, resamples: Resamples): Years {
  const values = valuesOf(pool, figure);
  const count = values.length;
  if (count === 0) return { value: null, ci95: null };
  const value = values.reduce((sum, each) => sum + each, 0) / count;
  if (composedFigures[figure].unit === '/year') {
    return { value, ci95: countInterval(values).interval };
  }
  const any = values.filter((each) => each !== 0).length;
  const rareTailEvents = composedFigures[figure].rareTail ? any : null;
  const row = { sums: values, counts: values.map(() => 1), any, rareTailEvents };
  return { value, ci95: meanIntervalOf(row, resamples).ci95 };
}

/** By replication. */
function valuesOf({ plan, results }: Pool, figure: ComposedFigure): readonly number[] {
  if (figure === 'incidents') return results.map(({ incidents }) => incidents.length);
  if (figure === 'losses') {
    return results.map(
      ({ incidents }) =>
        incidents.filter(({ databases }) => databases.some(({ messages }) => messages > 0)).length,
    );
  }
  const reader = replicationReaderOf(figure)!;
  return results.map((result) => reader.read(plan, result, {}) ?? 0);
}

function warningOf(check: YearsCheck, { clock }: Pool['plan']): string[] {
  if (check.overlap !== false) return [];
  const { strategy, figure, unit, composedCi95, yearsCi95 } = check;
  const text = (ci95: Interval): string => `[${ci95.map(short).join(', ')}]`;
  const share = `the share of ${periodOf(clock.end - clock.start)}s with any loss`;
  const name = figure === 'any loss' ? share : `${figure} a year`;
  return [
    `${strategy}: ${name} composed of exposures is ${text(composedCi95!)} ${unit}, years say ${text(yearsCi95!)}: one of the two is wrong, or causes meet more often than composing allows for`,
  ];
}

function short(value: number): number {
  return Number(value.toPrecision(3));
}

/** Numbers as answers show them. */
import { metricOf } from '../../metrics/index.ts';
import type { Over } from '../../metrics/index.ts';
import type { Pool } from '../../measure/population.ts';
import { estimateFor } from '../estimates.ts';
import type { Resamples } from '../statistics/bootstrap.ts';
import type { Direction } from './judging.ts';
import type { ClaimFigure } from './shapes.ts';

/** The mean of a metric under one strategy. */
export function metricFigure(
  pool: Pool,
  of: string,
  metric: string,
  over: Over,
  resamples: Resamples,
): ClaimFigure {
  const found = estimateFor(pool, metricOf(metric)!, over, {}, resamples);
  const { unit = '', mean = null, ci95 = null, n = 0 } = found ?? {};
  return { of, what: metric, unit, value: mean, ci95, n };
}

/** A mean paired difference. */
export function differenceFigure(
  { mean, ci95, n }: Direction,
  of: string,
  what: string,
  unit: string,
): ClaimFigure {
  return { of, what, unit, value: mean, ci95, n };
}

/** A number without an interval: a maximum, a length that the plan fixes. */
export function plainFigure(
  of: string,
  what: string,
  unit: string,
  value: number | null,
  n: number,
): ClaimFigure {
  return { of, what, unit, value, ci95: null, n };
}

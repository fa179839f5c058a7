/** What one cell of the comparison holds: figures with their intervals, and the marks that the bar draws of them. */
import type { Estimate } from '../../sim/report/data.ts';
import type { Mark } from '../charts/mark.ts';
import { rounded } from '../format/measure.ts';
import { count } from '../format/number.ts';
import { clopperPearson } from '../../sim/experiment/statistics/binomial.ts';
import type { Column, StatKey } from './columns.ts';
import { undecided } from './undecided.ts';

/** A figure of a cell: what it is, its value or why it has none. */
export interface Figure {
  readonly name: string | null;
  readonly value: number | null;
  readonly ci: readonly [number, number] | null;
  /** How the interval is made. */
  readonly method: string;
  readonly unit: string;
  readonly missing: string;
  /** What else must be said: `in 31 of 200`. */
  readonly note: string | null;
}

const NAMES: Readonly<Record<StatKey, string>> = { p50: 'median', p95: 'p95', max: 'worst' };
const SHAPES: Readonly<Record<string, Mark['shape']>> = { median: 'ring', worst: 'stroke' };

/** The figures of a strategy in a column. */
export function figuresOf(estimate: Estimate | null, column: Column): readonly Figure[] {
  if (column.form === 'any') return [anyFigure(estimate)];
  if (column.form === 'mean') return [meanFigure(estimate)];
  return column.stats.map((stat) => quantileFigure(estimate, stat));
}

function quantileFigure(estimate: Estimate | null, stat: StatKey): Figure {
  const value = estimate?.[stat] ?? null;
  const ci = stat === 'max' ? null : (estimate?.quantileCi95[stat] ?? null);
  const unit = estimate?.unit ?? '';
  return {
    name: NAMES[stat],
    // Rounding must not lift a quantile above the worst case, which is exact.
    value: value === null ? null : Math.min(rounded(value, ci, unit), estimate?.max ?? Infinity),
    ci,
    method: (estimate?.censored ?? 0) > 0 ? 'Kaplan-Meier' : 'order statistics',
    unit,
    missing: undecided(estimate, stat),
    note: null,
  };
}

function meanFigure(estimate: Estimate | null): Figure {
  const value = estimate?.mean ?? null;
  const ci = estimate?.ci95 ?? null;
  const unit = estimate?.unit ?? '';
  return {
    name: null,
    value: value === null ? null : rounded(value, ci, unit),
    ci,
    method: estimate?.method ?? '',
    unit,
    missing: undecided(estimate, 'mean'),
    note: value !== null && ci === null ? `interval ${undecided(estimate, 'mean')}` : null,
  };
}

function anyFigure(estimate: Estimate | null): Figure {
  const n = estimate?.n ?? 0;
  const any = estimate?.replicationsWithAny ?? 0;
  return {
    name: null,
    value: n > 0 ? any / n : null,
    ci: estimate?.anyCi95 ?? clopperPearson(any, n),
    method: 'Clopper-Pearson',
    unit: 'share',
    missing: undecided(estimate, 'probability'),
    note: n > 0 ? `in ${count(any)} of ${count(n)}` : null,
  };
}

/** The marks of those figures that have a value. */
export function marksOf(figures: readonly Figure[]): readonly Mark[] {
  return figures.flatMap(({ name, value, ci }) => {
    if (value === null) return [];
    return [{ value, ci, shape: SHAPES[name ?? ''] ?? 'dot' }];
  });
}

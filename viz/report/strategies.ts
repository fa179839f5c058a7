/** Strategies side by side: a row for each, its figures with intervals, and bars on an axis common to the column. */
import type { ReportData, StrategyResult } from '../../sim/report/data.ts';
import { axisFor } from '../charts/axis.ts';
import { axisRow, intervalBar } from '../charts/interval-bar.ts';
import { el, frame, section, svg } from '../dom/elements.ts';
import { differences } from './differences.ts';
import { figureList } from './cells.ts';
import { figuresOf, marksOf, type Figure } from './figures.ts';
import { unitWord } from '../format/measure.ts';
import { columnGroups, estimateOf, isShown, type Column, type ColumnGroup } from './columns.ts';
import { period } from './period.ts';
import { strategyName } from './strategy-name.ts';
import { tailSection } from './tail-section.ts';

/** The whole section: tables, differences against the baseline, the tail. */
export function strategiesSection(data: ReportData): HTMLElement {
  const groups = columnGroups(period(data.horizonMs)).filter((group) =>
    isShown(data.strategies, group),
  );
  return section(
    'strategies',
    'Strategies side by side',
    key(),
    ...groups.map((group) => groupTable(data, group)),
    differences(data),
    tailSection(data),
  );
}

function groupTable(data: ReportData, group: ColumnGroup): HTMLElement {
  const drawn = group.columns.map((column) => columnCells(data.strategies, column));
  const head = group.columns.map(({ title, note }, i) => {
    const unit = unitWord(drawn[i].unit);
    const words = unit === null ? note : `${note}, ${unit}`;
    return el('th', { scope: 'col' }, title, el('small', {}, words));
  });
  const rows = data.strategies.map((strategy, i) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, strategyName(data, strategy.name)),
      ...drawn.map((column) => column.cells[i]),
    ),
  );
  const foot = drawn.map((column) => el('td', {}, column.axis));
  const table = el(
    'table',
    { class: 'comparison' },
    el('caption', {}, group.title),
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Strategy'), ...head)),
    el('tbody', {}, ...rows),
    el('tfoot', { 'aria-hidden': 'true' }, el('tr', {}, el('td'), ...foot)),
  );
  return frame(group.title, table);
}

function columnCells(strategies: readonly StrategyResult[], column: Column) {
  const figures = strategies.map((each) => figuresOf(estimateOf(each, column), column));
  const unit = figures.flat().find((figure) => figure.unit !== '')?.unit ?? '';
  const axis = axisFor(figures.flatMap(valuesOf), unit, 3);
  const cells = figures.map((own, i) =>
    el('td', {}, intervalBar(axis, marksOf(own), i), figureList(own)),
  );
  return { cells, unit, axis: axisRow(axis) };
}

function valuesOf(figures: readonly Figure[]): number[] {
  return figures.flatMap(({ value, ci }) => [...(value === null ? [] : [value]), ...(ci ?? [])]);
}

function key(): HTMLElement {
  const sign = (...shapes: SVGElement[]) =>
    svg('svg', { class: 'interval-bar key strategy-0', width: 26, height: 14 }, ...shapes);
  const interval = () => svg('line', { class: 'interval', x1: 1, x2: 25, y1: 7, y2: 7 });
  return el(
    'p',
    { class: 'quiet key-line' },
    sign(svg('circle', { class: 'dot', cx: 13, cy: 7, r: 4 })),
    'mean or p95',
    sign(svg('circle', { class: 'ring', cx: 13, cy: 7, r: 4 })),
    'median',
    sign(svg('line', { class: 'stroke', x1: 13, x2: 13, y1: 1, y2: 13 })),
    'worst seen',
    sign(interval()),
    '95 % interval, in words after the figure',
  );
}

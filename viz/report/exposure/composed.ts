/** A year put together from rates and incidents, beside the same of simulated years. */
import type { ExposureResult, YearsCheck } from '../../../sim/experiment/exposure/result-shapes.ts';
import type { ReportData } from '../../../sim/report/data.ts';
import { axisFor, type Axis } from '../../charts/axis.ts';
import { axisRow, intervalBar } from '../../charts/interval-bar.ts';
import type { Mark } from '../../charts/mark.ts';
import { el, frame } from '../../dom/elements.ts';
import { measure } from '../../format/measure.ts';
import { range } from '../../format/range.ts';
import { period } from '../period.ts';
import { strategyIndex, strategyName } from '../strategy-name.ts';

const TITLES: Readonly<Record<YearsCheck['figure'], string>> = {
  incidents: 'Incidents',
  losses: 'Incidents with loss',
  'any loss': 'Any loss, chance in',
  'loss.messages': 'Messages lost',
  'loss.bytes': 'Bytes lost',
  'downtime.service': 'Downtime',
  'downtime.data': 'Downtime of data',
};

/** Nothing where no years were simulated beside the exposure. */
export function composedPart(
  data: ReportData,
  { years, composed, warnings }: ExposureResult,
): HTMLElement | null {
  if (years.length === 0) return null;
  const figures = [...new Set(years.map(({ figure }) => figure))];
  const table = el(
    'table',
    { class: 'plain composed' },
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        ...['Figure', 'Strategy', 'By exposure', 'By years', ''].map((text) =>
          el('th', { scope: 'col' }, text),
        ),
      ),
    ),
    ...figures.map((figure) =>
      figureRows(
        data,
        years.filter((each) => each.figure === figure),
      ),
    ),
  );
  return el(
    'div',
    {},
    el('h3', {}, 'A year, put together from its causes'),
    el(
      'p',
      {},
      `${sentences(composed.assumes)} Beside it, the years that were simulated whole: the intervals should overlap.`,
    ),
    ...warnings.map((text) => el('p', { class: 'warning', role: 'note' }, text)),
    frame('Composed figures beside years', table),
  );
}

function sentences(texts: readonly string[]): string {
  return texts
    .map((text) => `${text[0].toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`)
    .join(' ');
}

/** Chances are those of a replication, as years show them; all else is a year's. */
function titleOf({ horizonMs }: ReportData, figure: YearsCheck['figure']): string {
  return figure === 'any loss' ? `${TITLES[figure]} ${period(horizonMs)}` : TITLES[figure];
}

function figureRows(data: ReportData, rows: readonly YearsCheck[]): HTMLElement {
  const [{ figure, unit }] = rows;
  const values = rows.flatMap(({ composed, years, composedCi95, yearsCi95 }) => [
    ...[composed, years ?? 0, ...(composedCi95 ?? []), ...(yearsCi95 ?? [])],
  ]);
  const axis = axisFor(values, unit, 4);
  const body = rows.map((row, i) =>
    el(
      'tr',
      { class: i === 0 ? 'first' : '' },
      el('th', { scope: 'row' }, i === 0 ? titleOf(data, figure) : ''),
      el('td', {}, strategyName(data, row.strategy)),
      el('td', {}, ...words(row.composed, row.composedCi95, unit)),
      el('td', {}, ...words(row.years, row.yearsCi95, unit), overlapNote(row)),
      el('td', { class: 'bars' }, bars(data, axis, row)),
    ),
  );
  const scale = el('tr', { class: 'scale' }, el('td', { colspan: 4 }), el('td', {}, axisRow(axis)));
  return el('tbody', {}, ...body, scale);
}

function bars(data: ReportData, axis: Axis, row: YearsCheck): SVGSVGElement {
  const marks: Mark[] = [{ value: row.composed, ci: row.composedCi95, shape: 'dot' }];
  if (row.years !== null) marks.push({ value: row.years, ci: row.yearsCi95, shape: 'ring' });
  return intervalBar(axis, marks, strategyIndex(data, row.strategy));
}

function words(value: number | null, ci95: YearsCheck['yearsCi95'], unit: string): HTMLElement[] {
  if (value === null) return [el('span', { class: 'undecided' }, 'not decided')];
  const interval = ci95 === null ? 'interval not decided' : range(ci95, unit);
  return [el('b', {}, measure(value, unit)), el('small', {}, interval ?? 'exactly')];
}

function overlapNote({ overlap }: YearsCheck): HTMLElement | null {
  return overlap === false ? el('small', { class: 'verdict-worse' }, 'does not overlap') : null;
}

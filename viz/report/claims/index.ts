/** What the book claims of backup strategies, and what this run answers. */
import type {
  ClaimAnswer,
  ClaimFigure,
  ClaimPart,
  WeekdayTable,
} from '../../../sim/experiment/claims/shapes.ts';
import type { ReportData } from '../../../sim/report/data.ts';
import { el, frame, section } from '../../dom/elements.ts';
import { bare, measure } from '../../format/measure.ts';
import { count } from '../../format/number.ts';
import { range } from '../../format/range.ts';
import { strategyName } from '../strategy-name.ts';
import { curvePart } from './curve.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The section; null where nobody asked. */
export function claimsSection(data: ReportData): HTMLElement | null {
  const { claims } = data;
  if (claims === undefined) return null;
  const tables = claims.answers.flatMap((answer) => answer.tables);
  const shown = tables.filter(
    (table, i) => tables.findIndex(({ what }) => what === table.what) === i,
  );
  return section(
    'claims',
    'What the book says',
    el('div', { class: 'claims' }, ...claims.answers.map((answer) => answerPart(data, answer))),
    ...shown.map((table) => weekdays(data, table)),
    curvePart(data, claims.curve),
  );
}

function answerPart(data: ReportData, answer: ClaimAnswer): HTMLElement {
  const { id, claim, verdict, because, parts } = answer;
  const words = [
    el('code', {}, id),
    ' ',
    claim,
    ' ',
    el('b', { class: `answer answer-${verdict.split(' ')[0]}` }, verdict),
  ];
  if (parts.length === 0) return el('div', {}, el('p', {}, ...words, el('small', {}, because)));
  return el(
    'details',
    {},
    el('summary', {}, ...words, el('small', {}, because)),
    el('ul', {}, ...parts.map((part) => partItem(data, part))),
  );
}

function partItem(data: ReportData, { says, verdict, because, figures }: ClaimPart): HTMLElement {
  return el(
    'li',
    {},
    says,
    ' ',
    el('b', { class: `answer answer-${verdict.split(' ')[0]}` }, verdict),
    el('small', {}, because),
    figures.length === 0 ? null : figureTable(data, figures),
  );
}

function figureTable(data: ReportData, figures: readonly ClaimFigure[]): HTMLElement {
  const head = ['Of', 'What', 'Figure', '95 % interval', 'Made of'];
  const known = new Set(data.strategies.map(({ name }) => name));
  const rows = figures.map(({ of, what, unit, value, ci95, n }) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, known.has(of) ? strategyName(data, of) : of),
      el('td', {}, what),
      el('td', {}, value === null ? 'not known' : el('b', {}, measure(value, unit))),
      el('td', {}, ci95 === null ? '' : (range(ci95, unit) ?? 'no width')),
      el('td', {}, count(n)),
    ),
  );
  const table = el(
    'table',
    { class: 'plain' },
    el('thead', {}, el('tr', {}, ...head.map((text) => el('th', { scope: 'col' }, text)))),
    el('tbody', {}, ...rows),
  );
  return frame('Figures of the claim', table);
}

function weekdays(data: ReportData, { what, unit, rows }: WeekdayTable): HTMLElement {
  const body = rows.map(({ strategy, days, counts }) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, strategyName(data, strategy)),
      ...days.map((value, i) =>
        el(
          'td',
          { title: `${count(counts[i])} of them` },
          value === null ? '\u2013' : bare(value, unit),
        ),
      ),
    ),
  );
  const table = el(
    'table',
    { class: 'plain numbers' },
    el('caption', {}, `${what[0].toUpperCase()}${what.slice(1)}`),
    el(
      'thead',
      {},
      el('tr', {}, ...['Strategy', ...DAYS].map((text) => el('th', { scope: 'col' }, text))),
    ),
    el('tbody', {}, ...body),
  );
  return frame(what, table);
}

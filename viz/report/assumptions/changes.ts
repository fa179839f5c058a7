/** The ends at which an answer is another one, the worst change first. */
import { figureOf } from '../../../sim/report/assumptions.ts';
import type {
  Assumptions,
  Change,
  ClaimChange,
  ExpectationChange,
  RateChange,
} from '../../../sim/experiment/assumptions/shapes.ts';
import type { ReportData } from '../../../sim/report/data.ts';
import { el, frame } from '../../dom/elements.ts';
import { measure, rounded, signed } from '../../format/measure.ts';
import { range } from '../../format/range.ts';
import { assumedTag } from '../causes.ts';
import { metricTitle } from '../differences.ts';
import { strategyName } from '../strategy-name.ts';

type Row = ClaimChange | ExpectationChange | RateChange;

const CHANGE_WORDS: Readonly<Record<Exclude<Change, 'none'>, string>> = {
  flips: 'turns round',
  ends: 'no longer holds',
  begins: 'is decided there',
  open: 'may change: not decided by this run',
};

export function changesPart(data: ReportData, assumptions: Assumptions): HTMLElement {
  const { expectations, ends, rates } = assumptions;
  const all: readonly Row[] = [...expectations, ...ends, ...rates];
  const rows = all.filter(({ change }) => change !== 'none');
  if (rows.length === 0) {
    return el('p', { class: 'nothing-flips' }, 'None of them changes the answer within its band.');
  }
  const head = ['Figure', 'From, to', 'Answer', 'Becomes', 'There'];
  const table = el(
    'table',
    { class: 'plain changes' },
    el('thead', {}, el('tr', {}, ...head.map((text) => el('th', { scope: 'col' }, text)))),
    el('tbody', {}, ...rows.map((row, i) => changeRow(data, assumptions, row, rows[i - 1]))),
  );
  return frame('Figures that change an answer', table);
}

function changeRow(data: ReportData, { varied }: Assumptions, row: Row, before: Row | undefined) {
  const figure = varied.find(({ path }) => path === row.path)!;
  const again = before !== undefined && before.path === row.path && before.end === row.end;
  const ends = `${figureOf(figure, 'value')} to ${figureOf(figure, row.end)}`;
  const kind = row.change === 'none' ? null : CHANGE_WORDS[row.change];
  return el(
    'tr',
    { class: again ? '' : 'first' },
    el(
      'th',
      { scope: 'row', title: figure.source },
      again ? '' : figure.doc,
      again ? null : el('small', {}, figure.path, ' ', assumedTag(figure.assumed)),
    ),
    el('td', {}, again ? '' : ends),
    el('td', {}, ...subjectOf(data, row)),
    el(
      'td',
      {},
      el('b', { class: `change-${row.change}` }, kind),
      el('small', {}, `from ${row.from} to ${row.to}`),
    ),
    el(
      'td',
      {},
      ...valueOf(row),
      el('small', {}, 'turnsAt' in row ? 'rescaled, not simulated again' : row.because),
    ),
  );
}

function subjectOf(data: ReportData, row: Row): (HTMLElement | string)[] {
  if (!('metric' in row)) {
    const { name, strategy } = row;
    return [name, el('small', {}, strategy === null ? '' : strategyName(data, strategy))];
  }
  const year = 'turnsAt' in row ? ', in a year put together' : '';
  return [`${metricTitle(row.metric)}${year}`, el('small', {}, strategyName(data, row.of))];
}

function valueOf(row: Row): (HTMLElement | string)[] {
  const value = 'metric' in row ? row.mean : row.measured;
  if (value === null) return ['not known'];
  const interval = row.ci95 === null ? null : range(row.ci95, row.unit);
  const near = rounded(value, row.ci95, row.unit);
  const text = 'metric' in row ? signed(near, row.unit) : measure(near, row.unit);
  return [text, ...(interval === null ? [] : [el('small', {}, interval)])];
}

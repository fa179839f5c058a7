/** Observed against promised: the rows of the SLA for each class, then the scenario's own expectations. */
import type { ExpectationResult, ReportData } from '../../sim/report/data.ts';
import { el, frame, section } from '../dom/elements.ts';
import { duration } from '../format/duration.ts';
import { bare, measure } from '../format/measure.ts';
import { count } from '../format/number.ts';
import { range } from '../format/range.ts';
import { metricTitle } from './differences.ts';
import { strategyLabel, strategyName } from './strategy-name.ts';

type ScoreRow = ReportData['scorecard'][number];
type Mark = 'pass' | 'miss' | 'undecided';

/** Both tables; a run without targets and expectations says so. */
export function scorecardSection(data: ReportData): HTMLElement {
  const empty = data.scorecard.length === 0 && data.expectations.length === 0;
  return section(
    'scorecard',
    'Promises kept',
    empty ? el('p', {}, 'The scenario names no targets and no expectations.') : null,
    data.scorecard.length > 0 ? scoreTable(data) : null,
    data.expectations.length > 0 ? expectationTable(data) : null,
  );
}

function scoreTable(data: ReportData): HTMLElement {
  const head = ['Restore of', 'Class', 'Target'].map((text) => el('th', { scope: 'col' }, text));
  const strategies = data.strategies.map((strategy) =>
    el('th', { scope: 'col' }, strategyName(data, strategy.name)),
  );
  const table = el(
    'table',
    { class: 'plain scorecard' },
    el('caption', {}, 'Time to data back, against the targets of each class'),
    el('thead', {}, el('tr', {}, ...head, ...strategies)),
    el('tbody', {}, ...data.scorecard.map((row) => scoreRow(data, row))),
  );
  return frame('Scorecard', table);
}

function scoreRow(data: ReportData, row: ScoreRow): HTMLElement {
  const target = row.targetMs === null ? 'none' : duration(row.targetMs);
  return el(
    'tr',
    {},
    el('th', { scope: 'row' }, row.row),
    el('td', {}, row.class),
    el('td', {}, target),
    ...data.strategies.map((strategy) => {
      const cell = row.cells.find((each) => each.strategy === strategy.name);
      return cell ? scoreCell(cell) : el('td', { class: 'undecided' }, 'not measured');
    }),
  );
}

function scoreCell(cell: ScoreRow['cells'][number]): HTMLElement {
  const mark: Mark = cell.met === null ? 'undecided' : cell.met ? 'pass' : 'miss';
  const words = { pass: 'met', miss: 'missed', undecided: 'undecided' }[mark];
  const parts = [
    cell.p95 === null ? null : `p95 ${duration(cell.p95)}`,
    cell.p50 === null ? null : `median ${duration(cell.p50)}`,
    `${count(cell.n)} cases`,
  ];
  return el(
    'td',
    {},
    outcome(mark, words),
    el('div', {}, parts.filter((part) => part !== null).join(' · ')),
    el('small', {}, cell.because),
  );
}

/** A mark whose shape and word say the same as its colour. */
function outcome(mark: Mark, words: string): HTMLElement {
  return el('span', { class: `outcome ${mark}` }, words);
}

function expectationTable(data: ReportData): HTMLElement {
  const rank: Record<Mark, number> = { miss: 0, undecided: 1, pass: 2 };
  const sorted = data.expectations.toSorted((a, b) => rank[a.outcome] - rank[b.outcome]);
  const head = ['', 'Expectation', 'Strategy', 'Measured', 'Limit', 'Why'];
  const table = el(
    'table',
    { class: 'plain expectations' },
    el('caption', {}, 'Expectations of the scenario, those that were missed first'),
    el('thead', {}, el('tr', {}, ...head.map((text) => el('th', { scope: 'col' }, text)))),
    el('tbody', {}, ...sorted.map((each) => expectationRow(data, each))),
  );
  return frame('Expectations', table);
}

function expectationRow(data: ReportData, each: ExpectationResult): HTMLElement {
  const { file, line, column } = each.position;
  const measured = each.measured === null ? 'not decided' : measure(each.measured, each.unit);
  const interval = each.ci95 && el('small', {}, range(each.ci95, each.unit));
  return el(
    'tr',
    {},
    el('td', {}, outcome(each.outcome, each.outcome)),
    el(
      'th',
      { scope: 'row' },
      each.name,
      el('small', {}, `${metricTitle(each.metric)}, ${each.stat} · ${file}:${line}:${column}`),
    ),
    el('td', {}, each.strategy === null ? 'all' : strategyLabel(data, each.strategy)),
    el('td', { class: each.measured === null ? 'undecided' : '' }, measured, interval),
    el('td', {}, limitWords(each)),
    el('td', {}, each.because),
  );
}

function limitWords({ limit, unit }: ExpectationResult): string {
  const parts = [];
  if (limit.atLeast !== undefined) parts.push(`at least ${bare(limit.atLeast, unit)}`);
  if (limit.atMost !== undefined) parts.push(`at most ${bare(limit.atMost, unit)}`);
  return parts.join(' and ');
}

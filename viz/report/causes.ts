/** The matrix of causes × strategies, and the causes that it leaves out. */
import type { CauseCount, ReportData } from '../../sim/report/data.ts';
import { el, frame, section } from '../dom/elements.ts';
import { duration } from '../format/duration.ts';
import { count, figure, percent, plural } from '../format/number.ts';
import { causeRows, type CauseCell, type CauseRow } from './cause-rows.ts';
import { strategyName } from './strategy-name.ts';

/** The section on why mail is lost. */
export function causesSection(data: ReportData): HTMLElement {
  const rows = causeRows(data);
  const head = data.strategies.map((strategy) =>
    el('th', { scope: 'col' }, strategyName(data, strategy.name)),
  );
  const table = el(
    'table',
    { class: 'plain causes' },
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Cause'), ...head)),
    el('tbody', {}, ...rows.map((row) => causeRow(row))),
  );
  return section(
    'causes',
    'Causes and what each costs',
    el(
      'p',
      {},
      'How often each cause struck over all replications, against how often its rate leads one to expect; ' +
        'how many incidents began with it; and what such an incident lost on average. ' +
        'The shade is the share of all mail that the strategy lost.',
    ),
    frame('Causes by strategy', table),
    leftOut(data.causes),
  );
}

function causeRow({ cause, cells }: CauseRow): HTMLElement {
  const rate = cause.unit === 'probability' ? chance(cause.rate) : `${figure(cause.rate)} a year`;
  const about = el('small', {}, `${cause.does}; ${rate} each`, assumedTag(cause.assumed));
  const name = el('th', { scope: 'row', title: cause.source }, cause.cause, about);
  return el('tr', {}, name, ...cells.map(cell));
}

function cell(each: CauseCell): HTMLElement {
  const expected = each.expected === null ? '' : ` · expected ${figure(each.expected)}`;
  const absorbed = each.absorbed > 0 ? ` · absorbed ${count(each.absorbed)}` : '';
  const style = `--shade:${(each.shareOfLoss * 45).toFixed(1)}%`;
  const incidents = plural(each.incidents, 'incident');
  const loss =
    each.meanLossMs === null || each.meanLossMessages === null
      ? null
      : each.meanLossMs === 0
        ? el('div', {}, 'no loss')
        : el(
            'div',
            {},
            'mean loss ',
            el('b', {}, duration(each.meanLossMs)),
            `, ${figure(each.meanLossMessages)} messages`,
          );
  const share = each.shareOfLoss > 0 ? `${percent(each.shareOfLoss)} of the loss` : null;
  return el(
    'td',
    { class: 'shaded', style, title: share },
    el('small', {}, `seen ${count(each.seen)}${expected}${absorbed}`),
    el('div', {}, el('b', {}, incidents)),
    loss,
    share === null ? null : el('small', {}, share),
  );
}

/** Marks a figure that nobody has published. */
export function assumedTag(assumed: boolean): HTMLElement | null {
  return assumed ? el('small', { class: 'tag assumed' }, 'assumed') : null;
}

function leftOut(causes: readonly CauseCount[]): HTMLElement | null {
  const others = causes.filter((cause) => cause.status !== 'simulated');
  if (others.length === 0) return null;
  const kinds = [...new Set(others.map((cause) => cause.status))];
  return el(
    'div',
    { class: 'left-out' },
    ...kinds.flatMap((status) => [
      el('h3', {}, `Causes ${status === 'not modelled' ? 'that are not modelled' : status}`),
      el(
        'ul',
        { class: 'columns' },
        ...others
          .filter((cause) => cause.status === status)
          .map((cause) => el('li', {}, el('b', {}, cause.cause), `: ${cause.does}`)),
      ),
    ]),
  );
}

/** A share as percent; what is far below that, as bits that cannot be read, by how many it is one of. */
function chance(share: number): string {
  return share > 0 && share < 1e-6 ? `1 in ${figure(1 / share)}` : percent(share);
}

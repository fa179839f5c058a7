/** Every incident behind the figures, worst first, a page at a time: two thousand rows at once would be slow. */
import type { IncidentRow, ReportData, StrategyResult } from '../../sim/report/data.ts';
import { button, el, frame } from '../dom/elements.ts';
import { duration } from '../format/duration.ts';
import { instant } from '../format/instant.ts';
import { count, plural } from '../format/number.ts';

const PAGE = 25;
const HEADINGS = [
  'Key and causes', 'Failed', 'Destroyed', 'Lost time', 'Messages lost', 'Data back after', 'Sets',
]; // prettier-ignore

/** One closed list for each strategy. */
export function incidentLists(data: ReportData): HTMLElement {
  return el('div', { class: 'incident-lists' }, ...data.strategies.map(listOf));
}

function listOf(strategy: StrategyResult): HTMLElement {
  const name = strategy.label || strategy.name;
  const title = `${plural(strategy.incidents.length, 'incident')} of ${name}, worst first`;
  const details = el('details', {}, el('summary', {}, title));
  details.addEventListener('toggle', () => {
    if (details.open && !details.querySelector('table')) details.append(...filled(strategy, title));
  });
  return details;
}

function filled(strategy: StrategyResult, title: string): HTMLElement[] {
  const sorted = strategy.incidents.toSorted(
    (a, b) => b.loss.windowMs - a.loss.windowMs || (b.dataMs ?? Infinity) - (a.dataMs ?? Infinity),
  );
  const body = el('tbody');
  const more = button('', () => show());
  const show = () => {
    const shown = body.childElementCount;
    body.append(...sorted.slice(shown, shown + PAGE).map(rowOf));
    const left = sorted.length - body.childElementCount;
    more.hidden = left === 0;
    more.textContent = `Show ${count(Math.min(PAGE, left))} more of ${count(left)}`;
  };
  show();
  const head = HEADINGS.map((text) => el('th', { scope: 'col' }, text));
  const table = el('table', { class: 'plain' }, el('thead', {}, el('tr', {}, ...head)), body);
  return [frame(title, table), more];
}

function rowOf(row: IncidentRow): HTMLElement {
  const cells = [
    instant(row.at),
    `${row.scope}, ${plural(row.affected.length, 'database')}`,
    duration(row.loss.windowMs),
    count(row.loss.messages),
    row.dataMs === null ? 'still open' : duration(row.dataMs),
    count(row.sets),
  ];
  const about = `${row.causes.join(', then ')} · replication ${count(row.replication)}`;
  return el(
    'tr',
    {},
    el('th', { scope: 'row' }, el('code', {}, row.key), el('small', {}, about)),
    ...cells.map((text) => el('td', {}, text)),
  );
}

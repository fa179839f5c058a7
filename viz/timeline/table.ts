/** The timeline as a table: the same spans and events for those who do not see the picture, or want to copy it. */
import { el, frame } from '../dom/elements.ts';
import { duration } from '../format/duration.ts';
import { shortInstant } from '../format/instant.ts';
import { count } from '../format/number.ts';
import { kindLabel } from './families.ts';
import type { Item } from './layout.ts';

const HEADINGS = ['Lane', 'What', 'Kind', 'From', 'To', 'Length', 'Details'];

/** A closed disclosure; its rows are made when it opens, since a long incident has thousands. */
export function timelineTable(
  items: readonly Item[],
  laneName: (lane: string) => string,
): HTMLDetailsElement {
  const details = el(
    'details',
    { class: 'as-table' },
    el('summary', {}, `The timeline as a table (${count(items.length)} rows)`),
  );
  const fill = () => {
    if (details.querySelector('table')) return;
    details.append(frame('The timeline as a table', makeTable(items, laneName)));
  };
  details.addEventListener('toggle', () => details.open && fill());
  return details;
}

function makeTable(items: readonly Item[], laneName: (lane: string) => string): HTMLElement {
  const sorted = items.toSorted((a, b) => a.from - b.from || a.to - b.to);
  const head = HEADINGS.map((text) => el('th', { scope: 'col' }, text));
  return el(
    'table',
    { class: 'plain' },
    el('thead', {}, el('tr', {}, ...head)),
    el('tbody', {}, ...sorted.map((item) => rowOf(item, laneName(item.lane)))),
  );
}

function rowOf(item: Item, lane: string): HTMLElement {
  const isSpan = item.type === 'span';
  const cells = [
    lane,
    item.label,
    isSpan ? kindLabel(item.kind) : `Event: ${kindLabel(item.kind)}`,
    shortInstant(item.from),
    isSpan ? shortInstant(item.to) : '',
    isSpan ? duration(item.to - item.from) : '',
    item.details.join(' '),
  ];
  return el('tr', { 'data-item': item.id }, ...cells.map((text) => el('td', {}, text)));
}

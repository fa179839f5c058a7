/** What the colours mean: only of what is there. */
import { el, svg } from '../dom/elements.ts';
import { plural } from '../format/number.ts';
import { families, familyOf } from './families.ts';
import type { Item } from './layout.ts';

/** One entry for each family that occurs, and the marks for events and for the failure. */
export function legend(items: readonly Item[], leftOut: number): HTMLElement {
  const present = new Set(
    items.filter((item) => item.type === 'span').map((item) => familyOf(item.kind).key),
  );
  const entries = families
    .filter((family) => present.has(family.key))
    .map((family) =>
      el('li', {}, el('span', { class: `swatch ${family.className}` }), family.name),
    );
  return el(
    'ul',
    { class: 'legend', 'aria-label': 'Legend' },
    ...entries,
    el('li', {}, mark('event-mark', 'M7,1 L13,7 L7,13 L1,7 Z'), 'Event'),
    el('li', {}, mark('failure', 'M2,3h10l-5,8z'), 'The failure (t0)'),
    leftOut > 0 ? el('li', { class: 'quiet' }, `${plural(leftOut, 'idle lane')} left out`) : null,
  );
}

function mark(className: string, d: string): SVGSVGElement {
  const path = svg('path', { class: className, d });
  return svg('svg', { width: 14, height: 14, 'aria-hidden': 'true' }, path);
}

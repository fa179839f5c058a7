/** How many incidents lose nothing: what a log axis cannot show. */
import { el } from '../dom/elements.ts';
import { count, percent } from '../format/number.ts';
import type { TailLine } from './tail.ts';

/** A bar for each strategy; its words say the same. */
export function zeroShares(lines: readonly TailLine[]): HTMLElement {
  const rows = lines.map(({ label, tail }, i) => {
    const share = tail.n > 0 ? tail.zeros / tail.n : 0;
    const words =
      tail.n > 0
        ? `${percent(share)} lose nothing: ${count(tail.zeros)} of ${count(tail.n)} incidents`
        : 'no incidents';
    return el(
      'li',
      { class: `strategy-${i % 8}` },
      el('span', { class: 'line-swatch' }),
      el('span', {}, label),
      el(
        'span',
        { class: 'share-track' },
        el('i', { style: `width:${(share * 100).toFixed(1)}%` }),
      ),
      el('span', {}, words),
    );
  });
  return el('ul', { class: 'zero-shares' }, ...rows);
}

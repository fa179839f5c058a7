/** Worse, equal, better: how often one strategy beats another on the same incidents. */
import { el } from '../dom/elements.ts';
import { count, percent } from '../format/number.ts';

export interface Balance {
  readonly worse: number;
  readonly equal: number;
  readonly better: number;
}

/**
 * A bar in three parts, each with its count (or what `word` makes of it) where there is room; the whole is named for a
 * screen reader.
 */
export function balanceBar(
  { worse, equal, better }: Balance,
  word?: (n: number) => string,
): HTMLElement {
  const all = worse + equal + better;
  const of = word === undefined ? ` of ${all}` : '';
  const say = word ?? String;
  const name = `worse in ${say(worse)}, equal in ${say(equal)}, better in ${say(better)}${of}`;
  const part = (kind: string, n: number) => {
    if (n === 0) return null;
    const label = n / all > (word === undefined ? 0.07 : 0.15) ? (word ?? count)(n) : '';
    const counts = `${count(n)} of ${count(all)} (${percent(n / all)})`;
    const title = `${kind}: ${word === undefined ? counts : word(n)}`;
    return el('span', { class: `part ${kind}`, style: `flex:${n} 0 3px`, title }, label);
  };
  return el(
    'div',
    { class: 'balance', role: 'img', 'aria-label': name },
    part('worse', worse),
    part('equal', equal),
    part('better', better),
  );
}

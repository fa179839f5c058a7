/** Worse, equal, better: how often one strategy beats another on the same incidents. */
import { el } from '../dom/elements.ts';
import { count, percent } from '../format/number.ts';

export interface Balance {
  readonly worse: number;
  readonly equal: number;
  readonly better: number;
}

/** A bar in three parts, each with its count where there is room; the whole is named for a screen reader. */
export function balanceBar({ worse, equal, better }: Balance): HTMLElement {
  const all = worse + equal + better;
  const name = `worse in ${worse}, equal in ${equal}, better in ${better} of ${all}`;
  const part = (kind: string, n: number) => {
    if (n === 0) return null;
    const label = n / all > 0.07 ? count(n) : '';
    const title = `${kind}: ${count(n)} of ${count(all)} (${percent(n / all)})`;
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

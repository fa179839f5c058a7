/** The figures of one cell of the comparison, in words. */
import { el } from '../dom/elements.ts';
import { bare } from '../format/measure.ts';
import { range } from '../format/range.ts';
import type { Figure } from './figures.ts';

/** A line for each figure; what is not decided says why. */
export function figureList(figures: readonly Figure[]): HTMLElement {
  return el('dl', { class: 'figures' }, ...figures.map(figureRow));
}

function figureRow(figure: Figure): HTMLElement {
  const name = figure.name === null ? null : el('dt', {}, figure.name);
  if (figure.value === null) {
    return el('div', {}, name, el('dd', { class: 'undecided' }, figure.missing));
  }
  const interval = figure.ci && range(figure.ci, figure.unit);
  const value = el('b', {}, bare(figure.value, figure.unit));
  return el(
    'div',
    {},
    name,
    el('dd', {}, value, aside(interval, `95 % interval: ${figure.method}`), aside(figure.note)),
  );
}

function aside(text: string | null, title: string | null = null): HTMLElement | null {
  return text === null ? null : el('span', { class: 'ci', title }, text);
}

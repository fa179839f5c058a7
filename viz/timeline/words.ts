/** What an item is called: for its tooltip, its accessible name and the table, so that all three say the same. */
import type { Item } from './layout.ts';
import { duration } from '../format/duration.ts';
import { shortInstant } from '../format/instant.ts';
import { kindLabel } from './families.ts';

/** `Thu 22 Mar, 14:30 to Thu 22 Mar, 16:10 (1 h 40 min)`, or one instant. */
export function whenWords(item: Item): string {
  if (item.type === 'event') return shortInstant(item.from);
  const length = duration(item.to - item.from);
  return `${shortInstant(item.from)} to ${shortInstant(item.to)} (${length})`;
}

/** The full name of a thing on the timeline. */
export function fullName(item: Item, lane: string): string {
  const kind = kindLabel(item.kind);
  const what = kind === item.label ? kind : `${kind}: ${item.label}`;
  return [lane, what, whenWords(item), ...item.details].join('. ');
}

/** Cuts a text to a width, with an ellipsis; empty where not even three letters fit. */
export function fitText(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${text.slice(0, middle)}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return low < 3 ? '' : `${text.slice(0, low).trimEnd()}…`;
}

/** Finding items by words. */
import type { Item } from './layout.ts';

/** Ids of the items that contain all words of the query, in their lane's name, label, kind or details; in time order. */
export function search(
  items: readonly Item[],
  query: string,
  laneName: (lane: string) => string,
): string[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return [];
  return items
    .filter((item) => {
      const parts = [laneName(item.lane), item.label, item.kind, ...item.details];
      const text = parts.join(' ').toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .toSorted((a, b) => a.from - b.from)
    .map((item) => item.id);
}

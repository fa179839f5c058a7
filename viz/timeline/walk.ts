/** Moving through what is shown without a pointer: by time over all events, or along and across lanes. */
import type { Placed } from './layout.ts';

type Order = (a: Placed, b: Placed) => number;

const byTime: Order = (a, b) => a.from - b.from || a.row - b.row || compareIds(a.id, b.id);

function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The next (or previous) event after the current item; without one, from the given instant on. */
export function stepEvent(
  items: readonly Placed[],
  current: Placed | null,
  step: 1 | -1,
  from: number,
): Placed | null {
  const events = items.filter((item) => item.type === 'event').toSorted(byTime);
  const at = current?.from ?? from;
  const own = current ? events.findIndex((event) => event.id === current.id) : -1;
  if (own >= 0) return events[own + step] ?? null;
  return step > 0
    ? (events.find((event) => event.from >= at) ?? null)
    : (events.findLast((event) => event.from < at) ?? null);
}

/** The neighbour in the same row. */
export function stepInRow(items: readonly Placed[], current: Placed, step: 1 | -1): Placed | null {
  const row = items.filter((item) => item.row === current.row).toSorted(byTime);
  return row[row.findIndex((item) => item.id === current.id) + step] ?? null;
}

/** The nearest in time in the next row that shows anything. */
export function stepRow(items: readonly Placed[], current: Placed, step: 1 | -1): Placed | null {
  const beyond = items.filter((item) => (item.row - current.row) * step > 0);
  if (beyond.length === 0) return null;
  const rows = beyond.map((item) => item.row);
  const row = step > 0 ? Math.min(...rows) : Math.max(...rows);
  const away = (item: Placed) => Math.abs(item.from - current.from);
  return beyond
    .filter((item) => item.row === row)
    .reduce((best, item) => (away(item) < away(best) ? item : best));
}

/** The first item that is visible at or after an instant: where the arrows begin. */
export function firstFrom(items: readonly Placed[], at: number): Placed | null {
  const sorted = items.toSorted((a, b) => a.row - b.row || byTime(a, b));
  return sorted.find((item) => item.to >= at) ?? sorted[0] ?? null;
}

/** Events that would cover one another are drawn as one mark with their number. */
import type { Placed } from './layout.ts';

export interface Cluster {
  readonly first: Placed;
  readonly members: readonly Placed[];
  readonly x: number;
}

/**
 * Joins neighbours of one row that stand closer than `apart` pixels; beside a mark that carries a number, twice as
 * far. The marks stand where the first member stands.
 */
export function clusters(
  events: readonly Placed[],
  position: (at: number) => number,
  apart: number,
): Cluster[] {
  const sorted = events.toSorted((a, b) => a.row - b.row || a.from - b.from);
  const made: { first: Placed; members: Placed[]; x: number }[] = [];
  for (const event of sorted) {
    const last = made[made.length - 1];
    const x = position(event.from);
    const room = last && last.members.length > 1 ? 2 * apart : apart;
    if (last && last.first.row === event.row && x - last.x < room) last.members.push(event);
    else made.push({ first: event, members: [event], x });
  }
  return made;
}

import { ROOT } from './queue.ts';
import type { EventQueue } from './queue.ts';
import { RANK_UNIT } from './ties.ts';
import type { Ms } from './types.ts';

/** An event as people read it. */
export interface NextEvent {
  readonly time: Ms;
  readonly kind: string;
  readonly a: number;
  readonly b: number;
}

/** A pending event, decoded, with its rank among events of the same instant. */
export interface PendingEvent extends NextEvent {
  readonly rank: number;
}

/** The pending events of a queue in the order in which they would run. */
export function pendingOf(queue: EventQueue, names: readonly string[]): PendingEvent[] {
  queue.close();
  const positions: number[] = [];
  for (let position = ROOT; position < queue.end; position++) positions.push(position);
  const { times, orders } = queue;
  positions.sort((i, j) => times[i] - times[j] || orders[i] - orders[j]);
  return positions.map((position) => {
    const slot = queue.slots[position];
    return {
      time: times[position],
      rank: Math.floor(orders[position] / RANK_UNIT),
      kind: names[queue.kinds[slot]],
      a: queue.as[slot],
      b: queue.bs[slot],
    };
  });
}

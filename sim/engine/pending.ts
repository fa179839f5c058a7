import { ROOT, SLOTS } from './heap.ts';
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
  const { times, positions } = queue;
  const slots = Array.from(queue.slots.subarray(ROOT, queue.end));
  const timeOf = (slot: number) => times[positions[slot]];
  slots.sort((i, j) => timeOf(i) - timeOf(j) || queue.orderOf(i) - queue.orderOf(j));
  return slots.map((slot) => ({
    time: timeOf(slot),
    rank: Math.floor(queue.orderOf(slot) / RANK_UNIT),
    kind: names[queue.kindOf(slot)],
    a: queue.aOf(slot),
    b: queue.bOf(slot),
  }));
}

/** Cancels every pending event of these kinds; answers how many. */
export function cancelKinds(queue: EventQueue, kinds: ReadonlySet<number>): number {
  queue.close();
  const slots = Array.from(queue.slots.subarray(ROOT, queue.end)).filter((slot) =>
    kinds.has(queue.kindOf(slot)),
  );
  for (const slot of slots) queue.cancel(slot + queue.generationOf(slot) * SLOTS);
  queue.close();
  return slots.length;
}

/** Pending events under handles that tell nothing of what was scheduled, cancelled or run before. */
import { ROOT, SLOTS } from './heap.ts';
import { demandIdle } from './loop.ts';
import type { EventQueue } from './queue.ts';
import type { Sim } from './sim.ts';
import { RANK_UNIT } from './ties.ts';
import type { Handle } from './types.ts';

/** What the owners of a kind's events are called from now on: the new `a` of an event. */
export type Rename = (kind: number, a: number) => number;

/**
 * Schedules all pending events anew, in the order of (time, rank, a, b), and answers the new handle of every old one.
 * Queues with the same events become the same, whatever happened in them.
 */
export function relabelQueue(
  queue: EventQueue,
  rename: Rename,
  byOwner: readonly boolean[],
): Map<Handle, Handle> {
  queue.close();
  const events = Array.from(queue.slots.subarray(ROOT, queue.end), (slot) => {
    const kind = queue.kindOf(slot);
    return {
      handle: slot + queue.generationOf(slot) * SLOTS,
      time: queue.times[queue.positions[slot]],
      rank: Math.floor(queue.orderOf(slot) / RANK_UNIT),
      kind,
      a: rename(kind, queue.aOf(slot)),
      b: queue.bOf(slot),
    };
  });
  events.sort((x, y) => x.time - y.time || x.rank - y.rank || x.a - y.a || x.b - y.b);
  queue.clear();
  const handles = new Map<Handle, Handle>();
  for (const { handle, time, rank, kind, a, b } of events) {
    handles.set(handle, queue.schedule(time, rank, kind, a, b, byOwner[kind] ? a : -1));
  }
  return handles;
}

/**
 * Gives every pending event of a simulation a new handle, so that neither queue nor handles tell what else was ever
 * scheduled; `rename` says what the owner `a` of an event is called from now on. Answers the new handle of every old one:
 * whoever calls it replaces all that the state keeps.
 */
export function relabelEvents<Plan, Org, Facts>(
  sim: Sim<Plan, Org, Facts>,
  rename: (kind: string, a: number) => number,
): ReadonlyMap<Handle, Handle> {
  const { phase, queue, registry } = sim.core;
  demandIdle(phase, 'relabel events');
  const { names, byOwner } = registry;
  return relabelQueue(queue, (kind, a) => rename(names[kind], a), byOwner);
}

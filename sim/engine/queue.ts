import { EngineError, show } from './errors.ts';
import { RANK_UNIT, shuffleSequence } from './ties.ts';
import type { Handle, Ms } from './types.ts';

/**
 * The heap's root sits at 3, so that the four children of any node share one half of a cache line.
 */
export const ROOT = 3;
const SLOTS = 16777216;
const SLOT_MASK = SLOTS - 1;
const LAST_GENERATION = 268435455;
const FREE = -1;

/**
 * Pending events in an indexed 4-ary heap on typed arrays, ordered by (time, rank, order of
 * scheduling). Keys lie in heap order, so that a comparison touches neighbours; the rest lies by
 * slot, and a position per slot makes removal a true one. Fields are public for the image alone
 * (queue-image.ts).
 */
export class EventQueue {
  times: Float64Array;
  orders: Float64Array;
  slots: Int32Array;
  kinds: Int32Array;
  as: Float64Array;
  bs: Float64Array;
  generations: Int32Array;
  positions: Int32Array;
  freed: Int32Array;
  freedCount = 0;
  /** Slots that were ever in use. */
  slotCount = 0;
  /** Behind the last entry of the heap. */
  end = ROOT;
  /**
   * The root was taken and not filled yet: the first event that its handler schedules goes right
   * there.
   */
  open = false;
  nextSequence = 0;
  /** Seed of the order among equals; null keeps the order of scheduling. */
  shuffle: number | null;

  constructor(shuffle: number | null = null, capacity = 64) {
    this.shuffle = shuffle;
    this.times = new Float64Array(capacity + ROOT);
    this.orders = new Float64Array(capacity + ROOT);
    this.slots = new Int32Array(capacity + ROOT);
    this.kinds = new Int32Array(capacity);
    this.as = new Float64Array(capacity);
    this.bs = new Float64Array(capacity);
    this.generations = new Int32Array(capacity);
    this.positions = new Int32Array(capacity).fill(FREE);
    this.freed = new Int32Array(capacity);
  }

  /** How many events are pending. */
  get size(): number {
    return this.end - ROOT - (this.open ? 1 : 0);
  }

  /** The time of the next event; Infinity when nothing is pending. */
  peekTime(): Ms {
    if (this.open) this.close();
    return this.end === ROOT ? Infinity : this.times[ROOT];
  }

  /** The slot of the next event, or -1: for looking, not for keeping. */
  peekSlot(): number {
    if (this.open) this.close();
    return this.end === ROOT ? -1 : this.slots[ROOT];
  }

  /**
   * Takes the next event and answers its slot, or -1 when nothing is pending. `kinds`, `as` and
   * `bs` of that slot stand until the next call of `schedule`.
   */
  pop(): number {
    if (this.open) this.close();
    if (this.end === ROOT) return -1;
    const slot = this.slots[ROOT];
    this.open = true;
    this.release(slot);
    return slot;
  }

  /** Queues an event; the caller has checked the arguments. */
  schedule(time: Ms, rank: number, kind: number, a: number, b: number): Handle {
    const sequence = this.nextSequence++;
    const shuffled = this.shuffle === null ? sequence : shuffleSequence(sequence, this.shuffle);
    const order = rank * RANK_UNIT + shuffled;
    const slot = this.freedCount > 0 ? this.freed[--this.freedCount] : this.newSlot();
    this.kinds[slot] = kind;
    this.as[slot] = a;
    this.bs[slot] = b;
    if (this.open) {
      this.open = false;
      this.sink(ROOT, time, order, slot);
    } else {
      this.rise(this.end++, time, order, slot);
    }
    return slot + this.generations[slot] * SLOTS;
  }

  /**
   * Removes a pending event. False when the handle names none: it fired, was cancelled, or never
   * was.
   */
  cancel(handle: Handle): boolean {
    if (!this.isPending(handle)) return false;
    // Filling the root moves entries, so it comes before the position is read.
    if (this.open) this.close();
    const slot = handle & SLOT_MASK;
    const position = this.positions[slot];
    const order = this.orders[position];
    const time = this.times[position];
    this.release(slot);
    const last = --this.end;
    if (position === last) return true;
    const lastTime = this.times[last];
    const lastOrder = this.orders[last];
    const earlier = lastTime < time || (lastTime === time && lastOrder < order);
    if (earlier) this.rise(position, lastTime, lastOrder, this.slots[last]);
    else this.sink(position, lastTime, lastOrder, this.slots[last]);
    return true;
  }

  /** Whether a handle names an event that is still to come. */
  isPending(handle: Handle): boolean {
    const generation = Math.floor(handle / SLOTS);
    const slot = handle - generation * SLOTS;
    return (
      slot < this.slotCount &&
      this.positions[slot] !== FREE &&
      this.generations[slot] === generation
    );
  }

  /** Fills the open root with the last entry. Before anything that looks at the whole heap. */
  close(): void {
    if (!this.open) return;
    this.open = false;
    const last = --this.end;
    if (last > ROOT) this.sink(ROOT, this.times[last], this.orders[last], this.slots[last]);
  }

  private release(slot: number): void {
    this.positions[slot] = FREE;
    const generation = this.generations[slot];
    // Generations begin at 1, so that no handle is ever 0.
    this.generations[slot] = generation === LAST_GENERATION ? 1 : generation + 1;
    this.freed[this.freedCount++] = slot;
  }

  private newSlot(): number {
    const slot = this.slotCount;
    if (slot === this.kinds.length) this.grow();
    this.slotCount = slot + 1;
    this.generations[slot] = 1;
    return slot;
  }

  private grow(): void {
    const capacity = Math.min(SLOTS, this.kinds.length * 2);
    if (capacity === this.kinds.length) {
      const message = `more than ${SLOTS} pending events, at ${show(this.times[ROOT])}`;
      throw new EngineError('bad-argument', message);
    }
    this.times = enlarged(this.times, new Float64Array(capacity + ROOT));
    this.orders = enlarged(this.orders, new Float64Array(capacity + ROOT));
    this.slots = enlarged(this.slots, new Int32Array(capacity + ROOT));
    this.kinds = enlarged(this.kinds, new Int32Array(capacity));
    this.as = enlarged(this.as, new Float64Array(capacity));
    this.bs = enlarged(this.bs, new Float64Array(capacity));
    this.generations = enlarged(this.generations, new Int32Array(capacity));
    this.positions = enlarged(this.positions, new Int32Array(capacity).fill(FREE));
    this.freed = enlarged(this.freed, new Int32Array(capacity));
  }

  /** Puts an entry at `hole` or above it, moving later parents down. */
  private rise(hole: number, time: number, order: number, slot: number): void {
    const { times, orders, slots, positions } = this;
    while (hole > ROOT) {
      const parent = (hole >> 2) + 2;
      const parentTime = times[parent];
      if (parentTime < time || (parentTime === time && orders[parent] < order)) break;
      times[hole] = parentTime;
      orders[hole] = orders[parent];
      positions[(slots[hole] = slots[parent])] = hole;
      hole = parent;
    }
    times[hole] = time;
    orders[hole] = order;
    slots[hole] = slot;
    positions[slot] = hole;
  }

  /** Puts an entry at `hole` or below it, moving earlier children up. */
  private sink(hole: number, time: number, order: number, slot: number): void {
    const { times, orders, slots, positions, end } = this;
    for (;;) {
      const first = (hole - 2) << 2;
      if (first >= end) break;
      const behind = first + 4 < end ? first + 4 : end;
      let best = first;
      let bestTime = times[first];
      for (let child = first + 1; child < behind; child++) {
        const childTime = times[child];
        if (childTime > bestTime) continue;
        if (childTime === bestTime && orders[child] > orders[best]) continue;
        best = child;
        bestTime = childTime;
      }
      if (bestTime > time || (bestTime === time && orders[best] > order)) break;
      times[hole] = bestTime;
      orders[hole] = orders[best];
      positions[(slots[hole] = slots[best])] = hole;
      hole = best;
    }
    times[hole] = time;
    orders[hole] = order;
    slots[hole] = slot;
    positions[slot] = hole;
  }
}

function enlarged<T extends Float64Array | Int32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

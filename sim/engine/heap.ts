import { EngineError, show } from './errors.ts';

/**
 * The heap's root sits at 3, so that the four children of any node share one half of a cache line,
 * and their places differ in the last two bits only.
 */
export const ROOT = 3;
export const SLOTS = 16777216;
/** Places behind the last entry that are read along with its siblings. */
const SPARE = 3;

/** A record is four floats: a, b, order, and two integers, in Int32 places of their own. */
const RECORD = 4;
const KIND = 6;
const GENERATION = 7;

/**
 * An indexed 4-ary heap of slots on typed arrays, ordered by (time, order). Times lie in heap
 * order, so that a comparison touches neighbours; what else belongs to an event lies together in
 * one record a slot, half a cache line, and `order` is read there at equal times only.
 */
export class EventHeap {
  /** In heap order; Infinity behind the end, so that whoever has a child has four to compare. */
  times: Float64Array;
  /** In heap order. */
  slots: Int32Array;
  /** Where in the heap a slot is: what makes removal a true one. */
  positions: Int32Array;
  records: Float64Array;
  /** The same memory as `records`. */
  words: Int32Array;
  /** Behind the last entry of the heap. */
  end = ROOT;

  constructor(capacity: number) {
    this.times = new Float64Array(capacity + ROOT + SPARE).fill(Infinity);
    this.slots = new Int32Array(capacity + ROOT + SPARE);
    this.positions = new Int32Array(capacity);
    this.records = new Float64Array(capacity * RECORD);
    this.words = new Int32Array(this.records.buffer);
  }

  kindOf(slot: number): number {
    return this.words[(slot << 3) | KIND];
  }

  aOf(slot: number): number {
    return this.records[slot << 2];
  }

  bOf(slot: number): number {
    return this.records[(slot << 2) | 1];
  }

  /** Rank and order of scheduling in one number: the second key. */
  orderOf(slot: number): number {
    return this.records[(slot << 2) | 2];
  }

  /** How many events have used the slot, beginning again at 1. */
  generationOf(slot: number): number {
    return this.words[(slot << 3) | GENERATION];
  }

  /** Fills the record of a slot. */
  write(slot: number, kind: number, a: number, b: number, order: number, generation: number): void {
    const { records, words } = this;
    records[slot << 2] = a;
    records[(slot << 2) | 1] = b;
    records[(slot << 2) | 2] = order;
    words[(slot << 3) | KIND] = kind;
    words[(slot << 3) | GENERATION] = generation;
  }

  /** Moves the entry at a place to where it belongs. */
  protected settle(place: number): void {
    if (place === ROOT || this.rise(place) === place) this.sink(place);
  }

  /** Takes the last entry away and puts it at a place that is empty, or was the last itself. */
  protected moveLast(place: number): void {
    const last = --this.end;
    this.times[place] = this.times[last];
    this.slots[place] = this.slots[last];
    this.times[last] = Infinity;
    if (place < last) this.settle(place);
  }

  protected grow(): void {
    const capacity = Math.min(SLOTS, this.positions.length * 2);
    if (capacity === this.positions.length) {
      const message = `more than ${SLOTS} pending events, at ${show(this.times[ROOT])}`;
      throw new EngineError('bad-argument', message);
    }
    const places = capacity + ROOT + SPARE;
    this.times = enlarged(this.times, new Float64Array(places).fill(Infinity));
    this.slots = enlarged(this.slots, new Int32Array(places));
    this.positions = enlarged(this.positions, new Int32Array(capacity));
    this.records = enlarged(this.records, new Float64Array(capacity * RECORD));
    this.words = new Int32Array(this.records.buffer);
  }

  /** Moves an entry up, past later parents, and answers its new place. */
  private rise(hole: number): number {
    const { times, slots, positions } = this;
    const time = times[hole];
    const slot = slots[hole];
    while (hole > ROOT) {
      const parent = (hole >> 2) + 2;
      const parentTime = times[parent];
      const moved = slots[parent];
      if (parentTime < time) break;
      if (parentTime === time && this.orderOf(moved) < this.orderOf(slot)) break;
      times[hole] = parentTime;
      slots[hole] = moved;
      positions[moved] = hole;
      hole = parent;
    }
    times[hole] = time;
    slots[hole] = slot;
    positions[slot] = hole;
    return hole;
  }

  /**
   * Moves an entry down, past earlier children. Which child is the earliest is as good as random,
   * and a branch guessed wrongly costs more than all the rest: so the places are reckoned from the
   * comparisons, and branches are left for what is nearly always the same. Equal times are rare,
   * and leave the loop: a call in it would make every pass fetch the arrays anew.
   */
  private sink(hole: number): void {
    const { times, slots, positions, end } = this;
    const time = times[hole];
    const slot = slots[hole];
    let tied = false;
    for (;;) {
      const first = (hole - 2) << 2;
      if (first >= end) break;
      const t0 = times[first];
      const t1 = times[first | 1];
      const t2 = times[first | 2];
      const t3 = times[first | 3];
      const left = first | +(t1 < t0);
      const right = first | 2 | +(t3 < t2);
      const t01 = times[left];
      const t23 = times[right];
      const best = left ^ ((left ^ right) & (0 - +(t23 < t01)));
      const bestTime = times[best];
      if (bestTime > time) break;
      tied = t0 === t1 || t2 === t3 || t01 === t23 || bestTime === time;
      if (tied) break;
      const moved = slots[best];
      times[hole] = bestTime;
      slots[hole] = moved;
      positions[moved] = hole;
      hole = best;
    }
    times[hole] = time;
    slots[hole] = slot;
    positions[slot] = hole;
    if (tied) this.sinkAmongEquals(hole);
  }

  /** As `sink`, by both keys. */
  private sinkAmongEquals(hole: number): void {
    const { times, slots, positions, end } = this;
    const time = times[hole];
    const slot = slots[hole];
    const order = this.orderOf(slot);
    for (let first = (hole - 2) << 2; first < end; first = (hole - 2) << 2) {
      let best = first;
      let bestTime = times[first];
      let bestOrder = this.orderOf(slots[first]);
      for (let child = first + 1; child < first + 4; child++) {
        const childTime = times[child];
        if (childTime > bestTime) continue;
        const childOrder = this.orderOf(slots[child]);
        if (childTime === bestTime && childOrder > bestOrder) continue;
        best = child;
        bestTime = childTime;
        bestOrder = childOrder;
      }
      if (bestTime > time || (bestTime === time && bestOrder > order)) break;
      const moved = slots[best];
      times[hole] = bestTime;
      slots[hole] = moved;
      positions[moved] = hole;
      hole = best;
    }
    times[hole] = time;
    slots[hole] = slot;
    positions[slot] = hole;
  }
}

function enlarged<T extends Float64Array | Int32Array>(from: T, into: T): T {
  into.set(from);
  return into;
}

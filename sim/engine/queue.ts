import { EventHeap, ROOT, SLOTS } from './heap.ts';
import { placeWithinRank, RANK_UNIT, shuffleSequence } from './ties.ts';
import type { Handle, Ms } from './types.ts';

const SLOT_MASK = SLOTS - 1;
const LAST_GENERATION = 268435455;

/**
 * Pending events in the order (time, rank, order of scheduling), under handles that die with their
 * events: slot + generation * 2^24. Fields are public for the image alone (queue-image.ts).
 */
export class EventQueue extends EventHeap {
  /**
   * The slot freed last, plus 1; 0 when none is free. The list goes on through `positions`, which
   * of a free slot say, negated, what this was before.
   */
  freed = 0;
  /** Slots that were ever in use. */
  slotCount = 0;
  /**
   * The root was taken and not filled yet: the next event scheduled goes right there, in the same
   * slot, which saves sinking the last entry from the root.
   */
  open = false;
  /**
   * The place of the event cancelled last, while nothing has filled it; else 0. It is filled before
   * the root: whoever cancels a watchdog most often sets it again.
   */
  gap = 0;
  nextSequence = 0;
  /** Seed of the order among equals; null keeps the order of scheduling. */
  shuffle: number | null;

  constructor(shuffle: number | null = null, capacity = 64) {
    super(capacity);
    this.shuffle = shuffle;
  }

  /** How many events are pending. */
  get size(): number {
    return this.end - ROOT - (this.open ? 1 : 0) - (this.gap > 0 ? 1 : 0);
  }

  /** The time of the next event; Infinity when nothing is pending. */
  peekTime(): Ms {
    if (this.open || this.gap > 0) this.close();
    return this.times[ROOT];
  }

  /** The slot of the next event, or -1: for looking, not for keeping. */
  peekSlot(): number {
    if (this.open || this.gap > 0) this.close();
    return this.end === ROOT ? -1 : this.slots[ROOT];
  }

  /**
   * Takes the next event and answers its slot, or -1 when nothing is pending. What `kindOf`, `aOf`
   * and `bOf` say of it stands until the next call of `schedule`.
   */
  pop(): number {
    const slot = this.peekSlot();
    if (slot < 0) return slot;
    this.open = true;
    // What rises meanwhile, at the same instant even, must not pass the root.
    this.times[ROOT] = -Infinity;
    return slot;
  }

  /** Queues an event; the caller has checked the arguments. */
  schedule(time: Ms, rank: number, kind: number, a: number, b: number, owner = -1): Handle {
    const sequence = this.nextSequence++;
    const shuffled = this.shuffle === null ? sequence : shuffleSequence(sequence, this.shuffle);
    const place = this.gap > 0 ? this.gap : this.open ? ROOT : this.append();
    const slot = this.slots[place];
    // Generations begin at 1, so that no handle is ever 0.
    const used = this.generationOf(slot);
    const generation = used === LAST_GENERATION ? 1 : used + 1;
    const order = rank * RANK_UNIT + placeWithinRank(shuffled, owner);
    this.write(slot, kind, a, b, order, generation);
    this.times[place] = time;
    if (this.gap > 0) this.gap = 0;
    else this.open = false;
    this.settle(place);
    return slot + generation * SLOTS;
  }

  /**
   * Removes a pending event. False when the handle names none: it fired, was cancelled, or never
   * was.
   */
  cancel(handle: Handle): boolean {
    if (!this.isPending(handle)) return false;
    // Closing moves entries, so it comes before the position is read.
    if (this.gap > 0) this.closeGap();
    const slot = handle & SLOT_MASK;
    this.gap = this.positions[slot];
    this.positions[slot] = 0;
    return true;
  }

  /** Whether a handle names an event that is still to come. */
  isPending(handle: Handle): boolean {
    const generation = Math.floor(handle * (1 / SLOTS));
    const slot = handle - generation * SLOTS;
    // The root, while it is open, is no event to come any more.
    const least = this.open ? ROOT + 1 : ROOT;
    return (
      slot < this.slotCount &&
      this.positions[slot] >= least &&
      this.generationOf(slot) === generation
    );
  }

  /**
   * Fills what is open with the last entries. Before anything that looks at the whole heap, and
   * before the next event is taken.
   */
  close(): void {
    if (this.gap > 0) this.closeGap();
    if (!this.open) return;
    this.open = false;
    this.release(this.slots[ROOT]);
    this.moveLast(ROOT);
  }

  /** Forgets everything, handles and the order of scheduling included: a queue as new. */
  clear(): void {
    this.times.fill(Infinity);
    this.slots.fill(0);
    this.positions.fill(0);
    this.records.fill(0);
    this.end = ROOT;
    this.freed = 0;
    this.slotCount = 0;
    this.open = false;
    this.gap = 0;
    this.nextSequence = 0;
  }

  /** Puts a slot on the list of free ones. */
  release(slot: number): void {
    this.positions[slot] = -this.freed;
    this.freed = slot + 1;
  }

  private closeGap(): void {
    const { gap } = this;
    this.gap = 0;
    this.release(this.slots[gap]);
    this.moveLast(gap);
  }

  /** A new place behind the last, with a slot. */
  private append(): number {
    if (this.freed === 0) {
      if (this.slotCount === this.positions.length) this.grow();
      this.release(this.slotCount++);
    }
    const slot = this.freed - 1;
    this.freed = -this.positions[slot];
    this.slots[this.end] = slot;
    return this.end++;
  }
}

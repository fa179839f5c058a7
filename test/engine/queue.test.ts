import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyQueue, imageOfQueue, queueFromImage } from '../../sim/engine/queue-image.ts';
import { EventQueue } from '../../sim/engine/queue.ts';
import { shuffleSequence } from '../../sim/engine/ties.ts';

/** The obvious queue: an array sorted after every change. */
class SlowQueue {
  entries: { key: [number, number, number]; a: number; handle: number }[] = [];
  private sequence = 0;

  add(time: number, rank: number, a: number, handle: number): void {
    this.entries.push({ key: [time, rank, this.sequence++], a, handle });
    this.entries.sort((x, y) => x.key[0] - y.key[0] || x.key[1] - y.key[1] || x.key[2] - y.key[2]);
  }

  remove(handle: number): boolean {
    const before = this.entries.length;
    this.entries = this.entries.filter((entry) => entry.handle !== handle);
    return this.entries.length < before;
  }
}

const operation = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constant('add'), fc.nat(20), fc.nat(3)) },
  { weight: 4, arbitrary: fc.tuple(fc.constant('pop'), fc.nat(0), fc.nat(0)) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('cancel'), fc.nat(1000), fc.nat(0)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('image'), fc.nat(1), fc.nat(0)) },
);

/** The image of a copy of the queue, so that looking does not close the open root. */
function viaImage(queue: EventQueue): EventQueue {
  return queueFromImage(JSON.parse(JSON.stringify(imageOfQueue(queue))), queue.shuffle);
}

describe('EventQueue', () => {
  it('agrees with a sorted array over random schedules, cancels and snapshots', () => {
    const run = fc.property(fc.array(operation, { maxLength: 400 }), (operations) => {
      // Times far apart never tie, and take the other way through the heap.
      const spread = operations.length % 2 === 0 ? 1 : 1000003;
      let queue = new EventQueue(null, 4);
      const slow = new SlowQueue();
      const handles: number[] = [];
      let now = 0;
      operations.forEach(([name, x, rank], i) => {
        if (name === 'add') {
          const time = now + x * spread + (spread > 1 ? i : 0);
          const handle = queue.schedule(time, rank, 7, i, 0);
          slow.add(time, rank, i, handle);
          handles.push(handle);
        } else if (name === 'pop') {
          const expected = slow.entries.shift();
          now = expected === undefined ? now : queue.peekTime();
          const slot = queue.pop();
          expect(slot === -1 ? undefined : queue.aOf(slot)).toBe(expected?.a);
          if (expected !== undefined) expect(now).toBe(expected.key[0]);
        } else if (name === 'cancel' && handles.length > 0) {
          const handle = handles[x % handles.length];
          expect(queue.isPending(handle)).toBe(slow.entries.some((e) => e.handle === handle));
          expect(queue.cancel(handle)).toBe(slow.remove(handle));
        } else if (name === 'image') {
          queue = x === 0 ? viaImage(queue) : copyQueue(queue);
        }
        expect(queue.size).toBe(slow.entries.length);
      });
      const rest: number[] = [];
      for (let slot = queue.pop(); slot !== -1; slot = queue.pop()) rest.push(queue.aOf(slot));
      expect(rest).toEqual(slow.entries.map((entry) => entry.a));
    });
    fc.assert(run, { numRuns: 300 });
  });

  it('runs equals by rank, then in the order of scheduling', () => {
    const queue = new EventQueue();
    [3, 1, 2, 1, 3, 1].forEach((rank, i) => queue.schedule(5, rank, 0, i, 0));
    const order: number[] = [];
    for (let slot = queue.pop(); slot !== -1; slot = queue.pop()) order.push(queue.aOf(slot));
    expect(order).toEqual([1, 3, 5, 2, 0, 4]);
  });

  it('cancel(handle) is false for one that fired, was cancelled or never was', () => {
    const queue = new EventQueue();
    const first = queue.schedule(1, 0, 0, 0, 0);
    queue.pop();
    const second = queue.schedule(2, 0, 0, 0, 0);
    expect(queue.cancel(first)).toBe(false);
    expect(queue.cancel(second)).toBe(true);
    expect(queue.cancel(second)).toBe(false);
    for (const never of [0, -1, NaN, 0.5, Infinity, 2 ** 52]) {
      expect(queue.cancel(never)).toBe(false);
    }
  });

  it('a slot used again does not answer to its old handle', () => {
    const queue = new EventQueue();
    const handles = new Set<number>();
    for (let i = 0; i < 1000; i++) {
      const handle = queue.schedule(i, 0, 0, 0, 0);
      expect(handle).toBeLessThan(Number.MAX_SAFE_INTEGER);
      expect(handles.has(handle)).toBe(false);
      handles.add(handle);
      queue.pop();
    }
    expect([...handles].some((handle) => queue.isPending(handle))).toBe(false);
    expect(queue.slotCount).toBe(1);
  });

  it('generations begin again at 1 after 2^28 uses, never at 0', () => {
    const queue = new EventQueue();
    queue.schedule(1, 0, 0, 0, 0);
    queue.write(0, 0, 0, 0, 0, 268435455);
    queue.pop();
    expect(queue.schedule(2, 0, 0, 0, 0)).toBe(16777216);
  });

  it('pop() leaves the root open, and the next schedule fills it without touching the rest', () => {
    const queue = new EventQueue();
    for (let i = 0; i < 10; i++) queue.schedule(i, 0, 0, i, 0);
    queue.pop();
    expect(queue.open).toBe(true);
    expect(queue.size).toBe(9);
    queue.schedule(0, 0, 0, 99, 0);
    expect(queue.open).toBe(false);
    expect(queue.aOf(queue.pop())).toBe(99);
    expect(imageOfQueue(queue).heap).toHaveLength(9);
    expect(queue.open).toBe(false);
  });

  it('cancel() leaves its place open, and the next schedule fills it before the root', () => {
    const queue = new EventQueue();
    const handles = Array.from({ length: 10 }, (_, i) => queue.schedule(i, 0, 0, i, 0));
    queue.pop();
    expect(queue.cancel(handles[9])).toBe(true);
    expect(queue.isPending(handles[9])).toBe(false);
    expect(queue.size).toBe(8);
    // Before all that is left, at the instant of the event taken, yet it must not pass its place.
    queue.schedule(0, 0, 0, 99, 0);
    expect([queue.gap, queue.open, queue.size]).toEqual([0, true, 9]);
    expect(queue.aOf(queue.pop())).toBe(99);
    expect(queue.slotCount).toBe(10);
  });

  it('sorts 20,000 events, most with times of their own', () => {
    const queue = new EventQueue();
    let state = 1;
    const times = Array.from({ length: 20000 }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      return 1167609600000 + (state >>> 8);
    });
    times.forEach((time) => queue.schedule(time, 0, 0, time, 0));
    const order: number[] = [];
    for (let slot = queue.pop(); slot !== -1; slot = queue.pop()) order.push(queue.aOf(slot));
    expect(order).toEqual(times.sort((x, y) => x - y));
  });

  it('an image is complete: a queue made from it gives the same image', () => {
    const queue = new EventQueue();
    const handles = Array.from({ length: 50 }, (_, i) => queue.schedule(i % 7, i % 3, 1, i, -i));
    handles.filter((_, i) => i % 4 === 0).forEach((handle) => queue.cancel(handle));
    const image = imageOfQueue(queue);
    expect(imageOfQueue(viaImage(queue))).toEqual(image);
    expect(imageOfQueue(copyQueue(queue))).toEqual(image);
  });

  it('refuses an image that contradicts itself', () => {
    const queue = new EventQueue();
    for (let i = 0; i < 6; i++) queue.schedule(i, 0, 0, i, 0);
    const image = imageOfQueue(queue);
    const refused = (change: object) => () => queueFromImage({ ...image, ...change });
    expect(refused({ time: [1] })).toThrow('queue.time has 1 entries for 6 slots');
    expect(refused({ heap: [0, 1, 2, 3, 4, 4] })).toThrow('names slot 4 twice');
    expect(refused({ heap: [0, 1, 2, 3, 4, 9] })).toThrow('names slot 9 of 6');
    expect(refused({ heap: [5, 1, 2, 3, 4, 0] })).toThrow('out of order at entry 1');
    expect(refused({ heap: [0, 1] })).toThrow('unnamed');
  });
});

describe('shuffleSequence', () => {
  it('is one to one and differs between seeds', () => {
    const images = (seed: number) =>
      Array.from({ length: 5000 }, (_, i) => shuffleSequence(i, seed));
    expect(new Set(images(1)).size).toBe(5000);
    expect(images(1)).not.toEqual(images(2));
    expect(Math.max(...images(3))).toBeLessThan(2 ** 44);
  });

  it('changes the order among equals only', () => {
    const queue = new EventQueue(7);
    for (let i = 0; i < 60; i++) queue.schedule(i % 3, (i >> 2) % 2, 0, i, 0);
    const keys: number[] = [];
    const order: number[] = [];
    for (let slot = queue.pop(); slot !== -1; slot = queue.pop()) {
      const a = queue.aOf(slot);
      order.push(a);
      keys.push((a % 3) * 10 + ((a >> 2) % 2));
    }
    expect(keys).toEqual([...keys].sort((x, y) => x - y));
    expect(order).not.toEqual([...order].sort((x, y) => (x % 3) - (y % 3) || x - y));
  });
});

import { EngineError, show } from './errors.ts';
import { ROOT } from './heap.ts';
import { EventQueue } from './queue.ts';
import type { QueueImage } from './types.ts';

/**
 * The queue as plain data. Slots that are free read as zeros, so that equal queues have equal
 * images.
 */
export function imageOfQueue(queue: EventQueue): QueueImage {
  queue.close();
  const count = queue.slotCount;
  const image = {
    capacity: count,
    heap: Array.from(queue.slots.subarray(ROOT, queue.end)),
    free: freeSlots(queue),
    time: new Array<number>(count).fill(0),
    order: new Array<number>(count).fill(0),
    kind: new Array<number>(count).fill(0),
    a: new Array<number>(count).fill(0),
    b: new Array<number>(count).fill(0),
    generation: Array.from({ length: count }, (_, slot) => queue.generationOf(slot)),
    nextSequence: queue.nextSequence,
  };
  for (let position = ROOT; position < queue.end; position++) {
    const slot = queue.slots[position];
    image.time[slot] = queue.times[position];
    image.order[slot] = queue.orderOf(slot);
    image.kind[slot] = queue.kindOf(slot);
    image.a[slot] = queue.aOf(slot);
    image.b[slot] = queue.bOf(slot);
  }
  return image;
}

/** The free slots in the order in which they were freed; the last one is used first. */
function freeSlots(queue: EventQueue): number[] {
  const free: number[] = [];
  for (let next = queue.freed; next !== 0; next = -queue.positions[next - 1]) free.push(next - 1);
  return free.reverse();
}

/**
 * A queue from its image; handles taken before stay valid. Throws EngineError when the image
 * contradicts itself.
 */
export function queueFromImage(image: QueueImage, shuffle: number | null = null): EventQueue {
  demandSound(image);
  const queue = new EventQueue(shuffle, Math.max(64, image.capacity));
  queue.slotCount = image.capacity;
  queue.nextSequence = image.nextSequence;
  const { kind, a, b, order, generation } = image;
  for (let slot = 0; slot < image.capacity; slot++) {
    queue.write(slot, kind[slot], a[slot], b[slot], order[slot], generation[slot]);
  }
  for (const slot of image.free) queue.release(slot);
  for (const slot of image.heap) {
    queue.positions[slot] = queue.end;
    queue.times[queue.end] = image.time[slot];
    queue.slots[queue.end++] = slot;
  }
  return queue;
}

/** An independent queue with the same events under the same handles. */
export function copyQueue(queue: EventQueue, shuffle: number | null = queue.shuffle): EventQueue {
  queue.close();
  const copy = new EventQueue(shuffle, 0);
  copy.times = queue.times.slice();
  copy.slots = queue.slots.slice();
  copy.positions = queue.positions.slice();
  copy.records = queue.records.slice();
  copy.words = new Int32Array(copy.records.buffer);
  copy.freed = queue.freed;
  copy.slotCount = queue.slotCount;
  copy.end = queue.end;
  copy.nextSequence = queue.nextSequence;
  return copy;
}

/**
 * A file may have been edited by hand: a slot in two places or a child before its parent would run
 * events wrongly.
 */
function demandSound(image: QueueImage): void {
  const { capacity, heap, free } = image;
  for (const name of ['time', 'order', 'kind', 'a', 'b', 'generation'] as const) {
    if (image[name].length === capacity) continue;
    refuse(`queue.${name} has ${image[name].length} entries for ${capacity} slots`);
  }
  const seen = new Uint8Array(capacity);
  for (const slot of [...heap, ...free]) {
    if (!(slot >= 0 && slot < capacity)) refuse(`queue names slot ${show(slot)} of ${capacity}`);
    if (seen[slot] === 1) refuse(`queue names slot ${slot} twice`);
    seen[slot] = 1;
  }
  if (heap.length + free.length !== capacity) refuse(`queue leaves slots unnamed`);
  for (let i = 1; i < heap.length; i++) {
    const child = heap[i];
    const parent = heap[(i - 1) >> 2];
    const later =
      image.time[parent] > image.time[child] ||
      (image.time[parent] === image.time[child] && image.order[parent] > image.order[child]);
    if (later) refuse(`queue is out of order at entry ${i}`);
  }
}

function refuse(message: string): never {
  throw new EngineError('bad-image', message);
}

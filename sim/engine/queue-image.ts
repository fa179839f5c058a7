import { EngineError, show } from './errors.ts';
import { EventQueue, ROOT } from './queue.ts';
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
    free: Array.from(queue.freed.subarray(0, queue.freedCount)),
    time: new Array<number>(count).fill(0),
    order: new Array<number>(count).fill(0),
    kind: new Array<number>(count).fill(0),
    a: new Array<number>(count).fill(0),
    b: new Array<number>(count).fill(0),
    generation: Array.from(queue.generations.subarray(0, count)),
    nextSequence: queue.nextSequence,
  };
  for (let position = ROOT; position < queue.end; position++) {
    const slot = queue.slots[position];
    image.time[slot] = queue.times[position];
    image.order[slot] = queue.orders[position];
    image.kind[slot] = queue.kinds[slot];
    image.a[slot] = queue.as[slot];
    image.b[slot] = queue.bs[slot];
  }
  return image;
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
  queue.generations.set(image.generation);
  queue.freed.set(image.free);
  queue.freedCount = image.free.length;
  queue.kinds.set(image.kind);
  queue.as.set(image.a);
  queue.bs.set(image.b);
  for (const slot of image.heap) {
    queue.positions[slot] = queue.end;
    queue.times[queue.end] = image.time[slot];
    queue.orders[queue.end] = image.order[slot];
    queue.slots[queue.end++] = slot;
  }
  return queue;
}

/** An independent queue with the same events under the same handles. */
export function copyQueue(queue: EventQueue, shuffle: number | null = queue.shuffle): EventQueue {
  queue.close();
  const copy = new EventQueue(shuffle, 0);
  copy.times = queue.times.slice();
  copy.orders = queue.orders.slice();
  copy.slots = queue.slots.slice();
  copy.kinds = queue.kinds.slice();
  copy.as = queue.as.slice();
  copy.bs = queue.bs.slice();
  copy.generations = queue.generations.slice();
  copy.positions = queue.positions.slice();
  copy.freed = queue.freed.slice();
  copy.freedCount = queue.freedCount;
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

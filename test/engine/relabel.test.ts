import { describe, expect, it } from 'vitest';
import { imageOfQueue } from '../../sim/engine/queue-image.ts';
import { EventQueue } from '../../sim/engine/queue.ts';
import { relabelQueue } from '../../sim/engine/relabel.ts';

const BY_OWNER = [true, true];

/** The same three events, after more or less has been scheduled, cancelled and run. */
function queueAfter(others: number): { queue: EventQueue; handles: number[] } {
  const queue = new EventQueue();
  for (let i = 0; i < others; i++) queue.cancel(queue.schedule(50 + i, 1, 0, i, 0, i));
  if (others > 0) queue.schedule(1, 1, 0, 0, 0, 0);
  const handles = [
    queue.schedule(20, 2, 1, 4, 0, 4),
    queue.schedule(10, 1, 0, 3, 9, 3),
    queue.schedule(20, 1, 0, 7, 0, 7),
  ];
  if (others > 0) queue.pop();
  return { queue, handles };
}

describe('relabelQueue', () => {
  it('makes queues with the same events the same, whatever happened in them', () => {
    const images = [0, 1, 90].map((others) => {
      const { queue } = queueAfter(others);
      relabelQueue(queue, (_kind, a) => a, BY_OWNER);
      return imageOfQueue(queue);
    });
    expect(images[1]).toEqual(images[0]);
    expect(images[2]).toEqual(images[0]);
  });

  it('answers new handles for old ones, and calls owners otherwise', () => {
    const { queue, handles } = queueAfter(5);
    const renamed = relabelQueue(queue, (kind, a) => (kind === 0 ? a + 1 : a), BY_OWNER);
    expect(queue.cancel(renamed.get(handles[1]) ?? 0)).toBe(true);
    const slot = queue.pop();
    expect([queue.aOf(slot), queue.kindOf(slot)]).toEqual([8, 0]);
    expect(queue.size).toBe(1);
    expect(renamed.size).toBe(3);
  });
});

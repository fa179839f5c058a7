import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extent, frameFor, toTime, toX } from '../../viz/timeline/frame.ts';
import type { Placed } from '../../viz/timeline/layout.ts';
import { fit, inside, NARROWEST, pan, reveal, timeTicks, zoom } from '../../viz/timeline/scale.ts';
import { DAY, HOUR, MINUTE } from './fixture-random.ts';

const bounds = { from: 0, to: 3 * DAY };
const view = { from: DAY, to: DAY + 6 * HOUR };

describe('the view', () => {
  test('zoom keeps the instant under the pointer', () => {
    const closer = zoom(view, 0.5, DAY + HOUR, bounds);
    expect(closer.to - closer.from).toBe(3 * HOUR);
    expect((DAY + HOUR - closer.from) / (3 * HOUR)).toBeCloseTo(1 / 6, 9);
  });

  test('stays inside the bounds, and never narrower than a minute, whatever one does', () => {
    const step = fc.tuple(fc.double({ min: 0.05, max: 20, noNaN: true }), fc.nat(3 * DAY));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let now = view;
        for (const [factor, around] of steps) {
          const anchor = Math.min(Math.max(around, now.from), now.to);
          now = pan(zoom(now, factor, anchor, bounds), factor - 1, bounds);
          expect(now.from).toBeGreaterThanOrEqual(bounds.from);
          expect(now.to).toBeLessThanOrEqual(bounds.to + 1e-3);
          expect(now.to - now.from).toBeGreaterThanOrEqual(NARROWEST - 1e-3);
        }
      }),
    );
  });

  test('pan keeps the width at the ends', () => {
    expect(pan({ from: 0, to: HOUR }, -1, bounds)).toEqual({ from: 0, to: HOUR });
    expect(inside({ from: 3 * DAY, to: 4 * DAY }, bounds)).toEqual({ from: 2 * DAY, to: 3 * DAY });
  });

  test('fit leaves room around; reveal moves only when it must', () => {
    const fitted = fit(DAY, DAY + HOUR, bounds);
    expect(fitted.from).toBeLessThan(DAY);
    expect(fitted.to).toBeGreaterThan(DAY + HOUR);
    expect(reveal(view, DAY + HOUR, DAY + 2 * HOUR, bounds)).toBe(view);
    const moved = reveal(view, 2 * DAY, 2 * DAY, bounds);
    expect(moved.to - moved.from).toBe(6 * HOUR);
    expect(moved.from).toBeLessThan(2 * DAY);
    expect(moved.to).toBeGreaterThan(2 * DAY);
  });

  test('ticks are round, and a day has its name', () => {
    const start = Date.UTC(2007, 2, 22, 20);
    const ticks = timeTicks({ from: start, to: start + 8 * HOUR }, 900);
    expect(ticks.map((tick) => tick.label)).toContain('Fri 23 Mar');
    expect(ticks.map((tick) => tick.label)).toContain('21:00');
    expect(ticks.every((tick) => tick.at % (30 * MINUTE) === 0)).toBe(true);
  });
});

describe('pixels', () => {
  const frame = frameFor(1200);

  test('time to pixel and back', () => {
    expect(toX(view.from, view, frame)).toBe(frame.left);
    expect(toX(view.to, view, frame)).toBe(frame.right);
    expect(toTime(toX(DAY + HOUR, view, frame), view, frame)).toBeCloseTo(DAY + HOUR, 3);
  });

  test('an instant has a body, and what lies outside has none', () => {
    const item = { type: 'span', from: DAY + HOUR, to: DAY + HOUR } as Placed;
    const edges = extent(item, view, frame);
    expect(edges && edges[1] - edges[0]).toBe(3);
    expect(extent({ ...item, from: 0, to: HOUR }, view, frame)).toBeNull();
  });
});

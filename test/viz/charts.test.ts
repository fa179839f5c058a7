import { describe, expect, test } from 'vitest';
import { axisFor, decadeTicks, linearTicks } from '../../viz/charts/axis.ts';
import { stairPath, tailFrame } from '../../viz/charts/tail-lines.ts';
import { reaching, tailOf } from '../../viz/stats/tail.ts';
import { DAY, HOUR, MINUTE } from './fixture-random.ts';

describe('axes', () => {
  test('ticks of a length of time are round in hours', () => {
    expect(linearTicks(5.2 * HOUR, 'ms', 8).map((ms) => ms / HOUR)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(linearTicks(5.2 * HOUR, 'ms', 3).map((ms) => ms / HOUR)).toEqual([0, 2, 4]);
  });

  test('long times have no more ticks than there is room for', () => {
    for (const days of [260, 900, 5000, 36_500]) {
      expect(linearTicks(days * DAY, 'ms', 4).length, `${days} d`).toBeLessThanOrEqual(5);
    }
    expect(linearTicks(260 * DAY, 'ms', 4).map((ms) => ms / DAY)).toEqual([0, 91, 182]);
  });

  test('decades of time are those that people count', () => {
    expect(decadeTicks(30 * MINUTE, 2 * DAY, 'ms').map((ms) => ms / HOUR)).toEqual([
      1, 4, 12, 24, 48,
    ]);
  });

  test('values of one size stand on a linear axis from zero', () => {
    const axis = axisFor([2, 8, 10], 'messages');
    expect(axis.compressed).toBe(false);
    expect(axis.position(0)).toBe(0);
    expect(axis.position(10)).toBeCloseTo(10 / 10.5, 9);
  });

  test('a worst case far out compresses the axis, in order and inside it', () => {
    const values = [0, HOUR / 2, 22 * HOUR, 4 * DAY];
    const axis = axisFor(values, 'ms');
    expect(axis.compressed).toBe(true);
    const places = values.map((value) => axis.position(value));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBe(0);
    expect(places[2]).toBeGreaterThan(0.4);
    expect(places[3]).toBeLessThan(1);
    expect(axis.ticks[0].label).toBe('0');
  });

  test('no value but zero still makes an axis', () => {
    const axis = axisFor([0, 0], 'ms');
    expect(axis.position(0)).toBe(0);
    expect(axis.ticks.map((tick) => tick.label)).toEqual(['0']);
  });
});

describe('the tail', () => {
  const tail = tailOf([0, 3, 0, 1, 3, 10, 0, 0]);

  test('tells zero apart and joins ties', () => {
    expect(tail.zeros).toBe(4);
    expect(tail.steps).toEqual([
      { x: 1, share: 4 / 8 },
      { x: 3, share: 3 / 8 },
      { x: 10, share: 1 / 8 },
    ]);
  });

  test('counts those that lose at least so much', () => {
    expect([0, 1, 2, 3, 4, 10, 11].map((x) => reaching(tail, x))).toEqual([4, 4, 3, 3, 1, 1, 0]);
  });

  test('is drawn as a stair that ends on the floor', () => {
    const box = { left: 0, right: 100, top: 0, bottom: 50 };
    const frame = tailFrame([tail], 'messages', box);
    expect(frame).not.toBeNull();
    const path = stairPath(tail, frame!, box);
    expect(path.startsWith('M0,')).toBe(true);
    expect(path.endsWith('V50.0')).toBe(true);
    expect(path.match(/H/g)).toHaveLength(3);
  });

  test('of nothing but zeros has no frame', () => {
    const box = { left: 0, right: 100, top: 0, bottom: 50 };
    expect(tailFrame([tailOf([0, 0])], 'ms', box)).toBeNull();
    expect(tailOf([])).toEqual({ n: 0, zeros: 0, steps: [] });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clip,
  complementWithin,
  contains,
  equal,
  intersect,
  isEmpty,
  measure,
  normalise,
  subtract,
  union,
} from '../../sim/engine/intervals.ts';

const SPACE = 64;

/** The slow reference: one bit for each whole number. */
const bitmap = fc.array(fc.boolean(), { minLength: SPACE, maxLength: SPACE });

/** The intervals of a bitmap, the obvious way. */
function intervalsOf(bits: readonly boolean[]): number[] {
  const set: number[] = [];
  for (let i = 0; i <= SPACE; i++) {
    if ((bits[i] ?? false) !== (bits[i - 1] ?? false)) set.push(i);
  }
  return set;
}

/** Sparse and dense bitmaps as well, so that empty and single intervals come up often. */
const bits = fc
  .tuple(bitmap, bitmap, fc.constantFrom('as is', 'sparse', 'range', 'empty'))
  .map(([one, two, how]) => {
    if (how === 'as is') return one;
    if (how === 'sparse') return one.map((bit, i) => bit && two[i] && two[SPACE - 1 - i]);
    if (how === 'empty') return one.map(() => false);
    const from = two.indexOf(true);
    const to = one.lastIndexOf(true);
    return one.map((_, i) => i >= from && i < to);
  });

describe('set algebra on intervals', () => {
  it('agrees with bitmaps, in canonical form, and leaves its arguments alone', () => {
    const agree = fc.property(bits, bits, (x, y) => {
      const a = Object.freeze(intervalsOf(x));
      const b = Object.freeze(intervalsOf(y));
      expect(union(a, b)).toEqual(intervalsOf(x.map((bit, i) => bit || y[i])));
      expect(intersect(a, b)).toEqual(intervalsOf(x.map((bit, i) => bit && y[i])));
      expect(subtract(a, b)).toEqual(intervalsOf(x.map((bit, i) => bit && !y[i])));
      expect(complementWithin(a, 0, SPACE)).toEqual(intervalsOf(x.map((bit) => !bit)));
      expect(measure(a)).toBe(x.filter(Boolean).length);
      expect(isEmpty(a)).toBe(!x.includes(true));
      expect(equal(a, b)).toBe(x.every((bit, i) => bit === y[i]));
      expect(x.map((_, i) => contains(a, i))).toEqual(x);
      expect([contains(a, -1), contains(a, SPACE)]).toEqual([false, false]);
    });
    fc.assert(agree, { numRuns: 1000 });
  });

  it('clip(set, from, to) agrees with bitmaps', () => {
    const bound = fc.integer({ min: -2, max: SPACE + 2 });
    const agree = fc.property(bits, bound, bound, (x, from, to) => {
      const expected = intervalsOf(x.map((bit, i) => bit && i >= from && i < to));
      expect(clip(intervalsOf(x), from, to)).toEqual(expected);
    });
    fc.assert(agree, { numRuns: 1000 });
  });

  it('normalise(pairs) takes pairs in any order, overlapping, touching, empty or reversed', () => {
    const pair = fc.tuple(fc.nat(SPACE), fc.nat(SPACE));
    const agree = fc.property(fc.array(pair), (pairs) => {
      const x = Array.from({ length: SPACE }, (_, i) => pairs.some(([f, t]) => f <= i && i < t));
      expect(normalise(pairs.flat())).toEqual(intervalsOf(x));
    });
    fc.assert(agree, { numRuns: 500 });
  });

  it('always answers with a fresh array', () => {
    const a = [1, 2];
    for (const result of [union(a, []), union([], a), subtract(a, []), intersect(a, a)]) {
      expect(result).toEqual(a);
      expect(result).not.toBe(a);
    }
  });

  it('measure(set, length) adds up any additive length', () => {
    const squares = (from: number, to: number) => to * to - from * from;
    expect(measure([0, 2, 3, 5], squares)).toBe(4 + 16);
  });

  it('works between whole numbers too', () => {
    expect(union([0.5, 1.25], [1.25, 2])).toEqual([0.5, 2]);
    expect(subtract([0, 1], [0.25, 0.5])).toEqual([0, 0.25, 0.5, 1]);
  });
});

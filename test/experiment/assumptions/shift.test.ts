import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniform } from '../../../sim/engine/draw.ts';
import type { Totals } from '../../../sim/experiment/assumptions/shift.ts';
import { shiftOf } from '../../../sim/experiment/assumptions/shift.ts';
import { ratioInterval } from '../../../sim/experiment/statistics/student.ts';

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const ratioOf = ({ sums, counts }: Totals): number => mean(sums) / mean(counts);
const firstOf = ({ sums, counts }: Totals, n: number): Totals => ({
  sums: sums.slice(0, n),
  counts: counts.slice(0, n),
});

const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const totals = (length: number): fc.Arbitrary<Totals> =>
  fc.record({
    sums: fc.array(value, { minLength: length, maxLength: length }),
    counts: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: length, maxLength: length }),
  });

describe('shiftOf', () => {
  it('is the re-run itself where all replications were re-run, and spreads as that does', () => {
    fc.assert(
      fc.property(totals(12), totals(12), (all, end) => {
        const shifted = shiftOf(all, end)!;
        expect(mean(shifted.at)).toBeCloseTo(ratioOf(end), 4);
        expect(mean(shifted.change)).toBeCloseTo(ratioOf(end) - ratioOf(all), 4);
        const ones = end.sums.map(() => 1);
        const own = ratioInterval(end.sums, end.counts)!;
        ratioInterval(shifted.at, ones)!.forEach((bound, i) =>
          expect(bound).toBeCloseTo(own[i], 3),
        );
      }),
    );
  });

  it('leaves a figure where it is that no replication moves', () => {
    fc.assert(
      fc.property(totals(20), fc.integer({ min: 1, max: 20 }), (all, n) => {
        const { at, change } = shiftOf(all, firstOf(all, n))!;
        expect(mean(at)).toBeCloseTo(ratioOf(all), 6);
        for (const each of change) expect(each).toBeCloseTo(0, 6);
      }),
    );
  });

  it('moves all replications by the mean change of those that were re-run', () => {
    const all = { sums: [1, 2, 3, 4, 5, 6], counts: [1, 1, 1, 1, 1, 1] };
    const { at, change } = shiftOf(all, { sums: [11, 14], counts: [1, 1] })!;
    expect(mean(change)).toBeCloseTo(11, 12);
    expect(mean(at)).toBeCloseTo(14.5, 12);
    // Those re-run stand for three each in how far the change varies.
    expect(at.map((each) => Math.round(each))).toEqual([9, 16, 14, 15, 16, 17]);
  });

  it('is not biased: on average over which replications are re-run, it is what all of them would give', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(value, value), { minLength: 5, maxLength: 9 }),
        fc.integer({ min: 1, max: 4 }),
        (pairs, n) => {
          const counts = pairs.map(() => 1);
          const found = pairs.map((_, start) => {
            const turned = pairs.map((__, i) => pairs[(start + i) % pairs.length]);
            const all = { sums: turned.map(([before]) => before), counts };
            const end = { sums: turned.slice(0, n).map(([, after]) => after), counts };
            return mean(shiftOf(all, { ...end, counts: counts.slice(0, n) })!.at);
          });
          expect(mean(found)).toBeCloseTo(mean(pairs.map(([, after]) => after)), 4);
        },
      ),
    );
  });

  it('has an interval that holds the truth about as often as it says', () => {
    const [N, n, trials] = [60, 20, 400];
    let held = 0;
    for (let trial = 0; trial < trials; trial++) {
      const u = (k: number, what: string) => uniform(7, trial, 'test', what, k) - 0.5;
      const before = Array.from({ length: N }, (_, k) => 10 * u(k, 'before'));
      const after = before.slice(0, n).map((each, k) => each + 2 + 4 * u(k, 'change'));
      const ones = before.map(() => 1);
      const { at } = shiftOf(
        { sums: before, counts: ones },
        {
          ...{ sums: after, counts: ones.slice(0, n) },
        },
      )!;
      const [low, high] = ratioInterval(at, ones)!;
      if (low <= 2 && high >= 2) held++;
    }
    expect(held / trials).toBeGreaterThan(0.92);
    expect(held / trials).toBeLessThan(0.98);
  });

  it('is nothing where there are no pairs', () => {
    const none = { sums: [0, 0], counts: [0, 0] };
    expect(shiftOf(none, none)).toBeNull();
    expect(shiftOf({ sums: [1, 1], counts: [1, 1] }, none)).toBeNull();
  });
});

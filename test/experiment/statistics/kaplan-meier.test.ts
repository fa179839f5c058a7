import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  crossings,
  kaplanMeier,
  quantileAt,
  survivalBand,
} from '../../../sim/experiment/statistics/kaplan-meier.ts';
import type { Vote } from '../../../sim/experiment/statistics/kaplan-meier.ts';
import { quantileOf } from '../../../sim/experiment/statistics/quantiles.ts';

/** Weeks in remission under 6-MP (Freireich et al., Blood 21, 1963); a plus was still in remission. */
const REMISSION = '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+';

const patients = REMISSION.split(' ').map((text): Vote => ({
  value: Number.parseInt(text, 10),
  weight: 1,
  censored: text.endsWith('+'),
}));

/** Published curve, Greenwood's standard errors, and the log(-log) band at 95 %. */
const PUBLISHED = [
  [6, 0.857, 0.0764, 0.62, 0.952],
  [7, 0.807, 0.0869, 0.563, 0.923],
  [10, 0.753, 0.0963, 0.503, 0.889],
  [13, 0.69, 0.1068, 0.432, 0.849],
  [16, 0.627, 0.1141, 0.368, 0.805],
  [22, 0.538, 0.1282, 0.268, 0.747],
  [23, 0.448, 0.1346, 0.188, 0.68],
];

describe('Kaplan and Meier', () => {
  const steps = kaplanMeier(patients);

  it('gives the published curve of the 6-MP patients, with errors and band', () => {
    expect(steps.map(({ value }) => value)).toEqual(PUBLISHED.map(([week]) => week));
    steps.forEach((step, i) => {
      const [, survival, error, low, high] = PUBLISHED[i];
      expect(step.survival).toBeCloseTo(survival, 3);
      expect(step.survival * Math.sqrt(step.variance)).toBeCloseTo(error, 4);
      const band = survivalBand(step)!;
      expect(band[0]).toBeCloseTo(low, 3);
      expect(band[1]).toBeCloseTo(high, 3);
    });
  });

  it('gives their median of 23 weeks, 13 to an open end', () => {
    expect(quantileAt(steps, 0.5)).toBe(23);
    expect(crossings(steps, 0.5)).toEqual([13, null]);
    const median = quantileOf(patients, patients.length, 0.5);
    expect(median).toMatchObject({ value: 23, ci95: null, from: 13, beyond: null });
  });

  it('beyond the last remission that ended there is no quantile, only a bound', () => {
    expect(quantileAt(steps, 0.6)).toBeNull();
    const late = quantileOf([...patients, ...patients, ...patients, ...patients], 84, 0.95);
    expect(late).toMatchObject({ value: null, ci95: null, beyond: 23 });
    const none = [5, 9, 7].map((value) => ({ value, weight: 1, censored: true }));
    expect(quantileOf([...none, ...none], 6, 0.5)).toMatchObject({ value: null, beyond: 5 });
  });

  it('does not depend on the order of votes, falls, and is a plain share where all have ended', () => {
    const vote = fc.record({
      value: fc.integer({ min: 1, max: 40 }),
      weight: fc.constantFrom(1, 0.5, 0.25),
      censored: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(vote, { minLength: 1, maxLength: 40 }), (votes) => {
        const curve = kaplanMeier(votes);
        expect(kaplanMeier([...votes].reverse()).map(({ value }) => value)).toEqual(
          curve.map(({ value }) => value),
        );
        curve.forEach((step, i) => {
          expect(step.survival).toBeLessThan(i === 0 ? 1 : curve[i - 1].survival);
          const band = survivalBand(step);
          if (band === null) return;
          expect(band[0]).toBeLessThanOrEqual(step.survival);
          expect(band[1]).toBeGreaterThanOrEqual(step.survival);
        });
        const all = votes.map((each) => ({ ...each, censored: false }));
        const total = all.reduce((sum, { weight }) => sum + weight, 0);
        for (const { value, survival } of kaplanMeier(all)) {
          const longer = all.filter((each) => each.value > value);
          expect(survival).toBeCloseTo(
            longer.reduce((sum, { weight }) => sum + weight, 0) / total,
            9,
          );
        }
      }),
      { seed: 2007, numRuns: 200 },
    );
  });

  it('a run that ends earlier never makes a quantile shorter', () => {
    const times = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 6, maxLength: 60 });
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 100 }), (values, end) => {
        const whole = values.map((value) => ({ value, weight: 1, censored: false }));
        const cut = values.map((value) => ({
          ...{ value: Math.min(value, end), weight: 1, censored: value > end },
        }));
        const early = quantileOf(cut, cut.length, 0.5);
        const late = quantileOf(whole, whole.length, 0.5);
        if (early.value === null) expect(early.beyond!).toBeLessThanOrEqual(end);
        else expect(early.value).toBe(late.value);
      }),
      { seed: 2007, numRuns: 200 },
    );
  });
});

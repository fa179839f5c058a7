import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile, type Law } from '../../sim/engine/laws.ts';
import { residualLife, survival } from '../../sim/engine/lives.ts';

const LAWS: readonly Law[] = [
  { type: 'exponential', mean: 5000 },
  { type: 'weibull', shape: 1.12, scale: 4000 },
  { type: 'weibull', shape: 0.6, scale: 4000 },
  { type: 'lognormal', median: 3000, mean: 5000 },
  { type: 'uniform', from: 1000, to: 9000 },
  { type: 'trace', values: [500, 2000, 7000, 7000, 12_000] },
  { type: 'constant', value: 6000 },
];

const law = fc.constantFrom(...LAWS);
const share = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });

describe('survival(law, ms)', () => {
  it('is what the quantile is the inverse of', () => {
    fc.assert(
      fc.property(law, share, (of, u) => {
        fc.pre(of.type !== 'trace' && of.type !== 'constant');
        expect(survival(of, quantile(of, u))).toBeCloseTo(1 - u, 9);
      }),
    );
  });

  it('counts the values of a trace, and steps down at a constant', () => {
    expect([0, 500, 6999, 7000, 12_000].map((ms) => survival(LAWS[5], ms))).toEqual([
      1, 0.8, 0.6, 0.2, 0,
    ]);
    expect([5999, 6000].map((ms) => survival(LAWS[6], ms))).toEqual([1, 0]);
  });
});

describe('residualLife(law, age, u)', () => {
  it('is the life that is left, given that the age was reached', () => {
    fc.assert(
      fc.property(law, fc.integer({ min: 0, max: 5900 }), share, (of, age, u) => {
        fc.pre(of.type !== 'trace' && of.type !== 'constant');
        const left = residualLife(of, age, u) as number;
        expect(left).toBeGreaterThanOrEqual(0);
        expect(survival(of, age + left) / survival(of, age)).toBeCloseTo(1 - u, 9);
      }),
    );
  });

  it('forgets the age where lives are exponential, and only there', () => {
    expect(residualLife(LAWS[0], 9000, 0.3)).toBe(quantile(LAWS[0], 0.3));
    expect(residualLife(LAWS[1], 9000, 0.3)).toBeLessThan(quantile(LAWS[1], 0.3));
    expect(residualLife(LAWS[2], 9000, 0.3)).toBeGreaterThan(quantile(LAWS[2], 0.3));
  });

  it('is null where nothing becomes so old', () => {
    expect(residualLife(LAWS[4], 9000, 0.5)).toBeNull();
    expect(residualLife(LAWS[5], 12_000, 0.5)).toBeNull();
    expect(residualLife(LAWS[6], 6000, 0.5)).toBeNull();
    expect(residualLife(LAWS[6], 5999, 0.5)).toBe(1);
    expect(residualLife(LAWS[5], 6000, 0.5)).toBe(1000);
  });
});

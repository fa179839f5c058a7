import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { geometric, meanOf, quantile, validateLaw } from '../../sim/engine/laws.ts';
import type { Law } from '../../sim/engine/laws.ts';
import { logGamma, normalQuantile } from '../../sim/engine/special.ts';

const laws: Law[] = [
  { type: 'constant', value: 5 },
  { type: 'exponential', mean: 40 },
  { type: 'weibull', shape: 0.7, scale: 10 },
  { type: 'weibull', shape: 3, scale: 10 },
  { type: 'lognormal', median: 10, mean: 15 },
  { type: 'uniform', from: 2, to: 8 },
  { type: 'trace', values: [9, 1, 4, 4] },
];

describe.each(laws)('quantile of $type', (law) => {
  it('rises with u and has the stated mean', () => {
    const n = 200000;
    let sum = 0;
    let before = -Infinity;
    let falls = 0;
    for (let i = 0; i < n; i++) {
      const value = quantile(law, (i + 0.5) / n);
      if (value < before) falls++;
      before = value;
      sum += value;
    }
    expect(falls).toBe(0);
    expect(Math.abs(sum / n / meanOf(law) - 1)).toBeLessThan(0.001);
  });
});

describe('quantile(law, u)', () => {
  it('inverts the distribution', () => {
    const u = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
    const inverts = fc.property(u, (p) => {
      const x = quantile({ type: 'weibull', shape: 2, scale: 10 }, p);
      expect(-Math.expm1(-((x * x) / 100))).toBeCloseTo(p, 12);
      const y = quantile({ type: 'exponential', mean: 3 }, p);
      expect(-Math.expm1(-y / 3)).toBeCloseTo(p, 12);
    });
    fc.assert(inverts);
  });

  it('has the median where it was put', () => {
    expect(quantile({ type: 'lognormal', median: 10, mean: 15 }, 0.5)).toBe(10);
    expect(quantile({ type: 'lognormal', median: 10, mean: 10 }, 0.99)).toBe(10);
  });

  it('stays finite at the ends of what draws can be', () => {
    for (const law of laws) {
      for (const u of [0.5 / 2 ** 53, 1 - 1 / 2 ** 53]) {
        expect(Number.isFinite(quantile(law, u))).toBe(true);
      }
    }
    expect(() => quantile(laws[0], 0)).toThrow('u must lie between 0 and 1, not 0');
    expect(() => quantile(laws[0], NaN)).toThrow('not NaN');
  });

  it('takes traces in any order, and leaves them so', () => {
    const values = [9, 1, 4, 4];
    const at = [0.1, 0.3, 0.6, 0.9].map((u) => quantile({ type: 'trace', values }, u));
    expect(at).toEqual([1, 4, 4, 9]);
    expect(values).toEqual([9, 1, 4, 4]);
  });
});

describe('validateLaw(law)', () => {
  it.each<[Law, string | null]>([
    ...laws.map((law): [Law, null] => [law, null]),
    [{ type: 'constant', value: -1 }, 'value must be a number of at least 0, not -1'],
    [{ type: 'exponential', mean: 0 }, 'mean must be a number above 0, not 0'],
    [{ type: 'weibull', shape: NaN, scale: 1 }, 'shape must be a number above 0, not NaN'],
    [{ type: 'lognormal', median: 5, mean: 4 }, 'mean must be a number of at least 5, not 4'],
    [{ type: 'uniform', from: 3, to: 2 }, 'to must be a number of at least 3, not 2'],
    [{ type: 'trace', values: [] }, 'values must not be empty'],
    [{ type: 'trace', values: [1, -2] }, 'values[1] must be a number of at least 0, not -2'],
  ])('%o: %s', (law, fault) => expect(validateLaw(law)).toBe(fault));
});

describe('geometric(mean, u)', () => {
  it('counts trials, at least one, with the stated mean', () => {
    for (const mean of [1, 1.2, 4, 300]) {
      const n = 200000;
      let sum = 0;
      for (let i = 0; i < n; i++) sum += geometric(mean, (i + 0.5) / n);
      expect(Math.abs(sum / n / mean - 1)).toBeLessThan(0.002);
    }
    expect(geometric(10, 1e-300)).toBe(1);
    expect(() => geometric(0.5, 0.5)).toThrow('mean must be 1 or more, not 0.5');
  });
});

describe('special functions', () => {
  it('normalQuantile agrees with tabulated values to 14 digits, on all three branches', () => {
    const table: [number, number][] = [
      [0.5, 0],
      [0.25, -0.6744897501960817],
      [0.001, -3.090232306167813],
      [1e-20, -9.26234008979841],
      [0.975, 1.959963984540054],
    ];
    for (const [u, z] of table) {
      expect(Math.abs(normalQuantile(u) - z)).toBeLessThan(2e-14 * Math.max(1, Math.abs(z)));
    }
  });

  it('logGamma agrees with factorials and the root of pi', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n++) {
      expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 12);
      factorial *= n;
    }
    expect(Math.exp(logGamma(1.5))).toBeCloseTo(Math.sqrt(Math.PI) / 2, 13);
  });
});

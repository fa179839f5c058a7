import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { binomialAtMost } from '../../../sim/experiment/statistics/binomial.ts';
import { poissonInterval } from '../../../sim/experiment/statistics/poisson.ts';
import {
  betaBelow,
  betaQuantile,
  gammaBelow,
  gammaQuantile,
} from '../../../sim/experiment/statistics/special.ts';
import { studentBelow, studentQuantile } from '../../../sim/experiment/statistics/student.ts';

/** Rows of arguments and, last, the value. */
const table = JSON.parse(readFileSync('test/experiment/statistics/scipy.json', 'utf8')) as Readonly<
  Record<string, readonly (readonly number[])[]>
>;

const functions: Readonly<Record<string, (...args: number[]) => number>> = {
  ...{ gammaBelow, betaBelow, gammaQuantile, betaQuantile },
  ...{ studentQuantile, studentBelow, binomialAtMost },
};

function near(found: number, wanted: number): void {
  const error = Math.abs(found - wanted);
  expect(error).toBeLessThanOrEqual(1e-9 * Math.abs(wanted) + 1e-13);
}

describe('distribution functions are those of SciPy', () => {
  it.each(Object.keys(functions))('%s', (name) => {
    expect(table[name].length).toBeGreaterThan(10);
    for (const row of table[name]) near(functions[name](...row.slice(0, -1)), row.at(-1)!);
  });

  it('poissonInterval', () => {
    for (const [count, low, high] of table.poissonInterval) {
      const found = poissonInterval(count);
      near(found[0], low);
      near(found[1], high);
    }
  });
});

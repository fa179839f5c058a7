/** Two estimates of the same mean, each with what chance leaves open of it. */
import { expect } from 'vitest';

export interface Mean {
  readonly mean: number;
  /** Standard error. */
  readonly error: number;
}

export function meanOf(values: readonly number[]): Mean {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const square = values.reduce((sum, x) => sum + (x - mean) * (x - mean), 0);
  return { mean, error: Math.sqrt(square / (values.length - 1) / values.length) };
}

/** Within 3.5 standard errors of their difference: 1 run in 2,000 would fail by chance, and this one is fixed by seeds. */
export function expectAlike(one: Mean, other: Mean): void {
  const error = Math.sqrt(one.error * one.error + other.error * other.error);
  expect(error).toBeGreaterThan(0);
  const said = `${one.mean} and ${other.mean}, standard error of their difference ${error}`;
  expect(Math.abs(one.mean - other.mean) / error, said).toBeLessThan(3.5);
}

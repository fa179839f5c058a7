import { describe, expect, it } from 'vitest';
import {
  observationsFor,
  quantileOf,
  quantileRanks,
} from '../../../sim/experiment/statistics/quantiles.ts';
import type { Vote } from '../../../sim/experiment/statistics/kaplan-meier.ts';
import { studentQuantile } from '../../../sim/experiment/statistics/student.ts';
import { ratioInterval } from '../../../sim/experiment/statistics/student.ts';

/** Terms of the binomial law by adding up logarithms: nothing shared with what is tested. */
function binomialTerms(n: number, p: number): number[] {
  const logs = [n * Math.log(1 - p)];
  for (let k = 0; k < n; k++) {
    logs.push(logs[k] + Math.log(n - k) - Math.log(k + 1) + Math.log(p) - Math.log(1 - p));
  }
  return logs.map((log) => Math.exp(log));
}

/** The ranks by trying every one. */
function slowRanks(n: number, p: number): [number, number] | null {
  const terms = binomialTerms(n, p);
  let low = 0;
  let high = 0;
  for (let rank = 1; rank <= n; rank++) {
    const above = terms.slice(0, rank).reduce((sum, term) => sum + term, 0);
    const below = terms.slice(rank).reduce((sum, term) => sum + term, 0);
    if (above <= 0.025) low = rank;
    if (below <= 0.025 && high === 0) high = rank;
  }
  return low === 0 || high === 0 ? null : [low, high];
}

function votes(values: readonly number[]): Vote[] {
  return values.map((value) => ({ value, weight: 1, censored: false }));
}

describe('quantile intervals by order statistics', () => {
  it('p95 needs 72 independent incidents, p99 368, a median 6', () => {
    expect(observationsFor(0.95)).toBe(72);
    expect(observationsFor(0.99)).toBe(368);
    expect(observationsFor(0.5)).toBe(6);
  });

  it('quantileRanks(n, p) are the ranks that a search through all binomial tails finds', () => {
    for (const p of [0.5, 0.95, 0.99]) {
      for (const n of [5, 6, 7, 20, 71, 72, 73, 100, 200, 367, 368, 500]) {
        expect(quantileRanks(n, p), `n ${n}, p ${p}`).toEqual(slowRanks(n, p));
      }
    }
  });

  it('gives null and the number needed below it', () => {
    const few = quantileOf(votes(Array.from({ length: 71 }, (_, i) => i)), 71, 0.95);
    expect(few).toMatchObject({ value: null, ci95: null, needs: 72 });
    const many = quantileOf(votes(Array.from({ length: 72 }, (_, i) => i + 1)), 72, 0.95);
    expect(many.value).toBe(69);
    expect(many.ci95).toEqual([64, 72]);
    expect(many.needs).toBeNull();
  });

  it('a cluster has one vote however many members it has', () => {
    // Ten incidents: nine with one database that takes 1, one with 91 databases that take 9.
    const clustered = [
      ...votes([1, 1, 1, 1, 1, 1, 1, 1, 1]),
      ...Array.from({ length: 91 }, () => ({ value: 9, weight: 1 / 91, censored: false })),
    ];
    expect(quantileOf(clustered, 10, 0.5).value).toBe(1);
  });

  it('censored times push quantiles up, and beyond the last closed one there is none', () => {
    const open = { weight: 1, censored: true };
    const sample = [...votes([1, 2, 3, 4, 5, 6]), { value: 3.5, ...open }, { value: 3.5, ...open }];
    // Kaplan-Meier by hand: S(3) = 5/8, S(4) = 5/8 × 2/3 = 5/12.
    expect(quantileOf(sample, 8, 0.5).value).toBe(4);
    const mostlyOpen = [...votes([1, 2]), ...Array(6).fill({ value: 9, ...open })];
    expect(quantileOf(mostlyOpen, 8, 0.5).value).toBeNull();
  });
});

describe("Student's t", () => {
  it('studentQuantile gives the published table', () => {
    expect(studentQuantile(1, 0.975)).toBeCloseTo(12.7062, 4);
    expect(studentQuantile(2, 0.975)).toBeCloseTo(4.3027, 4);
    expect(studentQuantile(10, 0.95)).toBeCloseTo(1.8125, 4);
    expect(studentQuantile(30, 0.975)).toBeCloseTo(2.0423, 4);
    expect(studentQuantile(199, 0.975)).toBeCloseTo(1.972, 3);
    expect(studentQuantile(30, 0.025)).toBe(-studentQuantile(30, 0.975));
    expect(studentQuantile(7, 0.5)).toBe(0);
  });

  it('ratioInterval with ones as counts is mean ± t × s / sqrt(n)', () => {
    const [low, high] = ratioInterval([1, 2, 3, 4, 5], [1, 1, 1, 1, 1])!;
    const width = studentQuantile(4, 0.975) * Math.sqrt(2.5 / 5);
    expect(low).toBeCloseTo(3 - width, 12);
    expect(high).toBeCloseTo(3 + width, 12);
    expect(ratioInterval([1], [1])).toBeNull();
    expect(ratioInterval([0, 0], [0, 0])).toBeNull();
  });
});

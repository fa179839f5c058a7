import { describe, expect, it } from 'vitest';
import { uniform } from '../../../sim/engine/draw.ts';
import { clopperPearson } from '../../../sim/experiment/statistics/binomial.ts';
import {
  bootstrapRatio,
  drawResamples,
  holm,
} from '../../../sim/experiment/statistics/bootstrap.ts';
import { countInterval } from '../../../sim/experiment/statistics/poisson.ts';
import { quantileOf } from '../../../sim/experiment/statistics/quantiles.ts';
import { meanInterval } from '../../../sim/experiment/statistics/student.ts';

const SEED = 2007;

/** A stream of deviates for one trial of a coverage simulation. */
function stream(trial: number, purpose: string): () => number {
  let ordinal = 0;
  return () => uniform(SEED, trial, 'test/coverage', purpose, ordinal++);
}

function poisson(mean: number, u: () => number): number {
  const limit = Math.exp(-mean);
  let product = u();
  let count = 0;
  while (product > limit) {
    product *= u();
    count++;
  }
  return count;
}

/** The share of trials whose interval holds the truth. */
function coverage(
  trials: number,
  truth: number,
  interval: (t: number) => readonly number[] | null,
) {
  let held = 0;
  for (let trial = 0; trial < trials; trial++) {
    const found = interval(trial);
    if (found !== null && found[0] <= truth && truth <= found[1]) held++;
  }
  return held / trials;
}

describe('intervals hold the truth as often as they say', () => {
  it('countInterval: at least 94 % of 600 samples of 50 Poisson counts', () => {
    for (const mean of [0.02, 0.4, 3]) {
      const share = coverage(600, mean, (trial) => {
        const u = stream(trial, `poisson ${mean}`);
        return countInterval(Array.from({ length: 50 }, () => poisson(mean, u))).interval;
      });
      expect(share, `mean ${mean}`).toBeGreaterThanOrEqual(0.94);
    }
  });

  it('clopperPearson: at least 94 % of 600 samples of 200 years', () => {
    for (const p of [0.01, 0.3]) {
      const share = coverage(600, p, (trial) => {
        const u = stream(trial, `binomial ${p}`);
        let count = 0;
        for (let i = 0; i < 200; i++) if (u() < p) count++;
        return clopperPearson(count, 200);
      });
      expect(share).toBeGreaterThanOrEqual(0.94);
    }
  });

  it('quantileOf: 95 % or a little more, for a law with a long tail', () => {
    const truth = -Math.log(1 - 0.95);
    const share = coverage(500, truth, (trial) => {
      const u = stream(trial, 'p95');
      const votes = Array.from({ length: 150 }, () => ({
        value: -Math.log(u()),
        weight: 1,
        censored: false,
      }));
      return quantileOf(votes, 150, 0.95).ci95;
    });
    expect(share).toBeGreaterThanOrEqual(0.93);
    expect(share).toBeLessThanOrEqual(0.995);
  });

  it('meanInterval: about 95 % once 50 replications are not zero', () => {
    const share = coverage(500, 2, (trial) => {
      const u = stream(trial, 'mean');
      return meanInterval(Array.from({ length: 120 }, () => -2 * Math.log(u())));
    });
    expect(share).toBeGreaterThanOrEqual(0.92);
  });

  it('bootstrapRatio: about 95 % for paired differences', () => {
    const resamples = drawResamples(SEED, 100);
    const share = coverage(150, 1, (trial) => {
      const u = stream(trial, 'bootstrap');
      const sums = Array.from({ length: 100 }, () => 1 + (u() + u() + u() - 1.5) * 4);
      return (
        bootstrapRatio(
          resamples,
          sums,
          sums.map(() => 1),
        )?.ci95 ?? null
      );
    });
    expect(share).toBeGreaterThanOrEqual(0.9);
  });
});

describe('bootstrapRatio', () => {
  it('is the same for the same seed, differs for another, and is null without two active ones', () => {
    const sums = Array.from({ length: 60 }, (_, i) => (i * 37) % 101);
    const ones = sums.map(() => 1);
    const first = bootstrapRatio(drawResamples(1, 60), sums, ones);
    expect(bootstrapRatio(drawResamples(1, 60), sums, ones)).toEqual(first);
    expect(bootstrapRatio(drawResamples(2, 60), sums, ones)).not.toEqual(first);
    expect(bootstrapRatio(drawResamples(1, 6), [3, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0])).toBeNull();
  });

  it('keeps memory flat: beyond 2,000 replications neighbours are drawn together', () => {
    const many = drawResamples(1, 4000);
    expect(many.blocks).toBe(2000);
    const sums = Array.from({ length: 4000 }, (_, i) => i % 3);
    const { ci95 } = bootstrapRatio(
      many,
      sums,
      sums.map(() => 1),
    )!;
    expect(ci95[0]).toBeLessThan(1);
    expect(ci95[1]).toBeGreaterThan(0.99);
  });
});

describe('holm', () => {
  it('gives the published example and keeps the order given', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
    expect(holm([0.6, 0.9])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import {
  binomialAtMost,
  clopperPearson,
  clusteredShare,
} from '../../../sim/experiment/statistics/binomial.ts';
import { countInterval, poissonInterval } from '../../../sim/experiment/statistics/poisson.ts';
import {
  betaBelow,
  betaQuantile,
  gammaBelow,
  gammaQuantile,
  logGamma,
} from '../../../sim/experiment/statistics/special.ts';

function near(actual: readonly number[] | null, expected: readonly number[], digits: number): void {
  expect(actual).not.toBeNull();
  expected.forEach((value, i) => expect(actual![i]).toBeCloseTo(value, digits));
}

describe('incomplete gamma and beta', () => {
  it('logGamma(1/2) = log(sqrt(pi)), also below 1', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13);
    expect(logGamma(5)).toBeCloseTo(Math.log(24), 12);
  });

  it('gammaBelow(n, x) is the closed form 1 - exp(-x) * sum of x^k / k!', () => {
    for (const n of [1, 2, 5, 30]) {
      for (const x of [0.1, 1, 4, 29, 30, 31, 80]) {
        let term = 1;
        let sum = 1;
        for (let k = 1; k < n; k++) sum += term *= x / k;
        expect(gammaBelow(n, x)).toBeCloseTo(1 - Math.exp(-x) * sum, 12);
      }
    }
    expect(gammaBelow(3, 0)).toBe(0);
    expect(gammaBelow(3, Infinity)).toBe(1);
  });

  it('betaBelow(a, b, x) is the binomial tail for whole numbers, and symmetric', () => {
    const choose = [1, 5, 10, 10, 5, 1];
    for (const x of [0.01, 0.2, 0.5, 0.9]) {
      let tail = 0;
      for (let k = 2; k <= 5; k++) {
        let term = choose[k];
        for (let i = 0; i < 5; i++) term *= i < k ? x : 1 - x;
        tail += term;
      }
      expect(betaBelow(2, 4, x)).toBeCloseTo(tail, 12);
      expect(betaBelow(4, 2, 1 - x)).toBeCloseTo(1 - tail, 12);
    }
  });

  it('quantiles invert them', () => {
    for (const p of [1e-6, 0.025, 0.5, 0.975, 0.999999]) {
      for (const shape of [0.3, 1, 7, 400]) {
        expect(gammaBelow(shape, gammaQuantile(shape, p))).toBeCloseTo(p, 11);
        expect(betaBelow(shape, 3, betaQuantile(shape, 3, p))).toBeCloseTo(p, 11);
      }
    }
  });
});

describe('poissonInterval', () => {
  it('gives the published table for 0, 1, 10 and 100', () => {
    near(poissonInterval(0), [0, 3.6889], 4);
    near(poissonInterval(1), [0.0253, 5.5716], 4);
    near(poissonInterval(10), [4.7954, 18.3904], 4);
    near(poissonInterval(100), [81.3637, 121.627], 3);
  });

  it('poissonInterval(0) has the closed form -log(tail)', () => {
    near(poissonInterval(0, 0.9), [0, -Math.log(0.05)], 12);
    near(poissonInterval(0, 0.99), [0, -Math.log(0.005)], 12);
  });
});

describe('countInterval', () => {
  it('is the exact interval of the total over the number of replications', () => {
    const { interval, method } = countInterval([0, 3, 1, 0, 6, 0, 0, 0, 0, 0].map(() => 1));
    near(interval, [0.47954, 1.83904], 5);
    expect(method).toBe('exact Poisson');
    expect(countInterval([]).interval).toBeNull();
  });

  it('widens when the counts come in clusters', () => {
    const counts = Array.from({ length: 100 }, (_, i) => (i % 20 === 0 ? 20 : 0));
    const { interval, method } = countInterval(counts);
    expect(method).toContain('widened');
    // 100 events, but in 5 bursts of 20: as uncertain as about five events.
    const [low, high] = poissonInterval(100 / 19.19);
    near(interval, [low * 0.1919, high * 0.1919], 3);
  });
});

describe('clopperPearson', () => {
  it('0 of 200 years is at most 1.83 %', () => {
    near(clopperPearson(0, 200), [0, 0.0183], 4);
    near(clopperPearson(0, 200), [0, 1 - Math.exp(Math.log(0.025) / 200)], 12);
  });

  it('gives published values for 1 of 10, 5 of 10 and all of 10', () => {
    near(clopperPearson(1, 10), [0.0025, 0.445], 4);
    near(clopperPearson(5, 10), [0.1871, 0.8129], 4);
    near(clopperPearson(10, 10), [0.6915, 1], 4);
    expect(clopperPearson(0, 0)).toBeNull();
  });
});

describe('binomialAtMost', () => {
  it('is the sum of the terms', () => {
    let sum = 0;
    let term = Math.exp(12 * Math.log(0.7));
    for (let k = 0; k <= 12; k++) {
      sum += term;
      expect(binomialAtMost(k, 12, 0.3)).toBeCloseTo(Math.min(1, sum), 12);
      term *= (((12 - k) / (k + 1)) * 0.3) / 0.7;
    }
    expect(binomialAtMost(-1, 12, 0.3)).toBe(0);
  });
});

describe('clusteredShare', () => {
  it('is the exact interval when clusters vary no more than chance', () => {
    const clusters = Array.from({ length: 20 }, () => [1, 100] as const);
    expect(clusteredShare(clusters)).toEqual(clopperPearson(20, 2000));
  });

  it('counts one bad replication of a hundred failures as about one failure', () => {
    const clusters = Array.from({ length: 20 }, (_, i) => [i === 0 ? 100 : 0, 100] as const);
    const [low, high] = clusteredShare(clusters)!;
    expect(low).toBeLessThan(0.003);
    expect(high).toBeGreaterThan(0.2);
    expect(clusteredShare([])).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import {
  bootstrapRatio,
  drawResamples,
  RESAMPLES,
} from '../../../sim/experiment/statistics/bootstrap.ts';
import { holm } from '../../../sim/experiment/statistics/holm.ts';
import { meanIntervalOf } from '../../../sim/experiment/statistics/mean.ts';
import { spreadOf } from '../../../sim/experiment/statistics/spread.ts';
import { clopperPearsonRow, exactRows, poissonRow, quantileRow } from '../../coverage/exact.ts';
import { laws } from '../../coverage/laws.ts';
import { keeps } from '../../coverage/row.ts';
import { censoredRow, clusteredRow, countRow, meanRow } from '../../coverage/trials.ts';

describe('exact intervals hold the truth at least as often as they say, outcome by outcome', () => {
  it('Clopper and Pearson, for every probability on a grid and up to 40 years', () => {
    for (let n = 1; n <= 40; n++) {
      for (let p = 0.01; p < 1; p += 0.07) {
        expect(clopperPearsonRow(n, p).held, `n ${n}, p ${p}`).toBeGreaterThanOrEqual(0.95 - 1e-9);
      }
    }
  });

  it('Poisson counts, and ranks of every number of incidents', () => {
    for (let mean = 0.05; mean < 30; mean *= 1.3) {
      expect(poissonRow(mean).held, `mean ${mean}`).toBeGreaterThanOrEqual(0.95 - 1e-9);
    }
    for (const p of [0.5, 0.95, 0.99]) {
      for (const n of [6, 40, 72, 100, 368, 500]) {
        const { held, offered } = quantileRow(n, p);
        if (offered > 0) expect(held, `n ${n}, p ${p}`).toBeGreaterThanOrEqual(0.95 - 1e-9);
      }
    }
  });

  it('the table of the command keeps its promises', () => {
    for (const row of exactRows()) expect(keeps(row), JSON.stringify(row)).toBe(true);
  });
});

/** A slice of `npm run coverage`, with room for the chance of few trials. */
describe('approximate intervals mislead seldom', () => {
  const trials = 150;
  const most = 0.07 + 2 * Math.sqrt((0.05 * 0.95) / trials);
  const size = { rate: 0.4, replications: 200 } as const;

  it.each(laws.map((law) => [law.name, law] as const))('means and differences: %s', (_, law) => {
    for (const ask of ['mean of a year', 'mean of an incident', 'paired difference'] as const) {
      const row = meanRow(ask, law, size, law.rare === true, trials);
      expect(keeps(row), JSON.stringify(row)).toBe(true);
      if (law.rare !== true) expect(row.offered, JSON.stringify(row)).toBeGreaterThan(0.95);
    }
  });

  it('quantiles of times that partly still run', () => {
    const row = censoredRow(laws[2], 0.95, 150, 300);
    expect(row.offered).toBeGreaterThan(0.5);
    expect(row.misled).toBeLessThanOrEqual(most);
  });

  it('shares of things that come in clusters, and counts that come in bursts', () => {
    expect(clusteredRow(0.3, 0.5, trials).misled).toBeLessThanOrEqual(most);
    expect(countRow(3, 3, trials).misled).toBeLessThanOrEqual(most);
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

  it('moves and scales with the values, and mirrors', () => {
    const resamples = drawResamples(1, 60);
    const sums = Array.from({ length: 60 }, (_, i) => ((i * i) % 47) - 11);
    const ones = sums.map(() => 1);
    const of = (make: (x: number) => number) =>
      bootstrapRatio(resamples, sums.map(make), ones)!.ci95;
    const [low, high] = of((x) => x);
    of((x) => 3 * x + 5).forEach((end, i) => expect(end).toBeCloseTo(3 * [low, high][i] + 5, 9));
    of((x) => -x).forEach((end, i) => expect(end).toBeCloseTo([-high, -low][i], 9));
  });

  it('of a clear difference finds the smallest probability that its resamples allow', () => {
    const sums = Array.from({ length: 60 }, (_, i) => 100 + (i % 7));
    const found = bootstrapRatio(
      drawResamples(1, 60),
      sums,
      sums.map(() => 1),
    )!;
    expect(found.p).toBeCloseTo(2 / (RESAMPLES + 1), 12);
    const none = sums.map((_, i) => (i % 2 === 0 ? 1 : -1) * (1 + (i >> 1)));
    expect(
      bootstrapRatio(
        drawResamples(1, 60),
        none,
        sums.map(() => 1),
      )!.p,
    ).toBeGreaterThan(0.5);
    const same = bootstrapRatio(drawResamples(1, 3), [2, 2, 2], [1, 1, 1])!;
    expect(same).toEqual({ ci95: [2, 2], p: 2 / (RESAMPLES + 1) });
  });

  it('keeps memory flat: beyond 2,000 replications neighbours are drawn together', () => {
    const many = drawResamples(1, 4000);
    expect(many.blocks).toBe(2000);
    const sums = Array.from({ length: 4000 }, (_, i) => (i * 7919) % 13);
    const { ci95 } = bootstrapRatio(
      many,
      sums,
      sums.map(() => 1),
    )!;
    expect(ci95[0]).toBeLessThan(6);
    expect(ci95[1]).toBeGreaterThan(6);
  });
});

describe('which interval a mean gets', () => {
  const resamples = drawResamples(1, 200);
  const ask = (value: (i: number) => number) => {
    const sums = Array.from({ length: 200 }, (_, i) => value(i));
    const any = sums.filter((each) => each !== 0).length;
    return meanIntervalOf(
      { sums, counts: sums.map(() => 1), any, rareTailEvents: null },
      resamples,
    );
  };

  it('needs 50 replications that are not zero', () => {
    expect(ask((i) => (i < 49 ? 4 + (i % 2) : 0))).toMatchObject({ ci95: null, needs: 50 });
    expect(ask((i) => (i < 50 ? 4 + (i % 2) : 0))).toMatchObject({
      method: 'Student t',
      needs: null,
    });
  });

  it('reaches as far as three more like the one that makes the spread, and farther off, would move it', () => {
    const [low, high] = ask((i) => (i === 0 ? 1000 : 1 + (i % 3))).ci95!;
    expect(high).toBeGreaterThan((3 * 2.4 * 1000) / 200);
    expect(low).toBeLessThan(2);
  });

  it('carriers: all of them where they differ alike, one where one alone differs', () => {
    const ones = Array.from({ length: 100 }, () => 1);
    expect(
      spreadOf(
        ones.map((_, i) => i % 2),
        ones,
      )!.carriers,
    ).toBeCloseTo(100, 9);
    expect(
      spreadOf(
        ones.map((_, i) => (i === 0 ? 1 : 0)),
        ones,
      )!.carriers,
    ).toBeLessThan(1.1);
    expect(spreadOf([3, 3], [1, 1])).toMatchObject({ error: 0, carriers: 2 });
    expect(spreadOf([0, 0], [0, 0])).toBeNull();
  });
});

describe('holm', () => {
  it('gives the published example and keeps the order given', () => {
    expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
    expect(holm([0.6, 0.9])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });
});

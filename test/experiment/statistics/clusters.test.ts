import { describe, expect, it } from 'vitest';
import { drawResamples } from '../../../sim/experiment/statistics/bootstrap.ts';
import { clusterInterval } from '../../../sim/experiment/statistics/clusters.ts';
import {
  effectiveShare,
  kish,
  shareInterval,
} from '../../../sim/experiment/statistics/effective.ts';
import { clopperPearson } from '../../../sim/experiment/statistics/binomial.ts';
import { laws } from '../../coverage/laws.ts';
import {
  composedRow,
  exposedMeanRow,
  exposedQuantileRow,
  exposedShareRow,
  patterns,
} from '../../coverage/exposed.ts';
import { sequentialRow } from '../../coverage/decisions.ts';
import { keeps } from '../../coverage/row.ts';

const resamples = drawResamples(1, 48);
const phases = Array.from({ length: 48 }, (_, i) => i % 12);
const base = { value: 10, phases, far: [0, 0] as const, rareTailInjections: null };

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  return values.map((each) => (each - mean) / values.length);
}

describe('intervals over base runs', () => {
  it('what phases of the week differ by is no error where each was visited often enough', () => {
    const noise = phases.map((_, i) => ((i * 7919) % 13) / 13);
    const hourly = noise.map((each, i) => each + 100 * phases[i]);
    const width = (values: readonly number[], of = phases) => {
      const { ci95 } = clusterInterval({ ...base, moves: centred(values), phases: of }, resamples);
      return ci95![1] - ci95![0];
    };
    expect(width(hourly)).toBeCloseTo(width(noise), 6);
    const alone = phases.map((_, i) => i);
    expect(width(hourly, alone)).toBeGreaterThan(50 * width(noise, alone));
  });

  it('are withheld with what they need', () => {
    const moves = centred(phases.map((_, i) => i % 5));
    const needs = (changes: object) => clusterInterval({ ...base, moves, ...changes }, resamples);
    expect(needs({ rareTailInjections: 100 })).toMatchObject({
      ci95: null,
      needs: { baseRuns: 72 },
    });
    expect(needs({ rareTailInjections: 149 }).ci95).not.toBeNull();
    expect(needs({ moves: moves.slice(0, 9), phases: phases.slice(0, 9) }).because).toBe(
      '9 of 10 base runs',
    );
  });
});

describe('what no injection has shown', () => {
  const moves = centred(phases.map((_, i) => i % 5));
  const of = (far: readonly [number, number], value = 10) =>
    clusterInterval({ ...base, moves, value, far }, resamples);

  it('is in the interval: three more, two and a half times as far off as the farthest', () => {
    const seen = of([0, 0]).ci95!;
    expect(of([-0.001, 0.001]).ci95).toEqual(seen);
    expect(of([-1, 2]).ci95![0]).toBeCloseTo(10 + 2.5 * Math.log(0.05), 9);
    expect(of([-1, 2]).ci95![1]).toBeCloseTo(10 - 5 * Math.log(0.05), 9);
  });

  it('bounds p, so that it is 5 % where the interval just reaches zero', () => {
    expect(of([0, 0]).p).toBeLessThan(1e-6);
    const reaching = -10 / (2.5 * Math.log(0.05));
    expect(of([-reaching, 0]).p).toBeCloseTo(0.05, 9);
    expect(of([-reaching, 0]).ci95![0]).toBeCloseTo(0, 9);
    expect(of([0, reaching], -10).p).toBeCloseTo(0.05, 9);
  });
});

describe('effective numbers', () => {
  it('Kish: equal weights count all, one heavy weight hardly more than one', () => {
    expect(kish([1, 1, 1, 1])).toBe(4);
    expect(kish([100, 1, 1])).toBeLessThan(1.1);
    expect(kish([])).toBe(0);
  });

  it('what was never seen is worth as many trials as there were, and no more', () => {
    const trials = phases.map((_, replication) => ({ replication, weight: 1, success: 0 }));
    const found = effectiveShare(
      trials,
      phases.map((_, i) => i),
    )!;
    expect(found.effective).toBeLessThan(48);
    const [low, high] = shareInterval(found)!;
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(clopperPearson(0, 48)![1]);
  });

  it('base runs that differ as wholes are worth about one trial each', () => {
    const trials = phases.flatMap((_, replication) =>
      Array.from({ length: 20 }, () => ({ replication, weight: 1, success: replication % 2 })),
    );
    const { share, effective } = effectiveShare(
      trials,
      phases.map((_, i) => i),
    )!;
    expect(share).toBe(0.5);
    expect(effective).toBeGreaterThan(40);
    expect(effective).toBeLessThan(50);
  });
});

/** A slice of `npm run coverage`, with room for the chance of few trials. */
describe('intervals of exposure and of looks mislead seldom', () => {
  const trials = 100;

  it.each([
    ['means', () => exposedMeanRow(laws[1], 24, patterns[1], trials)],
    ['means of heavy tails', () => exposedMeanRow(laws[4], 24, patterns[0], trials)],
    ['composed', () => composedRow(laws[1], 24, patterns[0], trials)],
    ['quantiles', () => exposedQuantileRow(laws[2], 0.95, 24, trials)],
    ['shares', () => exposedShareRow(0.3, 0.5, 24, trials)],
    ['looks', () => sequentialRow(laws[1], 60)],
  ])('%s', (_, row) => {
    const found = row();
    expect(keeps(found), JSON.stringify(found)).toBe(true);
    expect(found.offered, JSON.stringify(found)).toBeGreaterThan(0.9);
  });
});

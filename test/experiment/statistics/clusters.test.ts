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

const resamples = drawResamples(1, 48);
const phases = Array.from({ length: 48 }, (_, i) => i % 12);
const base = { value: 10, phases, carriers: 100, rareTailInjections: null };

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
    expect(needs({ carriers: 5 })).toMatchObject({ ci95: null, needs: { baseRuns: 144 } });
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
  const most = 0.07 + 2 * Math.sqrt((0.05 * 0.95) / trials);

  it.each([
    ['means', () => exposedMeanRow(laws[1], 24, patterns[1], trials)],
    ['composed', () => composedRow(laws[1], 12, patterns[0], trials)],
    ['quantiles', () => exposedQuantileRow(laws[2], 0.95, 24, trials)],
    ['shares', () => exposedShareRow(0.3, 0.5, 24, trials)],
    ['looks', () => sequentialRow(laws[1], 60)],
  ])('%s', (_, row) => {
    const found = row();
    expect(found.misled, JSON.stringify(found)).toBeLessThanOrEqual(most);
    expect(found.offered, JSON.stringify(found)).toBeGreaterThan(0.5);
  });
});

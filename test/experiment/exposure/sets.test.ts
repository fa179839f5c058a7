/** Bad sets are enumerated with their weights: against all subsets, one by one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NeededSet, SetWorld } from '../../../sim/experiment/exposure/sets.ts';
import { isBadUnder, setWorlds } from '../../../sim/experiment/exposure/sets.ts';

const setsOf = (probabilities: readonly number[]): NeededSet[] =>
  probabilities.map((probability, i) => ({
    ...{ key: `g@${i}/full`, probability, probabilities: [probability], isRead: [true] },
  }));

const total = (worlds: readonly SetWorld[]): number =>
  worlds.reduce((sum, { weight }) => sum + weight, 0);

/** Probability that exactly these sets are bad. */
function chanceOf(probabilities: readonly number[], bad: readonly number[]): number {
  return probabilities.reduce((sum, p, i) => sum * (bad.includes(i) ? p : 1 - p), 1);
}

const anyProbabilities = fc.array(fc.double({ min: 0.0001, max: 0.9, noNaN: true }), {
  ...{ minLength: 0, maxLength: 8 },
});
const share = fc.double({ min: 0, max: 0.999, noNaN: true });

describe('setWorlds', () => {
  it('has weights that add up to 1, at least two bad sets where it says more, one where it says one', () => {
    fc.assert(
      fc.property(anyProbabilities, share, fc.infiniteStream(share), (p, offset, draws) => {
        const worlds = setWorlds(setsOf(p), offset, () => draws.next().value as number);
        expect(total(worlds)).toBeCloseTo(1, 10);
        for (const { hidden, bad, weight } of worlds) {
          expect(weight).toBeGreaterThan(0);
          if (hidden === 'sound') expect(bad).toEqual([]);
          if (hidden === 'one-bad-set') expect(bad).toHaveLength(1);
          if (hidden === 'more-bad-sets') expect(bad.length).toBeGreaterThan(1);
        }
      }),
    );
  });

  it('gives the sound world the probability that all are good, and each single one its own where they are few', () => {
    const p = [0.3, 0.1];
    const worlds = setWorlds(setsOf(p), 0.5, () => 0.5);
    expect(worlds.map(({ bad }) => bad)).toEqual([[], [0], [1], [0, 1]]);
    for (const { bad, weight } of worlds) expect(weight).toBeCloseTo(chanceOf(p, bad), 12);
  });

  it('has one world only where no set is needed, or none can be bad', () => {
    expect(setWorlds([], 0.3, () => 0.5)).toEqual([{ hidden: 'sound', bad: [], weight: 1 }]);
  });

  it('samples single bad sets so that over all offsets each has its own probability', () => {
    const p = [0.02, 0.3, 0.005, 0.1, 0.2];
    const sums = p.map(() => 0);
    const steps = 2000;
    for (let i = 0; i < steps; i++) {
      const ones = setWorlds(setsOf(p), (i + 0.5) / steps, () => 0.5).filter(
        ({ hidden }) => hidden === 'one-bad-set',
      );
      expect(ones.length).toBeLessThanOrEqual(2);
      for (const { bad, weight } of ones) sums[bad[0]] += weight / steps;
    }
    sums.forEach((sum, i) => expect(sum).toBeCloseTo(chanceOf(p, [i]), 3));
  });

  it('draws two or more bad sets by their probability given that there are so many', () => {
    const p = [0.5, 0.2, 0.3];
    const counts = new Map<string, number>();
    const steps = 40;
    // A grid over the three draws instead of chance.
    for (let n = 0; n < steps * steps * steps; n++) {
      const at = [n % steps, Math.floor(n / steps) % steps, Math.floor(n / steps / steps)];
      const worlds = setWorlds(setsOf(p), 0.5, (i) => (at[i] + 0.5) / steps);
      const found = worlds.find(({ hidden }) => hidden === 'more-bad-sets');
      const key = (found?.bad ?? []).join();
      counts.set(key, (counts.get(key) ?? 0) + 1 / (steps * steps * steps));
    }
    const subsets = [[0, 1], [0, 2], [1, 2], [0, 1, 2]]; // prettier-ignore
    const all = subsets.reduce((sum, bad) => sum + chanceOf(p, bad), 0);
    for (const bad of subsets) {
      const share = counts.get(bad.join()) ?? 0;
      expect(Math.abs(share - chanceOf(p, bad) / all), bad.join()).toBeLessThan(0.03);
    }
  });

  it('makes a set of less worn tapes bad less often than the same of another strategy, and never alone', () => {
    const [set] = setsOf([0.02]);
    const uneven = { ...set, probabilities: [0.02, 0.005, 0] };
    let both = 0;
    for (let salt = 0; salt < 4000; salt++) {
      expect(isBadUnder(uneven, 0, 1, salt)).toBe(true);
      expect(isBadUnder(uneven, 2, 1, salt)).toBe(false);
      if (isBadUnder(uneven, 1, 1, salt)) both++;
    }
    expect(both / 4000).toBeGreaterThan(0.22);
    expect(both / 4000).toBeLessThan(0.28);
  });
});

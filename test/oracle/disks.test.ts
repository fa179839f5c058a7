/**
 * The failures of every place for a disk against a chain that is drawn anew, one life after another, by halving the
 * probability of having lived so long.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniform } from '../../sim/engine/draw.ts';
import type { Law } from '../../sim/engine/laws.ts';
import { createOrganization } from '../../sim/org/wiring.ts';
import { stillPlan } from './minimal.ts';

const HOUR = 3_600_000;

/** Probability of living longer than so many milliseconds. */
function surviving(law: Law, ms: number): number {
  if (law.type === 'exponential') return Math.exp(-ms / law.mean);
  if (law.type === 'weibull') return Math.exp(-((ms / law.scale) ** law.shape));
  if (law.type === 'uniform') return Math.min(1, Math.max(0, (law.to - ms) / (law.to - law.from)));
  throw new Error(`no chain for ${law.type}`);
}

/** The time that is left at an age, beyond which a share of 1 - u of those that reached it live. */
function left(law: Law, ageMs: number, u: number): number {
  const reached = surviving(law, ageMs);
  let [low, high] = [0, 1e13];
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (surviving(law, ageMs + middle) / reached > 1 - u) low = middle;
    else high = middle;
  }
  return high;
}

const laws: fc.Arbitrary<Law> = fc.oneof(
  fc.record({ type: fc.constant('exponential' as const), mean: fc.integer({ min: 20 * HOUR, max: 900 * HOUR }) }),
  fc.record({
    type: fc.constant('weibull' as const),
    shape: fc.constantFrom(0.7, 1.12, 3),
    scale: fc.integer({ min: 60 * HOUR, max: 900 * HOUR }),
  }),
  fc.record({
    type: fc.constant('uniform' as const),
    from: fc.integer({ min: 1, max: 100 * HOUR }),
    to: fc.integer({ min: 250 * HOUR, max: 400 * HOUR }),
  }),
); // prettier-ignore

describe('the places for disks', () => {
  it('meet the failures of a chain drawn life by life, to the millisecond, and no others', () => {
    let failures = 0;
    fc.assert(
      fc.property(laws, fc.nat(200 * HOUR), fc.nat(1000), fc.nat(3), (law, age, seed, spares) => {
        const plain = stillPlan([[1]], 150);
        const volumes = plain.volumes.map((v) => ({ ...v, diskAgeMs: age, hotSpares: spares }));
        const plan = { ...plain, volumes, hazards: { 'disk-failed': law } };
        const sim = createOrganization(plan, { seed, replication: 3 });
        const seen = new Map<string, number>();
        sim.on('cause.struck', (f) => {
          if (f.cause === 'disk-failed') seen.set(f.key, f.at);
        });
        sim.runUntil(plan.clock.end - 1);
        const { start, end } = plan.clock;
        for (const { path } of plan.disks) {
          for (let at = start, life = 1; ; life++) {
            const u = uniform(seed, 3, path, 'disk-failed', life);
            const due = at + Math.max(1, Math.ceil(left(law, life === 1 ? age : 0, u)));
            const struck = seen.get(`${path}:disk-failed:${life}`);
            if (due >= end) {
              expect(struck).toBe(undefined);
              break;
            }
            // Halving may end on the other side of a whole millisecond.
            expect(Math.abs((struck as number) - due)).toBeLessThanOrEqual(1);
            seen.delete(`${path}:disk-failed:${life}`);
            at = struck as number;
            failures += 1;
          }
        }
        expect([...seen.keys()]).toEqual([]);
      }),
      { numRuns: 60 },
    );
    expect(failures).toBeGreaterThan(1000);
  });
});

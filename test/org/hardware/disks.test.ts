/** Disks by their ages: how long they live, what happens in their places, and what rebuilds meet. */
import { describe, expect, it } from 'vitest';
import { YEAR } from '../../../sim/engine/clock.ts';
import { residualLife } from '../../../sim/engine/lives.ts';
import { expectedFailures } from '../../../sim/experiment/renewals.ts';
import { bitsOfRebuild } from '../../../sim/org/hardware/disks.ts';
import { diskLife } from '../../../sim/org/hardware/parameters.ts';
import { planOf, smallYaml, watch, type Watched } from '../../support/organization.ts';

const JOBS = '\n    full: { type: full, when: first Sat 20:00 }';
const DISKS = '8 x sas-15k-146gb';

/** A year of many disks, on which nothing but failing disks happens. */
function years(disks: number, age: string, law: string, weeks = 52): Watched {
  const hazards = `hazards: { disk-failed: ${law}, others: none }\n`;
  const yaml = smallYaml({ horizon: `${weeks} weeks`, jobs: JOBS, rest: hazards });
  const big = yaml.replace(
    `raid: raid5, disks: ${DISKS}`,
    `raid: raid10, disks: ${disks} x sas-15k-146gb, ageAtStart: ${age}`,
  );
  const watched = watch(big, { check: false });
  watched.sim.runUntil(watched.plan.clock.end);
  return watched;
}

describe('the life of a disk', () => {
  it('has by default the Weibull law by which disks of two years fail at 3 % a year', () => {
    const law = planOf(smallYaml({ rest: 'hazards: default\n' })).hazards['disk-failed'];
    expect(law).toEqual(diskLife(0.03, 2 * YEAR));
    const { shape, scale } = diskLife(0.03, 2 * YEAR);
    expect(shape).toBe(1.12);
    const hazard = (shape / scale) * Math.exp((shape - 1) * Math.log((2 * YEAR) / scale)) * YEAR;
    expect(hazard).toBeCloseTo(0.03, 6);
    // In the year that follows, 3.1 % of them fail: wear-out has begun.
    const failing = 1 - Math.exp(-expectedFailures(law!, 2 * YEAR, YEAR));
    expect(failing).toBeGreaterThan(0.03);
    expect(failing).toBeLessThan(0.032);
  });

  it('is by its law, given the age at the start (Kolmogorov and Smirnov, 1000 disks)', () => {
    const law = '{ weibull: { shape: 3, scale: 3 years } }';
    const { of, plan } = years(1000, '2 years', law);
    const first = new Map<string, number>();
    for (const fact of of('cause.struck')) {
      if (fact.cause !== 'disk-failed' || !fact.owner.includes('/database/')) continue;
      if (!first.has(fact.owner)) first.set(fact.owner, fact.at - plan.clock.start);
    }
    const times = [...first.values()].sort((a, b) => a - b);
    // Of all disks, not only of those that failed: the share that fails in time is part of the law.
    const away = (ageYears: number): number => {
      const of = plan.hazards['disk-failed']!;
      const below = (ms: number): number => {
        let [low, high] = [0, 1];
        for (let i = 0; i < 50; i++) {
          const middle = (low + high) / 2 || 1e-15;
          if (residualLife(of, ageYears * YEAR, middle)! <= ms) low = middle;
          else high = middle;
        }
        return low;
      };
      return Math.max(...times.map((ms, i) => Math.abs((i + 1) / 1000 - below(ms))));
    };
    expect(times.length).toBeGreaterThan(400);
    const critical = 1.63 / Math.sqrt(1000);
    expect(away(2)).toBeLessThan(critical);
    for (const wrong of [0, 1.8, 2.2]) expect(away(wrong)).toBeGreaterThan(critical);
  });

  it('ends as often as the renewal equation expects, by law and by age', () => {
    for (const [age, law] of [
      ['0 d', '{ weibull: { shape: 3, scale: 1000 h } }'],
      ['1000 h', '{ weibull: { shape: 3, scale: 1000 h } }'],
      ['0 d', '{ exponential: { mean: 700 h } }'],
    ]) {
      const { of, plan } = years(200, age, law, 10);
      const seen = of('cause.struck').filter((f) => f.owner.includes('/database/')).length;
      const { diskAgeMs } = plan.volumes[0];
      const { start, end } = plan.clock;
      const expected = 200 * expectedFailures(plan.hazards['disk-failed']!, diskAgeMs, end - start);
      expect(Math.abs(seen - expected)).toBeLessThan(3 * Math.sqrt(expected));
      expect(Math.abs(seen - expected * 1.2)).toBeGreaterThan(3 * Math.sqrt(expected));
    }
  });

  it('the failures of a place hang on nothing but its law: neither on rebuilds nor on parts', () => {
    const law = '{ weibull: { shape: 1.12, scale: 900 h } }';
    const strikes = (change: (yaml: string) => string): string[] => {
      const rest = `hazards: { disk-failed: ${law}, others: none }\n`;
      const { sim, plan, of } = watch(change(smallYaml({ horizon: '20 weeks', rest })), {
        check: false,
      });
      sim.runUntil(plan.clock.end);
      return of('cause.struck').map((f) => `${f.key} ${f.at}`);
    };
    const plain = strikes((yaml) => yaml);
    expect(plain.length).toBeGreaterThan(20);
    expect(strikes((yaml) => yaml.replace('disk: 30 min', 'disk: 90 h'))).toEqual(plain);
    expect(strikes((yaml) => yaml.replace(DISKS, `${DISKS}, hotSpares: 1`))).toEqual(plain);
    expect(strikes((yaml) => yaml.replace('array: 30 min', 'array: 30 d'))).toEqual(plain);
  });
});

describe('a sector that cannot be read', () => {
  it('is met as often as bits are read to rebuild', () => {
    const rest =
      'hazards: { disk-failed: { exponential: { mean: 500 h } }, sector-unreadable: 1e-11 %, others: none }\n';
    const { sim, plan, of } = watch(smallYaml({ horizon: '1000 weeks', jobs: JOBS, rest }), {
      check: false,
    });
    sim.runUntil(plan.clock.end);
    const bits = bitsOfRebuild(plan.volumes[0]);
    expect(bits).toBe(7 * 146e9 * 8);
    expect(bitsOfRebuild(plan.volumes[1])).toBe(73e9 * 8);
    const ours = (f: { owner: string }): boolean => f.owner.includes('/database/');
    const struck = of('cause.struck').filter(ours);
    const rebuilds = struck.filter((f) => f.cause === 'disk-failed').length;
    const met = struck.filter((f) => f.cause === 'sector-unreadable').length;
    // 8.2e12 bits at 1e-13 each.
    const expected = rebuilds * -Math.expm1(-bits * 1e-13);
    expect(rebuilds).toBeGreaterThan(2000);
    expect(Math.abs(met - expected)).toBeLessThan(2.58 * Math.sqrt(expected));
    expect(Math.abs(met - expected * 1.1)).toBeGreaterThan(2.58 * Math.sqrt(expected));
    // The database fills 1 % of its volume.
    const hit = struck.filter((f) => f.cause === 'sector-unreadable' && !f.absorbed).length;
    expect(hit).toBeGreaterThan(0);
    expect(hit / met).toBeLessThan(0.03);
  });
});

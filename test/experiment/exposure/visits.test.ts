/** When and whom injections strike. */
import { describe, expect, it } from 'vitest';
import { HOUR, WEEK } from '../../../sim/engine/clock.ts';
import { weekStart } from '../../../sim/engine/calendar.ts';
import type { Owner } from '../../../sim/experiment/exposure/owners.ts';
import { visitsOf } from '../../../sim/experiment/exposure/visits.ts';
import type { Visit } from '../../../sim/experiment/exposure/visits.ts';

const start = weekStart(Date.UTC(2007, 2, 5)) + 9 * HOUR;
const clock = {
  warmupStart: start - WEEK,
  start,
  end: start + 26 * WEEK,
  latest: start + 30 * WEEK,
};
const owners: Owner[] = [1, 1, 2].map((perYear, i) => ({ path: `o${i}`, perYear, ids: [i] }));

function visits(replications: number): Visit[] {
  return Array.from({ length: replications }, (_, r) => r)
    .flatMap((r) => visitsOf(7, r, 'volume-lost', owners, clock))
    .filter((visit) => visit !== null);
}

describe('visitsOf', () => {
  it('visits every hour of the week once in twelve base runs, inside of the horizon', () => {
    const all = visits(12);
    expect(all.map(({ hour }) => hour).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 168 }, (_, i) => i),
    );
    for (const { at, hour } of all) {
      expect(at).toBeGreaterThanOrEqual(start);
      expect(at).toBeLessThan(clock.end);
      expect(Math.floor((at - weekStart(at)) / HOUR)).toBe(hour);
    }
  });

  it('spreads the visits of a base run over the horizon, at any minute, apart from the hour', () => {
    for (let r = 0; r < 24; r++) {
      const each = visits(r + 1).slice(-14);
      const slots = each.map(({ at }) => Math.floor((at - start) / ((26 * WEEK) / 14)));
      // Visits at an instant of the week are up to a week away from their slot.
      const halves = slots.filter((slot) => slot < 7).length;
      expect(halves).toBeGreaterThanOrEqual(6);
      expect(halves).toBeLessThanOrEqual(8);
    }
    const minutes = new Set(visits(12).map(({ at }) => Math.floor((at % HOUR) / 60_000)));
    expect(minutes.size).toBeGreaterThan(50);
    const all = visits(120);
    const late = (hours: (hour: number) => boolean): number => {
      const some = all.filter(({ hour }) => hours(hour));
      return some.reduce((sum, { at }) => sum + (at - start) / WEEK, 0) / some.length;
    };
    expect(Math.abs(late((h) => h < 84) - late((h) => h >= 84))).toBeLessThan(1);
  });

  it('strikes owners by their rates, and at every hour', () => {
    const all = visits(360);
    const share = (path: string, among: readonly Visit[]): number =>
      among.filter(({ owner }) => owner.path === path).length / among.length;
    expect(share('o0', all)).toBeCloseTo(0.25, 2);
    expect(share('o2', all)).toBeCloseTo(0.5, 2);
    for (let hour = 0; hour < 168; hour += 24) {
      const some = all.filter((visit) => visit.hour === hour);
      expect(Math.abs(share('o2', some) - 0.5)).toBeLessThan(0.11);
    }
  });

  it('hangs on the seed and the number of the base run alone', () => {
    const twice = [visitsOf(7, 5, 'volume-lost', owners, clock), visits(6).slice(-14)];
    expect(twice[0]).toEqual(twice[1]);
    expect(visitsOf(8, 5, 'volume-lost', owners, clock)).not.toEqual(twice[0]);
    expect(new Set(visits(12).map(({ salt }) => salt)).size).toBe(168);
  });

  it('answers nothing for an hour that a short horizon does not have', () => {
    const short = { ...clock, end: start + 24 * HOUR };
    const found = Array.from({ length: 12 }, (_, r) =>
      visitsOf(7, r, 'volume-lost', owners, short),
    ).flat();
    expect(found.filter((visit) => visit !== null)).toHaveLength(24);
  });
});

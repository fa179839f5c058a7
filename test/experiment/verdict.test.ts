import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../sim/engine/clock.ts';
import { analyse } from '../../sim/experiment/analyse.ts';
import { periodsOf } from '../../sim/experiment/period.ts';
import type { FakeIncident } from './fake-pool.ts';
import { fakePool } from './fake-pool.ts';

function verdictOf(make: Readonly<Record<string, (i: number) => readonly FakeIncident[]>>) {
  const names = Object.keys(make);
  const lists = names.map((name) => Array.from({ length: 100 }, (_, i) => make[name](i)));
  return analyse({
    ...{ seed: 1, replications: 100, baseline: names[0], expectations: [] },
    strategies: names.map((name) => ({ name, label: name })),
    pools: Object.fromEntries(names.map((name, i) => [name, fakePool(lists[i])])),
  }).verdict;
}

describe('the verdict', () => {
  it('says in how many tape recoveries they lose alike, who loses more, and how soon data is back', () => {
    const { headline } = verdictOf({
      weekly: (i) => [{ windowMs: i < 2 ? 100 * HOUR : 12 * HOUR, dataMs: 5 * HOUR }],
      daily: () => [{ windowMs: 10 * HOUR, dataMs: 3 * HOUR }],
    });
    expect(headline).toBe(
      'In 100 simulated years, daily against weekly: in 98 of 100 tape recoveries they lose within ' +
        'a night of each other, in 2 weekly loses more (up to 3 d 18 h of mail); data is back 2 h ' +
        'sooner on average over all 100 incidents [2 h to 2 h].',
    );
  });

  it('leads with what is decided, and says of the rest that it is not', () => {
    const { headline, sentences } = verdictOf({
      weekly: () => [{ dataMs: 5 * HOUR }],
      same: (i) => [{ dataMs: 5 * HOUR + (i % 2 === 0 ? 1 : -1) * HOUR }],
      daily: () => [{ dataMs: 3 * HOUR }],
    });
    expect(headline).toContain('daily against weekly: none of 100 tape recoveries lost mail');
    const [other] = sentences;
    expect(other).toContain('same against weekly');
    expect(other).toMatch(/\[.* sooner to .* later\], which is not decided by this run/);
  });

  it('without any incident decides nothing about recovery', () => {
    const { headline, sentences } = verdictOf({ weekly: () => [], daily: () => [] });
    expect(headline).toContain('decides nothing about recovery');
    expect(sentences[0]).toContain('weekly in 0 of 100 (0 % to 3.6 %)');
  });

  it('of a single strategy tells its incidents', () => {
    const { headline } = verdictOf({ weekly: () => [{ dataMs: 2 * HOUR }] });
    expect(headline).toBe(
      'In 100 simulated years, weekly has 100 incidents; the median one has data back after 2 h.',
    );
  });

  it('counts what was still open', () => {
    const { sentences } = verdictOf({ weekly: (i) => [{ open: i === 0 }] });
    expect(sentences.at(-1)).toContain('1 incident of weekly was still open');
  });

  it('calls horizons that are not about a year runs', () => {
    expect(periodsOf(1, 365 * DAY)).toBe('1 simulated year');
    expect(periodsOf(50, 90 * DAY)).toBe('50 runs of 90 d');
  });
});

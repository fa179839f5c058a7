import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, WEEK } from '../../sim/engine/clock.ts';
import { differencesOf } from '../../sim/experiment/compare.ts';
import { replicationsFor, roundUp } from '../../sim/experiment/judge.ts';
import { pairIncidents } from '../../sim/experiment/pairs.ts';
import { clopperPearson } from '../../sim/experiment/statistics/binomial.ts';
import { drawResamples } from '../../sim/experiment/statistics/bootstrap.ts';
import { backupWindowMs } from '../../sim/experiment/window.ts';
import { metricOf } from '../../sim/metrics/index.ts';
import type { Plan } from '../../sim/org/plan.ts';
import { fakePlan } from '../measure/fake.ts';
import type { FakeIncident } from './fake-pool.ts';
import { fakePool } from './fake-pool.ts';

const resamples = drawResamples(1, 100);

function difference(
  of: (i: number) => readonly FakeIncident[],
  minus: (i: number) => readonly FakeIncident[],
  metric = 'recovery.data',
) {
  const list = (make: typeof of) => fakePool(Array.from({ length: 100 }, (_, i) => make(i)));
  const pools = { daily: list(of), weekly: list(minus) };
  const found = differencesOf(pools, ['weekly', 'daily'], 'weekly', resamples);
  return found.find((each) => each.metric === metric)!;
}

describe('pairs', () => {
  it('meet by replication and root-cause key; a key on one side only pairs with zero', () => {
    const of = fakePool([[{ key: 'a', windowMs: HOUR }], [{ key: 'a', windowMs: 3 * HOUR }]]);
    const minus = fakePool([
      [
        { key: 'a', windowMs: 2 * HOUR },
        { key: 'b', windowMs: 5 * HOUR },
      ],
      [],
    ]);
    const { pairs } = pairIncidents(of, minus, metricOf('loss.window')!, {});
    expect(pairs.map((pair) => [pair.replication, pair.of, pair.minus])).toEqual([
      [0, HOUR, 2 * HOUR],
      [0, 0, 5 * HOUR],
      [1, 3 * HOUR, 0],
    ]);
  });

  it('leave out what is still open on either side', () => {
    const of = fakePool([[{ open: true }]]);
    const minus = fakePool([[{}]]);
    expect(pairIncidents(of, minus, metricOf('recovery.data')!, {})).toEqual({
      pairs: [],
      open: 1,
    });
  });
});

describe('differences', () => {
  it('decide when the paired interval excludes zero and the tie', () => {
    const found = difference(
      (i) => [{ dataMs: (3 + (i % 3)) * HOUR }],
      (i) => [{ dataMs: (5 + (i % 3)) * HOUR }],
    );
    expect(found).toMatchObject({ verdict: 'better', pairs: 100, better: 100, worse: 0 });
    expect(found.mean).toBe(-2 * HOUR);
    expect(found.ci95).toEqual([-2 * HOUR, -2 * HOUR]);
  });

  it('are equal inside the tie of five minutes', () => {
    const found = difference(
      (i) => [{ dataMs: HOUR + (i % 2) * MINUTE }],
      () => [{ dataMs: HOUR }],
    );
    expect(found).toMatchObject({ verdict: 'equal', equal: 100, tie: 5 * MINUTE });
  });

  it('say not decided, and what would decide', () => {
    const found = difference(
      (i) => [{ dataMs: (i % 2 === 0 ? 1 : 10) * HOUR }],
      (i) => [{ dataMs: (i % 2 === 0 ? 10 : 1) * HOUR + (i % 5 === 0 ? 2 * HOUR : 0) }],
    );
    expect(found.verdict).toBe('not decided by this run');
    expect(found.because).toMatch(/holds zero; about \d+ replications would decide it/);
  });

  it('with fewer than 20 incidents are not decided by years', () => {
    const few = (ms: number) => (i: number) => (i < 19 ? [{ dataMs: ms }] : []);
    const found = difference(few(HOUR), few(9 * HOUR));
    expect(found.verdict).toBe('not decided by this run');
    expect(found.because).toBe(
      '19 incidents: not decided by years: see exposure; about 110 replications would have 20',
    );
  });

  it('without any incident say so, and send for nights to more replications alone', () => {
    const nothing = difference(
      () => [],
      () => [],
      'loss.window',
    );
    expect(nothing.because).toBe('no incidents: not decided by years: see exposure');
    const six = fakePool(Array.from({ length: 6 }, () => []));
    const found = differencesOf({ a: six, b: six }, ['a', 'b'], 'a', resamples);
    const night = found.find(({ metric }) => metric === 'backup.duration')!;
    expect(night.verdict).toBe('not decided by this run');
    expect(night.because).not.toContain('exposure');
  });

  it('count incidents that lost anything, not those that did not', () => {
    const found = difference(
      (i) => [{ windowMs: i < 5 ? 40 * HOUR : 0 }],
      () => [{}],
      'loss.window',
    );
    expect(found.verdict).toBe('not decided by this run');
    expect(found.because).toBe(
      '5 incidents of 100 with any: not decided by years: see exposure; about 3000 replications would have 149',
    );
    expect(found).toMatchObject({ worse: 5, equal: 95, better: 0, tie: 10 * HOUR });
  });

  it('that are the same in every pair are equal', () => {
    const found = difference(
      () => [{}],
      () => [{}],
      'loss.window',
    );
    expect(found).toMatchObject({ verdict: 'equal', because: 'the same in all 100 incidents' });
  });

  it('say how much of all pairs is worse, equal, better', () => {
    const found = difference(
      (i) => [{ dataMs: (i < 90 ? 3 : 8) * HOUR }],
      () => [{ dataMs: 5 * HOUR }],
    );
    expect(found).toMatchObject({ worse: 10, equal: 0, better: 90 });
    expect(found.shares.worse).toEqual(clopperPearson(10, 100));
    expect(found.shares.equal![1]).toBeCloseTo(0.0362, 4);
    expect(found.shares.better).toEqual(clopperPearson(90, 100));
  });

  it('leave out what is still open, say so, and decide nothing where that is much', () => {
    const open = (count: number) =>
      difference(
        (i) => [i < count ? { open: true } : { dataMs: (3 + (i % 3)) * HOUR }],
        (i) => [{ dataMs: (5 + (i % 3)) * HOUR }],
      );
    expect(open(5)).toMatchObject({ open: 5, pairs: 95, verdict: 'better' });
    expect(open(6)).toMatchObject({ open: 6, verdict: 'not decided by this run' });
    expect(open(6).because).toBe('6 of 100 incidents still open');
  });

  it('of losses need 149 incidents with any, and are not decided where a few pairs make them', () => {
    const lost = difference(
      (i) => [{ windowMs: (1 + (i % 2)) * HOUR }],
      () => [{ windowMs: 40 * HOUR }],
      'loss.window',
    );
    expect(lost).toMatchObject({ ci95: null, p: null, verdict: 'not decided by this run' });
    expect(lost.because).toBe(
      '100 incidents: a rare, worse kind may still be unseen; about 150 replications would have 149',
    );
    const wild = difference(
      (i) => [{ dataMs: (i === 0 ? 500 : 3) * HOUR + i }],
      () => [{ dataMs: 5 * HOUR }],
    );
    expect(wild.because).toMatch(/^the interval of the difference holds zero/);
    const few = (count: number) =>
      difference(
        (i) => [{ dataMs: (i < count ? 2 : 5) * HOUR }],
        () => [{ dataMs: 5 * HOUR }],
      );
    expect(few(6).verdict).toBe('not decided by this run');
    expect(few(6).p).toBeGreaterThan(0.05);
    expect(few(8)).toMatchObject({ verdict: 'better' });
    const far = difference(
      (i) => [{ dataMs: 3 * HOUR + (i === 0 ? 20 * MINUTE : i) }],
      () => [{ dataMs: 50 * HOUR }],
    );
    expect(far).toMatchObject({ verdict: 'better' });
    expect(far.ci95![1]).toBeLessThan(-20 * HOUR);
  });

  it('against several strategies come strategy by strategy, corrected after Holm', () => {
    const make = (hours: number) =>
      fakePool(Array.from({ length: 100 }, () => [{ dataMs: hours * HOUR }]));
    const pools = { a: make(4), b: make(3), c: make(5) };
    const found = differencesOf(pools, ['a', 'b', 'c'], 'a', resamples);
    const data = found.filter(({ metric }) => metric === 'recovery.data');
    expect(data.map(({ of, verdict }) => [of, verdict])).toEqual([
      ['b', 'better'],
      ['c', 'worse'],
    ]);
    expect(found.slice(0, found.length / 2).every(({ of }) => of === 'b')).toBe(true);
  });
});

describe('what would decide', () => {
  it('replicationsFor grows with the square of the interval, and gives up beyond a million', () => {
    expect(replicationsFor(1, 1, 200)).toBe(230);
    expect(replicationsFor(1, 3, 200)).toBe(2000);
    expect(replicationsFor(0, 3, 200)).toBeNull();
    expect(replicationsFor(1, 1000, 200)).toBeNull();
  });

  it('roundUp keeps two leading digits', () => {
    expect([roundUp(7), roundUp(99), roundUp(101), roundUp(12345)]).toEqual([7, 99, 110, 13000]);
  });
});

describe('backupWindowMs', () => {
  const planWith = (window: readonly number[]) =>
    fakePlan({ jobs: [{ window }] } as unknown as Partial<Plan>);

  it('is the longest unbroken window, also over Sunday midnight, at most a day', () => {
    expect(backupWindowMs(fakePlan())).toBe(10 * HOUR);
    const wrapped = planWith([0, 6 * HOUR, WEEK - 4 * HOUR, WEEK]);
    expect(backupWindowMs(wrapped)).toBe(10 * HOUR);
    expect(backupWindowMs(planWith([0, WEEK]))).toBe(DAY);
  });
});

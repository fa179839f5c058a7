import { describe, expect, it } from 'vitest';
import { uniform } from '../../../sim/engine/draw.ts';
import { HOUR } from '../../../sim/engine/clock.ts';
import type { EndRun } from '../../../sim/experiment/assumptions/changes.ts';
import {
  changesOf,
  groundsOf,
  kindOf,
  movesOf,
} from '../../../sim/experiment/assumptions/changes.ts';
import { kindOf as outcomeKindOf } from '../../../sim/experiment/assumptions/expected.ts';
import type { Pools } from '../../../sim/experiment/assumptions/moves.ts';
import type { ClaimChange, VariedFigure } from '../../../sim/experiment/assumptions/shapes.ts';
import { differencesOf } from '../../../sim/experiment/compare.ts';
import { drawResamples } from '../../../sim/experiment/statistics/bootstrap.ts';
import { fakePool } from '../fake-pool.ts';

const ALL = 100;
const RERUN = 40;
const OPEN = 'not decided by this run';
const resamples = drawResamples(1, ALL);

type Time = (replication: number) => number;

/** Two strategies with one incident in every replication; `daily` against `weekly`, which takes 10 hours. */
function poolsOf(replications: number, daily: Time): Pools {
  const list = (time: Time) =>
    fakePool(Array.from({ length: replications }, (_, k) => [{ dataMs: time(k) }]));
  return { weekly: list(() => 10 * HOUR), daily: list(daily) };
}

const figure = (path: string): VariedFigure => ({
  ...{ path, unit: 'ms', value: 2, low: 1, high: 3, assumed: true, source: '', doc: '' },
  written: { value: '2 ms', low: '1 ms', high: '3 ms' },
});

/** What becomes of `recovery.data` at some ends; the first of them in full. */
function found(before: Time, ...ends: readonly Time[]): ClaimChange[] {
  const pools = poolsOf(ALL, before);
  const claims = differencesOf(pools, ['weekly', 'daily'], 'weekly', resamples);
  const grounds = groundsOf(
    claims.filter(({ metric }) => metric === 'recovery.data'),
    pools,
  );
  const untouched = poolsOf(RERUN, before);
  const runs = ends.map((time, i): EndRun => ({
    ...{ figure: figure(`p${i}`), end: 'low', replications: RERUN, untouched },
    pools: poolsOf(RERUN, time),
  }));
  const moves = runs.map((run) => movesOf(grounds, run, resamples));
  return changesOf(grounds, runs, moves);
}

const noise = (k: number, what: string, width = HOUR): number =>
  Math.round((uniform(3, k, 'test', what, 0) - 0.5) * width);
const sooner: Time = (k) => 8 * HOUR + noise(k, 'a');

describe('a claim at an end', () => {
  it('flips where the figure turns it round in every replication', () => {
    const [row] = found(sooner, (k) => sooner(k) + 5 * HOUR + noise(k, 'b'));
    expect(row).toMatchObject({
      from: 'better',
      to: 'worse',
      change: 'flips',
      replications: RERUN,
    });
    expect(row.p).toBeLessThan(1e-6);
    expect(row.shift! / HOUR).toBeCloseTo(5, 0);
    expect(row.mean! / HOUR).toBeCloseTo(3, 0);
    expect(row.shiftCi95![0]).toBeGreaterThan(4.5 * HOUR);
    expect(row.ci95![0]).toBeGreaterThan(2.5 * HOUR);
  });

  it('ends in a tie, or begins from one', () => {
    const tie = (k: number) => 10 * HOUR + noise(k, 'tie', HOUR / 30);
    expect(found(sooner, tie)[0]).toMatchObject({ from: 'better', to: 'equal', change: 'ends' });
    expect(found(tie, sooner)[0]).toMatchObject({ from: 'equal', to: 'better', change: 'begins' });
  });

  it('is the same answer where it moves to the same side', () => {
    const [row] = found(sooner, (k) => sooner(k) - HOUR);
    expect(row).toMatchObject({ from: 'better', to: 'better', change: 'none' });
    expect(row.shift).toBe(-HOUR);
  });

  it('is no row at all where nothing moves it', () => {
    expect(found(sooner, sooner)).toEqual([]);
  });

  it('is open, not flipped, where a few replications make the whole shift', () => {
    const [row] = found(sooner, (k) => sooner(k) + (k === 7 || k === 21 ? 100 * HOUR : 0));
    expect(row).toMatchObject({ from: 'better', to: OPEN, change: 'open' });
    expect(row.shiftCi95![0]).toBeLessThan(0);
    expect(row.p).toBeGreaterThan(0.05);
    expect(row.mean).toBeGreaterThan(0);
  });

  it('never flips by noise, however many figures are asked', () => {
    // Each end draws other noise around no difference at all: 120 chances to be wrong at 5 %.
    const close: Time = (k) => 10 * HOUR + noise(k, 'close', 6 * HOUR);
    const ends = Array.from(
      { length: 120 },
      (_, i): Time =>
        (k) =>
          10 * HOUR + noise(k, `end ${i}`, 6 * HOUR),
    );
    const rows = found(close, ...ends);
    expect(rows).toHaveLength(120);
    expect(rows.filter(({ change }) => !['none', 'open'].includes(change))).toEqual([]);
  });
});

describe('a change', () => {
  const sure = { at: true, shift: true };
  it('has a name by what it was and what it becomes', () => {
    expect(kindOf('worse', 'better', sure).change).toBe('flips');
    expect(kindOf('worse', 'equal', sure).change).toBe('ends');
    expect(kindOf('worse', OPEN, sure).change).toBe('ends');
    expect(kindOf('equal', OPEN, sure).change).toBe('ends');
    expect(kindOf('equal', 'worse', sure).change).toBe('begins');
    expect(kindOf(OPEN, 'better', sure).change).toBe('begins');
    expect(kindOf(OPEN, 'equal', sure).change).toBe('begins');
    expect(kindOf(OPEN, OPEN, sure).change).toBe('none');
  });

  it('is open unless the shift is proven, and the new side too', () => {
    expect(kindOf('worse', 'better', { at: true, shift: false }).change).toBe('open');
    expect(kindOf('worse', 'better', { at: false, shift: true }).change).toBe('open');
    expect(kindOf('worse', 'equal', { at: false, shift: true }).change).toBe('ends');
  });
});

describe('an expectation at an end', () => {
  it.each([
    ['pass', 'pass', 'miss', false, 'flips'],
    ['pass', 'undecided', 'miss', true, 'flips'],
    ['undecided', 'undecided', 'pass', false, 'begins'],
    // So few replications decide it as things are: then the end decides nothing.
    ['undecided', 'pass', 'pass', false, 'none'],
    ['pass', 'pass', 'undecided', true, 'open'],
    ['pass', 'undecided', 'undecided', false, 'none'],
    ['miss', 'miss', 'miss', false, 'none'],
  ] as const)(
    '%s; %s in few; %s at the end (crosses: %s): %s',
    (whole, same, to, crossed, change) => {
      expect(outcomeKindOf(whole, same, to, crossed).change).toBe(change);
    },
  );
});

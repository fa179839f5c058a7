/** What a story says there was to restore from: the newest chain that still existed, and the fulls that failed since. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../sim/engine/clock.ts';
import { before, chainOf } from '../../sim/report/story/sets.ts';
import type { Scene } from '../../sim/report/story/scene.ts';
import { fakePlan, START } from '../measure/fake.ts';

const backup = (day: number, set: number, changes: object = {}) => ({
  ...{
    type: 'backup.ended',
    at: START + day * DAY,
    began: START + day * DAY - 1,
    night: START + day * DAY - 2,
  },
  ...{
    job: 0,
    group: 0,
    set,
    backupType: 'full',
    outcome: 'succeeded',
    because: '',
    logs: 1,
    lowLog: 1,
    highLog: day,
  },
  ...changes,
});

function scene(
  backups: readonly object[],
  cartridges: readonly object[] = [],
  noticed: readonly object[] = [],
  staged: readonly object[] = [],
): Scene {
  const row = { at: START + 10 * DAY };
  const tape = { said: [], backups, cartridges, noticed, staged, snapshots: [], written: [] };
  return {
    plan: fakePlan(),
    row,
    decidedAt: row.at,
    groups: [0],
    origins: [0],
    tape,
    from: START,
    over: START + 11 * DAY,
  } as unknown as Scene;
}

const lost = (day: number, sets: readonly number[]) => ({
  ...{ at: START + day * DAY, cartridge: 3, because: 'taken', groups: [0], sets },
});

const sets = (of: Scene) => chainOf(of, 0)?.map((fact) => fact.set);

describe('the newest chain of a story', () => {
  const week = [backup(1, 1), backup(2, 2), backup(3, 3, { backupType: 'incremental' })];

  it('begins with the newest full that succeeded', () => {
    expect(sets(scene(week))).toEqual([2, 3]);
  });

  it('passes over what a lost cartridge took before the failure, and not what was written since', () => {
    expect(sets(scene(week, [lost(4, [2])]))).toEqual([1, 3]);
    expect(sets(scene(week, [lost(10.5, [2])]))).toEqual([2, 3]);
    // A copy of it on another medium is as good, unless that is lost as well.
    const copy = { set: 2, copy: 9, group: 0, at: START + 2.5 * DAY };
    expect(sets(scene(week, [lost(4, [2])], [], [copy]))).toEqual([2, 3]);
    expect(sets(scene(week, [lost(4, [2]), lost(5, [9])], [], [copy]))).toEqual([1, 3]);
  });

  it('is told with the fulls that failed since', () => {
    const failed = backup(4, 4, { outcome: 'failed', because: 'the job failed' });
    const lines = before(scene([...week, failed]));
    expect(lines.map((line) => line.text)).toEqual([
      expect.stringContaining('the newest chain is the full'),
      expect.stringContaining('has failed'),
    ]);
    expect(lines[1].because).toBe('the job failed; nobody had seen it');
    const by = { job: 0, group: 0, failedAt: START + 4 * DAY, by: 'the check of the backups' };
    const [, told] = before(scene([...week, failed], [], [{ ...by, at: START + 5 * DAY }]));
    expect(told.because).toBe('the job failed; seen after 1 d by the check of the backups');
    const [, late] = before(scene([...week, failed], [], [{ ...by, at: START + 11 * DAY }]));
    expect(late.because).toBe('the job failed; nobody had seen it');
    const older = backup(1.5, 4, { outcome: 'failed' });
    expect(before(scene([...week, older])).length).toBe(1);
  });
});

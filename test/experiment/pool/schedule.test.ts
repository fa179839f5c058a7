import { describe, expect, it } from 'vitest';
import { Schedule } from '../../../sim/experiment/pool/schedule.ts';

describe('the schedule of runs', () => {
  it('hands out runs in order, each once', () => {
    const schedule = new Schedule(3);
    expect([1, 2, 3, 4].map(() => schedule.take())).toEqual([0, 1, 2, null]);
    expect(schedule.waiting).toBe(0);
  });

  it('hands out first what a dead worker left', () => {
    const schedule = new Schedule(9);
    for (let i = 0; i < 6; i++) schedule.take();
    schedule.finish(0);
    expect(schedule.giveBack([4, 5])).toBe(true);
    expect(schedule.giveBack([1, 2])).toBe(true);
    expect(schedule.waiting).toBe(7);
    expect([1, 2, 3, 4, 5].map(() => schedule.take())).toEqual([1, 2, 4, 5, 6]);
  });

  it('gives up a run that ended two workers, and blames no run that had not begun', () => {
    const schedule = new Schedule(4);
    for (let i = 0; i < 3; i++) schedule.take();
    expect(schedule.giveBack([0, 2])).toBe(true);
    schedule.take();
    schedule.take();
    expect(schedule.giveBack([2])).toBe(true);
    expect(schedule.giveBack([1])).toBe(true);
    expect(schedule.giveBack([0])).toBe(false);
    expect(schedule.giveBack([])).toBe(true);
  });

  it('ends with the first failure in the order of runs, whichever came first in time', () => {
    const schedule = new Schedule(9);
    for (let i = 0; i < 5; i++) schedule.take();
    const [early, late] = [new Error('run 1'), new Error('run 3')];
    schedule.fail(3, late);
    // Nothing behind the failure is begun any more, and what is before it must still end.
    expect(schedule.take()).toBeNull();
    expect(schedule.verdict).toBeNull();
    for (const run of [0, 2]) schedule.finish(run);
    expect(schedule.verdict).toBeNull();
    schedule.fail(1, early);
    expect(schedule.verdict).toBe(early);
  });

  it('waits for a run before the failure that a dead worker gave back', () => {
    const schedule = new Schedule(4);
    for (let i = 0; i < 3; i++) schedule.take();
    const error = new Error('run 2');
    schedule.fail(2, error);
    schedule.giveBack([0]);
    schedule.giveBack([1]);
    expect(schedule.verdict).toBeNull();
    for (const run of [0, 1]) {
      expect(schedule.take()).toBe(run);
      schedule.finish(run);
    }
    expect(schedule.take()).toBeNull();
    expect(schedule.verdict).toBe(error);
  });
});

/** Backups that fail for weeks while nobody looks: what it does to log volumes, to replays, and to what a fire finds. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../sim/engine/clock.ts';
import { groups } from '../../support/backup.ts';
import { lookAfter } from '../../support/noticing.ts';
import type { Watched } from '../../support/organization.ts';
import { toEnd, volume } from '../../support/recovery.ts';

const RARELY = 'parameters: { backup: { unreadLogNoticedMs: 8 weeks, recurringShare: 100 % } }\n';
const FAILS = 'hazards: { job-failed: 40 %, others: none }\n';
const UNSEEN = ['readLog: never'];

/** Two weeks of nightly fulls, of which many fail for a reason that recurs; then what a fault loses. */
function weeks(operations: readonly string[], lose: string, mailboxes = 100): Watched {
  const fault = `faults: { gone: { at: week 3 Thu 14:30, lose: ${lose} } }\n`;
  return lookAfter({
    rest: FAILS + RARELY + fault,
    groups: groups({ sg1: { db1: { mailboxes } } }),
    logDisks: '2 x sas-15k-36gb',
    horizon: '3 weeks',
    operations,
  });
}

describe('failures that nobody sees', () => {
  it('TRN-15: leave the logs of weeks on disk, and recovery replays them all', () => {
    const replayed = (watched: Watched): number => {
      const [done] = toEnd(watched).of('replay.done');
      return done.to - done.from + 1;
    };
    const [unseen, checked] = [
      replayed(weeks(UNSEEN, volume('database'))),
      replayed(weeks(['readLog: daily 09:00'], volume('database'))),
    ];
    expect(unseen).toBeGreaterThan(5 * checked);
  });

  it('TRN-15: fill the log volume, and the group stops', () => {
    const big = 700;
    const unseen = toEnd(weeks(UNSEEN, volume('database'), big));
    expect(unseen.of('log-volume.full').length).toBeGreaterThan(0);
    const checked = toEnd(weeks(['readLog: daily 09:00'], volume('database'), big));
    expect(checked.of('log-volume.full')).toEqual([]);
  });

  it('MON-08: the newest backup that a fire finds is weeks old, where a daily check keeps it at days', () => {
    const age = (operations: readonly string[]): number => {
      const [closed] = toEnd(weeks(operations, 'servers/mbx1')).of('incident.closed');
      return closed.backupMs / DAY;
    };
    expect(age(UNSEEN)).toBeGreaterThan(14);
    expect(age(['readLog: daily 09:00'])).toBeLessThan(4);
    // Half of the night is enough to miss a success and to run the job again (MON-09).
    expect(age([...UNSEEN, 'monitoring: { missingSuccess: 3 h }'])).toBeLessThan(3);
  });
});

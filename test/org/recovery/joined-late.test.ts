/** A file holds what it joined its log stream with, whatever becomes of logs older than that; it was given up with them. */
import { expect, it } from 'vitest';
import { groups, instant, jobs } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { DATABASE, faulty, SERVER, steps, toEnd } from '../../support/recovery.ts';

const torn = (group: string, at: string): string =>
  `at: ${at}, corrupt: ${SERVER}/storageGroups/${group}/logs/open`;

/** Oldest mail of db1 that was given up, by the instant at which it was. */
const oldestLost = (watched: Watched): number[] => {
  const oldest = new Map<number, number>();
  for (const { at, database, from } of watched.of('content.lost'))
    if (database === 0) oldest.set(at, Math.min(from, oldest.get(at) ?? Infinity));
  return [...oldest.values()];
};

it('restored while another of its group still waited at the checkpoint of a broken log, and repaired then (ESE-21)', () => {
  const faults = {
    torn: torn('sg1', 'week 2 Thu 14:33'),
    crash: `at: week 2 Thu 18:00, fail: ${SERVER}`,
  };
  const shape = {
    // Of db2 there is no set: its repair takes days.
    jobs: jobs({ full: `type: full, when: daily 20:00, of: ${DATABASE}` }),
    groups: groups({ sg1: { db1: {}, db2: { size: '100 GiB' } } }),
    horizon: '3 weeks',
  };
  const yaml = faulty(faults, shape).replace('exchange-2007', 'exchange-2003');
  const watched = toEnd(watch(yaml));
  expect(steps(watched, 'repair').map((s) => [s.database, s.aborted])).toEqual([
    [1, true],
    [0, false],
    [1, false],
  ]);
  const [first, second, ...more] = oldestLost(watched);
  expect(more).toEqual([]);
  // Hard recovery ended before the broken log; the repair gives up nothing but what has come since.
  const at = instant(watched.plan, 2, 'Thu 14:33');
  expect(first).toBeLessThan(at);
  expect(second).toBe(at);
});

it('moved to a group which lost, soon after, the log that was open when it came (REC-21, REC-23)', () => {
  const faults = { torn: torn('sg2', 'week 2 Thu 14:12') };
  const shape = {
    jobs: jobs({ full: 'type: full, when: daily 20:00' }),
    groups: groups({ sg1: { db1: { mailboxes: 1 } }, sg2: { db2: { mailboxes: 1 } } }),
  };
  const move = `{ database: ${DATABASE}, to: ${SERVER}/storageGroups/sg2, at: week 2 Thu 14:00 }`;
  const yaml = faulty(faults, shape).replace(
    '\noperations:\n',
    `\noperations:\n  moves:\n    it: ${move}\n`,
  );
  const watched = toEnd(watch(yaml));
  const down = watched.of('database.down').find((f) => f.because === 'dismounted to be moved')!.at;
  expect(oldestLost(watched)).toEqual([down]);
});

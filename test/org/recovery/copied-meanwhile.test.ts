/** A set that cannot be read, and that is just being copied: the copy serves a restore that is not over yet. */
import { expect, it } from 'vitest';
import { groups, jobs, path } from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';
import { faulty, rowsOf, toEnd } from '../../support/recovery.ts';

it.each([false, true])(
  'it is read before what it holds is given up (checkRestore: %s)',
  (checks) => {
    // The way back was decided while the drive was busy; hours later, when the copy had long been there, its logs were given up.
    const logs = 'engine: vss-software, type: incremental, when: Thu 14:00';
    const yaml = faulty(
      {
        bad: `at: week 1 Thu 14:04, spoil: { newestSetOf: ${path('sg1')} }`,
        gone: `at: week 1 Thu 14:10, delete: ${path('sg1', 'db1')}`,
      },
      {
        groups: groups({ sg1: { db1: { size: '1 GiB' } }, sg2: { db1: { size: '300 GiB' } } }),
        jobs: jobs({
          full: `engine: vss-software, type: full, when: Thu 12:00, of: [${path('sg1')}]`,
          logs: `${logs}, of: [${path('sg1')}]`,
          // Has the only drive when the snapshot of the logs is there.
          long: `type: full, when: Thu 13:30, of: [${path('sg2')}]`,
        }),
        horizon: '1 week',
      },
      `recovery: { checkRestore: ${checks} }\nparameters: { store: { replayLogsPerSecond: 0.002 logs/s } }\n`,
    );
    const watched = toEnd(watch(yaml));
    const told = watched.of('recovery.fallback').map(({ because }) => because);
    expect(told).toEqual([
      'a set could not be read',
      expect.stringMatching(/others are there by now$/),
    ]);
    expect(rowsOf(watched)[0].lostMessages).toBe(0);
    expect(rowsOf(watched)[0].sets).toHaveLength(3);
  },
);

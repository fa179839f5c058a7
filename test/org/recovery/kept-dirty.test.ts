/** A damaged file that was kept aside dirty, and comes back to a group that has gone on without it. */
import { expect, it } from 'vitest';
import { groups, jobs } from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';
import { DATABASE, faulty, steps, toEnd } from '../../support/recovery.ts';

it('is recovered from where the checkpoint stood when it stopped (REC-10)', () => {
  const faults = {
    bad: `at: week 2 Thu 14:30, corrupt: ${DATABASE}`,
    crash: 'at: week 2 Thu 14:31, fail: servers/mbx1',
    tape: 'at: week 2 Thu 14:30, spoil: { newestFullOf: servers/mbx1/storageGroups/sg1 }',
  };
  const shape = {
    jobs: jobs({ full: 'type: full, when: daily 20:00' }),
    groups: groups({ sg0: { db1: {} }, sg1: { db1: {}, db2: {} } }),
    horizon: '2 weeks',
  };
  // So slowly that db2 is replayed after db1 has been moved aside: sg0 is first.
  const rest =
    'recovery: { preserveDamaged: true }\nparameters: { store: { replayLogsPerSecond: 0.1 logs/s } }\n';
  const watched = toEnd(watch(faulty(faults, shape, rest)));
  const [, beside, own] = steps(watched, 'replay');
  expect(beside.because).toBe('replaying 21 logs, E010000857E.log to E01.log');
  // The same first log, although db2 has been up for a while: it was at the logs after the last of these.
  expect(own.because).toBe('replaying 64 logs, E010000857E.log to E01.log');
  expect(steps(watched, 'repair')).toHaveLength(1);
});

/**
 * A restore that ends before a broken log took the checkpoint of its group to the open log, as if what others of the group had
 * in their caches were in their files.
 */
import { expect, it } from 'vitest';
import { checkpointDepth, checkpointLog } from '../../../sim/org/store/checkpoint.ts';
import { openLog } from '../../../sim/org/store/stream.ts';
import { groups, jobs } from '../../support/backup.ts';
import { failing, runWhile, SERVER, volume } from '../../support/recovery.ts';

const LOGS = `${SERVER}/storageGroups/sg1/logs`;

it('it lags behind those that go on (ESE-17, ESE-21)', () => {
  const faults = {
    log: `at: week 2 Thu 14:25, delete: ${LOGS}/newest`,
    gone: `at: week 2 Thu 14:30, lose: ${volume('database')}`,
  };
  const watched = failing(
    faults,
    {
      groups: groups({ sg1: { db1: {}, db2: { on: 'other' } } }),
      volumes: { other: 'raid: raid5, disks: 8 x sas-15k-146gb' },
      jobs: jobs({ full: 'type: full, when: daily 20:00' }),
      horizon: '2 weeks',
    },
    true,
  );
  runWhile(watched, () => watched.of('replay.done').length === 0);
  const w = watched.sim.world;
  expect(w.org.store.databases[1].mounted).toBe(true);
  expect(checkpointLog(w, 0)).toBe(openLog(w, 0) - checkpointDepth(w));
});

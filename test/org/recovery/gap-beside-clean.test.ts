/** Databases that were dismounted cleanly need no log of their folder, so one that is missing there keeps nobody from them. */
import { expect, it } from 'vitest';
import { finishSoft } from '../../../sim/org/recovery/outcome.ts';
import { breakLog } from '../../../sim/org/store/gaps.ts';
import { dismount } from '../../../sim/org/store/mount.ts';
import { groups, instant, jobs, runUntil } from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';
import { DATABASE, failing, faulty, SERVER, steps, toEnd, volume } from '../../support/recovery.ts';

const SHAPE = {
  groups: groups({ sg1: { db1: {} } }, { sg1: { system: 'system' } }),
  volumes: { system: 'raid: raid1, disks: 2 x sas-15k-36gb' },
  jobs: jobs({ full: 'type: full, when: daily 20:00' }),
  horizon: '2 weeks',
};

it('soft recovery ends where the checkpoint file is lost, instead of beginning anew for ever (ESE-34)', () => {
  // The directory was away when the volume went; without a checkpoint file replay begins at the oldest log, before the gap.
  const faults = {
    log: `at: week 2 Thu 14:00, delete: ${SERVER}/storageGroups/sg1/logs/newest`,
    directory: 'at: week 2 Thu 15:00, fail: directory/domains/corp/controllers/dc1',
    checkpoint: `at: week 2 Thu 15:05, lose: ${volume('system')}`,
  };
  const watched = toEnd(watch(faulty(faults, SHAPE), { check: true }));
  expect(steps(watched, 'replay')).toHaveLength(1);
  expect(watched.of('incident.closed')).toHaveLength(1);
  expect(watched.of('content.lost')).toEqual([]);
  expect(watched.sim.world.org.store.databases[0].mounted).toBe(true);
});

it('that does not make others clean which need the log (ESE-35, X-21)', () => {
  const shape = { ...SHAPE, groups: groups({ sg1: { db1: {}, db2: {} } }) };
  const faults = { bad: `at: week 2 Thu 14:00, corrupt: { database: ${DATABASE}, pages: 1 }` };
  const watched = failing(faults, shape);
  runUntil(watched, instant(watched.plan, 2, 'Thu 14:30'));
  const { world } = watched.sim;
  const [clean, dirty] = world.org.store.databases;
  dismount(world, 1, false, 'it stopped');
  dismount(world, 0, true, 'somebody dismounted it');
  breakLog(world, 0, 'newest', 'missing', 'somebody');
  finishSoft(world, { incident: 0, group: 0, databases: [0], stopBefore: -1 });
  expect([clean.clean, dirty.clean]).toEqual([true, false]);
});

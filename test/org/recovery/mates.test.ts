/** Databases that go down with one of their group which is restored from a shadow copy of 2003 serve again, come what may. */
import { expect, it } from 'vitest';
import { breakOff } from '../../../sim/org/recovery/incident.ts';
import { groups, instant, path, runUntil } from '../../support/backup.ts';
import { damage } from '../../support/hidden.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { restoreUnderWay, runWhile, toEnd } from '../../support/recovery.ts';
import { faults, shadows } from '../../support/shadow.ts';

function restoring(): Watched {
  const gone = `at: week 1 Fri 14:30, delete: ${path('sg1', 'db1')}`;
  const yaml = shadows(
    { full: 'type: full, engine: vss-software, when: daily 20:00' },
    {
      horizon: '2 weeks',
      groups: groups({ sg1: { db1: { size: '40 GiB' }, db2: {} } }),
      rest: faults({ gone }, 'parameters: { store: { userNoticesMs: 300 d } }\n'),
    },
  );
  return watch(yaml.replace('exchange-2007', 'exchange-2003'));
}
const isDown = (watched: Watched): boolean => (restoreUnderWay(watched)?.mates.length ?? 0) > 0;

it('where something stands in the way of the mount, it is recovered like any other', () => {
  // Its incident stayed open for good, although users worked in it.
  const watched = restoring();
  const { world } = watched.sim;
  runWhile(watched, () => !isDown(watched));
  const mates = (): boolean =>
    world.org.procedures.list.some((p) => p?.step === 'mates' && p.began > 0);
  runWhile(watched, () => !mates());
  world.org.hardware.volumes[world.plan.groups[0].logVolume].full = true;
  toEnd(watched);
  expect(watched.of('incident.closed')).toHaveLength(1);
  expect(world.org.recovery.incidents).toEqual([null]);
  expect(world.org.store.databases.every(({ mounted }) => mounted)).toBe(true);
});

it('where the restore is broken off, one whose own damage nobody knows is mounted at once', () => {
  // It stayed down until a user would have met the damage.
  const watched = restoring();
  runUntil(watched, instant(watched.plan, 1, 'Fri 14:00'));
  damage(watched.sim, 1);
  runWhile(watched, () => !isDown(watched));
  const { world } = watched.sim;
  breakOff(
    world,
    world.org.recovery.incidents.find((each) => each?.noticed === true)!,
  );
  expect(world.org.store.databases[1].mounted).toBe(true);
});

/** Ids of sets were used again: what still named a set that was overwritten meant another one by then. */
import { expect, it } from 'vitest';
import { findSet } from '../../../sim/org/media/sets.ts';
import { groups, instant, jobs, setsOf } from '../../support/backup.ts';
import { smallYaml, watch } from '../../support/organization.ts';

it('the id of a set that is overwritten goes to no other one', () => {
  const watched = watch(
    smallYaml({
      groups: groups({ sg1: { db1: {} }, sg2: { db1: {} } }),
      jobs: jobs({ full: 'type: full, when: daily 20:00, keep: 2 days' }),
    }).replace('cartridges: 40', 'cartridges: 4, startNew: daily'),
  );
  const { sim } = watched;
  sim.runUntil(instant(watched.plan, 1, 'Tue 12:00'));
  const [{ id, night }] = setsOf(watched);
  expect(findSet(sim.world, id)?.night).toBe(night);
  sim.runUntil(watched.plan.clock.end);
  expect(findSet(sim.world, id)).toBeNull();
  const ids = sim.world.org.media.sets.map((set) => set.id);
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
  expect(watched.of('backup.ended').filter((ended) => ended.set === id)).toHaveLength(1);
});

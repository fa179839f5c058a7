/** Mail that was deleted by way of the logs: it would have expired before anybody missed it, or goes along to another stream. */
import { expect, it } from 'vitest';
import { DAY, HOUR } from '../../../sim/engine/clock.ts';
import { demandPlain } from '../../../sim/engine/plain.ts';
import { missing, writeAgain } from '../../../sim/org/store/kills.ts';
import { dismount, mount } from '../../../sim/org/store/mount.ts';
import { renumber } from '../../../sim/org/store/renumber.ts';
import { oldestKept } from '../../../sim/org/workload/content.ts';
import { groups, instant, jobs } from '../../support/backup.ts';
import { DATABASE, failing, rowsOf, runWhile, toEnd } from '../../support/recovery.ts';

it('is nobody’s loss: what is left deleted is given up once, and its incident is closed', () => {
  const logical = '{ share: 2 %, of: 30 days, over: 1 h, noticed: 6 days }';
  const watched = failing(
    { scan: `at: week 2 Thu 14:30, corrupt: { database: ${DATABASE}, logical: ${logical} }` },
    { groups: groups({ sg1: { db1: { size: '2 GiB' } } }) },
    true,
  );
  const { sim, plan } = watched;
  const at = instant(plan, 2, 'Thu 14:30');
  // It keeps less than what it was deleted from, so that some of that expires before the sixth day.
  expect(oldestKept(plan, plan.databases[0], at)).toBeGreaterThan(at - 28 * DAY);
  runWhile(watched, () => sim.world.org.recovery.incidents.every((i) => i?.noticed !== true));
  const oldest = oldestKept(plan, plan.databases[0], sim.now);
  expect(missing(sim.world, 0)[0][0]).toBeGreaterThanOrEqual(oldest);
  toEnd(watched);
  expect(watched.of('incident.opened')).toHaveLength(1);
  const [row] = rowsOf(watched);
  expect(row.lostMessages).toBeGreaterThan(0);
  expect(row.oldestLost).toBeGreaterThan(oldest - DAY);
  expect(missing(sim.world, 0)).toEqual([[], []]);
});

it('stays deleted on a new log stream, where it can come back by itself', () => {
  // The two streams shared one list of what had come back.
  const logical = '{ share: 2 %, of: 20 days, over: 1 h, noticed: 6 days }';
  const { sim } = failing(
    { scan: `at: week 2 Thu 14:30, corrupt: { database: ${DATABASE}, logical: ${logical} }` },
    { jobs: jobs({ full: 'type: full, when: Wed 20:00' }) },
    true,
  );
  const w = sim.world;
  sim.runUntil(instant(w.plan, 2, 'Fri 02:00'));
  const gone = missing(w, 0);
  expect(gone[0].length).toBeGreaterThan(0);
  dismount(w, 0, true, 'taken down');
  renumber(w, 0, 'its generations are used up');
  mount(w, 0);
  const [old, young] = w.org.store.databases[0].kills;
  expect([old.key, old.lineage < young.lineage]).toEqual([young.key, true]);
  expect(missing(w, 0)).toEqual(gone);
  demandPlain(w.org.store.databases, 'databases');
  sim.runUntil(sim.now + HOUR);
  expect(writeAgain(w, 0, [young.key], gone)).toEqual(gone);
  expect([missing(w, 0), young.back.length > 0, old.back]).toEqual([[[], []], true, []]);
});

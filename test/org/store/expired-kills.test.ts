/** Mail that was deleted by way of the logs, and would have expired before anybody missed it. */
import { expect, it } from 'vitest';
import { DAY } from '../../../sim/engine/clock.ts';
import { missing } from '../../../sim/org/store/kills.ts';
import { oldestKept } from '../../../sim/org/workload/content.ts';
import { groups, instant } from '../../support/backup.ts';
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

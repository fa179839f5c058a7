/** Mail that was deleted by way of the logs, in databases that come back by soft recovery by hand: it is ruled on, once. */
import { expect, it } from 'vitest';
import { missing } from '../../../sim/org/store/kills.ts';
import { groups } from '../../support/backup.ts';
import { BROUGHT, dead, MOVED } from '../../support/elsewhere.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { DATABASE, failing, rowsOf, steps, toEnd } from '../../support/recovery.ts';

const deleted = (database: string, how: string): string => {
  const logical = `{ share: 2 %, of: 20 days, over: 1 h, noticed: 6 days, how: ${how} }`;
  return `at: week 2 Thu 12:00, corrupt: { database: ${database}, logical: ${logical} }`;
};

it('is given up where files and logs go to another server, but for what the file still keeps', () => {
  // It belonged to no account any more once its database had joined the other stream.
  const brought = (how: string): Watched =>
    toEnd(watch(dead(BROUGHT, {}, { scan: deleted(MOVED, how) })));
  const garbled = brought('garbled');
  expect(garbled.of('database.moved')).toHaveLength(1);
  expect(garbled.of('incident.opened')).toHaveLength(1);
  expect(rowsOf(garbled)).toMatchObject([{ sets: [], outcome: 'recovered' }]);
  expect(rowsOf(garbled)[0].lostMessages).toBeGreaterThan(500);
  expect(missing(garbled.sim.world, 0)).toEqual([[], []]);
  expect(rowsOf(brought('deleted')).map((row) => row.lostMessages)).toEqual([0]);
});

it('is weighed after a recovery with /i, in the incident that it belongs to', () => {
  // A second incident of the same root cause was opened for it.
  const watched = toEnd(
    failing(
      {
        scan: deleted(DATABASE, 'garbled'),
        gone: 'at: week 2 Thu 14:30, fail: servers/mbx1',
        file: 'at: week 2 Thu 14:31, lose: servers/mbx1/storageGroups/sg1/databases/db2',
      },
      { groups: groups({ sg1: { db1: {}, db2: {} } }) },
      true,
    ),
  );
  const byHand = watched.of('step.ended').filter((f) => f.definition === 'recovery.by-hand');
  expect(byHand.map((f) => f.step)).toEqual(['try', 'copy', 'run', 'mount']);
  expect(watched.of('incident.opened')).toHaveLength(1);
  // What its neighbour has lost is no reason to roll it forward: that would delete the mail again.
  const [weighed] = watched.of('recovery.weighed');
  expect(weighed.because).toMatch(/^stopping before .*, leaving things as they are/);
  const replays = steps(watched, 'replay').map((f) => f.because.includes('would delete again'));
  expect(replays).toEqual([false, true]);
  expect(missing(watched.sim.world, 0)).toEqual([[], []]);
});

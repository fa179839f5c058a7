/** Mail whose deletion nobody has missed yet, in a database that goes on in another life: it is ruled on with the rest. */
import { expect, it } from 'vitest';
import { missing } from '../../../sim/org/store/kills.ts';
import { groups, jobs } from '../../support/backup.ts';
import { BROUGHT, dead, ELSEWHERE, lost, MOVED } from '../../support/elsewhere.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { DATABASE, failing, rowsOf, steps, toEnd } from '../../support/recovery.ts';

const deleted = (at: string, database: string, how: string): string => {
  const logical = `{ share: 2 %, of: 20 days, over: 10 min, noticed: 6 days, how: ${how} }`;
  return `at: week 2 Thu ${at}, corrupt: { database: ${database}, logical: ${logical} }`;
};

/** Of two deletions in one database the second waits until the first is seen to, and then for whoever misses it. */
const [first, second] = [deleted('10:00', MOVED, 'garbled'), deleted('12:00', MOVED, 'garbled')];

it.each([
  ['whose files and logs go to another server', () => dead(BROUGHT, {}, { first, second })],
  [
    'that is restored on another server',
    () => lost(ELSEWHERE).replace('faults:\n', `faults:\n  a: { ${first} }\n  b: { ${second} }\n`),
  ],
])('is given up with the rest in a database %s', (_, yaml) => {
  // Nobody knew of it, so that it was neither lost nor held once the database had joined other logs.
  const watched = toEnd(watch(yaml()));
  expect(watched.of('database.moved')).toHaveLength(1);
  const [row] = rowsOf(watched);
  expect(row).toMatchObject({ outcome: 'recovered' });
  expect(row.lostMessages).toBeGreaterThan(2500);
  expect(missing(watched.sim.world, 0)).toEqual([[], []]);
});

it('comes along with the file that is repaired, as far as that still keeps it (X-14)', () => {
  // It was given up together with the pages, although it lay among the deleted items all the while.
  const repaired = (how: string): Watched =>
    toEnd(
      failing(
        { pages: `at: week 2 Thu 10:00, corrupt: ${DATABASE}`, scan: deleted('12:00', DATABASE, how) },
        {
          jobs: jobs({ full: 'type: full, when: daily 20:00' }),
          groups: groups({ sg1: { db1: {} } }, { sg1: { circular: true } }),
        },
        true,
      ),
    ); // prettier-ignore
  const garbled = repaired('garbled');
  expect(steps(garbled, 'repair')).toHaveLength(1);
  expect(rowsOf(garbled)[0].lostMessages).toBeGreaterThan(1000);
  expect(rowsOf(repaired('deleted'))[0].lostMessages).toBeLessThan(10);
});

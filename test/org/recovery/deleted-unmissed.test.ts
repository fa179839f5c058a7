/** Mail whose deletion nobody has missed yet, in a database that goes on in another life with the file that still keeps it. */
import { expect, it } from 'vitest';
import { groups, jobs } from '../../support/backup.ts';
import type { Watched } from '../../support/organization.ts';
import { DATABASE, failing, rowsOf, steps, toEnd } from '../../support/recovery.ts';

const deleted = (at: string, how: string): string => {
  const logical = `{ share: 2 %, of: 20 days, over: 10 min, noticed: 6 days, how: ${how} }`;
  return `at: week 2 Thu ${at}, corrupt: { database: ${DATABASE}, logical: ${logical} }`;
};

it('comes along with the file that is repaired, as far as that still keeps it (X-14)', () => {
  // It was given up together with the pages, although it lay among the deleted items all the while.
  const repaired = (how: string): Watched =>
    toEnd(
      failing(
        { pages: `at: week 2 Thu 10:00, corrupt: ${DATABASE}`, scan: deleted('12:00', how) },
        {
          jobs: jobs({ full: 'type: full, when: daily 20:00' }),
          groups: groups({ sg1: { db1: {} } }, { sg1: { circular: true } }),
        },
        true,
      ),
    );
  const garbled = repaired('garbled');
  expect(steps(garbled, 'repair')).toHaveLength(1);
  expect(rowsOf(garbled)[0].lostMessages).toBeGreaterThan(1000);
  expect(rowsOf(repaired('deleted'))[0].lostMessages).toBeLessThan(10);
});

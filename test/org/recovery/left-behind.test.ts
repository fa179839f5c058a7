/** Databases of one group that are to go to another server, one of them with a file that is better not left where it is. */
import { expect, it } from 'vitest';
import { groups, jobs, path } from '../../support/backup.ts';
import { ELSEWHERE, withSecond } from '../../support/elsewhere.ts';
import { watch } from '../../support/organization.ts';
import { faulty, rowsOf, toEnd, volume } from '../../support/recovery.ts';

it('a damaged one that lives stays, and is repaired, where sets lead to no such end (RST-01)', () => {
  // It went with the other one, whose file was gone, and a day of its mail was given up for a few pages.
  const shape = {
    jobs: jobs({ full: 'type: full, when: daily 20:00' }),
    volumes: { second: 'raid: raid5, disks: 4 x sas-15k-146gb' },
    groups: groups(
      { sg1: { db1: {}, db2: { on: 'second' } } },
      { sg1: { system: 'database', circular: true } },
    ),
  };
  const faults = {
    pages: `at: week 2 Thu 14:29, corrupt: ${path('sg1', 'db2')}`,
    gone: `at: week 2 Thu 14:31, lose: ${volume('database')}`,
  };
  const ladder = `recovery: { for: { database-volume: ${ELSEWHERE} } }\n`;
  const watched = toEnd(watch(withSecond(faulty(faults, shape, ladder))));
  expect(watched.of('database.moved').map(({ database }) => database)).toEqual([0]);
  const rows = rowsOf(watched);
  expect(rows[0].lostMessages).toBeGreaterThan(3000);
  expect(rows[1].lostMessages).toBeLessThan(10);
});

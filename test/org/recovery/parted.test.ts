/** Databases of one group that lack different things in one incident: none gives up mail for what another one has lost. */
import { expect, it } from 'vitest';
import { groups, jobs, path } from '../../support/backup.ts';
import type { Watched } from '../../support/organization.ts';
import { failing, rowsOf, SERVER, steps, toEnd, volume } from '../../support/recovery.ts';

const FULLS = jobs({ full: 'type: full, when: daily 20:00' });
const SECOND = { second: 'raid: raid5, disks: 4 x sas-15k-146gb' };
const volumeGone = `at: week 2 Thu 14:31, lose: ${volume('database')}`;

/** The file of db1 is lost with its volume; that of db2 lies on another one, and has damaged pages. */
const hurt = (circular: boolean, more: Readonly<Record<string, string>> = {}): Watched =>
  toEnd(
    failing(
      {
        pages: `at: week 2 Thu 14:29, corrupt: ${path('sg1', 'db2')}`,
        down: `at: week 2 Thu 14:30, fail: ${SERVER}`,
        gone: volumeGone,
        ...more,
      },
      {
        jobs: FULLS,
        volumes: SECOND,
        groups: groups({ sg1: { db1: {}, db2: { on: 'second' } } }, { sg1: { circular } }),
      },
      true,
    ),
  );

it('a file that lives is repaired where sets do not lead to the end, whatever the one beside it needs (RST-01)', () => {
  // It was overwritten with the image of the other one, and a day of its mail was given up for four pages.
  const [lost, damaged] = rowsOf(hurt(true));
  expect(lost.lostMessages).toBeGreaterThan(3000);
  expect(damaged.lostMessages).toBeLessThan(10);
});

it('nor is it declared lost with the other one where no set is left', () => {
  const target = 'at: week 2 Thu 14:32, lose: libraries/lib1';
  const [lost, damaged] = rowsOf(hurt(false, { target }));
  expect(lost.outcome).toBe('declared-lost');
  expect(damaged.lostMessages).toBeLessThan(10);
});

it('both come from one reading of the set where that leads to the end', () => {
  const watched = hurt(false);
  expect(steps(watched, 'image')).toHaveLength(1);
  expect(rowsOf(watched).map((row) => row.lostMessages)).toEqual([0, 0]);
});

it('what was deleted in one is no reason to stop before it for the other (RST-02, RST-64)', () => {
  // Both came back as before the deletion in the first, and what the second had received since was given up.
  const logical = '{ share: 30 %, of: 20 days, over: 1 h, noticed: 20 h, how: garbled }';
  const scan = `at: week 2 Thu 10:00, corrupt: { database: ${path('sg1', 'db1')}, logical: ${logical} }`;
  const watched = toEnd(
    failing(
      { scan, gone: volumeGone },
      { jobs: FULLS, groups: groups({ sg1: { db1: {}, db2: {} } }) },
      true,
    ),
  );
  const [deleted, whole] = rowsOf(watched);
  expect(deleted.lostMessages).toBeGreaterThan(1000);
  expect(whole.lostMessages).toBe(0);
});

/** A log that is gone where a group is to be recovered by hand, since one of its databases is gone as well. */
import { expect, it } from 'vitest';
import { groups, jobs, path } from '../../support/backup.ts';
import { failing, rowsOf, SERVER, toEnd } from '../../support/recovery.ts';

it('keeps the others from a clean shutdown, /i or not: those who restore see to them (REC-22, X-21)', () => {
  // The run with /i brought back what stood in the log that was not there.
  const watched = toEnd(
    failing(
      {
        gap: `at: week 2 Thu 14:29, delete: ${SERVER}/storageGroups/sg1/logs/newest`,
        down: `at: week 2 Thu 14:30, fail: ${SERVER}`,
        gone: `at: week 2 Thu 14:31, lose: ${path('sg1', 'db2')}`,
      },
      {
        jobs: jobs({ full: 'type: full, when: daily 20:00' }),
        groups: groups({ sg1: { db1: {}, db2: {} } }),
      },
      true,
    ),
  );
  const byHand = watched.of('step.ended').filter((f) => f.definition === 'recovery.by-hand');
  expect(byHand.map((f) => f.step)).toEqual(['try', 'copy', 'run']);
  for (const row of rowsOf(watched)) {
    expect(row.sets).toHaveLength(1);
    expect(row.lostMessages).toBeGreaterThan(0);
  }
});

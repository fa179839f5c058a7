/** A backup that waits for a drive copies what is there when it has one, not what was there when it was asked for. */
import { expect, it } from 'vitest';
import { ends, groups, instant, jobs, runUntil, scenario, setsOf } from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';

const GROUPS = 'servers/mbx1/storageGroups';

it.each(['streaming', 'offline'])('copies no database that has left its group: %s', (engine) => {
  // It copied the file where that lies now, with logs of the group in which it had been.
  const big = `type: full, when: Thu 08:00, window: always, of: ${GROUPS}/sg3`;
  const one = `type: full, when: Thu 08:01, window: always, engine: ${engine}, of: ${GROUPS}/sg1/databases/db1`;
  const yaml = scenario({
    groups: groups({
      ...{ sg1: { db1: {}, db2: {} }, sg2: { db3: {} }, sg3: { db4: { size: '200 GiB' } } },
    }),
    jobs: jobs({ big, one }),
  });
  const move = `it: { database: ${GROUPS}/sg1/databases/db1, to: ${GROUPS}/sg2, at: week 1 Thu 08:05 }`;
  const watched = watch(yaml.replace('\noperations:', `\noperations:\n  moves: { ${move} }`));
  runUntil(watched, instant(watched.plan, 1, 'Fri 20:00'));
  expect(watched.of('database.moved')).toHaveLength(1);
  const sets = setsOf(watched, 0).filter(
    ({ completedAt }) => completedAt > watched.plan.clock.start,
  );
  expect(sets).toEqual([]);
  const failed = ends(watched, 'one').find(
    (f) => f.group === 0 && f.asked > watched.plan.clock.start,
  )!;
  expect(failed).toMatchObject({ outcome: 'failed' });
  expect(failed.because).toMatch(/^no database of it is/);
});

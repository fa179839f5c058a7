/** A backup that waits for a drive copies what is there when it has one, not what was there when it was asked for. */
import { expect, it } from 'vitest';
import { ends, groups, instant, jobs, runUntil, scenario, setsOf } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';

const GROUPS = 'servers/mbx1/storageGroups';

/** The one database of `sg1` that `one` copies moves while `big` holds the drive. */
function moving(engine: string): Watched {
  const big = `type: full, when: Thu 08:00, window: always, of: ${GROUPS}/sg3`;
  const one = `type: full, when: Thu 08:01, window: always, engine: ${engine}, of: ${GROUPS}/sg1/databases/db1`;
  const yaml = scenario({
    groups: groups({
      ...{ sg1: { db1: {}, db2: {} }, sg2: { db3: {} }, sg3: { db4: { size: '200 GiB' } } },
    }),
    jobs: jobs({ big, one }),
  });
  const move = `it: { database: ${GROUPS}/sg1/databases/db1, to: ${GROUPS}/sg2, at: week 1 Thu 08:05 }`;
  return watch(yaml.replace('\noperations:', `\noperations:\n  moves: { ${move} }`));
}

it.each(['streaming', 'offline'])('copies no database that has left its group: %s', (engine) => {
  // It copied the file where that lies now, with logs of the group in which it had been.
  const watched = moving(engine);
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

it('is not run again for a group that has none of its databases any more', () => {
  // Its occasion waited for that run for good.
  const watched = moving('streaming');
  const w = watched.sim.world;
  runUntil(watched, instant(watched.plan, 1, 'Thu 08:06'));
  const job = watched.plan.jobs.findIndex(({ name }) => name === 'one');
  w.org.backup.jobs[job].retries = [0];
  w.at(instant(watched.plan, 1, 'Fri 21:00'), 'backup.retry', job, 0);
  runUntil(watched, instant(watched.plan, 1, 'Sat 21:00'));
  expect(w.org.backup.jobs[job]).toMatchObject({ retries: [], occasions: [] });
});

/** A full that a recovery orders in the very instant in which the plan runs the same job. */
import { expect, it } from 'vitest';
import { orderFull } from '../../../sim/org/backup/news.ts';
import { ends, groups, instant, jobs, scenario } from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';

it('is none of the runs after which the job of that night is over', () => {
  const watched = watch(
    scenario({
      groups: groups({ sg1: { db1: {} }, sg2: { db2: {} } }),
      jobs: jobs({ full: 'type: full, when: Sat 20:00' }),
      rest: 'hazards: none\n',
    }),
  );
  const at = instant(watched.plan, 1, 'Sat 20:00');
  watched.sim.runUntil(at);
  orderFull(watched.sim.world, 0);
  watched.sim.runUntil(instant(watched.plan, 1, 'Sun 12:00'));
  const tonight = ends(watched).filter((f) => f.night === at);
  expect(tonight.map(({ group }) => group)).toEqual([0, 0, 1]);
  const over = watched.of('job.ended').filter((f) => f.night === at);
  expect(over.map((f) => f.at)).toEqual([tonight[2].at]);
});

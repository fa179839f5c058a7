/** Failures that wait for whoever reads the log. */
import { expect, it } from 'vitest';
import { leaveForReader } from '../../../sim/org/backup/outcome.ts';
import { DAY } from '../../../sim/engine/clock.ts';
import { groups, jobs, runTo, scenario } from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';
import { toEnd } from '../../support/recovery.ts';

it('failures of one instant stand in the same order, whichever run ended first', () => {
  const { sim } = runTo({
    groups: groups({ sg1: { db1: {} } }),
    jobs: jobs({ full: 'type: full, when: daily 20:00' }),
    rest: 'hazards: none\n',
  });
  const w = sim.world;
  const { unseen } = w.org.backup.jobs[0];
  const of = { group: 0, shows: 'status', detailed: true } as const;
  const left = ([first, second]: readonly [boolean, boolean]): string => {
    unseen.splice(0);
    leaveForReader(w, 0, { ...of, isAgain: first });
    leaveForReader(w, 0, { ...of, isAgain: second });
    return JSON.stringify(unseen);
  };
  expect(left([true, false])).toBe(left([false, true]));
});

it('one that nothing shows which anybody looks at keeps nobody from finding those after it', () => {
  const rest = 'parameters: { backup: { unreadLogNoticedMs: 2 days } }\nhazards: none\n';
  const quiet = 'operations:\n  readLog: never\n  checks: [status]\n';
  const watched = watch(
    scenario({ rest, jobs: jobs({ full: 'type: full, when: Sat 20:00' }) }).replace(
      'operations:\n',
      quiet,
    ),
  );
  const { world } = watched.sim;
  watched.sim.runUntil(watched.plan.clock.start);
  const of = { group: 0, detailed: true, isAgain: false } as const;
  leaveForReader(world, 0, { ...of, shows: 'application-log' });
  watched.sim.runUntil(watched.sim.now + 5 * DAY);
  expect(watched.of('job.noticed')).toEqual([]);
  const at = watched.sim.now;
  leaveForReader(world, 0, { ...of, shows: 'status' });
  toEnd(watched);
  expect(watched.of('job.noticed')).toMatchObject([{ failedAt: at, at: at + 2 * DAY }]);
});

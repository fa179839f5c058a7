/** Failures that wait for whoever reads the log. */
import { expect, it } from 'vitest';
import { leaveForReader } from '../../../sim/org/backup/outcome.ts';
import { groups, jobs, runTo } from '../../support/backup.ts';

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

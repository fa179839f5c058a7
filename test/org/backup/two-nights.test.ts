/** Two runs of a job that end with one window were ended in the order in which ties fell. */
import { expect, it } from 'vitest';
import { DAY } from '../../../sim/engine/clock.ts';
import { createOrganization } from '../../../sim/org/wiring.ts';
import { planOf } from '../../support/organization.ts';
import { shadows } from '../../support/shadow.ts';

it('runs of one job end with their window in the order in which they began', () => {
  const full = 'type: full, when: [daily 18:00, daily 20:00], engine: vss-hardware-mirror';
  const plan = planOf(
    shadows(
      { full: `${full}, window: 18:00-23:00, overrun: abort` },
      {
        rest: 'hazards: { others: none, job-failed: 100 % }\nparameters: { backup: { hangingShare: 100 % } }\n',
      },
    ),
  );
  const logged = (shuffleTies: number | null): string[] => {
    const sim = createOrganization(plan, { seed: 7, replication: 0, shuffleTies });
    sim.runUntil(plan.clock.start + DAY);
    return sim.world.org.eventlog.servers[0].entries.map(({ text }) => text);
  };
  const straight = logged(null);
  const [hung, waited] = straight.slice(-2);
  expect(hung).toContain('the backup window ended, and it had hung since');
  expect(waited).toMatch(/the backup window ended$/);
  for (const shuffle of [1, 2]) expect(logged(shuffle)).toEqual(straight);
});

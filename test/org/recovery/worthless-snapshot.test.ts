/** A snapshot that nobody has checked, of a job that writes what is worthless, and with damaged pages. */
import { expect, it } from 'vitest';
import { groups, instant, runUntil } from '../../support/backup.ts';
import { damage, makeWrong } from '../../support/hidden.ts';
import { SERVER, steps, toEnd } from '../../support/recovery.ts';
import { faults, shadowed } from '../../support/shadow.ts';

it('is neither checked once it is known to be worthless, nor is the next one repaired for its sake', () => {
  const watched = shadowed(
    {
      full: 'type: full, engine: vss-hardware-mirror, verify: false, when: daily 20:00, copies: 5',
    },
    {
      horizon: '2 weeks',
      groups: groups({ sg1: { db1: {} } }),
      rest: faults(
        { gone: `at: week 1 Fri 14:30, lose: ${SERVER}` },
        'parameters: { store: { userNoticesMs: 300 d } }\n',
      ),
    },
  );
  runUntil(watched, instant(watched.plan, 1, 'Thu 12:00'));
  makeWrong(watched.sim, 0, 0);
  damage(watched.sim, 0);
  toEnd(watched);
  const [first, second] = watched.of('restore.ended');
  expect([first.status, second.status]).toEqual(['completed-with-errors', 'completed']);
  expect(watched.of('snapshot.checked').map(({ set }) => set)).toEqual([second.set]);
  expect(steps(watched, 'repair')).toEqual([]);
  expect(watched.sim.world.org.store.databases[0].mounted).toBe(true);
});

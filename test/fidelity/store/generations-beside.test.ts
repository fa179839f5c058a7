/** Log generations that run out while something else is down: everybody is back in the end. */
import { expect, describe, it } from 'vitest';
import { dismount, mount } from '../../../sim/org/store/mount.ts';
import { renumber } from '../../../sim/org/store/renumber.ts';
import { ends, openLogOf, path, runUntil } from '../../support/backup.ts';
import { LAST, NEAR, old, toStop } from '../../support/generations.ts';
import type { Watched } from '../../support/organization.ts';
import { rowsOf, runWhile, SERVER, steps, toEnd } from '../../support/recovery.ts';

describe('generations that run out while something else is down', () => {
  const at = toStop(old());
  const start = old().plan.clock.start;
  /** A fault so many minutes after the stop would come, hours before it for a negative number. */
  const fault = (minutes: number, what: string): string => {
    const t = Math.floor((at - start) / 60_000) + minutes;
    const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][Math.floor(t / 1440) % 7];
    const clock = [Math.floor(t / 60) % 24, t % 60]
      .map((n) => String(n).padStart(2, '0'))
      .join(':');
    return `faults: { gone: { at: week ${Math.floor(t / 10_080) + 1} ${day} ${clock}, ${what} } }\n`;
  };
  const everybody = (watched: Watched): boolean =>
    watched.sim.world.org.store.databases.every((d) => d.mounted);

  it.each([
    ['its server fails', 2, `fail: ${SERVER}`],
    ['its directory fails', 2, 'fail: directory/domains/corp/controllers/dc1'],
    ['its log volume dies', 2, `lose: ${SERVER}/nodes/a/volumes/logs`],
    ['its database volume dies', 2, `lose: ${SERVER}/nodes/a/volumes/database`],
    ['a database of it is being restored', -20, `delete: ${path('sg1', 'db1')}`],
    ['the other one is being restored', -20, `delete: ${path('sg1', 'db2')}`],
    ['a database is deleted while the logs are removed', 23, `delete: ${path('sg1', 'db1')}`],
    ['its log folder is deleted', 10, `delete: ${path('sg1')}/logs`],
  ])('everybody is back, and the sums agree: %s', (_what, minutes, verb) => {
    const watched = old({ rest: fault(minutes, verb) });
    runUntil(watched, watched.plan.clock.end);
    expect(everybody(watched)).toBe(true);
    expect(watched.of('incident.opened').length).toBe(watched.of('incident.closed').length);
    expect(watched.sim.world.org.recovery.incidents.every((i) => i === null)).toBe(true);
    expect(openLogOf(watched)).toBeLessThan(LAST - NEAR);
  });

  it('a log that is gone is missed by whoever brings them to a clean shutdown (X-21)', () => {
    // They were clean all the same, with what stood in it.
    const watched = toEnd(old({ rest: fault(1, `delete: ${path('sg1')}/logs/newest`) }));
    expect(everybody(watched)).toBe(true);
    for (const row of rowsOf(watched)) expect(row.lostMessages).toBeGreaterThan(0);
  });

  it.each([0, 20_000])(
    'a restore whose logs are removed %i ms into its replay ends with its last set',
    (into) => {
      const rest = `parameters: { store: { lastLogGeneration: 2000000 } }\n${fault(-20, `delete: ${path('sg1', 'db1')}`)}`;
      const watched = old({ rest });
      runWhile(watched, () => steps(watched, 'release').length === 0);
      const { world } = watched.sim;
      if (into > 0) runUntil(watched, watched.sim.now + into);
      dismount(world, 1, true, 'a test');
      renumber(world, 0, 'a test');
      mount(world, 1);
      toEnd(watched);
      expect(everybody(watched)).toBe(true);
      const [row] = rowsOf(watched);
      expect(row.lostMessages).toBeGreaterThan(0);
      const next = ends(watched, 'nightly').find(
        (f) => f.at > steps(watched, 'replay')[0].at && f.group === 0,
      );
      expect(next).toMatchObject({ outcome: 'succeeded' });
    },
  );
});

/** Databases with damage that nobody has met yet: for everybody they are databases like others. */
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { DAILY, MOVED, SOURCE, withSecond } from '../../support/elsewhere.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { faulty, runWhile, toEnd } from '../../support/recovery.ts';

const NEVER_MET = 'parameters: { store: { userNoticesMs: 10000 days } }\n';
const DAMAGED = { pages: `at: week 2 Mon 00:05, corrupt: ${MOVED}` };

/** A move of the damaged database on Monday, before any full reads it; of a server of 2003 the reboot follows. */
function moved(): Watched {
  const move = `  moves:\n    it: { database: ${MOVED}, to: servers/mbx2, at: week 2 Mon 01:00, reboot: at once }\n`;
  const yaml = withSecond(faulty(DAMAGED, DAILY, NEVER_MET), { version: '2003' });
  const watched = watch(yaml.replace(/\noperations:\n/, `\noperations:\n${move}`), {
    check: false,
  });
  runWhile(watched, () => watched.of('functions.restored').length === 0);
  return watched;
}

describe('damage that nobody has met', () => {
  it('keeps nobody from noticing that its database is down', () => {
    // Whoever looked after the damage counted as whoever looks after the database, for months.
    const faults = { ...DAMAGED, open: `at: week 2 Mon 12:00, delete: ${SOURCE}/logs/open` };
    const watched = toEnd(watch(faulty(faults, DAILY, NEVER_MET), { check: true }));
    const [closed] = watched.of('incident.closed');
    expect(closed.causes).toEqual([
      'faults/pages:page-damage:1',
      'faults/open:operator-destroys:1',
    ]);
    const [down] = watched.of('database.down');
    expect(closed.at - down.at).toBeLessThan(8 * HOUR);
  });

  it('is no reason not to move its database, and it serves after the reboot', () => {
    const watched = moved();
    expect(watched.of('move.ended')).toMatchObject([{ outcome: 'moved', because: '' }]);
    expect(watched.sim.world.org.store.databases.map((d) => d.mounted)).toEqual([true, true]);
    expect(watched.sim.world.org.recovery.incidents.map((each) => each?.noticed)).toEqual([false]);
  });
});

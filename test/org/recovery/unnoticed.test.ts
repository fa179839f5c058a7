/** What is wrong with a database, and nobody has met yet, keeps nobody from what he would do otherwise. */
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import { missing } from '../../../sim/org/store/kills.ts';
import { instant } from '../../support/backup.ts';
import { DAILY, MOVED, TARGET, withSecond, type Second } from '../../support/elsewhere.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { DATABASE, failing, faulty, rowsOf, toEnd } from '../../support/recovery.ts';

const AT = 'at: week 2 Thu 12:00';

/** What strikes at 11:00 is not met before the next backup, or before somebody misses it on Saturday. */
function moving(strike: string, move: string, second: Second = {}): Watched {
  const text = withSecond(faulty({ hidden: `at: week 2 Thu 11:00, ${strike}` }, DAILY), second);
  const moves = `  moves: { it: { ${AT}, ${move} } }\n`;
  return watch(text.replace('\noperations:\n', `\noperations:\n${moves}`), { check: true });
}

describe('damage that nobody has met', () => {
  const damaged = `corrupt: ${MOVED}`;

  it('does not keep a database down after the reboot of its server', () => {
    // It stayed down until somebody would have met the damage.
    const move = `database: ${TARGET}/storageGroups/sg1/databases/own, to: servers/mbx1/storageGroups/sg1, reboot: at once`;
    const watched = moving(damaged, move, { version: '2003' });
    watched.sim.runUntil(instant(watched.plan, 2, 'Thu 20:00'));
    const downs = watched.of('database.down').filter((f) => f.database === 0);
    expect(downs.map((f) => f.because)).toEqual(['mbx1 is rebooted after a move']);
    expect(watched.of('incident.noticed')).toEqual([]);
    const [up] = watched.of('database.up').filter((f) => f.at > downs[0].at && f.database === 0);
    expect(up.at - downs[0].at).toBeLessThan(HOUR);
  });

  it('does not keep the alarm from whom it calls when the open log goes', () => {
    // It was down for good, since whoever knew of the damage would see to it.
    const gone = 'delete: servers/mbx1/storageGroups/sg1/logs/open';
    const watched = failing(
      {
        pages: `at: week 2 Thu 11:00, corrupt: ${DATABASE}`,
        log: `at: week 2 Thu 12:00, ${gone}`,
      },
      DAILY,
      true,
    );
    watched.sim.runUntil(instant(watched.plan, 2, 'Thu 18:00'));
    const [noticed] = watched.of('incident.noticed');
    expect(noticed.at).toBe(instant(watched.plan, 2, 'Thu 12:00') + 5 * MINUTE);
    expect(watched.sim.world.org.store.databases[0].mounted).toBe(true);
  });

  it('does not refuse a planned move', () => {
    // `somebody is recovering it`, of which nobody knew.
    const watched = moving(damaged, `database: ${MOVED}, to: ${TARGET}/storageGroups/sg1`);
    watched.sim.runUntil(instant(watched.plan, 2, 'Thu 20:00'));
    expect(watched.of('move.ended')).toMatchObject([{ outcome: 'moved' }]);
    expect(watched.sim.world.org.store.databases[0].mounted).toBe(true);
    expect(watched.of('incident.noticed')).toEqual([]);
    toEnd(watched);
    expect(rowsOf(watched)).toHaveLength(1);
  });
});

it('mail that was deleted goes along with a planned move, and is weighed where it is missed', () => {
  // Whoever recovered a database that had moved since took it for one that he had restored there, and restored it.
  const logical = '{ share: 2 %, of: 20 days, over: 30 min, noticed: 2 days }';
  const watched = moving(
    `corrupt: { database: ${MOVED}, logical: ${logical} }`,
    `database: ${MOVED}, to: ${TARGET}/storageGroups/sg1`,
  );
  watched.sim.runUntil(instant(watched.plan, 2, 'Sat 10:00'));
  expect(watched.of('move.ended')).toMatchObject([{ outcome: 'moved' }]);
  expect(missing(watched.sim.world, 0)[0].length).toBeGreaterThan(0);
  toEnd(watched);
  expect(watched.of('recovery.fallback')).toMatchObject([
    { because: expect.stringContaining('leaving things as they are') },
  ]);
  expect(watched.of('restore.ended')).toEqual([]);
  expect(rowsOf(watched)[0].lostMessages).toBeGreaterThan(0);
});

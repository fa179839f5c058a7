/** An open incident of which nobody knows yet: nobody is about to bring its database back when that stops for another reason. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../sim/engine/clock.ts';
import { damage } from '../../support/hidden.ts';
import { instant, runUntil } from '../../support/backup.ts';
import { DAILY, MOVED, TARGET, withSecond, type Second } from '../../support/elsewhere.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { DATABASE, faulty, SERVER, toEnd } from '../../support/recovery.ts';

/** Users meet damaged pages only after months. */
const RARELY = 'parameters: { store: { userNoticesMs: 300 d } }\n';

it('a database that stops since its open log is gone is seen to at once, though its pages are damaged as well', () => {
  // Whoever was to be called for the log left it to those who would have met the damage weeks later.
  const faults = { log: `at: week 1 Thu 14:30, delete: ${SERVER}/storageGroups/sg1/logs/open` };
  const watched = watch(faulty(faults, { ...DAILY, horizon: '1 week' }, RARELY));
  runUntil(watched, instant(watched.plan, 1, 'Thu 14:00'));
  damage(watched.sim, 0);
  toEnd(watched);
  expect(watched.of('incident.noticed')).toMatchObject([{ by: 'monitoring' }]);
  const [{ databases }] = watched.of('incident.closed');
  expect(databases[0].serviceMs).toBeLessThan(4 * HOUR);
});

describe('planned work on a database with damaged pages of which nobody knows', () => {
  function moving(second: Second, faults: Readonly<Record<string, string>> = {}): Watched {
    const yaml = withSecond(faulty(faults, { ...DAILY, horizon: '3 weeks' }, RARELY), second);
    const move = `{ database: ${MOVED}, at: week 2 Sun 02:00, to: ${TARGET}, reboot: at once }`;
    const text = yaml.replace('\noperations:\n', `\noperations:\n  moves: { it: ${move} }\n`);
    return watch(Object.keys(faults).length > 0 ? text : text.replace('faults:\n', ''));
  }

  it('it is mounted again after the reboot of its server (RST-52)', () => {
    // It stayed down until a user would have met the damage.
    const watched = moving({ version: '2003' });
    runUntil(watched, instant(watched.plan, 2, 'Sun 01:30'));
    damage(watched.sim, 1);
    runUntil(watched, instant(watched.plan, 2, 'Sun 12:00'));
    const down = watched.of('database.down').find((f) => f.database === 1)!;
    expect(down.because).toBe('mbx2 is rebooted after a move');
    const up = watched.of('database.up').find((f) => f.database === 1 && f.at > down.at);
    expect(up?.at).toBeLessThan(down.at + HOUR);
  });

  it('it is moved with them, and the next full meets them', () => {
    // The move was refused, since somebody was recovering it: nobody was.
    const watched = moving({});
    runUntil(watched, instant(watched.plan, 2, 'Sun 01:30'));
    damage(watched.sim, 0);
    toEnd(watched);
    expect(watched.of('move.ended')).toMatchObject([{ outcome: 'moved' }]);
    const [failed] = watched.of('backup.ended').filter((f) => f.because.includes('-1018'));
    expect(failed).toMatchObject({ group: 1 });
    const { mounted, holes } = watched.sim.world.org.store.databases[0];
    expect([mounted, holes]).toEqual([true, []]);
    expect(watched.of('incident.closed')).toHaveLength(1);
  });

  it('so is one of which mail has been deleted, until somebody misses that', () => {
    const logical = '{ share: 2 %, noticed: 4 d, how: garbled }';
    const mail = `at: week 2 Sat 12:00, corrupt: { database: ${DATABASE}, logical: ${logical} }`;
    const watched = toEnd(moving({}, { mail }));
    const [moved] = watched.of('move.ended');
    expect(moved.outcome).toBe('moved');
    const [{ at, databases }] = watched.of('incident.closed');
    expect(at - moved.at).toBeGreaterThan(3 * DAY);
    expect(databases[0].lostMessages).toBeGreaterThan(100);
  });
});

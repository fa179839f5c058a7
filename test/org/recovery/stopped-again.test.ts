/**
 * A database that somebody else mounted while it waited for its turn after a restore, and that stopped dirty again: what was
 * restored once was replayed once more over what it had taken since, which was lost.
 */
import { expect, it } from 'vitest';
import { breakLog } from '../../../sim/org/store/gaps.ts';
import { dismount, mount } from '../../../sim/org/store/mount.ts';
import { groups, jobs } from '../../support/backup.ts';
import type { Watched } from '../../support/organization.ts';
import { failing, LOST, rowsOf, runWhile, SERVER, steps, toEnd } from '../../support/recovery.ts';
import { faults, shadowed } from '../../support/shadow.ts';

const BOTH = faults({ gone: `at: week 1 Thu 14:30, lose: ${SERVER}` });

/** The restore, at the instant at which its replay has ended. */
function replayed(): Watched {
  const job = 'type: full, engine: vss-hardware-mirror, when: daily 20:00';
  const watched = shadowed({ full: job }, { horizon: '1 week', rest: BOTH });
  runWhile(watched, () => steps(watched, 'replay').length === 0);
  return watched;
}

it('REC-03 X-07: what stops dirty after its restore is recovered softly, and keeps what it took meanwhile', () => {
  const plain = toEnd(replayed());
  const again = replayed();
  again.sim.runUntil(again.sim.now + 1000);
  mount(again.sim.world, 0);
  again.sim.runUntil(again.sim.now + 30_000);
  dismount(again.sim.world, 0, false, 'its log volume is full');
  toEnd(again);
  const [expected, row] = [rowsOf(plain)[0], rowsOf(again)[0]];
  expect(row.lostMessages).toBe(expected.lostMessages);
  expect(row.sets).toEqual(expected.sets);
  expect(steps(again, 'again')).toHaveLength(1);
  expect(again.of('replay.done')).toHaveLength(1);
});

it('X-21: what was mounted before it stays as it is, where one stops dirty and lacks a log then', () => {
  // Both were restored once more, and users were out of the one that had come back.
  const shape = {
    jobs: jobs({ full: 'type: full, when: daily 20:00' }),
    groups: groups({ sg1: { db1: {}, db2: {} } }),
    horizon: '2 weeks',
  };
  const watched = failing(LOST, shape, true);
  const { world } = watched.sim;
  const [first, second] = world.org.store.databases;
  runWhile(watched, () => steps(watched, 'mount').length === 0);
  expect([first.mounted, second.mounted]).toEqual([true, false]);
  mount(world, 1);
  dismount(world, 1, false, 'it broke');
  expect(
    breakLog(world, 0, 'required', 'missing', 'faults/log:operator-destroys:1'),
  ).toBeGreaterThan(0);
  toEnd(watched);
  const downs = watched
    .of('database.down')
    .filter((f) => f.because === 'dismounted to be restored');
  expect(downs).toEqual([]);
  expect([first.mounted, second.mounted]).toEqual([true, true]);
  expect(watched.of('incident.closed')).toHaveLength(1);
});

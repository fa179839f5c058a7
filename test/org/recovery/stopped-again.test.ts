/**
 * A database that somebody else mounted while it waited for its turn after a restore, and that stopped dirty again: what was
 * restored once was replayed once more over what it had taken since, which was lost.
 */
import { expect, it } from 'vitest';
import { dismount, mount } from '../../../sim/org/store/mount.ts';
import type { Watched } from '../../support/organization.ts';
import { rowsOf, runWhile, SERVER, steps, toEnd } from '../../support/recovery.ts';
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

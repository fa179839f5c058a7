/** A restore that broke off and is started once more (RST-41), and what its report shows before users are let in (MON-15). */
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../sim/engine/clock.ts';
import { watch, type Watched } from '../../support/organization.ts';
import {
  BOTH,
  faulty,
  LOST,
  rowsOf,
  SERVER,
  steps,
  struckAt,
  toEnd,
} from '../../support/recovery.ts';

const SG1 = `${SERVER}/storageGroups/sg1`;
const misuse = (mistake: string): string =>
  `at: week 2 Thu 14:30, misuse: { mistake: ${mistake}, of: ${SG1} }`;
const recovery = (keys: string): string => `recovery: { ${keys} }\n`;

/** Every set breaks off at its first reading; so many of them can be read at the second. */
function unreadable(share: string, keys = 'repeatFailed: true'): Watched {
  const rest = `${recovery(keys)}parameters: { recovery: { repeatSucceedsShare: ${share} } }\n`;
  const yaml = faulty(LOST, {}, rest).replace(
    'hazards: none',
    'hazards: { set-unreadable: 100 %, others: none }',
  );
  return toEnd(watch(yaml, { check: false }));
}

const lost = (watched: Watched): number => rowsOf(watched)[0].lostMessages;
const statuses = (watched: Watched): string[] =>
  watched.of('restore.ended').map(({ status }) => status);

describe('a restore that broke off', () => {
  it('RST-41: sometimes succeeds when it is simply repeated', () => {
    const again = unreadable('100 %');
    const sets = rowsOf(again)[0].sets.length;
    expect(rowsOf(again)[0]).toMatchObject({ outcome: 'recovered', lostMessages: 0 });
    // Each set once in vain and once not; between the two somebody starts it again, and the tape is wound back.
    expect(statuses(again)).toEqual(Array(sets).fill(['failed', 'completed']).flat());
    expect(steps(again, 'repeat').map((s) => s.at - s.began)).toEqual(Array(sets).fill(2 * MINUTE));
    const back = steps(again, 'locate').filter((s) => s.because === 'winding back to the set');
    expect(back.map((s) => s.at - s.began)).toEqual(Array(sets).fill(46_000));
    expect(again.of('cause.struck').filter((f) => f.cause === 'set-unreadable')).toEqual(
      Array(sets).fill(expect.objectContaining({ absorbed: true })),
    );
    const next = again.of('recovery.fallback').map((f) => f.next);
    expect(next[0]).toBe('its restore is repeated');
  });

  it('RST-41: otherwise the next way back is tried; and nobody repeats it unless the plan says so', () => {
    const never = unreadable('0 %');
    expect(rowsOf(never)[0].outcome).toBe('declared-lost');
    expect(statuses(never).every((status) => status === 'failed')).toBe(true);
    const once = unreadable('100 %', 'repeatFailed: false');
    expect(steps(once, 'repeat')).toEqual([]);
    expect(statuses(never).length).toBe(2 * statuses(once).length);
    expect(rowsOf(once)[0].outcome).toBe('declared-lost');
  });
});

describe('the report of a restore', () => {
  const wrong = { ...BOTH, oops: misuse('sets-in-wrong-order') };

  it('MON-15: shows that logs were not replayed, before anybody is let in; else they are lost', () => {
    const good = toEnd(watch(faulty(BOTH)));
    const read = toEnd(watch(faulty(wrong, {}, recovery('checkRestore: true'))));
    const unread = toEnd(watch(faulty(wrong)));
    expect(lost(read)).toBe(lost(good));
    expect(lost(unread)).toBeGreaterThan(lost(good));
    // It costs a look each time, and everything once more.
    expect(steps(read, 'report').map((s) => s.at - s.began)).toEqual([10 * MINUTE, 10 * MINUTE]);
    expect(steps(read, 'report').map((s) => s.because)).toEqual([
      expect.stringMatching(/those of later ones were not replayed$/),
      'reading the report of the restore and the event logs: nothing is wrong',
    ]);
    expect(steps(read, 'image')).toHaveLength(2);
    expect(steps(unread, 'image')).toHaveLength(1);
    expect(rowsOf(read)[0].serviceMs).toBeGreaterThan(rowsOf(unread)[0].serviceMs + 20 * MINUTE);
    expect(read.of('database.up').filter((f) => f.at > struckAt(read))).toHaveLength(1);
  });

  it('MON-15: the application log tells of pages that a replay over overwritten logs has spoilt', () => {
    const faults = { ...LOST, oops: misuse('production-log-path') };
    const unread = toEnd(watch(faulty(faults)));
    const damaged = (of: Watched): number =>
      of.of('cause.struck').filter((f) => f.because.includes('replay went over')).length;
    expect(damaged(unread)).toBe(1);
    const read = toEnd(watch(faulty(faults, {}, recovery('checkRestore: true'))));
    expect(damaged(read)).toBe(0);
    expect(steps(read, 'report')[0].because).toMatch(/the application log has errors of ESE/);
  });

  it('MON-15: so do the logs of the system tell of a disk that has failed meanwhile', () => {
    const disk = `at: week 2 Thu 16:00, lose: ${SERVER}/nodes/a/volumes/logs/disks/1`;
    const faults = { ...LOST, disk };
    const watched = toEnd(watch(faulty(faults, {}, recovery('checkRestore: true'))));
    expect(steps(watched, 'report')[0].because).toMatch(/event logs: a disk of logs has failed$/);
    expect(rowsOf(watched)[0].outcome).toBe('recovered');
  });
});

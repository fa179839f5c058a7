/**
 * A log broke between two sets that both have it. The one that reaches further, which has it broken, was restored alone, and
 * the replay went on past the broken log as if nothing were wrong.
 */
import { expect, it } from 'vitest';
import { findSet } from '../../../sim/org/media/sets.ts';
import { forkHidden } from '../../../sim/org/wiring/hidden.ts';
import type { RestoreVars } from '../../../sim/org/recovery/state.ts';
import { breakLog } from '../../../sim/org/store/gaps.ts';
import { instant, jobs } from '../../support/backup.ts';
import {
  BOTH,
  failing,
  LOST,
  restoreUnderWay,
  rowsOf,
  runToEnv,
  runWhile,
  SERVER,
  toEnd,
} from '../../support/recovery.ts';

const LOGS = `${SERVER}/storageGroups/sg1/logs`;
const weekly = {
  jobs: jobs({
    full: 'type: full, when: Sat 20:00',
    daily: 'type: differential, when: daily 20:00',
  }),
};

/** Types of the sets that were restored whole, in order, and what was lost. */
function restored(faults: Readonly<Record<string, string>>) {
  const watched = failing(faults, weekly, true);
  const types: string[] = [];
  watched.sim.on('restore.ended', ({ set, status }) => {
    if (status === 'completed') types.push(findSet(watched.sim.world, set)?.type ?? 'none');
  });
  toEnd(watched);
  return { types, lost: rowsOf(watched)[0].lostMessages, replays: watched.of('replay.done') };
}

/** By now Tuesday's set has it whole, and Wednesday's will have it broken. */
const between = { log: `at: week 2 Tue 20:30, corrupt: ${LOGS}/required` };
/** Wednesday's set is the first to have it. */
const before = { log: `at: week 2 Wed 12:00, corrupt: ${LOGS}/newest` };

it('a set from before lends its whole copy of it, and all is replayed (RST-01, X-21)', () => {
  const whole = restored(BOTH);
  expect(whole.types).toEqual(['full', 'differential']);
  const lent = restored({ ...BOTH, ...between });
  expect(lent.types).toEqual(['full', 'differential', 'differential']);
  expect(lent.replays).toMatchObject([{ to: whole.replays[0].to }]);
  expect(lent.lost).toBe(whole.lost);
  const ended = restored({ ...BOTH, ...before });
  expect(ended.types).toEqual(['full', 'differential']);
  expect(ended.lost).toBeGreaterThan(whole.lost);
});

it('so it does where the logs on disk go on from there', () => {
  const lent = restored({ ...LOST, ...between });
  expect(lent.types).toEqual(['full', 'differential', 'differential']);
  expect(lent.lost).toBe(0);
});

it('who starts hard recovery before that set is restored ends before the broken log (RST-18)', () => {
  const watched = failing({ ...BOTH, ...between }, weekly, true);
  const env = runToEnv(watched);
  const vars = restoreUnderWay(watched) as RestoreVars;
  const [wednesday] = vars.reads.map(({ set }) => set);
  runWhile(watched, () => vars.window !== wednesday);
  vars.slipped.push({ name: 'last-set-too-early', key: 'faults/oops:slip:1', noticed: false });
  toEnd(watched);
  const [{ to }] = watched.of('replay.done');
  expect(env.sets).toHaveLength(2);
  expect(to).toBe(watched.sim.world.org.store.groups[0].gaps[0].log - 1);
});

it('who plans around a broken log has met it: it is a cause, and known in every fork', () => {
  // A fork in the middle forgot the log, and its restore went on to the end.
  const watched = failing({ ...BOTH, ...before }, weekly, true);
  runToEnv(watched);
  expect(watched.sim.world.org.store.groups[0].gaps).toMatchObject([{ seen: true }]);
  const fork = forkHidden(watched.sim, 1);
  const ends: number[] = [];
  fork.on('replay.done', ({ to }) => ends.push(to));
  fork.runUntil(watched.plan.clock.end);
  toEnd(watched);
  expect(ends).toEqual(watched.of('replay.done').map(({ to }) => to));
  const [{ causes }] = watched.of('incident.closed');
  expect(causes).toContain('faults/log:operator-destroys:1');
});

/** A full and an incremental half an hour before it, both with a log that broke in between and that the full requires. */
function requiredIsBroken() {
  const twice = jobs({
    full: 'type: full, when: daily 20:30',
    early: 'type: incremental, when: daily 20:00',
  });
  const watched = failing(LOST, { jobs: twice }, true);
  watched.sim.runUntil(instant(watched.plan, 2, 'Wed 20:00'));
  const before = watched.of('backup.ended').length;
  runWhile(watched, () => watched.of('backup.ended').length === before);
  const w = watched.sim.world;
  const log = breakLog(w, 0, 'newest', 'damaged', 'faults/log:operator-destroys:1');
  return { watched, log };
}

it('so it does for what an image requires to be mounted (BKP-14, X-21)', () => {
  const { watched, log } = requiredIsBroken();
  toEnd(watched);
  const [full, early] = rowsOf(watched)[0].sets.map((id) => findSet(watched.sim.world, id));
  expect([full?.type, early?.type]).toEqual(['full', 'incremental']);
  for (const set of [full, early]) {
    expect(set?.low).toBeLessThanOrEqual(log);
    expect(set?.high).toBeGreaterThanOrEqual(log);
  }
  expect(rowsOf(watched)[0].lostMessages).toBe(0);
});

it('who starts hard recovery before that has come begins anew: the image cannot be mounted as it is (RST-18)', () => {
  const { watched, log } = requiredIsBroken();
  const isUnderWay = () => watched.sim.world.org.procedures.list.some((p) => p?.step === 'image');
  runWhile(watched, () => !isUnderWay());
  const vars = restoreUnderWay(watched) as RestoreVars;
  vars.slipped.push({ name: 'last-set-too-early', key: 'faults/oops:slip:1', noticed: false });
  toEnd(watched);
  expect(watched.of('recovery.fallback').map(({ next }) => next)).toContain(
    'everything is restored again',
  );
  const [replay, ...others] = watched.of('replay.done');
  expect(others).toEqual([]);
  expect(replay.from).toBeLessThanOrEqual(log);
  expect(replay.to).toBeGreaterThan(log);
  expect(rowsOf(watched)[0].lostMessages).toBe(0);
});

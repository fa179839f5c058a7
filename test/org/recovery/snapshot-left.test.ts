/** A database that is mounted between a snapshot and the logs that were to follow. */
import { expect, it } from 'vitest';
import { dropSets, setOf } from '../../../sim/org/media/sets.ts';
import { groups, path } from '../../support/backup.ts';
import { restoreUnderWay, runWhile, toEnd } from '../../support/recovery.ts';
import type { Watched } from '../../support/organization.ts';
import { faults, shadowed } from '../../support/shadow.ts';

const engine = 'engine: vss-hardware-mirror';
const JOBS = {
  full: `type: full, ${engine}, when: Sat 20:00`,
  logs: `type: incremental, ${engine}, when: Mon-Fri 20:00, to: libraries/lib1, keep: 1 day`,
};

/** The file is deleted, and comes back from a snapshot and logs on tape; somebody slips at the first occasion after an instant. */
const slipped = (mistake: string, after: string): Watched =>
  shadowed(JOBS, {
    horizon: '1 week',
    groups: groups({ sg1: { db1: {} } }),
    rest: faults({
      oops: `at: week 1 ${after}, misuse: { mistake: ${mistake}, of: ${path('sg1')} }`,
      gone: `at: week 1 Fri 14:30, delete: ${path('sg1', 'db1')}`,
    }),
  });

it('has what the snapshot had, and none of the sets that nobody has put back (RST-20, X-07)', () => {
  const watched = toEnd(slipped('mounted-between-sets', 'Fri 14:00'));
  const [replayed] = watched.of('replay.done');
  const read = watched.of('restore.ended').map(({ set }) => set);
  const last = setOf(watched.sim.world, read.at(-1)!);
  expect([last.type, read.length, replayed.onDisk]).toEqual(['incremental', 2, 0]);
  expect(replayed.to).toBe(last.high);
  expect(watched.of('content.lost').length).toBeGreaterThan(0);
});

it('keeps the logs that were put back from a set which is lost before the next one is read', () => {
  // How far the logs in the folder reach was asked of the sets, of which one was gone by then.
  const watched = slipped('mounted-between-sets', 'Fri 14:57');
  runWhile(watched, () => (restoreUnderWay(watched)?.placed.length ?? 0) < 2);
  const { placed, reads } = restoreUnderWay(watched)!;
  const next = setOf(watched.sim.world, reads[0].set).high;
  dropSets(watched.sim.world, [placed[1].set]);
  const [replayed] = toEnd(watched).of('replay.done');
  expect(replayed.to).toBe(next);
});

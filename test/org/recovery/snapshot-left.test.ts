/** Slips of those who put a snapshot back, and the logs that follow it. */
import { expect, it } from 'vitest';
import { setOf } from '../../../sim/org/media/sets.ts';
import { groups } from '../../support/backup.ts';
import type { Watched } from '../../support/organization.ts';
import { toEnd } from '../../support/recovery.ts';
import { faults, shadowed } from '../../support/shadow.ts';

const SG1 = 'servers/mbx1/storageGroups/sg1';

/** The file is deleted, and comes back from a snapshot and logs on tape; somebody slips meanwhile. */
function slipped(mistake: string): Watched {
  const engine = 'engine: vss-hardware-mirror';
  return toEnd(
    shadowed(
      {
        full: `type: full, ${engine}, when: Sat 20:00`,
        logs: `type: incremental, ${engine}, when: Mon-Fri 20:00, to: libraries/lib1, keep: 1 day`,
      },
      {
        horizon: '1 week',
        groups: groups({ sg1: { db1: {} } }),
        rest: faults({
          oops: `at: week 1 Thu 14:00, misuse: { mistake: ${mistake}, of: ${SG1} }`,
          gone: `at: week 1 Thu 14:30, delete: ${SG1}/databases/db1`,
        }),
      },
    ),
  );
}

it('has what the snapshot had, and none of the sets that nobody has put back (RST-20, X-07)', () => {
  const watched = slipped('mounted-between-sets');
  const [replayed] = watched.of('replay.done');
  const read = watched.of('restore.ended').map(({ set }) => set);
  const last = setOf(watched.sim.world, read.at(-1)!);
  expect([last.type, read.length, replayed.onDisk]).toEqual(['incremental', 2, 0]);
  expect(replayed.to).toBe(last.high);
  expect(watched.of('content.lost').length).toBeGreaterThan(0);
});

it.each([
  'full-not-first',
  'last-set-not-ticked',
  'production-log-path',
  'sets-in-wrong-order',
  'temporary-folder-in-use',
])('has no temporary folder, Restore.env or eseutil /cc that %s could harm (X-07)', (mistake) => {
  const watched = slipped(mistake);
  const told = watched.of('cause.struck').filter(({ cause }) => cause === 'slip');
  expect(told).toMatchObject([
    { absorbed: true, because: expect.stringMatching(/^there was no occasion for it/) },
  ]);
  expect(watched.of('content.lost')).toEqual([]);
  expect(watched.of('recovery.fallback')).toEqual([]);
});

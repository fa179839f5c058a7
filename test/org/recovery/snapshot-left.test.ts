/** A database that is mounted between a snapshot and the logs that were to follow. */
import { expect, it } from 'vitest';
import { setOf } from '../../../sim/org/media/sets.ts';
import { groups } from '../../support/backup.ts';
import { toEnd } from '../../support/recovery.ts';
import { faults, shadowed } from '../../support/shadow.ts';

it('has what the snapshot had, and none of the sets that nobody has put back (RST-20, X-07)', () => {
  const engine = 'engine: vss-hardware-mirror';
  const watched = toEnd(
    shadowed(
      {
        full: `type: full, ${engine}, when: Sat 20:00`,
        logs: `type: incremental, ${engine}, when: Mon-Fri 20:00, to: libraries/lib1, keep: 1 day`,
      },
      {
        horizon: '1 week',
        groups: groups({ sg1: { db1: {} } }),
        rest: faults({
          oops: 'at: week 1 Thu 14:00, misuse: { mistake: mounted-between-sets, of: servers/mbx1/storageGroups/sg1 }',
          gone: 'at: week 1 Thu 14:30, delete: servers/mbx1/storageGroups/sg1/databases/db1',
        }),
      },
    ),
  );
  const [replayed] = watched.of('replay.done');
  const read = watched.of('restore.ended').map(({ set }) => set);
  const last = setOf(watched.sim.world, read.at(-1)!);
  expect([last.type, read.length, replayed.onDisk]).toEqual(['incremental', 2, 0]);
  expect(replayed.to).toBe(last.high);
  expect(watched.of('content.lost').length).toBeGreaterThan(0);
});

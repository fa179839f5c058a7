/** Which image a restore begins with. */
import { expect, it } from 'vitest';
import { setOf } from '../../../sim/org/media/sets.ts';
import { newestImage } from '../../../sim/org/recovery/restore/chain.ts';
import { groups, jobs, runTo } from '../../support/backup.ts';

it('what was copied to tape later is no newer than what it was copied from', () => {
  const { sim } = runTo({
    groups: groups({ sg1: { db1: {} } }),
    jobs: jobs({ full: 'type: full, when: daily 20:00' }),
    rest: 'hazards: none\n',
  });
  const w = sim.world;
  const { sets } = w.org.store.groups[0];
  const [older, newest] = sets.slice(-2).map((id) => setOf(w, id));
  expect(newest.high).toBeGreaterThan(older.high);
  older.completedAt = newest.completedAt + 3_600_000;
  sets.splice(-2, 2, newest.id, older.id);
  expect(newestImage(w, 0, [0])?.id).toBe(newest.id);
});

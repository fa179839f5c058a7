/** How old the backups were that a disaster found. */
import type { Ms } from '../../engine/types.ts';
import { setOf } from '../media/sets.ts';
import type { OrgWorld } from '../world.ts';

/** When the newest set of a group was completed, by an instant; the beginning without one. */
function newestSetAt(w: OrgWorld, group: number, by: Ms): Ms {
  const { sets } = w.org.store.groups[group];
  for (let i = sets.length - 1; i >= 0; i--) {
    const { completedAt } = setOf(w, sets[i]);
    if (completedAt <= by) return completedAt;
  }
  return w.plan.clock.warmupStart;
}

/** The same of the database of several that has had none for longest. */
export function oldestBackupAt(w: OrgWorld, databases: readonly number[], by: Ms): Ms {
  let oldest = by;
  for (const d of databases)
    oldest = Math.min(oldest, newestSetAt(w, w.plan.databases[d].group, by));
  return oldest;
}

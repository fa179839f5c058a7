/**
 * Deleted mail that a database keeps among its deleted items, worked out apart from the model: it comes along with the
 * file where that goes on in another life. The state tells what is left deleted as long as some set is of the old life; of a
 * life that no set is of, its rows are gone with the turn itself.
 */
import type { Ms } from '../../../sim/engine/types.ts';
import type { OrgWorld } from '../../../sim/org/world.ts';
import { goneBy, type Killing, type Life } from './life.ts';
import { either, without, type Spans } from './sets.ts';

/** Creation times of what a killing has taken, and its database still keeps out of sight. */
function keptOf(killing: Killing, now: Ms, retentionMs: Ms): Spans {
  const { recoverable, purgedAt } = killing;
  const gone = goneBy(killing, now);
  // A mailbox that was removed stays whole until it is purged, unless it was taken back before.
  if (purgedAt >= 0) return recoverable > 0 && now < purgedAt ? gone : [];
  const young = without(gone, goneBy(killing, now - retentionMs));
  const kept: number[] = [];
  for (let i = 0; i < young.length; i += 2) {
    const length = Math.floor((young[i + 1] - young[i]) * recoverable);
    if (length > 0) kept.push(young[i], young[i] + length);
  }
  return kept;
}

/**
 * A database has left a life for another one: deleted mail of which the state tells no more, neither in that life nor as deleted
 * in the new one, is there again as far as it was kept.
 */
export function noteKept(w: OrgWorld, life: Life, lineage: number): void {
  const { kills } = w.org.store.databases[life.database];
  const told = kills.filter((kill) => [life.lineage, lineage].includes(kill.lineage));
  const untold = [...life.kills].filter(([key]) => !told.some((kill) => kill.key === key));
  const { itemRetentionMs } = w.plan.databases[life.database];
  let kept: Spans = [];
  for (const [, killing] of untold) kept = either(kept, keptOf(killing, w.now, itemRetentionMs));
  for (const [key, killing] of untold) {
    const content = without(goneBy(killing, w.now), kept);
    life.kills.set(key, { ...killing, to: Math.min(killing.to, w.now), content, recoverable: 0 });
  }
}

/** Which logs may go after a backup (TRN-01 to TRN-08, X-01, X-02). */
import type { OrgWorld } from '../world.ts';
import { isWaitedFor } from './waited-for.ts';
import { checkpointLog, firstLog } from './checkpoint.ts';
import { forgetGaps } from './gaps.ts';

function remove(w: OrgWorld, group: number, below: number, because: string): void {
  const from = firstLog(w, group);
  if (below <= from) return;
  if (w.hears('logs.truncated')) {
    w.say('logs.truncated', { group, from, to: below - 1, because });
  }
  w.org.store.groups[group].firstLog = below;
  forgetGaps(w, group);
}

/** A dismounted database's header is not read, so nothing may be deleted (TRN-03, TRN-04). */
function dismounted(w: OrgWorld, group: number): boolean {
  const { databases } = w.plan.groups[group];
  for (let i = 0; i < databases.length; i++) {
    if (!w.org.store.databases[databases[i]].mounted) return true;
  }
  return isWaitedFor(w, group);
}

/**
 * After a full: deletes below the checkpoint, the end of the copied range, and the last log of the previous full of
 * every attached database outside this job; a database that was never backed up blocks all (TRN-06). The engine keeps
 * that last log itself (`genHigh` is where deleting stops), although a restore would find it on tape. Circular logging
 * has left nothing to delete.
 */
export function truncateAfterFull(
  w: OrgWorld,
  group: number,
  selected: readonly number[],
  high: number,
): void {
  if (w.org.store.groups[group].circularLogging) return;
  if (dismounted(w, group)) {
    w.say('truncation.blocked', { group, because: 'a database of the group is dismounted' });
    return;
  }
  let below = Math.min(checkpointLog(w, group), high + 1);
  const { databases } = w.plan.groups[group];
  for (let i = 0; i < databases.length; i++) {
    const d = databases[i];
    if (selected.includes(d)) continue;
    const previous = w.org.store.databases[d].header.fullHigh;
    if (previous < 0) {
      const name = w.plan.databases[d].path;
      w.say('truncation.blocked', { group, because: `${name} has no full backup` });
      return;
    }
    below = Math.min(below, previous);
  }
  remove(w, group, below, 'full backup');
}

/** After an incremental: deletes below the checkpoint only, so that consecutive sets overlap. */
export function truncateAfterIncremental(w: OrgWorld, group: number, high: number): void {
  if (dismounted(w, group)) {
    w.say('truncation.blocked', { group, because: 'a database of the group is dismounted' });
    return;
  }
  remove(w, group, Math.min(checkpointLog(w, group), high + 1), 'incremental backup');
}

/**
 * An operator moves logs away by hand for a reason: what is below the checkpoint, needed by backups or not. Whoever does it
 * leaves alone the logs that a recovery under way is going to roll forward with.
 */
export function removeByHand(w: OrgWorld, group: number, because = 'to make room'): void {
  for (const d of w.plan.groups[group].databases) {
    const { fileLost, restoring } = w.org.store.databases[d];
    if (fileLost || restoring) return;
  }
  if (!isWaitedFor(w, group)) remove(w, group, checkpointLog(w, group), `by hand, ${because}`);
}

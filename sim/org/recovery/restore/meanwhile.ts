/** What has changed since a way back was decided, while a restore read, or waited for a drive, its turn or a pair of hands. */
import type { Procedure } from '../../../engine/procedure.ts';
import type { Ms } from '../../../engine/types.ts';
import { firstGapOnDisk } from '../../store/gaps.ts';
import { recoveryGap } from '../../store/mount.ts';
import type { OrgWorld } from '../../world.ts';
import type { RestoreVars } from '../state.ts';
import { logsOf } from './chain.ts';
import { readsOf } from './reads.ts';
import { chainNow } from './rungs.ts';
import { waitsForLogs } from './standing.ts';
import { isPutBack } from './stop-before.ts';

/**
 * Whether the catalogue has more to offer than when the chain was chosen, and nothing of that has been read yet: backups of the
 * group went on while the restore waited for a drive or for its turn, or read other images in vain (E-06: the sets there are decide).
 */
export function hasNewerSets(w: OrgWorld, v: RestoreVars): boolean {
  if (v.image < 0 || v.imageRead || v.setsRead.includes(v.image)) return false;
  const chain = chainNow(w, v);
  if (chain === null) return false;
  const sets = readsOf(w, chain, v.databases, null).map(({ set }) => set);
  return sets.join() !== v.reads.map(({ set }) => set).join();
}

/**
 * Whether there is more to replay than was planned: a set that was still being copied, logs of a server that runs again; or a
 * newer image.
 */
function leadsFurther(w: OrgWorld, v: RestoreVars): boolean {
  const stopsShort = v.toEnd && v.stopBefore >= 0;
  if (v.plannedToEnd && !stopsShort) return false;
  const chain = chainNow(w, v);
  if (chain === null) return false;
  const reachesFurther = chain.toEnd || chain.reach > v.plannedReach;
  return chain.image.id !== v.image || (!v.plannedToEnd && reachesFurther);
}

/** Whether logs with which a replay was to go on had gone by an instant, or there are others that it left out. */
export function logsHaveChanged(w: OrgWorld, v: RestoreVars, by: Ms = w.now): boolean {
  if (v.mode !== 'restore') return false;
  const gap = v.toEnd ? firstGapOnDisk(w, logsOf(w, v), v.reach, by) : Infinity;
  return gap < (v.stopBefore < 0 ? Infinity : v.stopBefore) || isLeftOut(w, v);
}

/** Whether a replay has left out what is there by now (REC-27). */
export const isLeftOut = (w: OrgWorld, v: RestoreVars): boolean =>
  isPutBack(w, v) || leadsFurther(w, v);

/** A replay is over: whether it met a log that had gone while it waited for its turn, or left out what is there by now. */
export function hasMetOthers(w: OrgWorld, { vars: v, began }: Procedure<RestoreVars>): boolean {
  if (v.mode === 'restore') return logsHaveChanged(w, v, began);
  // Clean files need no log of the folder: whatever is missing there, planning anew would find nothing else to do.
  if (!waitsForLogs(w, v)) return false;
  const gap = recoveryGap(w, v.group, began);
  return gap !== null && gap.log !== v.stopBefore;
}

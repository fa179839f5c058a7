/**
 * Products that copy databases past the store (BKP-71, ESE-20). Exchange takes no part: no session, no page verified, no
 * header marked, no log deleted. A disk mirror or filter driver has files and logs as they were at one instant, or
 * nearly; what lies in memory may be changed or dropped before it reaches the disk. That a set does not fit together
 * shows when databases are started from it, and no earlier.
 */
import { serverRuns } from '../hardware/servers.ts';
import { setKey } from '../media/sets.ts';
import type { BackupSet } from '../media/state.ts';
import { checkpointLog } from '../store/checkpoint.ts';
import type { OrgWorld } from '../world.ts';
import { isOutside } from './plan.ts';
import { imageLow, missingLog } from './rules.ts';
import type { BackupVars } from './state.ts';

/** Whether a backup reads through the store itself. */
export const streams = (w: OrgWorld, v: BackupVars): boolean =>
  w.plan.jobs[v.job].engine === 'streaming';

/** Whether a backup is made by such a product. */
export const goesOutside = (w: OrgWorld, v: BackupVars): boolean =>
  isOutside(w.plan.jobs[v.job].engine);

/** Why such a product finds nothing to copy, or null. */
export function outsideRefusal(w: OrgWorld, v: BackupVars): string | null {
  const { server } = w.plan.groups[v.group];
  if (!serverRuns(w, server)) return `${w.plan.servers[server].name} does not answer`;
  if (!v.databases.some((d) => w.org.store.databases[d].mounted))
    return 'no database of it is mounted';
  return missingLog(w, v.group, lowOf(w, v));
}

/** First log that its images need. */
export const lowOf = (w: OrgWorld, v: BackupVars): number =>
  imageLow(w, v.group, v.databases, checkpointLog(w, v.group));

/** Whether the databases of a set do not start: in memory nothing fits together; drawn by the set where a driver copied. */
export function isInconsistent(w: OrgWorld, set: BackupSet): boolean {
  const { engine } = w.plan.jobs[set.job];
  if (!isOutside(engine) || set.proved) return false;
  const of = { ...set, copy: false };
  return (
    engine === 'memory' ||
    w.draw(setKey(w, of), 'inconsistent', 0) < w.plan.figures.backup.outsideFaultShare
  );
}

/** Somebody has restored a set that does not fit together. */
export function findInconsistent(w: OrgWorld, set: BackupSet, by: 'a restore' | 'a drill'): void {
  set.knownBad = true;
  w.say('set.inconsistent', { set: set.id, job: set.job, group: set.group, by });
}

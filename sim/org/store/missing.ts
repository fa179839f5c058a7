/**
 * Databases that a stopped group misses. Recovery of a group looks for every database that its logs list as attached, and
 * ends with -1216 where one is gone: then none of the group can be mounted (REC-12, RST-40, MON-13).
 */
import type { OrgWorld } from '../world.ts';

/** Whether a database of the group serves: then the group runs, and its logs were recovered already. */
function runs(w: OrgWorld, group: number): boolean {
  return w.plan.groups[group].databases.some((d) => w.org.store.databases[d].mounted);
}

/**
 * Databases without which a group that stopped unexpectedly does not recover: dirty, attached when it stopped, and gone.
 * Without its logs nothing is recovered anyway.
 */
export function missingAttached(w: OrgWorld, group: number): number[] {
  if (w.org.store.groups[group].logsLost || runs(w, group)) return [];
  return w.plan.groups[group].databases.filter((d) => {
    const s = w.org.store.databases[d];
    return s.attached && s.fileLost;
  });
}

/** Whether a database of a group goes on, although one root cause may take several volumes one after another. */
function goesOn(w: OrgWorld, group: number): boolean {
  const { volumes } = w.org.hardware;
  const { logVolume, systemVolume, databases } = w.plan.groups[group];
  if (volumes[logVolume].lost || volumes[systemVolume].lost) return false;
  return databases.some(
    (d) => w.org.store.databases[d].mounted && !volumes[w.plan.databases[d].volume].lost,
  );
}

/** A file is gone while others of its group go on: the engine lets go of it, so that nobody misses it later. */
export function detachLost(w: OrgWorld, group: number): void {
  if (!goesOn(w, group)) return;
  for (const d of w.plan.groups[group].databases) {
    const s = w.org.store.databases[d];
    if (s.fileLost) s.attached = false;
  }
}

/** Single files and folders are destroyed, while the volumes that they lay on go on serving. */
import type { OrgWorld } from '../world.ts';
import type { Half } from './halves.ts';
import { watchFill } from './fill.ts';
import { detachLost } from './missing.ts';
import { dismount } from './mount.ts';

/**
 * The file of one database is gone, or one of its two (ESE-36): the database is lost; the others of its group go on, and
 * so do its logs.
 */
export function loseFile(
  w: OrgWorld,
  database: number,
  half: '' | Half,
  key: string,
  because: string,
): void {
  dismount(w, database, false, because);
  const d = w.org.store.databases[database];
  d.fileLost = true;
  d.fileLostBy = key;
  d.halfLost = half;
  d.clean = false;
  d.holes = [];
  detachLost(w, w.plan.databases[database].group);
}

/** The log folder of a group is gone: the whole group stops (ESE-24), its files stay on disk, dirty. */
export function loseLogs(w: OrgWorld, group: number, key: string, because: string): void {
  const plan = w.plan.groups[group];
  for (const d of plan.databases) dismount(w, d, false, because);
  const g = w.org.store.groups[group];
  g.logsLost = true;
  g.logsLostBy = key;
  // The logs are gone from a volume on which others may go on logging.
  watchFill(w, plan.logVolume);
}

/** Volumes: what lies on them, and their loss and making anew, whatever the reason. */
import type { OrgWorld } from '../world.ts';
import { forget } from './rebuilds.ts';

/** Whether anything of Exchange lies on a volume: database files, logs, a checkpoint file, or backups of it. */
export function serves(w: OrgWorld, volume: number): boolean {
  return (
    w.plan.databases.some((d) => d.volume === volume) ||
    w.plan.groups.some(
      (g) => g.databases.length > 0 && (g.logVolume === volume || g.systemVolume === volume),
    ) ||
    w.plan.libraries.some((target) => target.volume === volume)
  );
}

/**
 * Volumes are gone through one root cause, `before` the keys of those that had weakened them. News: 'volumeLost' for
 * each, then 'volumesLost' once with the first of them.
 */
export function destroyVolumes(
  w: OrgWorld,
  key: string,
  volumes: readonly number[],
  before: readonly string[] = [],
): void {
  for (const volume of volumes) {
    const v = w.org.hardware.volumes[volume];
    v.lost = true;
    v.lostBy = key;
    v.lostWith = [...before];
    while (v.broken.length > 0) forget(w, v.broken[0]);
  }
  for (const volume of volumes) w.tell('volumeLost', volume, 0);
  w.tell('volumesLost', volumes[0], 0);
}

/** The array is made anew of good disks. */
export function remake(w: OrgWorld, volume: number): void {
  const v = w.org.hardware.volumes[volume];
  while (v.broken.length > 0) forget(w, v.broken[0]);
  v.lost = false;
  v.lostWith = [];
  v.spares = w.plan.volumes[volume].hotSpares;
  v.generation += 1;
}

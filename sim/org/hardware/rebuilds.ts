/** An array with a disk out waits for a part, then rebuilds what that disk held, and is slower for its users meanwhile. */
import type { EventTable, Ms } from '../../engine/types.ts';
import type { OrgWorld } from '../world.ts';
import { changeUserShare } from './flows.ts';
import { diskCatalogue } from './parameters.ts';
import type { BrokenDisk } from './state.ts';

/** Rebuilds that an array remembers: more than there are between two fulls, unless its disks die in rows. */
const REBUILDS_KEPT = 8;

/** How long a rebuild takes: the whole disk, used or not. */
export function rebuildMs(w: OrgWorld, volume: number): Ms {
  const { capacityBytes } = diskCatalogue[w.plan.volumes[volume].model];
  return Math.ceil((capacityBytes / w.plan.figures.hardware.rebuildBytesPerSecond) * 1000);
}

/** Whether what a disk held is being rebuilt right now. */
export function isRebuilding(w: OrgWorld, disk: number): boolean {
  const { broken } = w.org.hardware.volumes[w.plan.disks[disk].volume];
  return broken.some((b) => b.disk === disk && b.rebuilding);
}

/** A disk is there to rebuild on. */
export function beginRebuild(w: OrgWorld, broken: BrokenDisk): void {
  const { volume } = w.plan.disks[broken.disk];
  broken.rebuilding = true;
  broken.rebuildingSince = w.now;
  broken.timer = w.at(w.now + rebuildMs(w, volume), 'hardware.rebuilt', broken.disk, 0);
  changeUserShare(w, volume, w.plan.figures.hardware.rebuildUserShare);
  w.say('rebuild.began', { volume, disk: broken.disk });
}

/** The rebuild of a disk is over, finished or broken off. */
export function endRebuild(w: OrgWorld, broken: BrokenDisk, completed: boolean): void {
  if (!broken.rebuilding) return;
  const { volume } = w.plan.disks[broken.disk];
  const v = w.org.hardware.volumes[volume];
  broken.rebuilding = false;
  v.rebuilt.push({ disk: broken.disk, from: broken.rebuildingSince, to: w.now });
  if (v.rebuilt.length > REBUILDS_KEPT) v.rebuilt.shift();
  broken.rebuildingSince = -1;
  w.cancel(broken.timer);
  broken.timer = 0;
  if (!v.broken.some((b) => b.rebuilding)) changeUserShare(w, volume, 1);
  w.say('rebuild.ended', { volume, disk: broken.disk, completed });
}

/** Takes a disk out of the list of those that are out, with the rebuild on it. */
export function forget(w: OrgWorld, broken: BrokenDisk): void {
  const { broken: list } = w.org.hardware.volumes[w.plan.disks[broken.disk].volume];
  const i = list.findIndex((each) => each.disk === broken.disk);
  endRebuild(w, broken, false);
  list.splice(i, 1);
}

/** A part arrives: for the disk that has waited longest, else it stands by from now on. */
function takePart(w: OrgWorld, volume: number): void {
  const v = w.org.hardware.volumes[volume];
  const waiting = v.broken.find((b) => !b.rebuilding);
  if (waiting !== undefined) beginRebuild(w, waiting);
  else v.spares = Math.min(w.plan.volumes[volume].hotSpares, v.spares + 1);
}

export const rebuildEvents: EventTable<OrgWorld> = {
  'hardware.part': {
    rank: 11,
    run(w, volume, generation) {
      const v = w.org.hardware.volumes[volume];
      if (!v.lost && v.generation === generation) takePart(w, volume);
    },
  },
  'hardware.rebuilt': {
    rank: 9,
    run(w, disk) {
      const v = w.org.hardware.volumes[w.plan.disks[disk].volume];
      const i = v.broken.findIndex((b) => b.disk === disk);
      v.broken[i].timer = 0;
      endRebuild(w, v.broken[i], true);
      v.broken.splice(i, 1);
    },
  },
};

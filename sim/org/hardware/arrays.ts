/** What the failure of a disk does to its array: it is degraded, or was so already and is lost. */
import type { Ms } from '../../engine/types.ts';
import type { OrgWorld } from '../world.ts';
import type { Raid } from './plan.ts';
import { beginRebuild, forget } from './rebuilds.ts';
import type { BrokenDisk } from './state.ts';
import { destroyVolumes, inUse, remake, serves } from './volumes.ts';

/** Whether an array has lost data when both disks are out, by their places in it from 0: RAID 10 mirrors pairs. */
export function areOneTooMany(raid: Raid, one: number, other: number): boolean {
  return raid === 'raid10' ? one >> 1 === other >> 1 : true;
}

/** How long until a part is in. */
export function outOf(w: OrgWorld, volume: number): Ms {
  return w.plan.sites[w.plan.servers[w.plan.volumes[volume].server].site].partsMs.disk;
}

/** A part is ordered for every failed disk; a hot spare that stands by takes over at once. */
function degrade(w: OrgWorld, disk: number, key: string): void {
  const { volume } = w.plan.disks[disk];
  const v = w.org.hardware.volumes[volume];
  const broken: BrokenDisk = {
    disk, key, failedAt: w.now, rebuilding: false, rebuildingSince: -1, timer: 0,
  }; // prettier-ignore
  v.broken.push(broken);
  w.at(w.now + outOf(w, volume), 'hardware.part', volume, v.generation);
  if (v.spares === 0) return;
  v.spares -= 1;
  beginRebuild(w, broken);
}

/**
 * A disk fails. Absorbed by the array, unless another one without which it cannot do is out. The one whose place is
 * empty still, or whose volume is lost, fails without effect: then nobody sees it, and the answer is false.
 */
export function breakDisk(w: OrgWorld, disk: number, key: string): boolean {
  const { volume, path } = w.plan.disks[disk];
  const { raid, firstDisk, path: name } = w.plan.volumes[volume];
  const v = w.org.hardware.volumes[volume];
  const own = v.broken.find((b) => b.disk === disk);
  const others = v.broken.filter(
    (b) => b.disk !== disk && areOneTooMany(raid, b.disk - firstDisk, disk - firstDisk),
  );
  const say = (absorbed: boolean, because: string): void =>
    w.say('cause.struck', { key, cause: 'disk-failed', owner: path, absorbed, because });
  if (v.lost) {
    say(true, 'its volume was lost already');
    return false;
  }
  if (own !== undefined && !own.rebuilding) {
    say(true, 'no disk was in its place');
    return false;
  }
  if (others.length > 0) {
    say(!inUse(w, volume), `${name} is lost: another disk was out`);
    const before = others.map((b) => b.key);
    if (serves(w, volume)) destroyVolumes(w, key, [volume], before);
    else remake(w, volume);
  } else {
    say(true, own === undefined ? `${raid} goes on without it` : 'the rebuild on it begins anew');
    if (own !== undefined) forget(w, own);
    degrade(w, disk, key);
  }
  return true;
}

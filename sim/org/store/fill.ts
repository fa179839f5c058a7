/**
 * When a log volume is full, all storage groups that log to it stop. The instant is computed, not watched: a
 * look is planned for when the volume could be full at the earliest, and planned anew from there.
 */
import { DAY } from '../../engine/clock.ts';
import type { Ms } from '../../engine/types.ts';
import { curveOf, instantOfUnits, unitsAt } from '../workload/curve.ts';
import type { OrgWorld } from '../world.ts';
import { checkpointDepth, firstLog } from './checkpoint.ts';
import { removeByHand } from './truncation.ts';
import { instantOfPosition, logRate, openLog, positionNow } from './stream.ts';

/** Near the end, and after changes nearer than this to the planned look, the look is planned anew. */
const NEAR_MS = 2 * DAY;
/** Logs per group within which the volume is followed log by log. */
const NEAR_LOGS = 8;

function groupsOn(w: OrgWorld, volume: number): number[] {
  const { groups } = w.plan;
  const found: number[] = [];
  for (let g = 0; g < groups.length; g++) if (groups[g].logVolume === volume) found.push(g);
  return found;
}

/** Logs of a group on its volume; others may have been moved away, and are still there for whoever needs them. */
function logsOf(w: OrgWorld, group: number): number {
  const { aside } = w.org.store.groups[group];
  return openLog(w, group) - Math.max(firstLog(w, group), aside) + 1;
}

/**
 * How many logs more a group can ever lay on its volume. Circular logging keeps a depth and the open one; but while a
 * backup holds the checkpoint nothing is deleted, and logs pile up as in any group (ESE-25, BKP-10).
 */
function stillToCome(w: OrgWorld, group: number): number {
  if (!w.org.store.groups[group].circularLogging) return Infinity;
  const { frozenCheckpoint, logsLost } = w.org.store.groups[group];
  if (frozenCheckpoint >= 0) return Infinity;
  return logsLost ? 0 : Math.max(0, checkpointDepth(w) + 1 - logsOf(w, group));
}

/** Log files on a volume, the open ones included. */
export function logsOnVolume(w: OrgWorld, volume: number): number {
  let logs = 0;
  for (const g of groupsOn(w, volume)) {
    if (!w.org.store.groups[g].logsLost) logs += logsOf(w, g);
  }
  return logs;
}

/** Log files that a volume has room for. */
export function logCapacity(w: OrgWorld, volume: number): number {
  return Math.floor(w.plan.volumes[volume].capacityBytes / w.plan.figures.store.logBytes);
}

/** When the next log begins for which no other is deleted; Infinity if none ever does. */
function nextLog(w: OrgWorld, groups: readonly number[], overfull: boolean): Ms {
  let next = Infinity;
  for (const g of groups) {
    if (!overfull && stillToCome(w, g) === 0) continue;
    next = Math.min(next, instantOfPosition(w, g, Math.floor(positionNow(w, g)) + 1));
  }
  // Mail that had waited, or a log closed early, has taken more than there was: that stops the groups at once.
  if (overfull && next < Infinity) return w.now + 1;
  return Math.max(next, w.now + 1);
}

/** Earliest instant at which the volume needs a look: close to full, or the next log after that. */
function nextLook(w: OrgWorld, volume: number): Ms {
  const groups = groupsOn(w, volume);
  const room = logCapacity(w, volume) - logsOnVolume(w, volume);
  let rate = 0;
  // What circular logging comes to in the end is set aside; beyond that its groups take no room.
  let left = room;
  for (const g of groups) {
    const more = stillToCome(w, g);
    if (more === Infinity) rate += logRate(w, g);
    else left -= more;
  }
  if (left <= NEAR_LOGS * groups.length) return nextLog(w, groups, room < 0);
  if (rate === 0) return Infinity;
  const curve = curveOf(w.plan.figures.workload.weekendShare);
  const units = (left - NEAR_LOGS * groups.length) / rate;
  return Math.max(w.now + 1, instantOfUnits(curve, unitsAt(curve, w.now) + Math.floor(units)));
}

/** Plans the look at a volume, where logs grow faster than was planned. */
export function watchFill(w: OrgWorld, volume: number): void {
  const v = w.org.hardware.volumes[volume];
  if (v.lost || v.full) return;
  if (v.fillTimer !== 0) w.cancel(v.fillTimer);
  v.fillTimer = 0;
  const at = nextLook(w, volume);
  v.fillCheckAt = at === Infinity ? -1 : at;
  if (at !== Infinity) v.fillTimer = w.at(at, 'store.fill', volume, 0);
}

/** A log was closed early: matters only when the volume is nearly full. */
export function watchFillSoon(w: OrgWorld, volume: number): void {
  const v = w.org.hardware.volumes[volume];
  if (v.fillCheckAt >= 0 && v.fillCheckAt - w.now < NEAR_MS) watchFill(w, volume);
}

/**
 * Somebody moves the logs below the checkpoints away, so that the groups of a full volume can run again. Where a recovery is
 * going to need them, or that is not enough, closed logs go to another volume, and stay there for whoever replays them.
 */
export function makeRoom(w: OrgWorld, volume: number): void {
  const groups = groupsOn(w, volume);
  for (const g of groups) removeByHand(w, g);
  const kept = isOverfull(w, volume);
  if (kept) for (const g of groups) w.org.store.groups[g].aside = openLog(w, g);
  w.org.hardware.volumes[volume].full = false;
  w.say('log-volume.freed', { volume, kept });
}

/** Whether the volume has no room for the logs that are on it now. */
export function isOverfull(w: OrgWorld, volume: number): boolean {
  return logsOnVolume(w, volume) > logCapacity(w, volume);
}

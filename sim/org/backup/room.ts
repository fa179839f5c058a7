/** Room on the medium that a backup writes to. */
import { resizeFlow } from '../hardware/flows.ts';
import type { Flow } from '../hardware/state.ts';
import { isDisk } from '../media/changing.ts';
import type { OrgWorld } from '../world.ts';
import type { BackupVars } from './state.ts';
import { companions, isMultiplexed, positionBeside, written } from './streams.ts';

/**
 * What is left on its medium, counted from the beginning of the stretch under way; on a disk target beside what others are
 * just writing. A cartridge that streams share is full when a block for each of them does not fit any more.
 */
export function room(w: OrgWorld, v: BackupVars): number {
  const { capacityBytes } = w.plan.cartridges[v.cartridge];
  if (!isMultiplexed(w, v))
    return capacityBytes - w.org.media.cartridges[v.cartridge].usedBytes + v.reserved;
  const left = capacityBytes - positionBeside(w, v);
  return left < w.plan.jobs[v.job].multiplex * w.plan.figures.backup.chunkBytes ? 0 : left;
}

/** Whether nothing fits on its medium any more; one that another stream has taken out meanwhile is not in question. */
export const isFull = (w: OrgWorld, v: BackupVars): boolean => v.cartridge >= 0 && room(w, v) <= 0;

const flowing = (w: OrgWorld, v: BackupVars) =>
  companions(w, v).filter(({ vars }) => vars.flow >= 0);

/** How far a stretch may go: streams that share a cartridge get equal shares of what is left, and then again. */
export function roomAhead(w: OrgWorld, v: BackupVars): number {
  const left = room(w, v);
  if (!isMultiplexed(w, v)) return left;
  const own = written(w, v);
  return Math.max(own, own + Math.ceil((left - own) / (flowing(w, v).length + 1)));
}

/** A stretch is going to be of so many bytes: the others on its cartridge end theirs where the rest would be full. */
export function shareOut(w: OrgWorld, v: BackupVars, bytes: number): void {
  const others = flowing(w, v);
  const each = Math.max(0, Math.floor((room(w, v) - bytes) / others.length));
  for (const { vars } of others) {
    const flow = w.org.hardware.flows[vars.flow] as Flow;
    const until = written(w, vars) + each;
    if (until < flow.bytes) resizeFlow(w, flow, until);
  }
}

/** Streams share the room on a disk target: what one is going to write no other may. */
export function reserve(w: OrgWorld, v: BackupVars, bytes: number): void {
  if (!isDisk(w, w.plan.cartridges[v.cartridge].library)) return;
  w.org.media.cartridges[v.cartridge].usedBytes += bytes - v.reserved;
  v.reserved = bytes;
}

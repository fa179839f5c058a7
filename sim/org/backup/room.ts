/** Room on the medium that a backup writes to. */
import { isDisk } from '../media/changing.ts';
import type { OrgWorld } from '../world.ts';
import type { BackupVars } from './state.ts';

/** What is left on its medium; on a disk target beside what others are just writing. */
export function room(w: OrgWorld, { cartridge, reserved }: BackupVars): number {
  const { capacityBytes } = w.plan.cartridges[cartridge];
  return capacityBytes - w.org.media.cartridges[cartridge].usedBytes + reserved;
}

/** Streams share the room on a disk target: what one is going to write no other may. */
export function reserve(w: OrgWorld, v: BackupVars, bytes: number): void {
  if (!isDisk(w, w.plan.cartridges[v.cartridge].library)) return;
  w.org.media.cartridges[v.cartridge].usedBytes += bytes - v.reserved;
  v.reserved = bytes;
}

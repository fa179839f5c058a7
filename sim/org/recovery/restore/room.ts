/** Room on disks that a restore needs beside the databases themselves (RST-23, RST-61). */
import type { OrgWorld } from '../../world.ts';
import type { Chain, Wanted } from './chain.ts';
import { envOf } from './restore-env.ts';

/** Room that the logs of a chain take in the temporary folder: the logs and 10 MB (RST-23). */
function temporaryBytes(w: OrgWorld, v: Wanted, chain: Chain): number {
  // Logs of a snapshot lie where they always do, and so do those that go on from it.
  if (chain.image.snapshot !== null) return 0;
  let logs = 0;
  const env = v.imageRead ? envOf(w, v) : null;
  for (const set of env === null ? [chain.image, ...chain.logs] : chain.logs) {
    logs += set.high - set.low + 1;
  }
  if (env !== null) logs += env.high - env.low + 1;
  return logs * w.plan.figures.store.logBytes + w.plan.figures.recovery.temporarySpareBytes;
}

/** What is free on a database volume beside its database files. */
export function freeBytes(w: OrgWorld, volume: number): number {
  let free = w.plan.volumes[volume].capacityBytes;
  for (const d of w.plan.databases) if (d.volume === volume) free -= d.sizeBytes;
  for (const kept of w.org.recovery.preserved)
    if (kept.volume === volume) free -= w.plan.databases[kept.database].sizeBytes;
  return free;
}

/**
 * What speaks against a chain for lack of space, or null: beside the database there must be room for the logs of all sets
 * (RST-23, RST-61). In MB of 1,048,576 bytes.
 */
export function roomLacking(w: OrgWorld, v: Wanted, chain: Chain): string | null {
  const needed = temporaryBytes(w, v, chain);
  const free = freeBytes(w, w.plan.databases[v.databases[0]].volume);
  if (needed <= free) return null;
  const mb = (bytes: number): number => Math.floor(bytes / 1_048_576);
  return `no room for the temporary folder: ${mb(needed)} MB needed, ${mb(Math.max(0, free))} MB free`;
}

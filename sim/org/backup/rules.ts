/** What a backup demands of its storage group before it copies anything, and which logs it takes. */
import { serverRuns } from '../hardware/servers.ts';
import { firstLog } from '../store/checkpoint.ts';
import { openLog } from '../store/stream.ts';
import { coveredTo } from '../store/header.ts';
import { storeRuns } from '../store/service.ts';
import type { OrgWorld } from '../world.ts';
import { copiesImages } from './plan.ts';
import type { BackupVars } from './state.ts';

/** Why a backup cannot run, in the operator's words, or null. */
export function refusal(w: OrgWorld, v: BackupVars): string | null {
  const group = w.plan.groups[v.group];
  const states = w.org.store.databases;
  const { name } = w.plan.servers[group.server];
  if (!serverRuns(w, group.server)) return `0x800706BA: ${name} does not answer, so no session`;
  // The session is one with the Information Store service (BKP-09).
  if (!storeRuns(w, group.server)) {
    return `no session: the Information Store service of ${name} does not run`;
  }
  if (!v.databases.some((d) => states[d].mounted)) return 'no database of it is mounted';
  if (copiesImages(v.type)) return null;
  for (let i = 0; i < group.databases.length; i++) {
    const d = group.databases[i];
    // Incrementals and differentials cover the whole group and need a full of every attached database.
    if (states[d].mounted && states[d].header.fullHigh < 0) {
      return `-560: ${w.plan.databases[d].path} has no full backup to build on`;
    }
  }
  const covered = lowestCovered(w, v.group);
  const first = firstLog(w, v.group);
  if (first > covered + 1) {
    return `-569: logs ${covered + 1} to ${first - 1} are missing since the last backup`;
  }
  return null;
}

function lowestCovered(w: OrgWorld, group: number): number {
  let lowest = Infinity;
  const { databases } = w.plan.groups[group];
  for (let i = 0; i < databases.length; i++) {
    const state = w.org.store.databases[databases[i]];
    if (state.mounted) lowest = Math.min(lowest, coveredTo(state.header));
  }
  return lowest === Infinity ? openLog(w, group) : lowest;
}

/**
 * First log of a full or copy: the frozen checkpoint (BKP-18), or an older one where a database of the group is dismounted or
 * not selected, so that every log it needs is on the medium too (BKP-19).
 */
export function imageLow(
  w: OrgWorld,
  group: number,
  selected: readonly number[],
  checkpoint: number,
): number {
  let low = checkpoint;
  const { databases } = w.plan.groups[group];
  for (let i = 0; i < databases.length; i++) {
    const d = databases[i];
    const state = w.org.store.databases[d];
    if (selected.includes(d) && state.mounted) continue;
    const needs = coveredTo(state.header) + 1;
    if (needs > 0) low = Math.min(low, needs);
  }
  return Math.max(low, firstLog(w, group));
}

/**
 * Mirrors of a storage group's database volumes, used in turn. What the plan brings in sync before a split is what has
 * changed since the last one; after a failure in the middle nobody knows what a mirror holds, and it is all copied (BKP-42).
 */
import { setOf } from '../../media/sets.ts';
import { openLog } from '../../store/stream.ts';
import type { OrgWorld } from '../../world.ts';
import type { Mirror } from '../state.ts';

function holdsSet(w: OrgWorld, group: number, mirror: Mirror): boolean {
  const { sets } = w.org.store.groups[group];
  if (!sets.includes(mirror.set)) return false;
  return setOf(w, mirror.set).snapshot?.takenAt === mirror.splitAt;
}

/** The mirror that a new image goes to: one without a set, else a further one. Returns its place among those of the group. */
export function takeMirror(w: OrgWorld, group: number): number {
  const { mirrors } = w.org.backup.groups[group];
  const free = mirrors.findIndex((mirror) => !holdsSet(w, group, mirror));
  return free >= 0 ? free : mirrors.push({ set: -1, splitAt: -1, splitLog: -1 }) - 1;
}

/** Bytes that differ between the databases and their mirror: what changed since the split, or everything. */
export function outOfSync(w: OrgWorld, group: number, mirror: Mirror, imageBytes: number): number {
  const logs = openLog(w, group) - mirror.splitLog;
  if (mirror.splitAt < 0 || logs < 0) return imageBytes;
  return Math.min(imageBytes, changedBy(w, logs));
}

/** Bytes of database files that change while so many logs are written. */
export function changedBy(w: OrgWorld, logs: number): number {
  return Math.ceil(logs * w.plan.figures.store.logBytes * w.plan.figures.backup.changedPerLogByte);
}

/** The databases have been replaced, so that no mirror is like them any more. */
export function desyncMirrors(w: OrgWorld, group: number): void {
  for (const mirror of w.org.backup.groups[group].mirrors)
    mirror.splitLog = Number.MAX_SAFE_INTEGER;
}

/** The checkpoint of a storage group: the oldest log with changes that the database files lack (ESE-21). */
import type { OrgWorld } from '../world.ts';
import { isOnStream } from './content.ts';
import { forgetLag, watchLag } from './lag.ts';
import { openLog } from './stream.ts';

/** Logs by which the checkpoint may lag behind the open one: 20 of 1 MiB (ESE-17). */
export function checkpointDepth(w: OrgWorld): number {
  const { checkpointDepthBytes, logBytes } = w.plan.figures.store;
  return Math.floor(checkpointDepthBytes / logBytes);
}

/**
 * Whether a file lies there that stopped dirty: it is recovered from where the checkpoint stood then (ESE-21, ESE-35). One
 * whose logs are gone, or that has come from another group, is no part of the present stream.
 */
export function anyDirty(w: OrgWorld, group: number): boolean {
  // By index: methods and iterators are slow on the frozen arrays of a plan.
  const { databases } = w.plan.groups[group];
  for (let i = 0; i < databases.length; i++) {
    const d = w.org.store.databases[databases[i]];
    if (!d.mounted && !d.clean && !d.fileLost && !d.restoring && isOnStream(w, databases[i]))
      return true;
  }
  return false;
}

export function anyMounted(w: OrgWorld, group: number): boolean {
  const { databases } = w.plan.groups[group];
  for (let i = 0; i < databases.length; i++) {
    if (w.org.store.databases[databases[i]].mounted) return true;
  }
  return false;
}

/**
 * The checkpoint log: held by a backup (BKP-10), where the last database left it when none is mounted or one of them has
 * still to be recovered from there (ESE-21), else one depth behind the open log.
 */
export function checkpointLog(w: OrgWorld, group: number): number {
  const g = w.org.store.groups[group];
  if (g.frozenCheckpoint >= 0) return g.frozenCheckpoint;
  if (!anyMounted(w, group) || anyDirty(w, group)) return g.flushedTo;
  return Math.max(g.flushedTo, openLog(w, group) - checkpointDepth(w));
}

/**
 * Oldest log on disk. Circular logging deletes what falls behind the checkpoint as it falls behind, so that few logs
 * stay: a depth and the open one, and more only while a backup holds the checkpoint (ESE-25).
 */
export function firstLog(w: OrgWorld, group: number): number {
  const g = w.org.store.groups[group];
  if (!g.circularLogging) return g.firstLog;
  return Math.max(g.firstLog, checkpointLog(w, group));
}

/** Keeps in mind which logs circular logging has deleted so far, so that the history of the stream stays short. */
export function noteDeleted(w: OrgWorld, group: number): void {
  if (w.org.store.groups[group].circularLogging)
    w.org.store.groups[group].firstLog = firstLog(w, group);
}

/**
 * A file that stopped dirty lies in its place again, while others of its group have gone on without it: it is recovered from
 * where the checkpoint stood then, whatever the checkpoint file says by now (REC-10). What circular logging has deleted since
 * was kept with the file.
 */
export function goBackTo(w: OrgWorld, group: number, checkpoint: number): void {
  const g = w.org.store.groups[group];
  noteDeleted(w, group);
  g.flushedTo = Math.min(g.flushedTo, Math.max(checkpoint, g.firstLog));
}

/**
 * A backup of any type begins: the checkpoint stands still while changes go on being written (BKP-10). What is held
 * back from the files until the backup ends (BKP-12) is behind it: a crash meanwhile replays from here.
 */
export function freezeCheckpoint(w: OrgWorld, group: number, procedure: number): number {
  const g = w.org.store.groups[group];
  g.frozenCheckpoint = checkpointLog(w, group);
  g.frozenBy = procedure;
  noteDeleted(w, group);
  watchLag(w, group);
  return g.frozenCheckpoint;
}

/** The backup is over, however it ended: the checkpoint moves again. */
export function thawCheckpoint(w: OrgWorld, group: number, procedure: number): void {
  const g = w.org.store.groups[group];
  if (g.frozenBy !== procedure) return;
  g.frozenCheckpoint = -1;
  g.frozenBy = -1;
  forgetLag(w, group);
}

/** How a backup begins: its session, what it is refused for, its cartridge, and the range of logs that it takes. */
import type { Procedure } from '../../engine/procedure.ts';
import { heldUnit } from '../../engine/procedure-run.ts';
import { setOf } from '../media/sets.ts';
import { drivePool } from '../pools.ts';
import { firstLog, freezeCheckpoint } from '../store/checkpoint.ts';
import { watchFill } from '../store/fill.ts';
import { noteFullBegins } from '../store/header.ts';
import { openLog } from '../store/stream.ts';
import type { OrgWorld } from '../world.ts';
import { logGroupBegins } from './entries.ts';
import { meetDoom } from './job-faults.ts';
import { fail, libraryOf, takeCartridge } from './medium.ts';
import { isOffline, offlineRefusal } from './offline.ts';
import { drawFailure } from './outcome.ts';
import { goesOutside, lowOf, outsideRefusal } from './outside.ts';
import { patchBytes } from './patch-files.ts';
import { copiesImages, selectedOf } from './plan.ts';
import { imageLow, refusal, rollLog } from './rules.ts';
import type { BackupVars } from './state.ts';

type P = Procedure<BackupVars>;

/**
 * The procedure has its drive: it opens a session and freezes the checkpoint (BKP-10); an incremental or differential
 * closes the open log now, a full or copy when its images are copied (E-03).
 */
export function open(w: OrgWorld, p: P): void {
  const v = p.vars;
  const library = libraryOf(w, p);
  // One that has joined others is on their drive already.
  if (v.drive < 0) v.drive = w.plan.libraries[library].drives[heldUnit(p, drivePool(library))];
  v.began = w.now;
  if (w.hears('backup.began')) {
    const { job, group, set, type, asked } = v;
    w.say('backup.began', { job, group, set, backupType: type, asked });
  }
  // Databases may have left, or come, while it waited.
  v.databases = selectedOf(w.plan.jobs[v.job], v.group) ?? [];
  const offline = isOffline(w, v);
  const outside = goesOutside(w, v);
  const why = offline ? offlineRefusal(w, v) : outside ? outsideRefusal(w, v) : refusal(w, v);
  logGroupBegins(w, v, why === null && !offline);
  if (why !== null) {
    fail(p, why);
    return;
  }
  if (!offline) v.databases = v.databases.filter((d) => w.org.store.databases[d].mounted);
  v.failsAt = drawFailure(w, v);
  meetDoom(w, v);
  if (v.cartridge < 0) takeCartridge(w, p, false);
  if (v.failed) return;
  const set = setOf(w, v.set);
  set.segment = w.org.store.groups[v.group].segment;
  if (offline) {
    v.imageBytes = imageBytes(w, v);
    return;
  }
  if (outside) {
    // All of one instant.
    v.imageBytes = imageBytes(w, v);
    takeLogs(w, p, lowOf(w, v));
    return;
  }
  const checkpoint = freezeCheckpoint(w, v.group, p.id);
  const { logVolume } = w.plan.groups[v.group];
  const { circularLogging } = w.org.store.groups[v.group];
  // From now on nothing is deleted any more.
  if (circularLogging) watchFill(w, logVolume);
  if (copiesImages(v.type)) beginImages(w, p, checkpoint);
  else takeLogs(w, p, firstLog(w, v.group));
}

/** Finds the first log needed (BKP-19); a full marks the headers with it (BKP-11), a copy marks nothing (BKP-02). */
function beginImages(w: OrgWorld, p: P, checkpoint: number): void {
  const v = p.vars;
  v.low = imageLow(w, v.group, v.databases, checkpoint);
  if (v.type === 'full') noteFullBegins(w, v.databases, v.low);
  v.imageBytes = imageBytes(w, v);
  // The book on 2007 has the log roll here as well (BKP-23, E-03).
  const fromStart = w.plan.jobs[v.job].fullRollover === 'start';
  v.boundary = fromStart ? rollLog(w, v.group) + 1 : openLog(w, v.group);
}

function imageBytes(w: OrgWorld, v: BackupVars): number {
  let bytes = 0;
  for (const d of v.databases) bytes += w.plan.databases[d].sizeBytes;
  return bytes;
}

/** Closes the open log, which fixes the range of logs on the set (BKP-15 to BKP-18, BKP-21). */
export function takeLogs(w: OrgWorld, p: P, low: number): void {
  const v = p.vars;
  v.low = low;
  v.high = rollLog(w, v.group);
  v.logBytes = (v.high - v.low + 1) * w.plan.figures.store.logBytes + patchBytes(w, v);
}

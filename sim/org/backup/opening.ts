/** How a backup begins: its session, what it is refused for, its cartridge, and the range of logs that it takes. */
import type { Procedure } from '../../engine/procedure.ts';
import { heldUnit } from '../../engine/procedure-run.ts';
import { setOf } from '../media/sets.ts';
import { drivePool } from '../pools.ts';
import { firstLog, freezeCheckpoint } from '../store/checkpoint.ts';
import { watchFill, watchFillSoon } from '../store/fill.ts';
import { watchGenerations } from '../store/generations.ts';
import { noteFullBegins } from '../store/header.ts';
import { watchLag } from '../store/lag.ts';
import { closeOpenLog } from '../store/stream.ts';
import type { OrgWorld } from '../world.ts';
import { logGroupBegins } from './entries.ts';
import { meetDoom } from './job-faults.ts';
import { fail, libraryOf, takeCartridge } from './medium.ts';
import { drawFailure } from './outcome.ts';
import { copiesImages } from './plan.ts';
import { imageLow, refusal } from './rules.ts';
import type { BackupVars } from './state.ts';

type P = Procedure<BackupVars>;

/**
 * The procedure has its drive: it opens a session and freezes the checkpoint (BKP-10); an incremental or differential
 * closes the open log now, a full or copy when its images are copied (E-03).
 */
export function open(w: OrgWorld, p: P): void {
  const v = p.vars;
  const library = libraryOf(w, p);
  v.drive = w.plan.libraries[library].drives[heldUnit(p, drivePool(library))];
  v.began = w.now;
  if (w.hears('backup.began')) {
    const { job, group, set, type, asked } = v;
    w.say('backup.began', { job, group, set, backupType: type, asked });
  }
  const why = refusal(w, v);
  logGroupBegins(w, v, why === null);
  if (why !== null) {
    fail(p, why);
    return;
  }
  v.databases = v.databases.filter((d) => w.org.store.databases[d].mounted);
  v.failsAt = drawFailure(w, v);
  meetDoom(w, v);
  takeCartridge(w, p, false);
  if (v.failed) return;
  const set = setOf(w, v.set);
  set.segment = w.org.store.groups[v.group].segment;
  const checkpoint = freezeCheckpoint(w, v.group, p.id);
  const { circularLogging, logVolume } = w.plan.groups[v.group];
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
  v.imageBytes = 0;
  for (const d of v.databases) v.imageBytes += w.plan.databases[d].sizeBytes;
}

/** Closes the open log, which fixes the range of logs on the set (BKP-15 to BKP-18, BKP-21). */
export function takeLogs(w: OrgWorld, p: P, low: number): void {
  const v = p.vars;
  v.low = low;
  v.high = closeOpenLog(w, v.group);
  v.logBytes = (v.high - v.low + 1) * w.plan.figures.store.logBytes;
  watchFillSoon(w, w.plan.groups[v.group].logVolume);
  watchLag(w, v.group);
  watchGenerations(w, v.group);
}

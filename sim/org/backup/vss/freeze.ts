/** Freeze, snapshot and thaw: writing stops for at most ten seconds, or there is no snapshot (BKP-32 to BKP-34, W-20). */
import type { Procedure } from '../../../engine/procedure.ts';
import type { Ms } from '../../../engine/types.ts';
import { logEntry } from '../../eventlog/write.ts';
import { setOf } from '../../media/sets.ts';
import type { Snapshot } from '../../media/state.ts';
import { firstLog, freezeCheckpoint, thawCheckpoint } from '../../store/checkpoint.ts';
import { watchFillSoon } from '../../store/fill.ts';
import { watchGenerations } from '../../store/generations.ts';
import { closeOpenLog, openLog, positionNow } from '../../store/stream.ts';
import type { OrgWorld } from '../../world.ts';
import { changedBy } from './mirrors.ts';
import { copiesImages } from '../plan.ts';
import { imageLow } from '../rules.ts';
import { volumeOfSnapshots } from './snapshots.ts';
import type { VssVars } from '../state.ts';
import { failBy, failsIn } from './failures.ts';

type P = Procedure<VssVars>;

/** How long writing has to stand still: pages in flight, what a mirror still lacks, and the snapshot itself. */
export function freezeMs(w: OrgWorld, v: VssVars): Ms {
  const { freezeFlushMs, softwareSnapMs, hardwareSplitMs, arrayCopyBytesPerSecond } =
    w.plan.figures.backup;
  const snapMs = w.plan.jobs[v.job].engine === 'vss-software' ? softwareSnapMs : hardwareSplitMs;
  return freezeFlushMs + snapMs + Math.ceil((v.restBytes / arrayCopyBytesPerSecond) * 1000);
}

/** Page writes in flight are finished, no transaction begins any more, and the open log is closed. */
export function freeze(w: OrgWorld, p: P): void {
  const v = p.vars;
  if (failsIn(v, 'writer')) {
    failBy(w, v, 'writer');
    return;
  }
  const { group, job, set } = v;
  v.databases = v.databases.filter((d) => w.org.store.databases[d].mounted);
  if (v.databases.length === 0) {
    // All were taken down while disks were made ready.
    v.failed = true;
    v.because = 'no database of it is mounted';
    return;
  }
  // Of what was taken down meanwhile there is no image, and nothing to check.
  const sizeOf = (d: number): number => w.plan.databases[d].sizeBytes;
  if (copiesImages(v.type)) v.imageBytes = v.databases.reduce((sum, d) => sum + sizeOf(d), 0);
  if (v.mirror >= 0) v.restBytes = changedBy(w, positionNow(w, group) - v.syncFrom);
  const checkpoint = freezeCheckpoint(w, group, p.id);
  v.low = copiesImages(v.type) ? imageLow(w, group, v.databases, checkpoint) : firstLog(w, group);
  setOf(w, set).segment = w.org.store.groups[group].segment;
  v.high = closeOpenLog(w, group);
  v.logBytes = (v.high - v.low + 1) * w.plan.figures.store.logBytes;
  watchFillSoon(w, w.plan.groups[group].logVolume);
  watchGenerations(w, group);
  logEntry(w, w.plan.groups[group].server, 'ese/2001', w.plan.groups[group].path);
  if (w.hears('snapshot.frozen')) w.say('snapshot.frozen', { job, group, set });
}

/** Writing goes on; the snapshot is there, unless it took too long or the provider failed. */
export function thaw(w: OrgWorld, p: P): void {
  const v = p.vars;
  if (v.high < 0) return;
  const { group, job, set } = v;
  thawCheckpoint(w, group, p.id);
  const { server, path } = w.plan.groups[group];
  logEntry(w, server, 'ese/2003', path);
  const { freezeLimitMs } = w.plan.figures.backup;
  if (!v.failed && freezeMs(w, v) > freezeLimitMs) tooLong(w, v);
  else if (!v.failed && failsIn(v, 'provider')) failBy(w, v, 'provider');
  else if (!v.failed) take(w, v);
  if (!w.hears('snapshot.thawed')) return;
  w.say('snapshot.thawed', {
    job, group, set, freezeMs: w.now - p.began, restBytes: v.restBytes, taken: v.takenAt >= 0,
  }); // prettier-ignore
}

/** A mirror that could not be split in time is still attached: it is as much in sync as it was. */
function tooLong(w: OrgWorld, v: VssVars): void {
  v.failed = true;
  const limit = w.plan.figures.backup.freezeLimitMs / 1000;
  v.because = `the snapshot would have taken ${freezeMs(w, v) / 1000} s, and writing may stop for ${limit} s`;
  if (v.mirror < 0) return;
  const mirror = w.org.backup.groups[v.group].mirrors[v.mirror];
  Object.assign(mirror, { splitAt: w.now, splitLog: openLog(w, v.group) });
}

/** What was in the files is in the snapshot, damage and all: nobody has looked at a page (BKP-38, BKP-39). */
function take(w: OrgWorld, v: VssVars): void {
  const engine = w.plan.jobs[v.job].engine as Snapshot['engine'];
  const set = setOf(w, v.set);
  const images = copiesImages(v.type);
  v.takenAt = w.now;
  v.apart = engine === 'vss-hardware-mirror';
  v.imageDone = v.imageBytes;
  v.logDone = v.logBytes;
  set.low = v.low;
  set.high = v.high;
  const databases = images ? v.databases : w.plan.groups[v.group].databases;
  for (let i = 0; i < databases.length; i++) {
    const database = databases[i];
    const { lineage } = w.org.store.databases[database];
    const bytes = images ? w.plan.databases[database].sizeBytes : 0;
    set.databases.push({ database, lineage, bytes });
  }
  set.snapshot = {
    engine, takenAt: w.now, volume: volumeOfSnapshots(w, v.group, engine), onDisk: true,
    imageBytes: v.imageBytes, logBytes: v.logBytes, verified: false,
    holes: images ? inherited(w, v.databases) : [],
  }; // prettier-ignore
  if (v.mirror < 0) return;
  const mirror = w.org.backup.groups[v.group].mirrors[v.mirror];
  Object.assign(mirror, { set: v.set, splitAt: w.now, splitLog: v.high + 1 });
}

function inherited(w: OrgWorld, databases: readonly number[]): Snapshot['holes'] {
  return databases.flatMap((database) => {
    const { holes } = w.org.store.databases[database];
    return holes.length === 0 ? [] : [{ database, holes: holes.map((hole) => ({ ...hole })) }];
  });
}

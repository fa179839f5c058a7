/** Copying bytes to tape in stretches: each ends where a cartridge is full, a page is bad or the job fails. */
import type { Procedure } from '../../engine/procedure.ts';
import {
  bytesDone,
  createFlow,
  endFlow,
  networkLink,
  resizeFlow,
  shortenFlow,
  slowBytes,
  startFlow,
  volumeLink,
} from '../hardware/flows.ts';
import type { Flow } from '../hardware/state.ts';
import { addPart, setOf } from '../media/sets.ts';
import { wear } from '../media/wear.ts';
import { fileWith } from '../store/halves.ts';
import { pageError, readUntilBadPage } from '../store/damage.ts';
import type { OrgWorld } from '../world.ts';
import { isOffline } from './offline.ts';
import { BY_CHANCE } from './outcome.ts';
import { streams } from './outside.ts';
import { copiesImages } from './plan.ts';
import { isFull, reserve, roomAhead, shareOut } from './room.ts';
import type { BackupVars } from './state.ts';
import { isMultiplexed, positionBeside } from './streams.ts';

type P = Procedure<BackupVars>;

interface Stop {
  readonly at: number;
  readonly because: string;
  /** Database whose damaged page stops the copy, or -1. */
  readonly damaged: number;
}

/**
 * Where the image copy stops for good, in bytes from its beginning, and why; null if nothing stops it. `done` bytes have
 * been read by now.
 */
function imageStop(w: OrgWorld, v: BackupVars, done = v.imageDone): Stop | null {
  const verifies = streams(w, v);
  let stop: Stop | null = null;
  let offset = 0;
  for (const d of v.databases) {
    const bytes = w.plan.databases[d].sizeBytes;
    const from = done - offset;
    // Copying files verifies no page.
    const until = verifies ? readUntilBadPage(w, d, from, w.plan.figures.backup.chunkBytes) : null;
    if (until !== null) {
      stop = {
        at: offset + until,
        because: `${pageError(w, d, until)} in ${fileWith(w.plan, d, until)}`,
        damaged: d,
      };
      break;
    }
    offset += bytes;
  }
  const fails = v.failsAt < 0 ? -1 : Math.floor(v.failsAt * v.imageBytes);
  if (fails >= 0 && (stop === null || fails < stop.at))
    stop = { at: fails, because: BY_CHANCE, damaged: -1 };
  return stop;
}

/** The database whose image is being read, and the bytes of it that are left. */
function current(w: OrgWorld, v: BackupVars): { volume: number; left: number } {
  let end = 0;
  for (const d of v.databases) {
    end += w.plan.databases[d].sizeBytes;
    if (v.imageDone < end) return { volume: w.plan.databases[d].volume, left: end - v.imageDone };
  }
  return { volume: w.plan.databases[v.databases[0]].volume, left: 0 };
}

function start(w: OrgWorld, p: P, volume: number, sourceRate: number, bytes: number): void {
  const v = p.vars;
  const drive = w.plan.drives[v.drive];
  const { figures, volumes, libraries } = w.plan;
  reserve(w, v, bytes);
  const flow = createFlow(
    p.id,
    p.serial,
    volumeLink(volume),
    volumes[volume].readBytesPerSecond,
    networkLink(w.plan, drive.library),
    Math.min(figures.hardware.networkBytesPerSecond, libraries[drive.library].bytesPerSecond),
    Math.min(sourceRate, drive.nativeBytesPerSecond),
    drive.slowestBytesPerSecond,
    figures.media.startStopFactor,
    bytes,
  );
  if (isMultiplexed(w, v)) {
    shareOut(w, v, bytes);
    flow.drive = v.drive;
    v.tapeAt = positionBeside(w, v);
  }
  v.flow = startFlow(w, flow);
}

/** What a group delivers of its images: less while pages that went to the medium are zeroed on disk (BKP-29, BKP-30). */
function imageRate(w: OrgWorld, v: BackupVars): number {
  const { sourceBytesPerSecond, zeroingShare } = w.plan.figures.backup;
  const zeroing = w.plan.groups[v.group].zeroing && streams(w, v);
  return zeroing ? sourceBytesPerSecond * zeroingShare : sourceBytesPerSecond;
}

/** Begins the next stretch of the image. */
export function startImage(w: OrgWorld, p: P): void {
  start(w, p, current(w, p.vars).volume, imageRate(w, p.vars), imageStretch(w, p.vars, 0));
}

/** Bytes of the present stretch of the image: to the end of the file or of the cartridge, or where it stops. */
function imageStretch(w: OrgWorld, v: BackupVars, done: number): number {
  const { left } = current(w, v);
  const stop = imageStop(w, v, v.imageDone + done);
  const until = stop === null ? left : Math.min(left, stop.at - v.imageDone);
  return Math.max(0, Math.min(until, roomAhead(w, v)));
}

/** Pages were damaged while an image is being read: those still ahead of the reader will stop it (BKP-26). */
export function meetDamage(w: OrgWorld, p: P): void {
  const stop = imageStop(w, p.vars);
  if (stop !== null) shortenFlow(w, p.vars.flow, stop.at - p.vars.imageDone);
}

/** Begins the next stretch of the logs. */
export function startLogs(w: OrgWorld, p: P): void {
  const { logVolume } = w.plan.groups[p.vars.group];
  const rate = w.plan.figures.backup.sourceBytesPerSecond;
  start(w, p, logVolume, rate, logStretch(w, p.vars));
}

function logStretch(w: OrgWorld, v: BackupVars): number {
  const fails =
    copiesImages(v.type) || v.failsAt < 0 ? v.logBytes : Math.floor(v.failsAt * v.logBytes);
  return Math.min(Math.max(0, fails - v.logDone), roomAhead(w, v));
}

/** What is still ahead of a copy that is under way has been drawn anew: it stops elsewhere. */
export function aimAnew(w: OrgWorld, p: P): void {
  const v = p.vars;
  const flow = w.org.hardware.flows[v.flow] as Flow;
  const done = Math.floor(bytesDone(w, flow));
  const bytes = p.step === 'copy' ? imageStretch(w, v, done) : logStretch(w, v);
  if (isMultiplexed(w, v)) shareOut(w, v, Math.max(bytes, done));
  resizeFlow(w, flow, Math.max(bytes, done));
}

/** What the tape has moved on by in a stretch of so many bytes: those of the other streams as well. */
function passedBytes(w: OrgWorld, v: BackupVars, bytes: number): number {
  if (!isMultiplexed(w, v)) return bytes;
  return Math.max(bytes, positionBeside(w, v) + bytes - v.tapeAt);
}

/** Ends a stretch, finished or cut short, and books what is on the cartridge. */
export function endStretch(w: OrgWorld, p: P, what: 'image' | 'logs'): void {
  const v = p.vars;
  if (v.flow < 0) return;
  const slow = slowBytes(w, w.org.hardware.flows[v.flow] as Flow);
  const bytes = endFlow(w, v.flow);
  const passed = passedBytes(w, v, bytes);
  const ms = w.now - p.began;
  // Of the time in which several streams were written each wears the drive for its share.
  wear(w, v.drive, v.cartridge, bytes, slow, passed > bytes ? (ms * bytes) / passed : ms);
  reserve(w, v, 0);
  v.flow = -1;
  v.copyMs += ms;
  const set = setOf(w, v.set);
  if (what === 'image') v.imageDone += bytes;
  else v.logDone += bytes;
  // A stream that others have stopped may not have come to its first byte.
  if (bytes === 0 && isMultiplexed(w, v)) return;
  if (what === 'image') addPart(w, set, v.cartridge, bytes, 0, passed);
  else addPart(w, set, v.cartridge, 0, bytes, passed);
}

/** A file that has been read to its end was undamaged, as of the middle of the stretch that ended just now. */
function proveRead(w: OrgWorld, p: P): void {
  let end = 0;
  for (const d of p.vars.databases) {
    end += w.plan.databases[d].sizeBytes;
    if (end < p.vars.imageDone) continue;
    if (end === p.vars.imageDone)
      w.org.store.databases[d].provedAt = Math.floor((p.began + w.now) / 2);
    return;
  }
}

/** What comes after a stretch of the image: more of it, another cartridge, the logs, or the end of a failed job. */
export function afterImage(w: OrgWorld, p: P): 'copy' | 'eject' | 'logs' | 'hang' | 'file' {
  const v = p.vars;
  const stop = imageStop(w, v);
  if (stop !== null && v.imageDone >= stop.at) {
    if (v.hangs && stop.because === BY_CHANCE) return 'hang';
    v.failed = true;
    v.because = stop.because;
    if (stop.damaged >= 0) w.tell('damageMet', stop.damaged, 0);
    return 'eject';
  }
  const offline = isOffline(w, v);
  if (streams(w, v)) proveRead(w, p);
  if (v.imageDone >= v.imageBytes) return offline ? ifWhole(w, v) : 'logs';
  return isFull(w, v) ? 'eject' : 'copy';
}

/** All is written. Is it still there? A restore may have lost the first cartridge of a set to a bad mount. */
function ifWhole(w: OrgWorld, v: BackupVars): 'file' | 'eject' {
  let bytes = 0;
  for (const part of setOf(w, v.set).parts) bytes += part.imageBytes + part.logBytes;
  if (bytes >= v.imageBytes + v.logBytes) return 'file';
  v.failed = true;
  v.because = 'a cartridge of the set was lost meanwhile';
  return 'eject';
}

/** The same for the logs. */
export function afterLogs(w: OrgWorld, p: P): 'logs' | 'eject' | 'file' | 'hang' {
  const v = p.vars;
  const mayFail = v.failsAt >= 0 && !copiesImages(v.type);
  if (mayFail && v.logDone >= Math.floor(v.failsAt * v.logBytes)) {
    if (v.hangs) return 'hang';
    v.failed = true;
    v.because = BY_CHANCE;
    return 'eject';
  }
  if (v.logDone >= v.logBytes) {
    return ifWhole(w, v);
  }
  return isFull(w, v) ? 'eject' : 'logs';
}

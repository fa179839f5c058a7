/** Writing the files of a machine to a medium and reading them again: by time, since no volume of the model is read for it. */
import type { Procedure } from '../../../engine/procedure.ts';
import { heldUnit } from '../../../engine/procedure-run.ts';
import type { Ms } from '../../../engine/types.ts';
import { alertMs, noMedia } from '../../media/alerts.ts';
import { takeForWriting } from '../../media/cartridges.ts';
import { isDisk, isInPlace } from '../../media/changing.ts';
import {
  addFilePart,
  createFileSet,
  dropFileSet,
  fileSetOf,
  type FileSet,
} from '../../media/file-sets.ts';
import { wear } from '../../media/wear.ts';
import { drivePool } from '../../pools.ts';
import type { OrgWorld } from '../../world.ts';
import { IN_THE_WAY, isInTheWay } from '../waiting.ts';
import { sizeOf, type FileJobPlan } from './plan.ts';
import type { FileVars } from './state.ts';

type P = Procedure<FileVars>;

export const jobOf = (w: OrgWorld, { job }: FileVars): FileJobPlan => w.plan.fileJobs[job];

/** The procedure has its drive; a machine that is down is not backed up. */
export function open(w: OrgWorld, p: P): void {
  const v = p.vars;
  const { library } = jobOf(w, v);
  v.drive = w.plan.libraries[library].drives[heldUnit(p, drivePool(library))];
  v.began = w.now;
  const { name, up } = machineOf(w, v);
  if (!up) {
    fail(v, `${name} is down`);
    return;
  }
  const mailboxes = mailboxesOf(w, v);
  if (jobOf(w, v).saves === 'mailboxes' && mailboxes.length === 0) {
    fail(v, `no database of ${w.plan.servers[v.server].name} is mounted`);
    return;
  }
  v.set = createFileSet(w, v, mailboxes);
  take(w, p, false);
}

function machineOf(w: OrgWorld, { server, controller }: FileVars): { name: string; up: boolean } {
  if (controller < 0)
    return { name: w.plan.servers[server].name, up: w.org.hardware.servers[server].up };
  return {
    name: w.plan.controllers[controller].name,
    up: w.org.directory.controllers[controller].up,
  };
}

/** Databases that anybody can log on to, of which mailboxes are read. */
function mailboxesOf(w: OrgWorld, v: FileVars): FileSet['mailboxes'] {
  if (jobOf(w, v).saves !== 'mailboxes') return [];
  const { groups } = w.plan.servers[v.server];
  return groups
    .flatMap((group) => w.plan.groups[group].databases)
    .filter((database) => w.org.store.databases[database].mounted)
    .map((database) => ({ database, lineage: w.org.store.databases[database].lineage }));
}

export function fail(v: FileVars, because: string): void {
  v.failed = true;
  v.because = because;
}

export function take(w: OrgWorld, p: P, midway: boolean): void {
  const v = p.vars;
  const { library } = jobOf(w, v);
  const before = w.org.media.drives[v.drive].appendsTo;
  const run = { job: -1, night: v.night, replaces: false };
  v.cartridge = takeForWriting(w, p, library, v.drive, run, midway);
  v.inPlace = isInPlace(w, v.drive, v.cartridge) && (!midway || before === v.cartridge);
  const waitsMs = v.cartridge < 0 ? alertMs(w, library) : 0;
  v.alertMs = waitsMs ?? 0;
  if (waitsMs === null) fail(v, noMedia(w, library));
  else if (v.cartridge < 0 && isInTheWay(w, p)) fail(v, IN_THE_WAY);
}

export const afterTake = (_w: OrgWorld, { vars: v }: P): string =>
  v.failed ? 'done' : v.cartridge < 0 ? 'alert' : 'load';

/** Bytes that the medium takes of what is left. On disk they are kept at once, so that no other writes there. */
export function beginStretch(w: OrgWorld, { vars: v }: P): void {
  const { capacityBytes } = w.plan.cartridges[v.cartridge];
  const { usedBytes } = w.org.media.cartridges[v.cartridge];
  v.stretch = Math.max(0, Math.min(v.bytes - v.done, capacityBytes - usedBytes));
}

/** Reading small files is slow; so slow that a tape drive stops and starts all the time (W-05, X-20). */
export function copyMs(w: OrgWorld, { vars: v }: P): Ms {
  const size = sizeOf(jobOf(w, v), v);
  const readMs = (size.readMs * v.stretch) / size.bytes;
  return Math.round(readMs * (stopsAndStarts(w, v) ? w.plan.figures.media.startStopFactor : 1));
}

function stopsAndStarts(w: OrgWorld, v: FileVars): boolean {
  const size = sizeOf(jobOf(w, v), v);
  return (size.bytes / size.readMs) * 1000 < w.plan.drives[v.drive].slowestBytesPerSecond;
}

export function endStretch(w: OrgWorld, p: P): void {
  const v = p.vars;
  const set = fileSetOf(w, v.set);
  if (set === null) return;
  const slow = stopsAndStarts(w, v) ? v.stretch : 0;
  wear(w, v.drive, v.cartridge, v.stretch, slow, w.now - p.began);
  const { capacityBytes } = w.plan.cartridges[v.cartridge];
  const room = capacityBytes - w.org.media.cartridges[v.cartridge].usedBytes;
  addFilePart(w, set, v.cartridge, Math.min(v.stretch, room));
  v.done += Math.min(v.stretch, room);
}

export function afterCopy(w: OrgWorld, { vars: v }: P): string {
  if (fileSetOf(w, v.set) === null) fail(v, 'a cartridge of the set was lost meanwhile');
  if (v.failed) return 'eject';
  if (v.done >= v.bytes) return jobOf(w, v).verify ? 'verify' : 'file';
  if (!isDisk(w, jobOf(w, v).library)) return 'eject';
  fail(v, noMedia(w, jobOf(w, v).library));
  return 'done';
}

export function discard(w: OrgWorld, v: FileVars): void {
  if (v.set >= 0 && fileSetOf(w, v.set)?.complete !== true) dropFileSet(w, v.set);
}

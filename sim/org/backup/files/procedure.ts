/** A backup of the files of one server or domain controller: System State, partitions, programs; never its databases (BKP-54). */
import { defineProcedure, type Procedure } from '../../../engine/procedure.ts';
import { giveBack, startProcedure } from '../../../engine/procedure-run.ts';
import type { Ms } from '../../../engine/types.ts';
import { settleShape } from '../../../engine/shape.ts';
import type { EntryKey } from '../../eventlog/kinds.ts';
import { logEntry } from '../../eventlog/write.ts';
import { carrier, exchangeMs, loadingMs, shelvingMs, unloadingMs } from '../../media/changing.ts';
import {
  failsVerify,
  fileSetKey,
  fileSetOf,
  type FileSet,
  type Machine,
} from '../../media/file-sets.ts';
import { cartridgePool, drivePool, robotPool } from '../../pools.ts';
import type { OrgWorld } from '../../world.ts';
import * as copying from './copying.ts';
import { sizeOf } from './plan.ts';
import type { FileVars } from './state.ts';

export const FILES = 'backup.files';

/** After the backups of databases of the plan. */
const PRIORITY = 9000;

type P = Procedure<FileVars>;
const { jobOf } = copying;

const libraryOf = (w: OrgWorld, p: P): number => jobOf(w, p.vars).library;

/** What the server's application log has of it: the operation, and in it the volumes, which count as one here (W-29). */
function say(w: OrgWorld, v: FileVars, ...keys: EntryKey[]): void {
  // Controllers have logs of their own, which nobody here reads.
  if (v.server < 0 || !w.hears('event.logged')) return;
  for (const key of keys) logEntry(w, v.server, key, jobOf(w, v).name);
}

/** The whole set is read and compared with the checksums in it, not with files that have changed since (E-09). */
function verify(w: OrgWorld, v: FileVars): void {
  const set = fileSetOf(w, v.set);
  if (set === null) return copying.fail(v, 'a cartridge of the set was lost meanwhile');
  v.badMedium = failsVerify(w, set);
  if (v.badMedium) copying.fail(v, `${differencesOf(w, v)} differences: the medium is bad`);
  else set.verified = true;
}

/** A few files differ always; where the medium is bad, so many that it shows (TAPE-13, TAPE-14). */
function differencesOf(w: OrgWorld, v: FileVars): number {
  const { files: ofEach, normalDifferences } = differences(w, v);
  if (v.badMedium) return Math.ceil(ofEach / 10);
  const set = fileSetOf(w, v.set);
  if (set === null || !jobOf(w, v).verify) return 0;
  return Math.floor(w.draw(fileSetKey(w, set), 'differences', 0) * (normalDifferences + 1));
}

function differences(w: OrgWorld, v: FileVars): { files: number; normalDifferences: number } {
  const { fileBytes, normalDifferences } = w.plan.figures.backup;
  return { files: v.bytes / fileBytes, normalDifferences };
}

function file(w: OrgWorld, v: FileVars): void {
  const set = fileSetOf(w, v.set);
  if (set === null) return copying.fail(v, 'a cartridge of the set was lost meanwhile');
  complete(w, set, w.now + jobOf(w, v).keepMs);
}

function complete(w: OrgWorld, set: FileSet, keepUntil: Ms): void {
  set.complete = true;
  set.completedAt = w.now;
  set.keepUntil = keepUntil;
  for (const { cartridge } of set.parts) {
    const c = w.org.media.cartridges[cartridge];
    c.keepUntil = Math.max(c.keepUntil, keepUntil);
  }
}

export const backupOfFiles = defineProcedure<OrgWorld, FileVars>(FILES, {
  first: 'open',
  steps: {
    open: {
      needs: (w, p) => [
        { pool: drivePool(libraryOf(w, p)), unit: -1 },
        ...carrier(w, libraryOf(w, p)),
      ],
      priority: () => PRIORITY,
      begin: (w, p) => {
        copying.open(w, p);
        say(w, p.vars, 'ntbackup/8018', 'ntbackup/8000');
      },
      lasts: (w, p) => (p.vars.cartridge < 0 ? 0 : exchangeMs(w, libraryOf(w, p), p.vars.inPlace)),
      gives: (w, p) => [robotPool(libraryOf(w, p))],
      then: copying.afterTake,
    },
    alert: { lasts: (_w, p) => p.vars.alertMs, then: 'fetch' },
    fetch: {
      needs: (w, p) => carrier(w, libraryOf(w, p)),
      begin: (w, p) => copying.take(w, p, true),
      lasts: (w, p) => (p.vars.cartridge < 0 ? 0 : exchangeMs(w, libraryOf(w, p), p.vars.inPlace)),
      gives: (w, p) => [robotPool(libraryOf(w, p))],
      then: copying.afterTake,
    },
    load: { lasts: (w, p) => loadingMs(w, libraryOf(w, p), p.vars.inPlace), then: 'copy' },
    copy: {
      begin: copying.beginStretch,
      lasts: copying.copyMs,
      end: (w, p) => {
        copying.endStretch(w, p);
        if (p.vars.done >= p.vars.bytes) say(w, p.vars, 'ntbackup/8001');
      },
      then: copying.afterCopy,
    },
    verify: {
      lasts: (w, p) =>
        Math.round((p.vars.bytes / w.plan.figures.backup.verifyBytesPerSecond) * 1000),
      end: (w, p) => {
        p.vars.verifyMs = w.now - p.began;
        verify(w, p.vars);
      },
      then: (_w, p) => (p.vars.failed ? 'eject' : 'file'),
    },
    file: { end: (w, p) => file(w, p.vars), then: 'eject' },
    eject: { lasts: (w, p) => unloadingMs(w, libraryOf(w, p)), then: 'shelve' },
    shelve: {
      needs: (w, p) => carrier(w, libraryOf(w, p)),
      lasts: (w, p) => shelvingMs(w, libraryOf(w, p)),
      end: (_w, p) => {
        p.vars.cartridge = -1;
      },
      gives: (w, p) => [robotPool(libraryOf(w, p)), cartridgePool(libraryOf(w, p))],
      then: (_w, p) => (p.vars.failed || p.vars.done >= p.vars.bytes ? 'done' : 'fetch'),
    },
  },
  tags: (_w, p) => ({ job: -1, group: -1, database: -1, drive: p.vars.drive, person: false }),
  onAbort: (w, p, because) => {
    if (p.vars.because === '') copying.fail(p.vars, because);
    p.vars.failed = true;
    giveBack(w, p, robotPool(libraryOf(w, p)));
  },
  afterAbort: (_w, p) =>
    p.vars.cartridge >= 0 && p.step !== 'open' && p.step !== 'fetch' ? 'eject' : 'done',
  onDone: (w, { vars: v }) => {
    if (v.began >= 0) say(w, v, 'ntbackup/8019');
    w.say('files.ended', {
      ...{ job: v.job, server: v.server, controller: v.controller, set: v.set },
      ...{ night: v.night, asked: v.asked },
      ...{ began: v.began < 0 ? w.now : v.began, bytes: v.done, verifyMs: v.verifyMs },
      differences: differencesOf(w, v),
      outcome: v.failed ? 'failed' : 'succeeded',
      because: v.because,
    });
    copying.discard(w, v);
    if (v.badMedium) retireAndRepeat(w, v);
  },
});

/** The bad medium is put away and the run begins anew on another one (TAPE-13), a few times at most. */
function retireAndRepeat(w: OrgWorld, v: FileVars): void {
  Object.assign(w.org.media.drives[v.drive], { appendsTo: -1, changeDueSince: w.now });
  const again = v.attempt + 1;
  if (again <= w.plan.figures.backup.verifyRepeats) launch(w, v.job, v, v.night, again);
}

export function launch(w: OrgWorld, job: number, of: Machine, night: Ms, attempt: number): void {
  const { bytes } = sizeOf(w.plan.fileJobs[job], of);
  startProcedure(w, backupOfFiles, createVars(job, of, night, attempt, bytes, w.now));
}

function createVars(
  job: number,
  { server, controller }: Machine,
  night: Ms,
  attempt: number,
  bytes: number,
  asked: Ms,
): FileVars {
  return {
    job, server, controller, night, asked, attempt, set: -1, began: -1, drive: -1, cartridge: -1, inPlace: false,
    alertMs: 0, done: 0, stretch: 0, bytes, verifyMs: 0, failed: false, because: '', badMedium: false,
  }; // prettier-ignore
}

settleShape(createVars(0, { server: 0, controller: -1 }, 0, 0, 0, 0));

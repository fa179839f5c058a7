/** A streaming backup of one storage group, phase by phase (BKP-10 to BKP-22). */
import { defineProcedure, type Procedure } from '../../engine/procedure.ts';
import { giveBack } from '../../engine/procedure-run.ts';
import { carrier, loadingMs, shelvingMs, unloadingMs } from '../media/changing.ts';
import { mountFails } from '../media/handling.ts';
import { abandonSet, setOf } from '../media/sets.ts';
import { cartridgePool, drivePool, robotPool, sessionPool } from '../pools.ts';
import { thawCheckpoint } from '../store/checkpoint.ts';
import { noteFull, noteFullFails, noteIncremental } from '../store/header.ts';
import { truncateAfterFull, truncateAfterIncremental } from '../store/truncation.ts';
import type { OrgWorld } from '../world.ts';
import { afterImage, afterLogs, endStretch, startImage, startLogs } from './copying.ts';
import { hang } from './hung.ts';
import { open, takeLogs } from './opening.ts';
import {
  afterFetch,
  fetchMs,
  libraryOf,
  mountOccasion,
  takeCartridge,
  tryAgain,
} from './medium.ts';
import { noteEnd } from './outcome.ts';
import { copiesImages } from './plan.ts';
import { wrongBy } from './silent.ts';
import { STREAMING, type BackupVars } from './state.ts';

type P = Procedure<BackupVars>;

/**
 * The set is complete and goes on file. After a full or incremental headers are updated and logs truncated (BKP-20,
 * BKP-21); a copy or differential leaves out these two steps and nothing else (BKP-02, BKP-22, TRN-08, E-08).
 */
function file(w: OrgWorld, p: P): void {
  const v = p.vars;
  const set = setOf(w, v.set);
  set.low = v.low;
  set.high = v.high;
  set.complete = true;
  set.completedAt = w.now;
  set.keepUntil = w.now + w.plan.jobs[v.job].keepMs;
  set.wrongBy = wrongBy(w, v.job, v.group);
  const images = copiesImages(v.type);
  const databases = images ? v.databases : w.plan.groups[v.group].databases;
  for (let i = 0; i < databases.length; i++) {
    const database = databases[i];
    const { lineage } = w.org.store.databases[database];
    const bytes = images ? w.plan.databases[database].sizeBytes : 0;
    set.databases.push({ database, lineage, bytes });
  }
  w.org.store.groups[v.group].sets.push(v.set);
  for (const part of set.parts) {
    const c = w.org.media.cartridges[part.cartridge];
    c.keepUntil = Math.max(c.keepUntil, set.keepUntil);
  }
  if (v.type === 'full') {
    truncateAfterFull(w, v.group, v.databases, v.high);
    noteFull(w, v.databases, v.low, v.high);
  } else if (v.type === 'incremental') {
    truncateAfterIncremental(w, v.group, v.high);
    noteIncremental(w, databases, v.low, v.high);
  }
  thawCheckpoint(w, v.group, p.id);
}

function afterEject(_w: OrgWorld, p: P): string {
  return p.vars.failed || setIsThrough(p) ? 'done' : 'fetch';
}

const setIsThrough = (p: P): boolean => p.vars.logDone >= p.vars.logBytes && p.vars.logBytes > 0;

/** All four types: an incremental or differential goes from loading straight to the logs. */
export const streamingBackup = defineProcedure<OrgWorld, BackupVars>(STREAMING, {
  first: 'open',
  steps: {
    open: {
      needs: (w, p) => [
        { pool: drivePool(libraryOf(w, p)), unit: -1 },
        { pool: sessionPool(w.plan, p.vars.group), unit: -1 },
        ...carrier(w, libraryOf(w, p)),
      ],
      priority: (_w, p) => p.vars.priority,
      begin: open,
      lasts: fetchMs,
      gives: (w, p) => [robotPool(libraryOf(w, p))],
      then: afterFetch,
    },
    /** The backup program shows that it needs another cartridge, and waits. */
    alert: { lasts: (_w, p) => p.vars.alertMs, then: 'fetch' },
    load: {
      begin: (w, p) => {
        const { path } = w.plan.groups[p.vars.group];
        p.vars.mountFails = !p.vars.inPlace && mountFails(w, path, mountOccasion(p));
      },
      lasts: (w, p) =>
        p.vars.mountFails
          ? w.plan.figures.media.threadMs
          : loadingMs(w, libraryOf(w, p), p.vars.inPlace),
      then: (_w, p) =>
        p.vars.mountFails ? 'retry' : p.vars.imageDone < p.vars.imageBytes ? 'copy' : 'logs',
    },
    retry: {
      lasts: (w) => w.plan.figures.media.mountRetryMs,
      end: tryAgain,
      then: (_w, p) => (p.vars.cartridge < 0 ? 'fetch' : 'load'),
    },
    fetch: {
      needs: (w, p) => carrier(w, libraryOf(w, p)),
      begin: (w, p) => {
        // Another mount, with a draw of its own.
        p.vars.attempts += 1;
        takeCartridge(w, p, true);
      },
      lasts: fetchMs,
      gives: (w, p) => [robotPool(libraryOf(w, p))],
      then: afterFetch,
    },
    copy: {
      begin: startImage,
      waits: true,
      end: (w, p) => endStretch(w, p, 'image'),
      then: (w, p) => {
        const next = afterImage(w, p);
        if (next === 'logs') takeLogs(w, p, p.vars.low);
        return next;
      },
    },
    logs: {
      begin: startLogs,
      waits: true,
      end: (w, p) => endStretch(w, p, 'logs'),
      then: afterLogs,
    },
    // It ends when somebody, the window or a disaster ends it.
    hang: { begin: hang, waits: true, then: 'eject' },
    file: { end: file, then: 'eject' },
    eject: { lasts: (w, p) => unloadingMs(w, libraryOf(w, p)), then: 'shelve' },
    shelve: {
      needs: (w, p) => carrier(w, libraryOf(w, p)),
      lasts: (w, p) => shelvingMs(w, libraryOf(w, p)),
      end: (_w, p) => {
        p.vars.cartridge = -1;
      },
      gives: (w, p) => [robotPool(libraryOf(w, p)), cartridgePool(libraryOf(w, p))],
      then: afterEject,
    },
  },
  tags: (w, p) => ({
    job: p.vars.job,
    group: p.vars.group,
    database: p.vars.databases[0] ?? w.plan.groups[p.vars.group].databases[0],
    drive: p.vars.drive,
    person: false,
  }),
  onAbort: (w, p, because) => {
    if (p.vars.flow >= 0) endStretch(w, p, p.step === 'copy' ? 'image' : 'logs');
    if (p.vars.because === '') p.vars.because = because;
    p.vars.failed = true;
    thawCheckpoint(w, p.vars.group, p.id);
    // Taking the tape out asks for the robot: it must not wait for itself.
    giveBack(w, p, robotPool(libraryOf(w, p)));
  },
  // Whatever is in the drive has to be taken out first.
  afterAbort: (_w, p) =>
    p.vars.cartridge >= 0 && p.step !== 'open' && p.step !== 'fetch' ? 'eject' : 'done',
  onDone: (w, p) => {
    const v = p.vars;
    thawCheckpoint(w, v.group, p.id);
    if (!setOf(w, v.set).complete) {
      if (v.type === 'full' && v.low >= 0) noteFullFails(w, v.databases);
      noteEnd(w, v, false);
      abandonSet(w, v.set);
    } else {
      noteEnd(w, v, true);
    }
  },
});

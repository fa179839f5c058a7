/** A streaming backup of one storage group, phase by phase (BKP-10 to BKP-22). */
import { defineProcedure, type Procedure } from '../../engine/procedure.ts';
import { giveBack } from '../../engine/procedure-run.ts';
import { carrier, loadingMs, shelvingMs, unloadingMs } from '../media/changing.ts';
import { mountFails } from '../media/handling.ts';
import { abandonSet } from '../media/sets.ts';
import { cartridgePool, drivePool, robotPool, sessionPool } from '../pools.ts';
import { thawCheckpoint } from '../store/checkpoint.ts';
import { atDepthLimit, flushMs } from '../store/flushes.ts';
import { noteFullFails } from '../store/header.ts';
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
import { endOfTape, goOnWith, hasJoined, isChanging, leave, loaded, passOn } from './multiplex.ts';
import { noteEnd } from './outcome.ts';
import { file } from './filing.ts';
import { isOffline, noteStuck, startService, startsInMs, stopService } from './offline.ts';
import { removePatchFiles } from './patch-files.ts';
import { STREAMING } from './engines.ts';
import type { BackupVars } from './state.ts';
import { companions } from './streams.ts';
import { endVerify, readsAgain, verifyMs } from './verify.ts';

type P = Procedure<BackupVars>;

const NONE: readonly number[] = [];

function afterEject(w: OrgWorld, p: P): string {
  return p.vars.failed || setIsThrough(p) ? toEnd(p, passOn(w, p)) : 'fetch';
}

/** What it has stopped may not be there again yet: it sees to that without a drive, which others need meanwhile. */
const toEnd = ({ vars }: P, next: 'eject' | 'done'): string =>
  next === 'done' && vars.downed.length > 0 ? 'linger' : next;

/** One that has joined others finds a tape in the drive, unless they are just changing it. */
function afterOpen(w: OrgWorld, p: P): string {
  if (!hasJoined(w, p)) return afterFetch(w, p);
  if (p.vars.failed) return 'done';
  return companions(w, p.vars).some((other) => isChanging(w, other))
    ? 'follow'
    : goOnWith(w, p, goOn(w, p.vars));
}

/** The tape is loaded, for this stream and for those that have waited for it. */
function afterLoad(w: OrgWorld, p: P): string {
  if (p.vars.mountFails) return 'retry';
  loaded(w, p);
  return goOn(w, p.vars);
}

/** A stretch has ended, and something else than the next one follows: the tape is full, or this backup has done with it. */
const offTape = (w: OrgWorld, p: P): string => (p.vars.failed ? leave(w, p) : endOfTape(w, p));

function setIsThrough({ vars: v }: P): boolean {
  return v.imageDone >= v.imageBytes && v.logDone >= v.logBytes && v.high >= 0;
}

/** A backup that failed starts the service first that it has stopped: users wait for it, and nobody for the tape. */
function serviceFirst(v: BackupVars, next: string): string {
  return v.failed && v.holdsDown ? 'start' : next;
}

/** What comes once a tape is loaded. */
function goOn(w: OrgWorld, v: BackupVars): 'stop' | 'flush' | 'copy' | 'logs' {
  if (v.imageDone >= v.imageBytes) return 'logs';
  if (isOffline(w, v)) return v.holdsDown ? 'copy' : 'stop';
  return v.imageDone === 0 && atDepthLimit(w, v.group) ? 'flush' : 'copy';
}

/** Other streams of the same tape may have changed it meanwhile, or be changing it. */
function afterFlush(w: OrgWorld, p: P): string {
  if (companions(w, p.vars).some((other) => isChanging(w, other))) return 'follow';
  return goOnWith(w, p, 'copy');
}

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
      then: afterOpen,
    },
    /** The backup program shows that it needs another cartridge, and waits. */
    alert: { begin: noteStuck, lasts: (_w, p) => p.vars.alertMs, then: 'fetch' },
    load: {
      begin: (w, p) => {
        const { path } = w.plan.groups[p.vars.group];
        p.vars.mountFails = !p.vars.inPlace && mountFails(w, path, mountOccasion(p));
      },
      lasts: (w, p) =>
        p.vars.mountFails
          ? w.plan.figures.media.threadMs
          : loadingMs(w, libraryOf(w, p), p.vars.inPlace),
      then: afterLoad,
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
      then: (w, p) => {
        const next = serviceFirst(p.vars, afterFetch(w, p));
        return next === 'done' ? passOn(w, p) : next;
      },
    },
    // Another stream of the same tape changes it for all.
    follow: { waits: true, then: (w, p) => (hasJoined(w, p) ? goOn(w, p.vars) : 'fetch') },
    // A store that cannot keep up makes its files recoverable before it hands them out.
    flush: { lasts: (w, p) => flushMs(w, p.vars.group), then: afterFlush },
    copy: {
      begin: startImage,
      waits: true,
      end: (w, p) => endStretch(w, p, 'image'),
      then: (w, p) => {
        const next = afterImage(w, p);
        if (next === 'logs' && p.vars.high < 0) takeLogs(w, p, p.vars.low);
        return serviceFirst(p.vars, next === 'eject' ? offTape(w, p) : goOnWith(w, p, next));
      },
    },
    logs: {
      begin: startLogs,
      waits: true,
      end: (w, p) => endStretch(w, p, 'logs'),
      then: (w, p) => {
        const next = afterLogs(w, p);
        return next === 'eject' ? offTape(w, p) : goOnWith(w, p, next);
      },
    },
    // It ends when somebody, the window or a disaster ends it.
    hang: { begin: hang, waits: true, then: 'eject' },
    file: {
      end: file,
      // Whoever reads a set again asks nothing more of the store.
      gives: (w, p) => (readsAgain(w, p.vars) ? [sessionPool(w.plan, p.vars.group)] : NONE),
      then: (w, p) => (p.vars.holdsDown ? 'start' : readsAgain(w, p.vars) ? 'verify' : leave(w, p)),
    },
    verify: { lasts: verifyMs, end: endVerify, then: leave },
    // An offline backup alone: the service is down from here on …
    stop: {
      lasts: (w) => w.plan.figures.operations.stepMs,
      end: stopService,
      then: (_w, p) => (p.vars.failed ? 'eject' : 'copy'),
    },
    // … to here, and longer while the machine or the directory is.
    start: { lasts: startsInMs, end: startService, then: (w, p) => toEnd(p, leave(w, p)) },
    linger: {
      begin: (w, p) => {
        giveBack(w, p, drivePool(libraryOf(w, p)));
        giveBack(w, p, sessionPool(w.plan, p.vars.group));
        p.vars.drive = -1;
      },
      lasts: startsInMs,
      end: startService,
      then: (_w, p) => (p.vars.downed.length > 0 ? 'linger' : 'done'),
    },
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
    database: p.vars.databases[0] ?? w.plan.groups[p.vars.group].databases[0] ?? -1,
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
  // A service that is stopped is started, and whatever is in the drive has to be taken out first.
  afterAbort: (w, p) =>
    p.vars.holdsDown
      ? 'start'
      : p.vars.cartridge >= 0 && p.step !== 'open' && p.step !== 'fetch'
        ? leave(w, p)
        : passOn(w, p),
  onDone: (w, p) => {
    const v = p.vars;
    thawCheckpoint(w, v.group, p.id);
    if (!v.filed) {
      removePatchFiles(w, v);
      if (v.type === 'full' && v.low >= 0) noteFullFails(w, v.databases);
      noteEnd(w, v, false);
      abandonSet(w, v.set);
    } else {
      noteEnd(w, v, true);
    }
  },
});

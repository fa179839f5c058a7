/**
 * A mounted snapshot is written to tape (`to` of a VSS job): the tape is what survives the array. It reads the disks of the
 * snapshot, so that production feels nothing of it, and takes as long as it takes.
 */
import { defineProcedure, type Procedure } from '../../../engine/procedure.ts';
import { giveBack, heldUnit, startProcedure } from '../../../engine/procedure-run.ts';
import type { Ms } from '../../../engine/types.ts';
import { createFlow, endFlow, networkLink, slowBytes, startFlow } from '../../hardware/flows.ts';
import type { Flow } from '../../hardware/state.ts';
import { alertMs, noMedia } from '../../media/alerts.ts';
import { loseCartridge, takeForWriting } from '../../media/cartridges.ts';
import {
  carrier,
  exchangeMs,
  isInPlace,
  loadingMs,
  shelvingMs,
  unloadingMs,
} from '../../media/changing.ts';
import { mountFails, mountTakesCartridge } from '../../media/handling.ts';
import { abandonSet, addPart, createSet, setOf } from '../../media/sets.ts';
import type { Snapshot } from '../../media/state.ts';
import { wear } from '../../media/wear.ts';
import { cartridgePool, drivePool, robotPool } from '../../pools.ts';
import type { OrgWorld } from '../../world.ts';
import { placeOf } from './snapshots.ts';
import { filesOfCopy } from '../source.ts';
import { leaveForReader, occasionOf } from '../outcome.ts';
import type { VssVars } from '../state.ts';
import { IN_THE_WAY, isInTheWay } from '../waiting.ts';
import { file, sourceOf, type TapeVars } from './tape-set.ts';

type P = Procedure<TapeVars>;

export const SHADOW_TAPE = 'backup.vss-tape';
const GONE = 'its snapshot is gone';

const libraryOf = (w: OrgWorld, p: P): number => w.plan.jobs[p.vars.job].library;
const robot = (w: OrgWorld, p: P): number => robotPool(libraryOf(w, p));
/** By whom and on which occasion a tape mount is drawn, with room for 16 tries. */
export const tapeMount = (w: OrgWorld, { vars: v }: P): [string, number] => [
  `${w.plan.groups[v.group].path}/tape`,
  v.occasion * 16 + Math.min(15, v.attempts),
];

/** Queues the writing of a snapshot that has just gone on file. */
export function writeToTape(w: OrgWorld, v: VssVars): void {
  const { night, type, job, group } = v;
  const set = createSet(w, { job, group, type, night });
  startProcedure<OrgWorld, TapeVars>(w, snapshotToTape, {
    job, group, from: v.set, set, night, priority: v.priority, occasion: occasionOf(v), drive: -1,
    cartridge: -1, imageLeft: v.imageBytes, logLeft: v.logBytes, flow: -1, attempts: 0, mountFails: false,
    inPlace: false, alertMs: 0, failed: false, filed: false, because: '',
  }); // prettier-ignore
}

function take(w: OrgWorld, p: P): void {
  const v = p.vars;
  v.drive = w.plan.libraries[libraryOf(w, p)].drives[heldUnit(p, drivePool(libraryOf(w, p)))];
  const run = { job: v.job, night: v.night, replaces: false };
  v.cartridge = takeForWriting(w, p, libraryOf(w, p), v.drive, run, v.attempts > 0);
  v.inPlace = v.cartridge >= 0 && isInPlace(w, v.drive, v.cartridge);
  const waitsMs = v.cartridge < 0 ? alertMs(w, libraryOf(w, p)) : 0;
  v.alertMs = waitsMs ?? 0;
  if (waitsMs === null) fail(v, noMedia(w, libraryOf(w, p)));
  else if (v.cartridge < 0 && isInTheWay(w, p)) fail(v, IN_THE_WAY);
}

function fail(v: TapeVars, because: string): void {
  v.failed = true;
  v.because = because;
}

const afterTake = (_w: OrgWorld, { vars: v }: P): string =>
  v.failed ? 'done' : v.cartridge < 0 ? 'alert' : 'load';

const takeMs = (w: OrgWorld, p: P): Ms =>
  p.vars.cartridge < 0 ? 0 : exchangeMs(w, libraryOf(w, p), p.vars.inPlace);

/** The next stretch: of the images, then of the logs, as far as the cartridge reaches. */
function startWriting(w: OrgWorld, p: P): void {
  const v = p.vars;
  const set = sourceOf(w, v);
  if (set === null) {
    p.timer = w.at(w.now, 'procedure.wake', p.id, p.serial);
    return;
  }
  const files = filesOfCopy(w.plan, v.group);
  const of = v.imageLeft > 0 ? files.volumeOf(set.databases[0].database) : files.logVolume;
  const place = placeOf(w, v.group, (set.snapshot as Snapshot).engine, of);
  const drive = w.plan.drives[v.drive];
  const { figures, cartridges } = w.plan;
  const room =
    cartridges[v.cartridge].capacityBytes - w.org.media.cartridges[v.cartridge].usedBytes;
  const flow = createFlow(
    p.id,
    p.serial,
    place.link,
    place.readBytesPerSecond,
    networkLink(w.plan, drive.library),
    figures.hardware.networkBytesPerSecond,
    drive.nativeBytesPerSecond,
    drive.slowestBytesPerSecond,
    figures.media.startStopFactor,
    Math.min(v.imageLeft > 0 ? v.imageLeft : v.logLeft, Math.max(0, room)),
  );
  v.flow = startFlow(w, flow);
}

function endWriting(w: OrgWorld, p: P): void {
  const v = p.vars;
  if (v.flow >= 0) {
    const slow = slowBytes(w, w.org.hardware.flows[v.flow] as Flow);
    const bytes = endFlow(w, v.flow);
    v.flow = -1;
    wear(w, v.drive, v.cartridge, bytes, slow, w.now - p.began);
    const images = v.imageLeft > 0;
    addPart(w, setOf(w, v.set), v.cartridge, images ? bytes : 0, images ? 0 : bytes);
    if (images) v.imageLeft -= bytes;
    else v.logLeft -= bytes;
  }
  if (sourceOf(w, v) !== null || v.failed) return;
  fail(v, GONE);
}

function afterWriting(w: OrgWorld, { vars: v }: P): string {
  if (v.failed) return 'eject';
  if (v.imageLeft <= 0 && v.logLeft <= 0) return 'file';
  const c = w.org.media.cartridges[v.cartridge];
  return c.usedBytes >= w.plan.cartridges[v.cartridge].capacityBytes ? 'eject' : 'write';
}

function tryAgain(w: OrgWorld, p: P): void {
  const v = p.vars;
  if (mountTakesCartridge(w, ...tapeMount(w, p))) {
    const lost = v.cartridge;
    giveBack(w, p, cartridgePool(libraryOf(w, p)));
    v.cartridge = -1;
    loseCartridge(w, lost, 'a tape mount failed and took it');
  }
  v.attempts += 1;
}

export const snapshotToTape = defineProcedure<OrgWorld, TapeVars>(SHADOW_TAPE, {
  first: 'open',
  steps: {
    open: {
      needs: (w, p) => [
        { pool: drivePool(libraryOf(w, p)), unit: -1 },
        ...carrier(w, libraryOf(w, p)),
      ],
      priority: (_w, p) => p.vars.priority,
      begin: take,
      lasts: takeMs,
      gives: (w, p) => [robot(w, p)],
      then: afterTake,
    },
    alert: { lasts: (_w, p) => p.vars.alertMs, then: 'fetch' },
    load: {
      begin: (w, p) => {
        p.vars.mountFails = !p.vars.inPlace && mountFails(w, ...tapeMount(w, p));
      },
      lasts: (w, p) =>
        p.vars.mountFails
          ? w.plan.figures.media.threadMs
          : loadingMs(w, libraryOf(w, p), p.vars.inPlace),
      then: (_w, p) => (p.vars.mountFails ? 'retry' : 'write'),
    },
    retry: {
      lasts: (w) => w.plan.figures.media.mountRetryMs,
      end: tryAgain,
      then: (_w, p) => (p.vars.cartridge < 0 ? 'fetch' : 'load'),
    },
    fetch: {
      needs: (w, p) => carrier(w, libraryOf(w, p)),
      begin: (w, p) => {
        p.vars.attempts += 1;
        take(w, p);
      },
      lasts: takeMs,
      gives: (w, p) => [robot(w, p)],
      then: afterTake,
    },
    write: { begin: startWriting, waits: true, end: endWriting, then: afterWriting },
    file: { end: file, then: 'eject' },
    eject: { lasts: (w, p) => unloadingMs(w, libraryOf(w, p)), then: 'shelve' },
    shelve: {
      needs: (w, p) => carrier(w, libraryOf(w, p)),
      lasts: (w, p) => shelvingMs(w, libraryOf(w, p)),
      end: (_w, p) => {
        p.vars.cartridge = -1;
      },
      gives: (w, p) => [robot(w, p), cartridgePool(libraryOf(w, p))],
      then: (_w, { vars: v }) =>
        v.failed || (v.imageLeft <= 0 && v.logLeft <= 0) ? 'done' : 'fetch',
    },
  },
  tags: (_w, { vars }) => ({
    job: vars.job, group: vars.group, database: -1, drive: vars.drive, person: false,
  }), // prettier-ignore
  onAbort: (w, p, because) => {
    if (p.vars.because === '') p.vars.because = because;
    p.vars.failed = true;
    endWriting(w, p);
    giveBack(w, p, robot(w, p));
  },
  afterAbort: (_w, p) =>
    p.vars.cartridge >= 0 && p.step !== 'open' && p.step !== 'fetch' ? 'eject' : 'done',
  onDone: (w, { vars: { job, group, from, set, filed, because } }) => {
    w.say('snapshot.written', { job, group, from, set: filed ? set : -1, because });
    if (filed) return;
    abandonSet(w, set);
    leaveForReader(w, job, { group, shows: 'status', detailed: true, isAgain: false });
  },
});

/** Snapshots are gone: nobody keeps a drive any longer to write them. */
export function endWithout(w: OrgWorld): void {
  for (const p of w.org.procedures.list as (P | null)[]) {
    if (p?.name !== SHADOW_TAPE || p.vars.failed || p.vars.filed) continue;
    if (sourceOf(w, p.vars) !== null) continue;
    p.vars.because = GONE;
    w.tell('procedure.abort', p.id, 0);
  }
}

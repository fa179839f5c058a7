/**
 * A mounted snapshot is written to tape (`to` of a VSS job): the tape is what survives the array. It reads the disks of the
 * snapshot, so that production feels nothing of it, and takes as long as it takes.
 */
import { defineProcedure, type Procedure } from '../../engine/procedure.ts';
import { giveBack, heldUnit, startProcedure } from '../../engine/procedure-run.ts';
import type { Ms } from '../../engine/types.ts';
import { createFlow, endFlow, networkLink, slowBytes, startFlow } from '../hardware/flows.ts';
import type { Flow } from '../hardware/state.ts';
import { loseCartridge, takeForWriting } from '../media/cartridges.ts';
import { ejectMs, loadMs, mountFails, mountTakesCartridge } from '../media/handling.ts';
import { abandonSet, addPart, createSet, setOf } from '../media/sets.ts';
import type { BackupSet, Snapshot } from '../media/state.ts';
import { wear } from '../media/wear.ts';
import { cartridgePool, drivePool, robotPool } from '../pools.ts';
import type { OrgWorld } from '../world.ts';
import { placeOf } from './snapshots.ts';
import { filesOfCopy } from './source.ts';
import { leaveUnseen, occasionOf } from './outcome.ts';
import type { VssVars } from './state.ts';

export interface TapeVars {
  readonly job: number;
  readonly group: number;
  /** The snapshot, told from another one of that number by its instant; and the set that is being written. */
  readonly from: number;
  readonly takenAt: Ms;
  readonly set: number;
  readonly priority: number;
  /** Mounts count from here. */
  readonly occasion: number;
  drive: number;
  cartridge: number;
  imageLeft: number;
  logLeft: number;
  flow: number;
  attempts: number;
  mountFails: boolean;
  failed: boolean;
  because: string;
}

type P = Procedure<TapeVars>;

export const SHADOW_TAPE = 'backup.vss-tape';

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
    job, group, from: v.set, takenAt: v.takenAt, set, priority: v.priority, occasion: occasionOf(v), drive: -1,
    cartridge: -1, imageLeft: v.imageBytes, logLeft: v.logBytes, flow: -1, attempts: 0, mountFails: false,
    failed: false, because: '',
  }); // prettier-ignore
}

/** The snapshot, or null once it has given way to another one or its disks are gone. */
function sourceOf(w: OrgWorld, v: TapeVars): BackupSet | null {
  const set = w.org.media.sets[v.from] ?? null;
  return set !== null && set.complete && set.snapshot?.takenAt === v.takenAt ? set : null;
}

function take(w: OrgWorld, p: P): void {
  const v = p.vars;
  v.drive = w.plan.libraries[libraryOf(w, p)].drives[heldUnit(p, drivePool(libraryOf(w, p)))];
  v.cartridge = takeForWriting(w, p, libraryOf(w, p), v.drive);
  if (v.cartridge >= 0) return;
  v.failed = true;
  v.because = 'no cartridge may be written to';
}

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
  v.failed = true;
  v.because = 'its snapshot is gone';
}

function afterWriting(w: OrgWorld, { vars: v }: P): string {
  if (v.failed) return 'eject';
  if (v.imageLeft <= 0 && v.logLeft <= 0) return 'file';
  const c = w.org.media.cartridges[v.cartridge];
  return c.usedBytes >= w.plan.cartridges[v.cartridge].capacityBytes ? 'eject' : 'write';
}

/** The tape holds what the snapshot holds, its damage and its worth. */
function file(w: OrgWorld, { vars: v }: P): void {
  const from = sourceOf(w, v);
  const set = setOf(w, v.set);
  let bytes = 0;
  for (const part of set.parts) bytes += part.imageBytes + part.logBytes;
  const snapshot = from?.snapshot ?? null;
  if (from === null || snapshot === null || bytes < snapshot.imageBytes + snapshot.logBytes) {
    v.failed = true;
    v.because = 'a cartridge of the set was lost meanwhile';
    return;
  }
  const { segment, low, high, wrongBy } = from;
  const databases = from.databases.map((each) => ({ ...each }));
  const holes = snapshot.holes.map((each) => ({
    ...each,
    holes: each.holes.map((h) => ({ ...h })),
  }));
  Object.assign(set, {
    segment,
    low,
    high,
    wrongBy,
    databases,
    complete: true,
    completedAt: w.now,
  });
  set.snapshot = { ...snapshot, onDisk: false, volume: -1, holes };
  w.org.store.groups[v.group].sets.push(v.set);
  for (const { cartridge } of set.parts) {
    const c = w.org.media.cartridges[cartridge];
    c.keepUntil = Math.max(c.keepUntil, w.now + w.plan.jobs[v.job].keepMs);
  }
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
        { pool: robot(w, p), unit: -1 },
      ],
      priority: (_w, p) => p.vars.priority,
      begin: take,
      lasts: (w, p) => (p.vars.failed ? 0 : w.plan.figures.media.exchangeMs),
      gives: (w, p) => [robot(w, p)],
      then: (_w, p) => (p.vars.failed ? 'done' : 'load'),
    },
    load: {
      begin: (w, p) => {
        p.vars.mountFails = mountFails(w, ...tapeMount(w, p));
      },
      lasts: (w, p) => (p.vars.mountFails ? w.plan.figures.media.threadMs : loadMs(w)),
      then: (_w, p) => (p.vars.mountFails ? 'retry' : 'write'),
    },
    retry: {
      lasts: (w) => w.plan.figures.media.mountRetryMs,
      end: tryAgain,
      then: (_w, p) => (p.vars.cartridge < 0 ? 'fetch' : 'load'),
    },
    fetch: {
      needs: (w, p) => [{ pool: robot(w, p), unit: -1 }],
      begin: (w, p) => {
        p.vars.attempts += 1;
        take(w, p);
      },
      lasts: (w, p) => (p.vars.failed ? 0 : w.plan.figures.media.exchangeMs),
      gives: (w, p) => [robot(w, p)],
      then: (_w, p) => (p.vars.failed ? 'done' : 'load'),
    },
    write: { begin: startWriting, waits: true, end: endWriting, then: afterWriting },
    file: { end: file, then: 'eject' },
    eject: { lasts: ejectMs, then: 'shelve' },
    shelve: {
      needs: (w, p) => [{ pool: robot(w, p), unit: -1 }],
      lasts: (w) => w.plan.figures.media.exchangeMs,
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
  onDone: (w, { vars: v }) => {
    const copied = setOf(w, v.set).complete;
    const { job, group, from, set, because } = v;
    w.say('snapshot.written', { job, group, from, set: copied ? set : -1, because });
    if (copied) return;
    abandonSet(w, set);
    leaveUnseen(w, job, group);
  },
});

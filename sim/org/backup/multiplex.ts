/**
 * Several storage groups on one drive. One of their backups holds drive and cartridge, the others have joined it:
 * whoever comes to the end of the tape first changes it for all, and the last one on it takes it out.
 */
import type { Procedure } from '../../engine/procedure.ts';
import { heldUnit, wakeAt } from '../../engine/procedure-run.ts';
import { dequeue } from '../../engine/resources.ts';
import type { EventTable, Ms } from '../../engine/types.ts';
import { cartridgePool, drivePool, sessionPool } from '../pools.ts';
import type { OrgWorld } from '../world.ts';
import { endStretch } from './copying.ts';
import { STREAMING } from './engines.ts';
import { libraryOf } from './medium.ts';
import { open } from './opening.ts';
import type { BackupVars } from './state.ts';
import { companions, isMultiplexed, streamsOn } from './streams.ts';

type P = Procedure<BackupVars>;

/** Steps in which no tape stands ready under the heads. */
const CHANGING = ['open', 'load', 'retry', 'eject', 'shelve', 'fetch', 'alert'];

const holdsDrive = (w: OrgWorld, p: P): boolean => heldUnit(p, drivePool(libraryOf(w, p))) >= 0;

/** A backup on a drive that others hold: it has joined them. */
export const hasJoined = (w: OrgWorld, p: P): boolean =>
  isMultiplexed(w, p.vars) && !holdsDrive(w, p);

export const isChanging = (w: OrgWorld, p: P): boolean =>
  CHANGING.includes(p.step) && holdsDrive(w, p);

/** At the end of this instant groups of a job that still wait may join those that write. */
export function callOthers(w: OrgWorld, job: number, night: Ms): void {
  if (w.plan.jobs[job].multiplex > 1) w.at(w.now, 'backup.join', job, night);
}

function handOver(w: OrgWorld, from: P, to: P, pool: number): void {
  const i = from.holds.findIndex((hold) => hold.pool === pool);
  if (i < 0) return;
  const [hold] = from.holds.splice(i, 1);
  to.holds.push(hold);
  w.org.procedures.pools[pool].holder[hold.unit] = to.id;
}

function handOverTape(w: OrgWorld, from: P, to: P): void {
  handOver(w, from, to, drivePool(libraryOf(w, from)));
  handOver(w, from, to, cartridgePool(libraryOf(w, from)));
}

/** Who goes on with the drive: somebody who waits for it, else somebody who writes, else one that hangs. */
function heir(others: readonly P[]): P {
  return (
    others.find((p) => p.step === 'follow') ?? others.find((p) => p.step !== 'hang') ?? others[0]
  );
}

/**
 * What a stream goes on with when a stretch has ended. Whoever ended it, since the tape was full, may have found no other one
 * in that very instant, and be gone: whoever has got the drive from it looks for a tape, and the rest wait for that one.
 */
export function goOnWith(w: OrgWorld, p: P, next: string): string {
  if (p.vars.cartridge >= 0 || (next !== 'copy' && next !== 'logs')) return next;
  return holdsDrive(w, p) ? 'fetch' : 'follow';
}

/** A backup writes no more to the tape in its drive: it takes it out, unless others go on writing to it. */
export function leave(w: OrgWorld, p: P): 'eject' | 'done' {
  if (p.vars.cartridge < 0) return passOn(w, p);
  const others = companions(w, p.vars);
  if (others.length === 0 || isChanging(w, p)) return 'eject';
  if (holdsDrive(w, p)) handOverTape(w, p, heir(others));
  p.vars.cartridge = -1;
  callOthers(w, p.vars.job, p.vars.night);
  return 'done';
}

/** A backup ends that holds a drive without a tape: somebody who waits for the next tape goes on with it. */
export function passOn(w: OrgWorld, p: P): 'done' {
  const others = companions(w, p.vars);
  if (others.length === 0 || !holdsDrive(w, p)) return 'done';
  const next = heir(others);
  handOver(w, p, next, drivePool(libraryOf(w, p)));
  for (const { vars } of others) vars.cartridge = -1;
  if (next.step === 'follow') w.at(w.now, 'procedure.wake', next.id, next.serial);
  return 'done';
}

/** The cartridge is full. The first stream that finds it so stops all others, and changes it. */
export function endOfTape(w: OrgWorld, p: P): 'eject' | 'follow' {
  const v = p.vars;
  if (!isMultiplexed(w, v)) return 'eject';
  const others = companions(w, v);
  if (others.some((other) => isChanging(w, other))) return 'follow';
  for (const other of others) {
    if (other.vars.flow >= 0) {
      endStretch(w, other, other.step === 'copy' ? 'image' : 'logs');
      w.at(w.now, 'procedure.wake', other.id, other.serial);
    }
    handOverTape(w, other, p);
  }
  // What is left is less than a block of each: nobody writes it.
  w.org.media.cartridges[v.cartridge].usedBytes = w.plan.cartridges[v.cartridge].capacityBytes;
  return 'eject';
}

/** A cartridge is loaded: all streams go on with it, and others may join. */
export function loaded(w: OrgWorld, p: P): void {
  if (!isMultiplexed(w, p.vars)) return;
  for (const other of companions(w, p.vars)) {
    other.vars.cartridge = p.vars.cartridge;
    if (other.step === 'follow') w.at(w.now, 'procedure.wake', other.id, other.serial);
  }
  callOthers(w, p.vars.job, p.vars.night);
}

/** Called once for each night of a job in which others may join: nights that want one session do so in their order. */
function joinAll(w: OrgWorld, job: number): void {
  const nights = runsOf(w, job).map(({ vars }) => vars.night);
  for (const night of [...new Set(nights)].sort((one, other) => one - other))
    joinStreams(w, job, night);
}

const runsOf = (w: OrgWorld, job: number): P[] =>
  (w.org.procedures.list as (P | null)[]).filter(
    (p): p is P => p?.name === STREAMING && p.vars.job === job,
  );

/** Those of a job and night that wait for a drive join those that have one, where its streams are fewest. */
function joinStreams(w: OrgWorld, job: number, night: Ms): void {
  const running = runsOf(w, job).filter(({ vars }) => vars.night === night);
  const tapes = running.filter((p) => p.vars.began >= 0 && holdsDrive(w, p) && !isChanging(w, p));
  tapes.sort((a, b) => a.vars.drive - b.vars.drive);
  const waiting = running.filter((p) => p.vars.began < 0 && p.step === 'open');
  waiting.sort(
    ({ vars: a }, { vars: b }) => a.priority - b.priority || a.asked - b.asked || a.group - b.group,
  );
  for (const p of waiting) {
    const session = w.org.procedures.pools[sessionPool(w.plan, p.vars.group)];
    if (session.holder[0] !== -1) continue;
    let best: P | null = null;
    let fewest = w.plan.jobs[job].multiplex;
    for (const tape of tapes) {
      const streams = streamsOn(w, tape.vars.drive).length;
      if (streams < fewest) {
        best = tape;
        fewest = streams;
      }
    }
    if (best === null) return;
    join(w, p, best);
  }
}

/** Called when all grants of the instant are made: so ties cannot change who gets the session. */
function join(w: OrgWorld, p: P, tape: P): void {
  const pool = sessionPool(w.plan, p.vars.group);
  dequeue(w.org.procedures, p.id);
  w.org.procedures.pools[pool].holder[0] = p.id;
  p.holds.push({ pool, unit: 0 });
  p.vars.drive = tape.vars.drive;
  p.vars.cartridge = tape.vars.cartridge;
  p.began = w.now;
  open(w, p);
  wakeAt(w, p, w.now);
}

export const multiplexEvents: EventTable<OrgWorld> = {
  'backup.join': { rank: 91, run: (w, job) => joinAll(w, job) },
};

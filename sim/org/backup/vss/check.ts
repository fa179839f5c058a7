/** The check of a mounted snapshot, page by page: outside of the engine, and away from production where the disks are (BKP-35 to BKP-37). */
import type { Procedure } from '../../../engine/procedure.ts';
import type { Ms } from '../../../engine/types.ts';
import {
  bytesDone,
  createFlow,
  endFlow,
  NO_NETWORK,
  resizeFlow,
  startFlow,
} from '../../hardware/flows.ts';
import type { Flow } from '../../hardware/state.ts';
import { setOf } from '../../media/sets.ts';
import type { Snapshot } from '../../media/state.ts';
import { untilBadPage } from '../../store/damage.ts';
import { fileWith } from '../../store/halves.ts';
import type { OrgWorld } from '../../world.ts';
import type { VssPlan } from '../plan.ts';
import { placeOf } from './snapshots.ts';
import { filesOfCopy } from '../source.ts';
import type { VssVars } from '../state.ts';
import { ACTORS, beginOf, failBy, failsIn, failsWithin, standsStill } from './failures.ts';

type P = Procedure<VssVars>;

const snapshotOf = (w: OrgWorld, v: VssVars): Snapshot => setOf(w, v.set).snapshot as Snapshot;

/** Damage of a database's file as it is in a snapshot. */
export const holesIn = (snapshot: Snapshot, database: number): Snapshot['holes'][number]['holes'] =>
  snapshot.holes.find((each) => each.database === database)?.holes ?? [];

/** The file that is next to be checked, and where it ends in the image. */
function current(w: OrgWorld, v: VssVars): { database: number; end: number } {
  let end = 0;
  for (const database of v.databases) {
    end += w.plan.databases[database].sizeBytes;
    if (v.checkedBytes < end) return { database, end };
  }
  return { database: v.databases[v.databases.length - 1], end };
}

/** Where the check of the present file ends: at its end, at a bad page, or where the requestor fails. */
function stopOf(
  w: OrgWorld,
  v: VssVars,
  done = 0,
): { at: number; because: 'end' | 'page' | 'requestor' } {
  const { database, end } = current(w, v);
  const { sizeBytes } = w.plan.databases[database];
  const begin = end - sizeBytes;
  const holes = holesIn(snapshotOf(w, v), database);
  const { chunkBytes } = w.plan.figures.backup;
  const page = untilBadPage(holes, sizeBytes, v.checkedBytes + done - begin, chunkBytes);
  const fails = failsIn(v, 'requestor') ? Math.floor(failsWithin(v) * v.imageBytes) : Infinity;
  if (page !== null && begin + page <= fails) return { at: begin + page, because: 'page' };
  return fails < end
    ? { at: Math.max(v.checkedBytes, fails), because: 'requestor' }
    : { at: end, because: 'end' };
}

/** Reads the next file, as fast as the check goes with its throttle, and the disks deliver. */
export function startCheck(w: OrgWorld, p: P): void {
  const v = p.vars;
  const { engine, vss } = w.plan.jobs[v.job];
  const { database } = current(w, v);
  const of = filesOfCopy(w.plan, v.group).volumeOf(database);
  const place = placeOf(w, v.group, engine as Snapshot['engine'], of);
  const rate = w.plan.figures.backup.checkBytesPerSecond * (vss as VssPlan).throttle;
  const bytes = stopOf(w, v).at - v.checkedBytes;
  const flow = createFlow(
    p.id,
    p.serial,
    place.link,
    place.readBytesPerSecond,
    NO_NETWORK,
    0,
    rate,
    0,
    1,
    bytes,
  );
  v.flow = startFlow(w, flow);
}

/** Ends a stretch of the check, at the end of a file or where something stopped it; or when the job is broken off. */
export function endCheck(w: OrgWorld, p: P): void {
  const v = p.vars;
  if (v.flow < 0) return;
  const { because } = stopOf(w, v);
  const { database } = current(w, v);
  v.checkedBytes += endFlow(w, v.flow);
  v.flow = -1;
  // Copy-on-write is read from the very disks that users work on.
  if (w.plan.jobs[v.job].engine === 'vss-software') v.copyMs += w.now - p.began;
  if (v.failed) return;
  if (because === 'requestor') {
    if (!v.hangs) failBy(w, v, 'requestor');
  } else if (because === 'page') meetPage(w, v, database);
  else prove(w, v, database);
}

/** The check has met a page whose checksum is wrong: the snapshot is of no use, and no log goes. */
function meetPage(w: OrgWorld, v: VssVars, database: number): void {
  const begin = current(w, v).end - w.plan.databases[database].sizeBytes;
  v.failed = true;
  v.because = `-1018: a damaged page in ${fileWith(w.plan, database, v.checkedBytes - begin)}, found by the check`;
  const { group, set } = v;
  w.say('snapshot.checked', { group, set, bytes: v.checkedBytes, damaged: database });
  w.tell('damageMet', database, 0);
}

/** A file has passed: when the snapshot was taken, the file in use was undamaged. */
function prove(w: OrgWorld, v: VssVars, database: number): void {
  const d = w.org.store.databases[database];
  d.provedAt = Math.max(d.provedAt, v.takenAt);
  if (v.checkedBytes < v.imageBytes) return;
  const { group, set } = v;
  w.say('snapshot.checked', { group, set, bytes: v.checkedBytes, damaged: -1 });
}

export function afterCheck(_w: OrgWorld, p: P): 'check' | 'file' | 'done' | 'hang' {
  if (p.vars.failed) return 'done';
  if (standsStill(p.vars)) return 'hang';
  return p.vars.checkedBytes < p.vars.imageBytes ? 'check' : 'file';
}

/** What is ahead of a check that is under way has been drawn anew: it stops elsewhere. */
export function aimCheck(w: OrgWorld, p: P): void {
  const v = p.vars;
  const flow = w.org.hardware.flows[v.flow] as Flow;
  const bytes = stopOf(w, v, bytesDone(w, flow)).at - v.checkedBytes;
  resizeFlow(w, flow, Math.max(bytes, Math.floor(bytesDone(w, flow))));
}

/**
 * The file that a check is reading just now, and how far it has come; null for none. What has been read is as it was when the
 * snapshot was taken: the middle between `since` and now.
 */
export function checkingOf(
  w: OrgWorld,
  p: P,
): { database: number; share: number; since: Ms } | null {
  const v = p.vars;
  if (p.step !== 'check' || v.flow < 0) return null;
  const { database, end } = current(w, v);
  const { sizeBytes } = w.plan.databases[database];
  const done = v.checkedBytes + bytesDone(w, w.org.hardware.flows[v.flow] as Flow);
  return { database, share: (done - end + sizeBytes) / sizeBytes, since: 2 * v.takenAt - w.now };
}

/** Share of a job that is through, by who has had to act: a quarter for each (BKP-31). */
export function shareOfShadow(w: OrgWorld, p: P): number {
  const v = p.vars;
  if (p.step === 'open') return beginOf('framework');
  if (p.step === 'sync') return beginOf('writer');
  if (p.step === 'freeze') return beginOf('provider');
  const flowing = p.step === 'check' && v.flow >= 0;
  const now = flowing ? bytesDone(w, w.org.hardware.flows[v.flow] as Flow) : 0;
  const share = v.imageBytes === 0 ? 0 : (v.checkedBytes + now) / v.imageBytes;
  return beginOf('requestor') + share / ACTORS.length;
}

/** A copy from disk to another medium, stretch by stretch: each ends with a part of the set or with the cartridge. */
import type { Procedure } from '../../../engine/procedure.ts';
import { heldUnit } from '../../../engine/procedure-run.ts';
import type { Ms } from '../../../engine/types.ts';
import {
  createFlow,
  endFlow,
  networkLink,
  slowBytes,
  startFlow,
  volumeLink,
} from '../../hardware/flows.ts';
import type { Flow } from '../../hardware/state.ts';
import { alertMs, noMedia } from '../../media/alerts.ts';
import { takeForWriting } from '../../media/cartridges.ts';
import { isInPlace } from '../../media/changing.ts';
import { addPart, createSet, findSet, setOf } from '../../media/sets.ts';
import type { BackupSet } from '../../media/state.ts';
import { wear } from '../../media/wear.ts';
import { drivePool } from '../../pools.ts';
import type { OrgWorld } from '../../world.ts';
import { IN_THE_WAY, isInTheWay } from '../waiting.ts';

export interface StageVars {
  readonly job: number;
  readonly group: number;
  /** The set on disk. */
  readonly set: number;
  readonly asked: Ms;
  readonly library: number;
  copy: number;
  drive: number;
  cartridge: number;
  inPlace: boolean;
  alertMs: Ms;
  /** Parts of the source that are through, and bytes of the present one. */
  part: number;
  bytesDone: number;
  flow: number;
  /** The copy is complete, whatever becomes of it from then on. */
  filed: boolean;
  /** Its drive failed, and the copy begins anew with another one. */
  replaced: boolean;
  because: string;
}

type P = Procedure<StageVars>;

export function sourceOf(w: OrgWorld, v: StageVars): BackupSet | null {
  const set = findSet(w, v.set);
  return set?.complete === true ? set : null;
}

export function open(w: OrgWorld, p: P): void {
  const v = p.vars;
  const source = sourceOf(w, v);
  v.drive = w.plan.libraries[v.library].drives[heldUnit(p, drivePool(v.library))];
  if (source === null || source.staged !== 'no') {
    v.because = 'the set is not there any more';
    return;
  }
  source.staged = 'under way';
  const { job, group, type, night, segment, low, high, wrongBy } = source;
  v.copy = createSet(w, { job, group, type, night });
  Object.assign(setOf(w, v.copy), { copy: true, segment, low, high, wrongBy });
  take(w, p, false);
}

export function take(w: OrgWorld, p: P, midway: boolean): void {
  const v = p.vars;
  const { night } = setOf(w, v.set);
  const before = w.org.media.drives[v.drive].appendsTo;
  v.cartridge = takeForWriting(
    w, p, v.library, v.drive, { job: v.job, night, replaces: false }, midway,
  ); // prettier-ignore
  v.inPlace = isInPlace(w, v.drive, v.cartridge) && (!midway || before === v.cartridge);
  const waitsMs = v.cartridge < 0 ? alertMs(w, v.library) : 0;
  v.alertMs = waitsMs ?? 0;
  if (waitsMs === null) v.because = noMedia(w, v.library);
  else if (v.cartridge < 0 && isInTheWay(w, p)) v.because = IN_THE_WAY;
}

export const afterTake = (_w: OrgWorld, p: P): string =>
  p.vars.because !== '' ? 'done' : p.vars.cartridge < 0 ? 'alert' : 'load';

export const bytesOf = (set: BackupSet, part: number): number =>
  set.parts[part].imageBytes + set.parts[part].logBytes;

/** Lets a part of the set flow from disk, as far as the cartridge has room. */
export function startCopy(w: OrgWorld, p: P): void {
  const v = p.vars;
  const source = setOf(w, v.set);
  const disk = w.plan.libraries[w.plan.cartridges[source.parts[v.part].cartridge].library];
  const drive = w.plan.drives[v.drive];
  const on = disk.volume;
  const room =
    w.plan.cartridges[v.cartridge].capacityBytes - w.org.media.cartridges[v.cartridge].usedBytes;
  const flow = createFlow(
    p.id,
    p.serial,
    on < 0 ? networkLink(w.plan, disk.id) : volumeLink(on),
    on < 0 ? disk.bytesPerSecond : w.plan.volumes[on].readBytesPerSecond,
    networkLink(w.plan, v.library),
    Math.min(
      w.plan.figures.hardware.networkBytesPerSecond,
      w.plan.libraries[v.library].bytesPerSecond,
    ),
    drive.nativeBytesPerSecond,
    drive.slowestBytesPerSecond,
    w.plan.figures.media.startStopFactor,
    Math.max(0, Math.min(room, bytesOf(source, v.part) - v.bytesDone)),
  );
  v.flow = startFlow(w, flow);
}

export function endCopy(w: OrgWorld, p: P): void {
  const v = p.vars;
  if (v.flow < 0) return;
  const slow = slowBytes(w, w.org.hardware.flows[v.flow] as Flow);
  const bytes = endFlow(w, v.flow);
  v.flow = -1;
  wear(w, v.drive, v.cartridge, bytes, slow, w.now - p.began);
  const source = setOf(w, v.set);
  const { imageBytes } = source.parts[v.part];
  const image = Math.max(0, Math.min(bytes, imageBytes - v.bytesDone));
  addPart(w, setOf(w, v.copy), v.cartridge, image, bytes - image);
  v.bytesDone += bytes;
  if (v.bytesDone < bytesOf(source, v.part)) return;
  v.part += 1;
  v.bytesDone = 0;
}

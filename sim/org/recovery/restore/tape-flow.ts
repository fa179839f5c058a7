/** Bytes from a tape to a volume, whoever reads: a restore or a drill. */
import type { Procedure } from '../../../engine/procedure.ts';
import {
  createFlow,
  endFlow,
  labLink,
  networkLink,
  startFlow,
  volumeLink,
} from '../../hardware/flows.ts';
import { interleave } from '../../media/sets.ts';
import { wear } from '../../media/wear.ts';
import type { OrgWorld } from '../../world.ts';
import { setToRead } from './chain.ts';
import type { Read } from '../state.ts';

/** What a procedure that reads keeps in mind of it. */
export interface Reading {
  drive: number;
  cartridge: number;
  flow: number;
  /** Bytes after which the read will break off, or -1. */
  failsAfter: number;
  interleave: number;
  reads: Read[];
}

/** In place of a volume: the disks of a lab, which are never the bottleneck. */
export const LAB = -2;

/** How many bytes of the tape pass for each that is wanted: others' blocks are read over (X-20). */
function interleaveOf(w: OrgWorld, { reads }: Pick<Reading, 'reads'>): number {
  const [read] = reads as readonly (Read | undefined)[];
  const part = read === undefined ? undefined : setToRead(w, read)?.parts[read.part];
  return part === undefined ? 1 : interleave(part);
}

/** Lets so many bytes flow, or fewer where the read will break off, at the rate of the backup divided by the slowdown. */
export function startTapeFlow(
  w: OrgWorld,
  p: Procedure<Reading>,
  volume: number,
  bytes: number,
): void {
  const v = p.vars;
  v.interleave = interleaveOf(w, v);
  const { figures, volumes } = w.plan;
  const drive = w.plan.drives[v.drive];
  const native = Math.min(figures.backup.sourceBytesPerSecond, drive.nativeBytesPerSecond);
  const flow = createFlow(
    p.id,
    p.serial,
    volume === LAB ? labLink(w.plan) : volumeLink(volume),
    volume === LAB ? native : volumes[volume].writeBytesPerSecond,
    networkLink(w.plan, drive.library),
    Math.min(
      figures.hardware.networkBytesPerSecond,
      w.plan.libraries[drive.library].bytesPerSecond,
    ),
    native / figures.recovery.restoreSlowdown / v.interleave,
    0,
    1,
    v.failsAfter < 0 ? bytes : v.failsAfter,
  );
  v.flow = startFlow(w, flow);
}

/** Ends the flow, finished or not; what went through wears drive and cartridge. Harmless where none is under way. */
export function endTapeFlow(w: OrgWorld, p: Procedure<Reading>): void {
  const v = p.vars;
  if (v.flow < 0) return;
  wear(w, v.drive, v.cartridge, endFlow(w, v.flow) * v.interleave, 0, w.now - p.began);
  v.flow = -1;
}

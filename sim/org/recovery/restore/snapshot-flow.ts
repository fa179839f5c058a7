/** Bytes from a snapshot on disks to a volume, whoever restores: a recovery or a drill. */
import type { Procedure } from '../../../engine/procedure.ts';
import { placeOf } from '../../backup/vss/snapshots.ts';
import {
  createFlow,
  endFlow,
  labLink,
  NO_NETWORK,
  startFlow,
  volumeLink,
} from '../../hardware/flows.ts';
import type { BackupSet, Snapshot } from '../../media/state.ts';
import type { OrgWorld } from '../../world.ts';
import { LAB } from './tape-flow.ts';

/**
 * Copies from a snapshot of files on volume `of` as fast as the disks at both ends go; copy-on-write reads and writes the
 * same ones. Those of a lab are never the bottleneck.
 */
export function startSnapshotFlow(
  w: OrgWorld,
  p: Procedure<{ flow: number }>,
  group: number,
  set: BackupSet,
  of: number,
  volume: number,
  bytes: number,
): void {
  const { engine } = set.snapshot as Snapshot;
  const from = placeOf(w, group, engine, of);
  const read = from.readBytesPerSecond;
  const write = volume === LAB ? read : w.plan.volumes[volume].writeBytesPerSecond;
  const link = volume === LAB ? labLink(w.plan) : volumeLink(volume);
  const apart = from.link !== link;
  const flow = createFlow(
    p.id,
    p.serial,
    link,
    write,
    apart ? from.link : NO_NETWORK,
    read,
    apart ? write : (read * write) / (read + write),
    0,
    1,
    bytes,
  );
  p.vars.flow = startFlow(w, flow);
}

/** Ends the flow, finished or not. Harmless where none is under way. */
export function endSnapshotFlow(w: OrgWorld, { vars }: Procedure<{ flow: number }>): void {
  if (vars.flow >= 0) endFlow(w, vars.flow);
  vars.flow = -1;
}

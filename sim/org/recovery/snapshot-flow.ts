/** Bytes from a snapshot on disks to a volume, whoever restores: a recovery or a drill. */
import type { Procedure } from '../../engine/procedure.ts';
import { placeOf } from '../backup/snapshots.ts';
import { createFlow, endFlow, NO_NETWORK, startFlow, volumeLink } from '../hardware/flows.ts';
import type { BackupSet, Snapshot } from '../media/state.ts';
import type { OrgWorld } from '../world.ts';

/** Copies as fast as the disks at both ends go; copy-on-write reads and writes the same ones. */
export function startSnapshotFlow(
  w: OrgWorld,
  p: Procedure<{ flow: number }>,
  group: number,
  set: BackupSet,
  volume: number,
  bytes: number,
): void {
  const { engine } = set.snapshot as Snapshot;
  const from = placeOf(w, group, engine, volume);
  const { writeBytesPerSecond: write } = w.plan.volumes[volume];
  const read = from.readBytesPerSecond;
  const apart = from.link !== volumeLink(volume);
  const flow = createFlow(
    p.id,
    p.serial,
    volumeLink(volume),
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

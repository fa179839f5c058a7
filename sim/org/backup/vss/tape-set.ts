/** What a snapshot that is written to tape becomes: a set of its own, which holds what the snapshot held. */
import type { Procedure } from '../../../engine/procedure.ts';
import type { Ms } from '../../../engine/types.ts';
import { findSet, setOf } from '../../media/sets.ts';
import type { BackupSet } from '../../media/state.ts';
import type { OrgWorld } from '../../world.ts';

export interface TapeVars {
  readonly job: number;
  readonly group: number;
  /** The snapshot; and the set that is being written. */
  readonly from: number;
  readonly set: number;
  readonly night: Ms;
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
  /** The cartridge that it appends to lies in its stand-alone drive already. */
  inPlace: boolean;
  /** How long it waits for a cartridge, when it finds none. */
  alertMs: Ms;
  failed: boolean;
  /** It is complete, whatever becomes of it from then on. */
  filed: boolean;
  because: string;
}

/** The snapshot, or null once it has given way to another one or its disks are gone. */
export function sourceOf(w: OrgWorld, v: TapeVars): BackupSet | null {
  const set = findSet(w, v.from);
  return set?.complete === true ? set : null;
}

/** The tape holds what the snapshot holds, its damage and its worth. */
export function file(w: OrgWorld, { vars: v }: Procedure<TapeVars>): void {
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
  const { segment, low, high, asOf, wrongBy } = from;
  const databases = from.databases.map((each) => ({ ...each }));
  const holes = snapshot.holes.map((each) => ({
    ...each,
    holes: each.holes.map((h) => ({ ...h })),
  }));
  Object.assign(set, {
    segment,
    low,
    high,
    asOf,
    wrongBy,
    databases,
    complete: true,
    completedAt: w.now,
    keepUntil: w.now + w.plan.jobs[v.job].keepMs,
  });
  set.snapshot = { ...snapshot, onDisk: false, volume: -1, holes };
  v.filed = true;
  w.org.store.groups[v.group].sets.push(v.set);
  for (const { cartridge } of set.parts) {
    const c = w.org.media.cartridges[cartridge];
    c.keepUntil = Math.max(c.keepUntil, set.keepUntil);
  }
}

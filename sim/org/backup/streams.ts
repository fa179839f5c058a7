/** The streams that share a drive: storage groups of one job and occasion, written interleaved to one cartridge. */
import type { Procedure } from '../../engine/procedure.ts';
import { bytesDone } from '../hardware/flows.ts';
import type { Flow } from '../hardware/state.ts';
import type { OrgWorld } from '../world.ts';
import { STREAMING } from './engines.ts';
import type { BackupVars } from './state.ts';

type P = Procedure<BackupVars>;

/** Streaming backups that have a drive, alone or with others, by storage group. */
export function streamsOn(w: OrgWorld, drive: number): P[] {
  const found: P[] = [];
  for (const p of w.org.procedures.list as (P | null)[]) {
    if (p?.name === STREAMING && p.vars.drive === drive && p.vars.began >= 0) found.push(p);
  }
  return found.sort((a, b) => a.vars.group - b.vars.group);
}

const NOBODY: readonly P[] = [];

/** Whether a backup may share its drive. */
export const isMultiplexed = (w: OrgWorld, v: BackupVars): boolean =>
  w.plan.jobs[v.job].multiplex > 1;

/** The other streams on the drive of a backup. */
export function companions(w: OrgWorld, v: BackupVars): readonly P[] {
  if (!isMultiplexed(w, v) || v.drive < 0) return NOBODY;
  return streamsOn(w, v.drive).filter((p) => p.vars !== v);
}

/** Whole bytes that the stretch of a stream under way has written by now. */
export function written(w: OrgWorld, v: BackupVars): number {
  if (v.flow < 0) return 0;
  return Math.floor(bytesDone(w, w.org.hardware.flows[v.flow] as Flow));
}

/** Bytes on the cartridge by now, with those of the others that no part of a set counts yet. */
export function positionBeside(w: OrgWorld, v: BackupVars): number {
  let at = w.org.media.cartridges[v.cartridge].usedBytes;
  for (const { vars } of companions(w, v)) at += written(w, vars);
  return at;
}

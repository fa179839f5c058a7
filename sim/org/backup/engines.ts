/** Names of the procedures that back a storage group up, whatever the engine. */
import type { Procedure } from '../../engine/procedure.ts';
import type { OrgWorld } from '../world.ts';
import type { BackupVars } from './state.ts';

export const STREAMING = 'backup.streaming';
export const SHADOW = 'backup.vss';

export function isBackup(p: Procedure | null): p is Procedure<BackupVars> {
  return p !== null && (p.name === STREAMING || p.name === SHADOW);
}

/** Backups of a group, or of all for -1: those that run and those that wait. */
export function backupsOf(w: OrgWorld, group: number): Procedure<BackupVars>[] {
  const found: Procedure<BackupVars>[] = [];
  for (const p of w.org.procedures.list as (Procedure | null)[]) {
    if (isBackup(p) && (group < 0 || p.vars.group === group)) found.push(p);
  }
  return found;
}

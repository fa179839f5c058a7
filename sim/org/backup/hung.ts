/**
 * Backups that hang: they neither end nor report. Checkpoint, session, drive and cartridge stay held until somebody, the
 * window or a disaster ends them (BKP-45); a crash meanwhile replays from the held checkpoint (REC-29). A shadow copy that
 * hangs keeps its session and its snapshot, and no other group of the server can take one.
 */
import type { Procedure } from '../../engine/procedure.ts';
import type { OrgWorld } from '../world.ts';
import { isBackup } from './engines.ts';
import { noteStuck } from './offline.ts';
import { rememberCause } from './outcome.ts';
import type { BackupVars } from './state.ts';

/** The backup stands still from now on. Where nobody reads the log it is found in the long run, like a failed one. */
export function hang(w: OrgWorld, p: Procedure<BackupVars>): void {
  p.vars.hungSince = w.now;
  rememberCause(w, p.vars);
  noteStuck(w, p);
  if (w.plan.operations.readLog === null) {
    w.at(w.now + w.plan.figures.backup.unreadLogNoticedMs, 'backup.read', p.vars.job, 0);
  }
}

/** The backups that hang just now, of one job or of all for -1: whoever misses their end can find them here. */
export function hungBackups(w: OrgWorld, job = -1): Procedure<BackupVars>[] {
  return (w.org.procedures.list as (Procedure | null)[]).filter(
    (p): p is Procedure<BackupVars> =>
      isBackup(p) && p.step === 'hang' && (job < 0 || p.vars.job === job),
  );
}

/** Somebody ends the backups of a job that hang, of one server or of all for -1. Returns their groups, in order. */
export function endHung(w: OrgWorld, job: number, server: number, because: string): number[] {
  const hung = hungBackups(w, job)
    .filter((p) => server < 0 || w.plan.groups[p.vars.group].server === server)
    .sort((a, b) => a.vars.group - b.vars.group);
  for (const p of hung) {
    p.vars.because = because;
    p.vars.seen = true;
    w.tell('procedure.abort', p.id, 0);
  }
  return hung.map((p) => p.vars.group);
}

/** What running backups do when a volume is lost, and how a recovery orders its full backup. */
import { nextInside, insideSpans } from '../../engine/calendar.ts';
import type { Procedure } from '../../engine/procedure.ts';
import { setOf } from '../media/sets.ts';
import type { OrgWorld } from '../world.ts';
import { streamingBackup } from './procedure.ts';
import { launch } from './schedule.ts';
import type { BackupVars } from './state.ts';

function running(w: OrgWorld, group: number): Procedure<BackupVars>[] {
  const found: Procedure<BackupVars>[] = [];
  for (const p of w.org.procedures.list as (Procedure<BackupVars> | null)[]) {
    if (p !== null && p.name === streamingBackup.name && p.vars.group === group) found.push(p);
  }
  return found;
}

/** Aborts the backups of a group that have begun and are not complete; those that wait for a drive go on waiting. */
export function abortBackups(w: OrgWorld, group: number, because: string): void {
  for (const p of running(w, group)) {
    if (p.vars.began < 0 || p.vars.failed || setOf(w, p.vars.set).complete) continue;
    p.vars.because = because;
    w.tell('procedure.abort', p.id, 0);
  }
}

/** A volume is lost: backups that read from it break off. */
export function onVolumeLost(w: OrgWorld, volume: number): void {
  for (const group of w.plan.groups) {
    const reads =
      group.logVolume === volume ||
      group.databases.some((d) => w.plan.databases[d].volume === volume);
    if (reads) abortBackups(w, group.id, `${w.plan.volumes[volume].path} is lost`);
  }
}

/** The job whose full covers a group; -1 if the plan has none. */
export function fullJobOf(w: OrgWorld, group: number): number {
  return w.plan.jobs.findIndex((j) => j.type === 'full' && j.groups.some((g) => g.group === group));
}

/** Queues a full of what was recovered, at once or with the next window. */
export function orderFull(w: OrgWorld, group: number): void {
  const job = fullJobOf(w, group);
  if (job < 0) return;
  const window = w.plan.jobs[job].window;
  if (w.plan.recovery.fullAfterRecovery === 'at-once' || insideSpans(window, w.now)) {
    launch(w, job, group, w.now, 'recovery');
    return;
  }
  const state = w.org.backup.jobs[job];
  if (!state.retries.includes(group)) state.retries.push(group);
  const open = nextInside(window, w.now);
  if (open < Infinity) w.at(open, 'backup.retry', job, 0);
}

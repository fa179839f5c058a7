/** When jobs of files run, and what breaks them off. */
import { nextOccurrence } from '../../../engine/calendar.ts';
import type { Procedure } from '../../../engine/procedure.ts';
import type { EventTable, Ms } from '../../../engine/types.ts';
import { userOf } from '../../media/drives.ts';
import type { OrgWorld } from '../../world.ts';
import { noteMailboxDrive } from './mailbox-drive.ts';
import { FILES, launch } from './procedure.ts';
import type { FileVars } from './state.ts';

/** Plans the next occasion of a job of files, none after the end of the horizon. */
export function planFiles(w: OrgWorld, job: number, after: Ms): void {
  const next = nextOccurrence(w.plan.fileJobs[job].when, after);
  if (next < Infinity) w.at(next, 'backup.files', job, 0);
}

function start(w: OrgWorld, job: number): void {
  planFiles(w, job, w.now);
  const { servers, scheduled } = w.plan.fileJobs[job];
  // Nothing starts it, and nothing says so (TAPE-16).
  if (!scheduled) return;
  for (const server of servers) {
    launch(w, job, server, w.now, 0);
    noteMailboxDrive(w, job, server);
  }
}

export const fileEvents: EventTable<OrgWorld> = {
  'backup.files': { rank: 43, run: (w, job) => start(w, job) },
};

function breakOff(w: OrgWorld, because: string, which: (v: FileVars) => boolean): void {
  for (const p of w.org.procedures.list as (Procedure<FileVars> | null)[]) {
    if (p?.name !== FILES || p.vars.began < 0 || p.vars.failed || !which(p.vars)) continue;
    p.vars.because = because;
    w.tell('procedure.abort', p.id, 0);
  }
}

/** A drive has failed: the run of files that it served is over until the next occasion. */
export function onDriveFailed(w: OrgWorld, drive: number): void {
  if (userOf(w, drive)?.name !== FILES) return;
  breakOff(w, `${w.plan.drives[drive].path} failed`, (v) => v.drive === drive);
}

export function onTargetLost(w: OrgWorld, library: number): void {
  const { path } = w.plan.libraries[library];
  breakOff(w, `${path} is lost`, (v) => w.plan.fileJobs[v.job].library === library);
}

export function onServerFailed(w: OrgWorld, server: number): void {
  breakOff(w, `${w.plan.servers[server].name} has failed`, (v) => v.server === server);
}

/** When jobs of files run, and what breaks them off. */
import { nextOccurrence } from '../../../engine/calendar.ts';
import type { Procedure } from '../../../engine/procedure.ts';
import type { EventTable, Ms } from '../../../engine/types.ts';
import { userOf } from '../../media/drives.ts';
import type { OrgWorld } from '../../world.ts';
import { noteMailboxDrive } from './mailbox-drive.ts';
import { FILES, launch } from './procedure.ts';
import { fileSetOf, type Machine } from '../../media/file-sets.ts';
import type { Occasion } from './plan.ts';
import type { FileVars } from './state.ts';

/** Plans the next occasion of a job of files, none after the end of the horizon. */
export function planFiles(w: OrgWorld, job: number, after: Ms): void {
  const next = nextOccurrence(w.plan.fileJobs[job].when, after);
  if (next < Infinity) w.at(next, 'backup.files', job, 0);
}

/** Whether a run of a job for a machine serves already: it has begun at this instant, or still waits to begin. */
function isServed(w: OrgWorld, job: number, { server, controller }: Machine): boolean {
  return (w.org.procedures.list as (Procedure<FileVars> | null)[]).some(
    (p) =>
      p?.name === FILES &&
      p.vars.job === job &&
      p.vars.server === server &&
      p.vars.controller === controller &&
      (p.vars.night === w.now || p.vars.began < 0),
  );
}

function start(w: OrgWorld, job: number): void {
  planFiles(w, job, w.now);
  const { servers, controllers, scheduled } = w.plan.fileJobs[job];
  // Nothing starts it, and nothing says so (TAPE-16).
  if (!scheduled) return;
  const run = (of: Machine): void => {
    if (!isServed(w, job, of)) launch(w, job, of, w.now, 0);
  };
  for (const server of servers) {
    run({ server, controller: -1 });
    noteMailboxDrive(w, job, server);
  }
  for (const controller of controllers) run({ server: -1, controller });
}

function follow(w: OrgWorld, occasion: Occasion, isMeant: (of: Machine) => boolean): void {
  for (const { id, after, scheduled, servers, controllers } of w.plan.fileJobs) {
    if (!after.includes(occasion) || !scheduled) continue;
    const machines = [
      ...servers.map((server) => ({ server, controller: -1 })),
      ...controllers.map((controller) => ({ server: -1, controller })),
    ];
    for (const of of machines) if (isMeant(of) && !isServed(w, id, of)) launch(w, id, of, w.now, 0);
  }
}

/** Something has changed in the organization: jobs that are to keep it run now (BKP-72). */
export const backUpAfter = (w: OrgWorld, occasion: 'changes'): void =>
  follow(w, occasion, () => true);

/** Machines were patched: jobs that are to keep that run for them (BKP-67, E-43). */
export function backUpPatched(
  w: OrgWorld,
  patched: { readonly servers: readonly number[]; readonly controllers: readonly number[] },
): void {
  follow(w, 'patches', ({ server, controller }) =>
    controller < 0 ? patched.servers.includes(server) : patched.controllers.includes(controller),
  );
}

export const fileEvents: EventTable<OrgWorld> = {
  'backup.files': { rank: 43, run: (w, job) => start(w, job) },
};

function breakOff(w: OrgWorld, because: string, which: (v: FileVars) => boolean): void {
  for (const p of w.org.procedures.list as (Procedure<FileVars> | null)[]) {
    if (p?.name !== FILES || p.vars.began < 0 || p.vars.failed || !which(p.vars)) continue;
    // What is on file stays.
    if (fileSetOf(w, p.vars.set)?.complete === true) continue;
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

export function onControllerFailed(w: OrgWorld, controller: number): void {
  const because = `${w.plan.controllers[controller].name} has failed`;
  breakOff(w, because, (v) => v.controller === controller);
}

export function onServerFailed(w: OrgWorld, server: number): void {
  breakOff(w, `${w.plan.servers[server].name} has failed`, (v) => v.server === server);
}

/** Sets that bring a lost controller back: which there are, whether they may be used, and what reading one comes to. */
import type { Procedure } from '../../engine/procedure.ts';
import type { Ms } from '../../engine/types.ts';
import { bringsDirectory } from '../backup/files/plan.ts';
import { changedBytes, replicationMs } from '../directory/replication.ts';
import { hasPartner } from '../directory/answer.ts';
import {
  daysOld,
  fileSetOf,
  isTooOld,
  isUnreadableFile,
  type FileSet,
} from '../media/file-sets.ts';
import { readFilesMs } from '../media/read-files.ts';
import type { OrgWorld } from '../world.ts';
import type { ControllerVars } from './controller.ts';

/** Complete sets of a controller that nobody knows to be bad or has tried, the newest first (AD-08: all in one job). */
export function candidates(w: OrgWorld, v: ControllerVars): FileSet[] {
  return w.org.media.fileSets
    .filter(
      (set) =>
        set.controller === v.controller &&
        set.complete &&
        !set.knownBad &&
        !v.tried.includes(set.id) &&
        bringsDirectory(w.plan.fileJobs[set.job]),
    )
    .sort((x, y) => y.asOf - x.asOf || y.id - x.id);
}

/** Whether anybody saves a controller of this domain: else its backups are somebody else's business, and taken as given. */
export function isSaved(w: OrgWorld, controller: number): boolean {
  const { domain } = w.plan.controllers[controller];
  return w.plan.fileJobs.some((job) =>
    job.controllers.some((id) => w.plan.controllers[id].domain === domain),
  );
}

/** A set that Windows refuses, since it might bring back what was deleted (AD-12, E-34): known as soon as its medium is loaded. */
const isRefused = (w: OrgWorld, v: ControllerVars, set: FileSet): boolean =>
  !v.forced && isTooOld(w, set);

export function readMs(w: OrgWorld, v: ControllerVars, asked = true): Ms {
  const set = fileSetOf(w, v.set);
  if (set === null) return 0;
  return readFilesMs(w, set, { bytesShare: isRefused(w, v, set) ? 0 : 1, asked });
}

/** Promoting a new one; replication goes on beside it, and over a slow line longer (AD-03). */
export function promoteMs(w: OrgWorld, controller: number): Ms {
  const { replicateDirectoryMs } = w.plan.figures.operations;
  const { databaseBytes } = w.plan.controllers[controller];
  return Math.max(replicateDirectoryMs, replicationMs(w, controller, databaseBytes));
}

/** What changed since the set comes from a partner (AD-10, AD-14). */
export const deltaMs = (w: OrgWorld, controller: number, asOf: Ms): Ms =>
  hasPartner(w, controller) ? replicationMs(w, controller, changedBytes(w, controller, asOf)) : 0;

/** The set that a controller beside others comes back from, or -1 where replicating all of it is faster, or meant to be done. */
export function setBesidePartner(w: OrgWorld, v: ControllerVars): number {
  const { way } = w.plan.recovery.directory;
  const [newest] = candidates(w, v);
  if (newest === undefined || way === 'replicate') return -1;
  if (way === 'restore') return newest.id;
  if (isTooOld(w, newest)) return -1;
  const { restoreControllerMs } = w.plan.figures.operations;
  const { controller } = v;
  const ms = readFilesMs(w, newest, { asked: false }) + deltaMs(w, controller, newest.asOf);
  return ms + restoreControllerMs < promoteMs(w, controller) ? newest.id : -1;
}

/** The set was read: it is back, unreadable, or refused. */
export function judgeSet(w: OrgWorld, p: Procedure<ControllerVars>): void {
  const v = p.vars;
  const set = fileSetOf(w, v.set);
  if (set === null) {
    v.tried.push(v.set);
    return;
  }
  if (isRefused(w, v, set)) {
    v.refused.push(set.id);
    reject(w, v, set, 'refused');
    return;
  }
  if (w.hears('chance.drawn')) w.say('chance.drawn', { cause: 'set-unreadable' });
  if (isUnreadableFile(w, set)) {
    set.knownBad = true;
    reject(w, v, set, 'unreadable');
    return;
  }
  v.restored = true;
  v.asOf = set.asOf;
}

function reject(
  w: OrgWorld,
  v: ControllerVars,
  set: FileSet,
  outcome: 'refused' | 'unreadable',
): void {
  v.tried.push(set.id);
  const because =
    outcome === 'refused'
      ? `hrContentsExpired (0xC7FF0011): it is ${daysOld(w, set)} days old, over the tombstone lifetime`
      : 'the medium cannot be read';
  w.say('directory.restored', {
    ...{ controller: v.controller, job: set.job, set: set.id, ageMs: w.now - set.asOf },
    ...{ outcome, because, forgotten: [], changedBytes: 0, changedLogs: 0 },
    partner: hasPartner(w, v.controller),
  });
}

/**
 * Jobs that are silently wrong: they report success, and every set of theirs is worthless until a restore drill or a
 * disaster finds out. Strikes tick on the calendar for the full (and copy) and for the log backups of every group, whether or not
 * the plan has such a job, so that every plan meets the same ones.
 */
import type { EventTable, Ms } from '../../engine/types.ts';
import { lasting } from '../calendar-hazards.ts';
import type { BackupSet } from '../media/state.ts';
import type { OrgWorld } from '../world.ts';
import { copiesImages } from './plan.ts';

/** A group's fulls and copies, and its incrementals or differentials: each can go wrong for itself. */
const KINDS = ['full', 'logs'] as const;
export const KINDS_OF_JOBS = KINDS.length;

/** What carries the hazard. */
export const ownerOf = (w: OrgWorld, group: number, kind: number): string =>
  `${w.plan.groups[group].path}/${KINDS[kind]}`;

/** Plans the next strike on the fulls (0) or the log backups (1) of a group, so long after the last one. */
export function planWrong(w: OrgWorld, group: number, kind: number, ageMs: Ms = 0): void {
  const law = w.plan.hazards['job-silently-wrong'];
  if (law === undefined || law === null) return;
  const ordinal = w.org.backup.groups[group].silent[kind] + 1;
  const u = w.draw(ownerOf(w, group, kind), 'job-silently-wrong', ordinal);
  const at = w.now + Math.ceil(lasting(law, ageMs, u));
  if (at < w.plan.clock.end) w.at(at, 'backup.silent', group, kind);
}

/** Plans the first strikes on the jobs of a group. */
export function planSilent(w: OrgWorld, group: number): void {
  for (let kind = 0; kind < KINDS.length; kind++) planWrong(w, group, kind);
}

/** The jobs that a strike can hit, in the order of the plan. */
export function jobsOf(w: OrgWorld, group: number, kind: number): number[] {
  return w.plan.jobs
    .filter((j) => copiesImages(j.type) === (kind === 0) && j.groups.some((g) => g.group === group))
    .map((j) => j.id);
}

function strike(w: OrgWorld, group: number, kind: number): void {
  const { silent } = w.org.backup.groups[group];
  silent[kind] += 1;
  const owner = ownerOf(w, group, kind);
  const key = `${owner}:job-silently-wrong:${silent[kind]}`;
  const jobs = jobsOf(w, group, kind);
  const which = w.draw(owner, 'job-silently-wrong.which', silent[kind]);
  const job = jobs.length === 0 ? -1 : jobs[Math.floor(which * jobs.length)];
  const wrong = job < 0 ? [] : w.org.backup.jobs[job].wrong;
  const already = wrong.some((each) => each.group === group);
  // Nobody is worse off yet: what it does shows when a set is needed.
  w.say('cause.struck', {
    key,
    cause: 'job-silently-wrong',
    owner,
    absorbed: true,
    because:
      job < 0
        ? 'the plan has no such job'
        : already
          ? 'it was wrong already'
          : 'its sets are worthless until somebody finds out',
  });
  if (job >= 0 && !already) wrong.push({ group, key });
  planWrong(w, group, kind);
}

/** Key of what makes the sets that a job writes of a group worthless just now, or ''. */
export function wrongBy(w: OrgWorld, job: number, group: number): string {
  const { wrong } = w.org.backup.jobs[job];
  for (let i = 0; i < wrong.length; i++) if (wrong[i].group === group) return wrong[i].key;
  return '';
}

/** A job wrote right sets of a group at an instant, as everybody knows by now. */
function noteRight(w: OrgWorld, job: number, group: number, at: Ms): void {
  const { provedRight } = w.org.backup.jobs[job];
  const known = provedRight.find((each) => each.group === group);
  if (known === undefined) {
    provedRight.push({ group, at });
    provedRight.sort((a, b) => a.group - b.group);
  } else {
    known.at = Math.max(known.at, at);
  }
}

/** Somebody has read a set to its end, and it was what it should be: so was its job when it wrote it. */
export function proveRight(w: OrgWorld, set: BackupSet): void {
  set.proved = true;
  noteRight(w, set.job, set.group, set.asOf);
}

/**
 * Somebody has read a worthless set to its end. What the job did wrong, and since when, is plain then: it is put right,
 * and nobody tries another set of its making. Returns how many sets are worthless.
 */
export function mendJob(w: OrgWorld, set: BackupSet, by: 'a restore' | 'a drill'): number {
  const key = set.wrongBy;
  for (const job of w.org.backup.jobs) job.wrong = job.wrong.filter((each) => each.key !== key);
  noteRight(w, set.job, set.group, w.now);
  let sets = 0;
  for (const each of w.org.media.sets) {
    if (each.wrongBy !== key) continue;
    each.knownBad = true;
    sets += 1;
  }
  w.say('job.found-wrong', { job: set.job, group: set.group, set: set.id, key, by, sets });
  return sets;
}

export const silentEvents: EventTable<OrgWorld> = {
  'backup.silent': { rank: 10, run: (w, group, kind) => strike(w, group, kind) },
};

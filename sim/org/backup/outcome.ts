/** How a backup of one group ends: by chance, by the window, or well; and who has to know. */
import { HOUR } from '../../engine/clock.ts';
import type { Check } from '../operations/plan.ts';
import type { OrgWorld } from '../world.ts';
import { drawChannel, tells } from './reading.ts';
import { logGroupEnds, logOperationEnds } from './entries.ts';
import type { BackupVars, Occasion, Unseen } from './state.ts';

/** Why a run failed that chance struck. */
export const BY_CHANCE = 'the job failed';

/** Ordinal of a run among those of its group: the hour it is due, and whether the plan, a run again or a recovery asks. */
export function occasionOf(v: BackupVars): number {
  const origin = v.origin === 'schedule' ? 0 : v.origin === 'retry' ? 1 : 2;
  return Math.floor(v.night / HOUR) * 3 + origin;
}

/** Root cause of a failure by chance. */
export const failureKey = (w: OrgWorld, v: BackupVars): string =>
  `${w.plan.groups[v.group].path}:job-failed:${occasionOf(v)}`;

/** Causes that are remembered, however many backups fail. */
const CAUSES_KEPT = 8;

/** A backup fails or hangs through a root cause: since when no backup of its group removes logs, and why. */
export function rememberCause(w: OrgWorld, v: BackupVars): void {
  if (v.failsFor === '') return;
  const { failedFor } = w.org.backup.groups[v.group];
  if (failedFor.length >= CAUSES_KEPT) failedFor.splice(1, 1);
  failedFor.push({ key: v.failsFor, at: w.now });
}

/** One that ends well and removes logs makes up for those that failed; one that hung is on record since then. */
function settleCauses(w: OrgWorld, v: BackupVars, succeeded: boolean): void {
  const state = w.org.backup.groups[v.group];
  const removes = v.type === 'full' || v.type === 'incremental';
  if (succeeded && removes && state.failedFor.length > 0) state.failedFor = [];
  if (!succeeded && v.because.startsWith(BY_CHANCE)) rememberCause(w, v);
}

/**
 * Share of the copy at which the job will fail, or -1. Drawn by group and day, so that every plan meets the same bad
 * nights; 30 % of failures recur until somebody fixes them.
 */
export function drawFailure(w: OrgWorld, v: BackupVars): number {
  const law = w.plan.hazards['job-failed'];
  if (law === undefined || law === null || law.type !== 'constant') return -1;
  if (w.now < w.plan.clock.start || w.now >= w.plan.clock.end) return -1;
  const owner = w.plan.groups[v.group].path;
  const state = w.org.backup.jobs[v.job];
  const recurs = state.broken.includes(v.group);
  const attempt = occasionOf(v);
  if (!recurs && w.hears('chance.drawn')) w.say('chance.drawn', { cause: 'job-failed' });
  if (!recurs && w.draw(owner, 'job-failed', attempt) >= law.value) return -1;
  if (!recurs) {
    const again =
      w.draw(owner, 'job-failed.recurs', attempt) < w.plan.figures.backup.recurringShare;
    if (again) state.broken.push(v.group);
    v.failsFor = failureKey(w, v);
    w.say('cause.struck', {
      key: v.failsFor,
      cause: 'job-failed',
      owner,
      absorbed: true,
      because: again ? 'fails every time until it is fixed' : 'fails once',
    });
  }
  v.hangs = hangsBy(w, w.draw(owner, 'job-failed.hangs', attempt));
  return w.draw(owner, 'job-failed.at', attempt);
}

/** Whether a backup that fails by chance hangs instead: it neither ends nor reports (BKP-45). */
export function hangsBy(w: OrgWorld, u: number): boolean {
  return u < w.plan.figures.backup.hangingShare;
}

/** How often a job has failed for no other reason than chance since it succeeded: it may be one that recurs. */
function countFailure(w: OrgWorld, v: BackupVars, succeeded: boolean): void {
  const state = w.org.backup.jobs[v.job];
  const known = state.failures.find((each) => each.group === v.group);
  if (succeeded) {
    if (known !== undefined) state.failures = state.failures.filter((each) => each !== known);
  } else if (v.because === BY_CHANCE || v.hungSince >= 0) {
    if (known !== undefined) known.count += 1;
    else state.failures.push({ group: v.group, count: 1 });
    state.failures.sort((a, b) => a.group - b.group);
  }
}

/** The first channel that tells of a failure; whatever has a reason of its own shows in the status. */
function channelOf(w: OrgWorld, v: BackupVars): Check {
  return v.because === BY_CHANCE ? drawChannel(w, v.group, occasionOf(v)) : 'status';
}

/** Something failed that stands where it can be seen until somebody looks. */
export function leaveForReader(w: OrgWorld, job: number, unseen: Omit<Unseen, 'at'>): void {
  const state = w.org.backup.jobs[job];
  // Nobody reads the log: the first of the failures that can be seen is found in the long run, and all others with it.
  if (w.plan.operations.readLog === null && tells(w, unseen.shows)) {
    const isFirst = !state.unseen.some(({ shows }) => tells(w, shows));
    if (isFirst) w.at(w.now + w.plan.figures.backup.unreadLogNoticedMs, 'backup.read', job, 0);
  }
  const entry = { ...unseen, at: w.now };
  // Several runs may end in one instant, in any order: with the window, say.
  let place = state.unseen.length;
  while (place > 0 && isBefore(entry, state.unseen[place - 1])) place -= 1;
  state.unseen.splice(place, 0, entry);
}

/** The order in which failures are kept: by time, then by what is the same whichever run ended first. */
function isBefore(x: Unseen, y: Unseen): boolean {
  const apart = x.at - y.at || x.group - y.group || Number(x.isAgain) - Number(y.isAgain);
  return apart < 0;
}

/** Books the end of a group's backup in its occasion, and leaves a failure for whoever reads the log. */
export function noteEnd(w: OrgWorld, v: BackupVars, succeeded: boolean): void {
  const job = w.org.backup.jobs[v.job];
  countFailure(w, v, succeeded);
  settleCauses(w, v, succeeded);
  const shows = succeeded ? null : channelOf(w, v);
  const detailed = w.plan.jobs[v.job].logging === 'detailed' || job.detailed.includes(v.group);
  if (succeeded && job.detailed.length > 0)
    job.detailed = job.detailed.filter((each) => each !== v.group);
  if (shows !== null && !v.replaced && !v.seen) {
    const isAgain = v.origin === 'retry';
    leaveForReader(w, v.job, { group: v.group, shows, detailed, isAgain });
  }
  if (w.hears('backup.ended')) {
    w.say('backup.ended', {
      job: v.job,
      group: v.group,
      set: v.set,
      backupType: v.type,
      outcome: succeeded ? 'succeeded' : v.overran ? 'aborted' : 'failed',
      because: v.because,
      asked: v.asked,
      began: v.began < 0 ? w.now : v.began,
      copyMs: v.copyMs,
      imageBytes: v.imageDone,
      logs: v.high < 0 ? 0 : v.high - v.low + 1,
      lowLog: v.low,
      highLog: v.high,
      overran: v.overran,
      night: v.night,
      hungSince: v.hungSince < 0 ? null : v.hungSince,
      shows,
      detailed,
      verifyMs: v.verifyMs,
      differences: v.differences < 0 ? null : v.differences,
    });
  }
  logGroupEnds(w, v, succeeded);
  // A drive that fails is noticed at once, and a job that hung by whoever ended it.
  if (v.replaced || v.seen) {
    const by = v.replaced ? 'the tape library' : 'whoever ended it';
    w.say('job.noticed', { job: v.job, group: v.group, failedAt: w.now, by });
  }
  const { occasions } = job;
  let at = 0;
  while (at < occasions.length && occasions[at].night !== v.night) at += 1;
  const occasion = occasions[at] as Occasion | undefined;
  // What a recovery has ordered is an operation of its own, also in the instant in which the plan runs the job.
  if (occasion === undefined || v.origin === 'recovery') {
    logOperationEnds(w, v.job, [w.plan.groups[v.group].server]);
    return;
  }
  occasion.left -= 1;
  if (!succeeded) occasion.failed += 1;
  if (occasion.left > 0) return;
  w.say('job.ended', {
    job: v.job, night: v.night, began: v.night, failed: occasion.failed,
  }); // prettier-ignore
  logOperationEnds(w, v.job, occasion.servers);
  occasions.splice(at, 1);
}

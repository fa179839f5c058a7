/** Who sees that jobs have failed, and what they do about it (MON-01 to MON-03, MON-06, MON-20). */
import { insideSpans, nextInside, spanEnd } from '../../engine/calendar.ts';
import { DAY } from '../../engine/clock.ts';
import type { Ms } from '../../engine/types.ts';
import type { Check } from '../operations/plan.ts';
import { tidyFolder } from './folder.ts';
import { endHung } from './hung.ts';
import { endStuck } from './offline.ts';
import type { OrgWorld } from '../world.ts';
import type { Unseen } from './state.ts';

/** Each tells what those before it tell, and more. */
const CHANNELS: readonly Check[] = ['status', 'backup-log', 'application-log'];

/** The first channel that tells of a job which chance made fail. */
export function drawChannel(w: OrgWorld, group: number, attempt: number): Check {
  const { onlyInEventsShare, onlyInLogShare } = w.plan.figures.backup;
  const u = w.draw(w.plan.groups[group].path, 'job-failed.shows', attempt);
  if (u < onlyInEventsShare) return 'application-log';
  return u < onlyInEventsShare + onlyInLogShare ? 'backup-log' : 'status';
}

/** Whether what somebody looks at who checks the backups tells what a channel does. */
export function tells(w: OrgWorld, shows: Check): boolean {
  const { checks } = w.plan.operations;
  return checks.some((each) => CHANNELS.indexOf(each) >= CHANNELS.indexOf(shows));
}

/** Somebody checks the backups of the night: they see what the things that they look at can tell. */
export function checkJob(w: OrgWorld, job: number, by = 'the check of the backups'): void {
  const { unseen } = w.org.backup.jobs[job];
  // Of a job that hangs there is a beginning and no end: it is ended by hand (BKP-45).
  const hung = endHung(w, job, -1, 'it hung, and somebody who read the log ended it');
  if (unseen.length === 0 && hung.length === 0) return;
  const seen = unseen.filter(({ shows }) => tells(w, shows));
  learn(w, job, seen, hung, by, nextOpening);
}

/** Somebody whom an alarm has called looks at everything about the jobs of a server, and does not wait for tomorrow. */
export function lookAtJobs(w: OrgWorld, server: number, by: string): void {
  for (const { id, engine } of w.plan.jobs) {
    const { unseen } = w.org.backup.jobs[id];
    const seen = unseen.filter(({ group }) => w.plan.groups[group].server === server);
    const hung = endHung(w, id, server, `it hung, and was ended after ${by}`);
    // Once more is enough for a night.
    const isAgain = seen.some((each) => each.isAgain);
    // Nobody stops again at once what users have waited for.
    const again = engine === 'offline' ? [] : hung;
    learn(w, id, seen, again, by, isAgain ? nextOpening : nextInside);
  }
  endStuck(w, server, `it waited for a cartridge, and was ended after ${by}`);
}

/** Failures are known now: causes that recur are found, or not, and the jobs run again. */
function learn(
  w: OrgWorld,
  job: number,
  seen: readonly Unseen[],
  hung: readonly number[],
  by: string,
  opening: (window: readonly number[], now: Ms) => Ms,
): void {
  if (seen.length === 0 && hung.length === 0) return;
  const state = w.org.backup.jobs[job];
  const known = new Set(seen);
  state.unseen = state.unseen.filter((each) => !known.has(each));
  for (const each of seen) {
    const { group, at } = each;
    findCause(w, job, each);
    w.say('job.noticed', { job, group, failedAt: at, by });
    w.tell('jobNoticed', job, group);
    if (!state.retries.includes(group)) state.retries.push(group);
  }
  for (const group of hung) if (!state.retries.includes(group)) state.retries.push(group);
  const open = opening(w.plan.jobs[job].window, w.now);
  // Where no window says when: what has failed when it was run again is not run a third time within a day, however often
  // somebody looks. There is no more room than before.
  const isVain = open === w.now && hung.length === 0 && seen.every(({ isAgain }) => isAgain);
  const next = isVain ? Math.max(w.now, seen[seen.length - 1].at + DAY) : open;
  if (next < Infinity) w.at(next, 'backup.retry', job, 0);
}

/**
 * What made a job fail is found and put right, unless nobody looks for it (MON-20). A summary does not say what it was: then
 * the next run writes a detailed log (MON-06).
 */
function findCause(w: OrgWorld, job: number, { group, detailed }: Unseen): void {
  if (w.plan.operations.failedJobs === 'run-again') return;
  const state = w.org.backup.jobs[job];
  if (!detailed) {
    if (!state.detailed.includes(group)) state.detailed.push(group);
    return;
  }
  tidyFolder(w, job, group);
  state.broken = state.broken.filter((each) => each !== group);
  state.failures = state.failures.filter((each) => each.group !== group);
}

/** The next instant at which a window opens; now, if it is always open. */
function nextOpening(window: readonly number[], now: Ms): Ms {
  if (!insideSpans(window, now)) return nextInside(window, now);
  const end = spanEnd(window, now);
  return end === Infinity ? now : nextInside(window, end);
}

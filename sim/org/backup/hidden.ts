/** What nobody knows of jobs and of the backups that run, drawn anew. */
import type { Procedure } from '../../engine/procedure.ts';
import { since, ratePerMs, waited } from '../calendar-hazards.ts';
import { redrawMount } from '../media/handling.ts';
import { setOf } from '../media/sets.ts';
import type { OrgWorld } from '../world.ts';
import { aimAnew } from './copying.ts';
import { shareDone } from './progress.ts';
import { failureKey, hangsBy, occasionOf } from './outcome.ts';
import { mountOccasion } from './medium.ts';
import { backupsOf, SHADOW } from './engines.ts';
import { jobsOf, KINDS_OF_JOBS, ownerOf, planWrong } from './silent.ts';
import type { BackupVars, VssVars } from './state.ts';
import { aimCheck, shareOfShadow } from './vss/check.ts';
import { SHADOW_TAPE, tapeMount } from './vss/tape.ts';
import type { TapeVars } from './vss/tape-set.ts';

export const hiddenInBackup = ['backup.silent'] as const;

type P = Procedure<BackupVars>;

export function redrawBackup(w: OrgWorld, ordinal: number): void {
  for (const group of w.plan.groups) {
    for (let kind = 0; kind < KINDS_OF_JOBS; kind++) redrawWrong(w, group.id, kind, ordinal);
  }
  const running = backupsOf(w, -1).filter((p) => p.vars.began >= 0);
  for (const group of w.org.backup.groups) group.doomed = [];
  for (const { vars: v } of running) {
    if (v.hungSince >= 0) continue;
    v.failsAt = -1;
    v.hangs = false;
  }
  for (const job of w.plan.jobs) {
    w.org.backup.jobs[job.id].broken = [];
    for (const { group } of job.groups) redrawFailure(w, job.id, group, running);
  }
  for (const p of w.org.procedures.list as (Procedure<TapeVars> | null)[]) {
    if (p?.name === SHADOW_TAPE) redrawMount(w, p, ...tapeMount(w, p));
  }
  for (const p of running) {
    if (p.name === SHADOW) {
      if (p.step === 'check') aimCheck(w, p as Procedure<VssVars>);
      continue;
    }
    redrawMount(w, p, w.plan.groups[p.vars.group].path, mountOccasion(p));
    if (p.vars.flow >= 0) aimAnew(w, p);
  }
}

/** Forgets which jobs are wrong without anybody knowing, and which sets they have written. */
export function forgetWrong(w: OrgWorld): void {
  const { jobs } = w.org.backup;
  const hidden = jobs.flatMap(({ wrong }) => wrong.map(({ key }) => key));
  for (const job of jobs) job.wrong = [];
  for (const set of w.org.media.sets) {
    if (set.wrongBy === '') continue;
    if (!set.knownBad || hidden.includes(set.wrongBy)) set.wrongBy = '';
  }
}

/**
 * Since it was proved right last, or since hazards count, a job may have gone wrong: strikes on a group fall on each of
 * its jobs of that kind alike. All that it wrote since is worthless then.
 */
function redrawWrong(w: OrgWorld, group: number, kind: number, ordinal: number): void {
  const { start, end } = w.plan.clock;
  const owner = ownerOf(w, group, kind);
  const jobs = jobsOf(w, group, kind);
  const rate = ratePerMs(w.plan.hazards['job-silently-wrong']) / Math.max(1, jobs.length);
  let last = -1;
  jobs.forEach((job, i) => {
    const state = w.org.backup.jobs[job];
    const right = state.provedRight.find((each) => each.group === group)?.at ?? start;
    const from = Math.max(start, right);
    const until = Math.max(from, Math.min(w.now, end));
    const u = w.draw(`${owner}/${w.plan.jobs[job].name}`, 'job-silently-wrong.hidden', 0);
    if (u >= -Math.expm1(-rate * (until - from))) return;
    const at = from + Math.floor(-Math.log1p(-u) / rate);
    last = Math.max(last, at);
    const key = `${owner}:job-silently-wrong:${ordinal + i + 1}`;
    state.wrong.push({ group, key });
    for (const id of w.org.store.groups[group].sets) {
      const set = setOf(w, id);
      if (set.job === job && set.asOf >= at && !set.knownBad) set.wrongBy = key;
    }
  });
  w.org.backup.groups[group].silent[kind] = ordinal + jobs.length;
  planWrong(w, group, kind, waited(w, last));
}

/**
 * Probability that what made a job fail so many times in a row recurs until somebody fixes it: by Bayes, of failures
 * that happen with probability p each, a share r of which recurs.
 */
function recurring(p: number, r: number, failures: number): number {
  let recurs = 0;
  // That the first `alone` of them were failures each for itself, and the rest one that recurs.
  let apart = 1;
  for (let alone = 0; alone < failures; alone++) {
    recurs += apart * p * r;
    apart *= p * (1 - r);
  }
  return failures === 0 ? 0 : recurs / (recurs + apart);
}

/** Whether a job will fail every time, and where the backup of it that runs will fail, given how far it has come. */
function redrawFailure(w: OrgWorld, job: number, group: number, running: readonly P[]): void {
  const law = w.plan.hazards['job-failed'];
  if (law === undefined || law === null || law.type !== 'constant') return;
  const p = law.value;
  const r = w.plan.figures.backup.recurringShare;
  const state = w.org.backup.jobs[job];
  const { path } = w.plan.jobs[job];
  const owner = `${path}/${w.plan.groups[group].path}`;
  const failures = state.failures.find((each) => each.group === group)?.count ?? 0;
  const broken = recurring(p, r, failures);
  const run = running.find(({ vars: v }) => v.job === job && v.group === group && isUnderWay(w, v));
  if (run === undefined) {
    const u = w.draw(owner, 'job-failed.hidden', since(w.now));
    if (u < broken) state.broken.push(group);
    return;
  }
  const v = run.vars;
  const done =
    run.name === SHADOW ? shareOfShadow(w, run as Procedure<VssVars>) : shareDone(w, run);
  const recurs = broken * (1 - done);
  const fails = (1 - broken) * p * (1 - done);
  const draw = (purpose: string): number =>
    w.draw(owner, `job-failed.hidden${purpose}`, occasionOf(v));
  const u = draw('') * (recurs + fails + (1 - broken) * (1 - p));
  v.failsAt = u < recurs + fails ? done + (1 - done) * draw('.at') : -1;
  v.failsFor = v.failsAt >= 0 ? failureKey(w, v) : '';
  v.hangs = v.failsAt >= 0 && hangsBy(w, draw('.hangs'));
  if (u < recurs + fails * r) state.broken.push(group);
}

/** Whether chance can still make it fail. */
function isUnderWay(w: OrgWorld, v: BackupVars): boolean {
  const { start, end } = w.plan.clock;
  const goesOn = !v.failed && v.hungSince < 0 && !v.filed;
  return v.began >= start && v.began < end && goesOn;
}

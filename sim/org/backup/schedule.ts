/** When jobs run: occasions, windows, runs again, and when somebody checks them (PARAMETERS, causes and hands). */
import { insideSpans, nextOccurrence, spanEnd } from '../../engine/calendar.ts';
import { formatInstant } from '../../engine/clock.ts';
import { startProcedure } from '../../engine/procedure-run.ts';
import { settleShape } from '../../engine/shape.ts';
import type { EventTable, Ms } from '../../engine/types.ts';
import { createSet } from '../media/sets.ts';
import type { OrgWorld } from '../world.ts';
import { logOperationBegins, serversOf } from './entries.ts';
import { backupsOf } from './engines.ts';
import { streamingBackup } from './procedure.ts';
import { callOthers } from './multiplex.ts';
import { covers, selectedOf, type JobPlan } from './plan.ts';
import { checkJob } from './reading.ts';
import type { BackupVars } from './state.ts';
import { shadowBackup, shadowVars } from './vss/procedure.ts';

const WINDOW_ENDED = 'the backup window ended';

/** Restores go first (below 1000), then runs again, then the plan: each in the order of asking, so that nobody waits for ever. */
const RETRY_PRIORITY = 1000;
const SCHEDULE_PRIORITY = 5000;

/** Starts a backup of one group; it waits for a drive. */
export function launch(
  w: OrgWorld,
  job: number,
  group: number,
  night: Ms,
  origin: BackupVars['origin'],
): void {
  const plan = w.plan.jobs[job];
  const databases = selectedOf(plan, group);
  if (databases === null) return;
  const set = createSet(w, { job, group, type: plan.type, night });
  const vars = createVars(job, group, set, plan.type, night, w.now, origin, databases);
  if (plan.vss === null) startProcedure(w, streamingBackup, vars);
  else startProcedure(w, shadowBackup, shadowVars(vars));
  callOthers(w, job, night);
}

function createVars(
  job: number,
  group: number,
  set: number,
  type: JobPlan['type'],
  night: Ms,
  asked: Ms,
  origin: BackupVars['origin'],
  databases: number[],
): BackupVars {
  const priority = origin === 'schedule' ? SCHEDULE_PRIORITY : RETRY_PRIORITY;
  return {
    job, group, set, type, night, asked, priority, origin, began: -1, databases, drive: -1,
    cartridge: -1, low: -1, high: -1, boundary: -1, patched: false, holdsDown: false, downed: [],
     imageDone: 0, imageBytes: 0, logDone: 0, logBytes: 0, flow: -1,
    copyMs: 0, failsAt: -1, failsFor: '', hangs: false, hungSince: -1, attempts: 0, mountFails: false, failed: false, overran: false,
    filed: false, verifyMs: 0, differences: -1,
    replaced: false, seen: false, because: '', inPlace: false, alertMs: 0, reserved: 0,
    tapeAt: 0,
  }; // prettier-ignore
}

settleShape(createVars(0, 0, 0, 'full', 0, 0, 'schedule', []));

/** Plans the next occasion of a job, none after the end of the horizon. */
export function planNext(w: OrgWorld, job: number, after: Ms): void {
  const next = nextOccurrence(w.plan.jobs[job].when, after);
  if (next < Infinity) w.at(next, 'backup.start', job, 0);
}

function runOccasion(
  w: OrgWorld,
  job: number,
  asked: readonly number[],
  origin: 'schedule' | 'retry',
): void {
  const plan = w.plan.jobs[job];
  const state = w.org.backup.jobs[job];
  // Of a group that was to be run again all may have left meanwhile.
  const groups = startable(
    w,
    job,
    asked.filter((group) => covers(plan, group)),
  );
  if (groups.length === 0) return;
  const known = state.occasions.find((o) => o.night === w.now);
  if (known !== undefined) {
    known.left += groups.length;
  } else {
    const servers = serversOf(w, groups);
    state.occasions.push({ night: w.now, left: groups.length, failed: 0, servers });
    logOperationBegins(w, job, servers);
  }
  for (const group of groups) launch(w, job, group, w.now, origin);
  if (plan.overrun !== 'abort' || known !== undefined) return;
  const end = windowEnd(w, job, w.now);
  if (end < Infinity && end > w.now) w.at(end, 'backup.window-end', job, w.now);
}

/**
 * Groups without a run of a job that still waits to begin: no scheduler queues the same job twice, and what waits will copy
 * all that the next run would.
 */
function startable(w: OrgWorld, job: number, groups: readonly number[]): readonly number[] {
  const waiting = backupsOf(w, -1).filter(
    ({ vars: v }) => v.job === job && v.began < 0 && v.origin !== 'recovery',
  );
  if (waiting.length === 0) return groups;
  return groups.filter((group) => {
    const first = waiting.find(({ vars }) => vars.group === group);
    if (first === undefined) return true;
    w.say('job.waits', { job, group, night: first.vars.night });
    return false;
  });
}

function start(w: OrgWorld, job: number): void {
  planNext(w, job, w.now);
  const state = w.org.backup.jobs[job];
  // A run again of the same type is this very run.
  state.retries = [];
  const plan = w.plan.jobs[job];
  const groups: number[] = [];
  for (let i = 0; i < plan.groups.length; i++) groups.push(plan.groups[i].group);
  runOccasion(w, job, groups, 'schedule');
  const { missingSuccessMs } = w.plan.operations.monitoring;
  if (missingSuccessMs !== null) w.at(w.now + missingSuccessMs, 'operations.missing', job, w.now);
}

/** When the window ends in which an occasion of a job began; Infinity for one outside of all windows. */
function windowEnd(w: OrgWorld, job: number, night: Ms): Ms {
  const { window } = w.plan.jobs[job];
  return insideSpans(window, night) ? spanEnd(window, night) : Infinity;
}

/** Ends what a job has begun in the window that ends now: of all of its occasions, which may be several, the earliest first. */
function endWindow(w: OrgWorld, job: number): void {
  const runs = backupsOf(w, -1).filter(
    ({ vars: v }) =>
      v.job === job && v.origin !== 'recovery' && windowEnd(w, job, v.night) === w.now,
  );
  runs.sort((one, other) => one.vars.night - other.vars.night);
  for (const p of runs) {
    const v = p.vars;
    // What is on file stays; reading it again is broken off.
    if ((v.filed && p.step !== 'verify') || v.failed) continue;
    v.overran = true;
    v.because = WINDOW_ENDED;
    if (v.hungSince >= 0) v.because += `, and it had hung since ${formatInstant(v.hungSince)}`;
    w.tell('procedure.abort', p.id, 0);
  }
}

function retry(w: OrgWorld, job: number): void {
  const state = w.org.backup.jobs[job];
  const groups = [...state.retries].sort((a, b) => a - b);
  state.retries = [];
  if (groups.length === 0) return;
  // Where the plan runs the same job now anyway, the plan's run is the run again.
  if (nextOccurrence(w.plan.jobs[job].when, w.now - 1) === w.now) return;
  runOccasion(w, job, groups, 'retry');
}

export const backupEvents: EventTable<OrgWorld> = {
  'backup.start': { rank: 42, run: (w, job) => start(w, job) },
  'backup.retry': { rank: 40, run: (w, job) => retry(w, job) },
  'backup.window-end': { rank: 30, run: (w, job) => endWindow(w, job) },
  'backup.read': {
    rank: 50,
    run: (w, job) => checkJob(w, job, 'somebody who happened to look'),
  },
  'backup.read-all': {
    rank: 50,
    run(w) {
      planReading(w, w.now);
      for (const job of w.plan.jobs) checkJob(w, job.id);
    },
  },
};

/** Plans the next time that somebody reads the log. */
export function planReading(w: OrgWorld, after: Ms): void {
  const schedule = w.plan.operations.readLog;
  if (schedule === null) return;
  const next = nextOccurrence(schedule, after);
  if (next < Infinity) w.at(next, 'backup.read-all', 0, 0);
}

/**
 * Backup figures inside the horizon. A job is one group's procedure, and belongs to the horizon by the instant at which
 * it ended, so that each is counted once.
 */
import { weekStart } from '../engine/calendar.ts';
import { DAY } from '../engine/clock.ts';
import type { Ms } from '../engine/types.ts';
import type { Plan } from '../org/plan.ts';
import type { Heard } from './heard.ts';
import { stateOf } from './heard.ts';
import type { Histogram } from './histogram.ts';
import { tally } from './histogram.ts';
import type { JobTally, ReplicationResult, WeekdayTally } from './rows.ts';

type Open<T> = { -readonly [K in keyof T]: T[K] };

interface BackupState {
  counts: Open<JobTally>;
  weekdays: { full: Open<WeekdayTally>[]; logs: Open<WeekdayTally>[] };
  durations: Histogram;
  /** Failures that nobody has seen yet. */
  unseen: { job: number; group: number; at: Ms }[];
  cartridges: number[];
}

const none: JobTally = {
  count: 0,
  failures: 0,
  overruns: 0,
  succeeded: 0,
  durationMs: 0,
  longestMs: 0,
  nights: 0,
  nightsMs: 0,
  longestNightMs: 0,
  unnoticedMs: 0,
  frozenMs: 0,
  cartridges: 0,
  drills: 0,
  findings: 0,
  degradedMailboxMs: 0,
};

const emptyWeek = (): Open<WeekdayTally>[] =>
  Array.from({ length: 7 }, () => ({ nights: 0, nightsMs: 0, bytes: 0 }));

export function backupState(sim: Heard): BackupState {
  return stateOf(sim, 'backups', () => ({
    counts: { ...none },
    weekdays: { full: emptyWeek(), logs: emptyWeek() },
    durations: {},
    unseen: [],
    cartridges: [],
  }));
}

export function hearBackups(sim: Heard, plan: Plan): void {
  const state = backupState(sim);
  const { counts, weekdays } = state;
  const weekdayOf = (job: number, night: Ms): Open<WeekdayTally> => {
    const week = plan.jobs[job].type === 'full' ? weekdays.full : weekdays.logs;
    return week[Math.floor((night - weekStart(night)) / DAY)];
  };
  const { logBytes } = plan.figures.store;
  const { start, end } = plan.clock;
  const counted = (at: Ms): boolean => at >= start && at < end;
  const mailboxes = mailboxesByJob(plan);
  sim.on('backup.ended', (fact) => {
    if (!counted(fact.at)) return;
    counts.count++;
    if (fact.overran) counts.overruns++;
    if (fact.outcome !== 'succeeded') {
      counts.failures++;
      const failedAt = fact.hungSince ?? fact.at;
      state.unseen.push({ job: fact.job, group: fact.group, at: failedAt });
      return;
    }
    const duration = fact.at - fact.began;
    counts.succeeded++;
    weekdayOf(fact.job, fact.night).bytes += fact.imageBytes + fact.logs * logBytes;
    counts.durationMs += duration;
    counts.longestMs = Math.max(counts.longestMs, duration);
    counts.degradedMailboxMs += fact.copyMs * (mailboxes[fact.job]?.[fact.group] ?? 0);
    tally(state.durations, duration);
  });
  sim.on('files.ended', ({ at, job, server, began, verifyMs }) => {
    if (!counted(at) || plan.fileJobs[job].saves !== 'mailboxes') return;
    const { groups } = plan.servers[server];
    const read = plan.databases.filter((database) => groups.includes(database.group));
    const people = read.reduce((sum, { mailboxCount }) => sum + mailboxCount, 0);
    counts.degradedMailboxMs += (at - began - verifyMs) * people;
  });
  sim.on('job.ended', (fact) => {
    if (!counted(fact.at)) return;
    const duration = fact.at - fact.began;
    counts.nights++;
    counts.nightsMs += duration;
    counts.longestNightMs = Math.max(counts.longestNightMs, duration);
    const weekday = weekdayOf(fact.job, fact.night);
    weekday.nights++;
    weekday.nightsMs += duration;
  });
  sim.on('job.noticed', (fact) => {
    state.unseen = state.unseen.filter((failure) => {
      const seen =
        failure.job === fact.job && failure.group === fact.group && failure.at <= fact.failedAt;
      if (seen) counts.unnoticedMs = Math.max(counts.unnoticedMs, fact.at - failure.at);
      return !seen;
    });
  });
  sim.on('snapshot.thawed', (fact) => {
    if (counted(fact.at)) counts.frozenMs = Math.max(counts.frozenMs, fact.freezeMs);
  });
  sim.on('drill.ended', (fact) => {
    if (!counted(fact.at) || fact.outcome === 'broken-off') return;
    counts.drills++;
    if (fact.outcome !== 'restored') counts.findings++;
  });
  sim.on('cartridge.taken', (fact) => {
    if (counted(fact.at) && !state.cartridges.includes(fact.cartridge)) {
      state.cartridges.push(fact.cartridge);
    }
  });
}

/** Mailboxes that feel a job while it copies a group: of the databases that the job selects there. */
function mailboxesByJob(plan: Plan): Record<number, Record<number, number>> {
  const byJob: Record<number, Record<number, number>> = {};
  for (const job of plan.jobs) {
    byJob[job.id] = {};
    // Whoever has no service is not slow.
    if (job.engine === 'offline') continue;
    for (const { group, databases } of job.groups) {
      byJob[job.id][group] = databases.reduce(
        (sum, database) => sum + plan.databases[database].mailboxCount,
        0,
      );
    }
  }
  return byJob;
}

/** The figures at the end of a run; failures that nobody has seen count up to now. */
export function jobTallyOf(sim: Heard): JobTally {
  const state = backupState(sim);
  let { unnoticedMs } = state.counts;
  for (const failure of state.unseen) unnoticedMs = Math.max(unnoticedMs, sim.now - failure.at);
  return { ...state.counts, unnoticedMs, cartridges: state.cartridges.length };
}

/** The nights by weekday, Monday first. */
export function weekdaysOf(sim: Heard): ReplicationResult['weekdays'] {
  const { full, logs } = backupState(sim).weekdays;
  return { full: full.map((each) => ({ ...each })), logs: logs.map((each) => ({ ...each })) };
}

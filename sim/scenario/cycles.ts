import { nextOccurrence, type Schedule } from '../engine/calendar.ts';
import { DAY, WEEK } from '../engine/clock.ts';
import type { JobPlan } from '../org/backup/plan.ts';

/** Monthly rules repeat with the calendar; two years show every gap that matters but the rarest fifth weekdays. */
const LOOK = 2 * 366 * DAY;

/** The longest time between two occasions of a schedule; Infinity when it has none. */
export function longestGap(schedule: Schedule, start: number): number {
  const { week, monthly } = schedule;
  if (week.length > 0) {
    // Monthly occasions among weekly ones can only shorten gaps, and not every week: the weekly ones decide.
    return week.reduce((gap, at, i) => {
      const next = i + 1 < week.length ? week[i + 1] : week[0] + WEEK;
      return Math.max(gap, next - at);
    }, 0);
  }
  if (monthly.length === 0) return Infinity;
  let gap = 0;
  let at = nextOccurrence(schedule, start);
  for (const end = start + LOOK; at < end;) {
    const next = nextOccurrence(schedule, at);
    gap = Math.max(gap, next - at);
    at = next;
  }
  return gap;
}

/** One schedule of several jobs. */
export function together(jobs: readonly JobPlan[]): Schedule {
  const week = [...new Set(jobs.flatMap((job) => job.when.week))].sort((a, b) => a - b);
  return { week, monthly: jobs.flatMap((job) => job.when.monthly) };
}

/** After this time a plan has done everything that it does: the longest gap of any of its jobs. */
export function cycleOf(jobs: readonly JobPlan[], start: number): number {
  return jobs.reduce((cycle, job) => Math.max(cycle, finite(longestGap(job.when, start))), 0);
}

function finite(gap: number): number {
  return gap < Infinity ? gap : 0;
}

/** The longest time that any job keeps its sets. */
export function retentionOf(jobs: readonly JobPlan[]): number {
  return jobs.reduce((keep, job) => Math.max(keep, job.keepMs), 0);
}

/** The larger of two cycles of the longest plan and retention + one cycle, over all strategies, which share a clock. */
export function defaultWarmup(plans: readonly (readonly JobPlan[])[], start: number): number {
  const all = plans.flat();
  const cycle = cycleOf(all, start);
  return Math.max(2 * cycle, retentionOf(all) + cycle);
}

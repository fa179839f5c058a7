/**
 * Online maintenance: every night in its window a database is defragmented from where the night before broke off,
 * unless it is dismounted or its group is being backed up (event 704). A pass that is through is followed by the next
 * one in the next window. Nothing happens for it in the simulation: how far a pass is follows from the windows, from the
 * backups that ran into them and from the mounts, and is computed at these.
 */
import { nextInside, spanEnd, timeInside, type WeekSpans } from '../engine/calendar.ts';
import type { Ms } from '../engine/types.ts';
import type { Plan } from '../org/plan.ts';
import type { Heard } from './heard.ts';
import { stateOf } from './heard.ts';
import type { MaintenanceTally } from './rows.ts';

interface Progress {
  /** Up to when the pass was followed. */
  at: Ms;
  mounted: boolean;
  /** Of the pass that is under way. */
  doneMs: Ms;
  /** When the latest pass was through, or the database was first mounted; null before. */
  completedAt: Ms | null;
  /** The longest that a pass has been waited for inside the horizon. */
  longestMs: Ms;
  /** Passes that were through, and what backups took of the windows, inside the horizon. */
  passes: number;
  lostMs: Ms;
}

interface MaintenanceState {
  /** By group: since when its backup runs; null while none does. */
  busySince: (Ms | null)[];
  databases: Progress[];
}

/** What decides how long a pass of a database takes. */
interface Work {
  readonly window: WeekSpans;
  readonly passMs: Ms;
}

function maintenance(sim: Heard, plan: Plan): MaintenanceState {
  const { warmupStart } = plan.clock;
  return stateOf(sim, 'maintenance', () => ({
    busySince: plan.groups.map(() => null),
    databases: plan.databases.map(({ mounted }) => ({
      ...{ at: warmupStart, mounted, doneMs: 0, completedAt: mounted ? warmupStart : null },
      ...{ longestMs: 0, passes: 0, lostMs: 0 },
    })),
  }));
}

function workOf({ databases, figures }: Plan): readonly Work[] {
  const rate = figures.store.onlineDefragBytesPerSecond / 1000;
  return databases.map(({ maintenance: window, sizeBytes }) => ({
    ...{ window, passMs: Math.ceil(sizeBytes / rate) },
  }));
}

export function hearMaintenance(sim: Heard, plan: Plan): void {
  const { busySince, databases } = maintenance(sim, plan);
  const work = workOf(plan);
  const { start, end } = plan.clock;
  sim.on('backup.began', ({ group, at }) => {
    busySince[group] = at;
  });
  sim.on('backup.ended', ({ group, began, at }) => {
    busySince[group] = null;
    for (const id of plan.groups[group].databases) {
      const { window } = work[id];
      // Most nights the backup is through before the window opens: then it is as if there had been none.
      if (timeInside(window, began, at) === 0) continue;
      const each = databases[id];
      if (!each.mounted) continue;
      advance(each, work[id], began, start, end);
      lose(each, work[id], began, at, start, end);
    }
  });
  sim.on('database.down', ({ database, at }) => {
    const each = databases[database];
    if (!each.mounted) return;
    const busy = busySince[plan.databases[database].group] ?? at;
    advance(each, work[database], busy, start, end);
    lose(each, work[database], busy, at, start, end);
    each.mounted = false;
  });
  sim.on('database.up', ({ database, at }) => {
    const each = databases[database];
    if (each.mounted) return;
    each.mounted = true;
    each.at = Math.max(each.at, at);
    each.completedAt ??= at;
  });
}

/** Works on a database from where it was left up to an instant, with nothing in the way. */
function advance(of: Progress, { window, passMs }: Work, to: Ms, start: Ms, end: Ms): void {
  while (of.at < to) {
    const open = nextInside(window, of.at);
    if (open >= to) break;
    const close = spanEnd(window, open);
    const through = open + passMs - of.doneMs;
    if (through > Math.min(close, to)) {
      of.doneMs += Math.min(close, to) - open;
      of.at = Math.min(close, to);
      continue;
    }
    // The next pass begins with the next window; where the hours never end, at once.
    of.at = close === Infinity ? through : close;
    of.doneMs = 0;
    note(of, through, start, end);
  }
  of.at = Math.max(of.at, to);
}

/** A backup was in the way. */
function lose(of: Progress, { window }: Work, from: Ms, to: Ms, start: Ms, end: Ms): void {
  of.lostMs += timeInside(window, Math.max(from, of.at, start), Math.min(to, end));
  of.at = Math.max(of.at, to);
}

/** A pass was through at an instant, or the horizon ends while one is waited for. */
function note(of: Progress, at: Ms, start: Ms, end: Ms): void {
  if (of.completedAt !== null && of.completedAt < end && at > start) {
    of.longestMs = Math.max(of.longestMs, Math.min(at, end) - of.completedAt);
    if (at < end) of.passes += 1;
  }
  of.completedAt = at;
}

/** The figures at the end of a run: the worst database, and the sums over all. */
export function maintenanceOf(sim: Heard, plan: Plan): MaintenanceTally {
  const { busySince, databases } = maintenance(sim, plan);
  const { start, end } = plan.clock;
  const work = workOf(plan);
  let longestMs = 0;
  let passes = 0;
  let lostMs = 0;
  databases.forEach((known, id) => {
    const each = { ...known };
    const until = Math.min(busySince[plan.databases[id].group] ?? sim.now, sim.now, end);
    if (each.mounted) advance(each, work[id], until, start, end);
    const { passes: through } = each;
    note(each, end, start, end);
    longestMs = Math.max(longestMs, each.longestMs);
    passes += through;
    lostMs += each.lostMs;
  });
  return { longestMs, passes, lostMs };
}

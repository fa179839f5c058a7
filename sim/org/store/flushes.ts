/**
 * Why changed pages are written to database files (ESE-14 to ESE-19). Pages follow from logs: so many for each, and in their
 * order. The store writes those that nobody has touched for a while, and neighbours with them, as far as the disks have time;
 * what they have no time for lags behind, at most by the checkpoint depth, which then forces it out. Where next to nothing
 * is going on, spare time does it all. Rates are constant for an hour, so every count is a sum over hours in closed form,
 * found when somebody asks.
 */
import { weekStart } from '../../engine/calendar.ts';
import { HOUR, WEEK } from '../../engine/clock.ts';
import type { Ms } from '../../engine/types.ts';
import { busiestRate } from '../workload/curve.ts';
import type { OrgWorld } from '../world.ts';
import type { PressurePlan } from './plan.ts';
import { curve, logRate, segmentOf } from './stream.ts';

/** Pages written, by the reason for it. What is written repeatedly is written a second time, and counted apart. */
export interface Flushes {
  readonly anomalous: number;
  readonly opportune: number;
  readonly idle: number;
  readonly normal: number;
  readonly repeated: number;
}

/** In logs: what lags behind, and what has been written, by whom. */
interface Tally {
  behind: number;
  lazily: number;
  idle: number;
  forced: number;
}

const hourOfWeek = (at: Ms): number => Math.floor((at - weekStart(at)) / HOUR);
const hourAfter = (at: Ms): Ms => (Math.floor(at / HOUR) + 1) * HOUR;

/** How far behind the disks may be, in logs. */
const depthOf = (w: OrgWorld): number =>
  w.plan.figures.store.checkpointDepthBytes / w.plan.figures.store.logBytes;

/** Logs per millisecond whose pages a volume has time to write, beside what is read for so many new ones. */
function lazyRate(pressure: PressurePlan, diskShare: number, logsPerMs: number): number {
  if (pressure.writes === 0) return Infinity;
  return Math.max(0, diskShare - pressure.reads * logsPerMs) / pressure.writes;
}

/** One stretch in which a group logs at one pace. */
function pass(
  w: OrgWorld,
  group: number,
  ms: Ms,
  logsPerMs: number,
  idle: boolean,
  t: Tally,
): void {
  if (idle) {
    t.idle += t.behind + logsPerMs * ms;
    t.behind = 0;
    return;
  }
  const depth = depthOf(w);
  const lazy = lazyRate(w.plan.groups[group].pressure, w.plan.figures.store.diskShare, logsPerMs);
  const after = Math.max(0, t.behind + (logsPerMs - lazy) * ms);
  const forced = Math.max(0, after - depth);
  t.forced += forced;
  t.lazily += t.behind + logsPerMs * ms - after;
  t.behind = after - forced;
}

/** What was delivered in one go: the depth holds no more than it holds. */
function deliver(w: OrgWorld, logs: number, t: Tally): void {
  const all = t.behind + logs;
  t.behind = Math.min(depthOf(w), all);
  t.forced += all - t.behind;
}

/** Follows the present stream of a group up to an instant, from a week before `from` on, and counts from there. */
function follow(w: OrgWorld, group: number, from: Ms, to: Ms): Tally {
  const { pieces } = segmentOf(w, group);
  const t: Tally = { behind: 0, lazily: 0, idle: 0, forced: 0 };
  const { rate } = curve(w);
  const quiet = w.plan.figures.store.idleShare * busiestRate(curve(w));
  for (let i = 0; i < pieces.length; i++) {
    const { at: begins, burst, logsPerUnit } = pieces[i];
    const ends = Math.min(to, pieces[i + 1]?.at ?? to);
    let at = Math.max(begins, from - WEEK);
    if (ends < at) continue;
    if (burst !== null && begins >= from - WEEK) deliver(w, burst.logs, t);
    while (at < ends) {
      if (at === from) Object.assign(t, { lazily: 0, idle: 0, forced: 0 });
      const next = Math.min(ends, hourAfter(at), at < from ? from : ends);
      const pace = rate[hourOfWeek(at)];
      pass(w, group, next - at, pace * logsPerUnit, pace <= quiet, t);
      at = next;
    }
  }
  return t;
}

/** Pages that a group has written between two instants of its present stream. */
export function flushesBetween(w: OrgWorld, group: number, from: Ms, to: Ms): Flushes {
  const { lazily, idle, forced } = follow(w, group, from, to);
  const { opportuneShare, redirtiedShare } = w.plan.figures.store;
  const pages = w.plan.groups[group].pressure.pagesPerLog;
  const asked = pages * (1 - opportuneShare);
  return {
    anomalous: asked * lazily,
    opportune: pages * opportuneShare * (lazily + idle + forced),
    idle: asked * idle,
    normal: asked * forced,
    repeated: asked * redirtiedShare * forced,
  };
}

/** Whether the checkpoint depth forces pages of a group out just now, so heavy is its load (ESE-17, ESE-18). */
export function atDepthLimit(w: OrgWorld, group: number): boolean {
  const { heavy } = w.plan.groups[group].pressure;
  return heavy && follow(w, group, w.now, w.now).behind >= depthOf(w);
}

/**
 * How long a copy of files waits until they are recoverable, where the depth forces pages out: for all that lags behind to be
 * written, with reads put off, while the mailboxes go on changing pages (ESE-18). A week where that takes no end.
 */
export function flushMs(w: OrgWorld, group: number): Ms {
  if (!atDepthLimit(w, group)) return 0;
  const fastest = 1 / w.plan.groups[group].pressure.writes;
  const depth = depthOf(w);
  let behind = depth;
  for (let at = w.now; at < w.now + WEEK;) {
    const gain = fastest - curve(w).rate[hourOfWeek(at)] * logRate(w, group);
    const ms = hourAfter(at) - at;
    if (gain * ms >= behind) return Math.ceil(at + behind / gain) - w.now;
    behind = Math.min(depth, behind - gain * ms);
    at += ms;
  }
  return WEEK;
}

/**
 * Log generations run out: after the last one the engine answers -519, the databases of the group stop (event 1159), and
 * come back only on a new log stream that counts from 1 (Exchange team blog 2008-07-23 and 2008-08-04; KB 830408). Long
 * before, 2003 tells of it (event 514: its examples are multiples of 1,000 and, near the end, of 10). The instants are
 * computed, not watched: planned where logs come faster or are closed early.
 */
import { DAY } from '../../engine/clock.ts';
import type { Ms } from '../../engine/types.ts';
import { DAY_UNITS } from '../workload/curve.ts';
import type { OrgWorld } from '../world.ts';
import { instantOfPosition, lastPiece, openLog, segmentOf } from './stream.ts';

/** Whether a group has filled the last log that it may have. */
export function generationsUsedUp(w: OrgWorld, group: number): boolean {
  return openLog(w, group) > w.plan.figures.store.lastLogGeneration;
}

/** Logs that are left when the engine of 2003 begins to tell (event 514), and from when on it tells more often. */
const TOLD_FROM = 0xffff0 - 0xe0000;
const OFTEN_FROM = 0xffff0 - 0xff000;

/** The least generation of which a group of this version may be told: the end of all where it tells of none. */
function firstTold({ plan }: OrgWorld): number {
  const last = plan.figures.store.lastLogGeneration;
  return plan.version === 'exchange-2003' ? last - TOLD_FROM : last + 1;
}

const toldEvery = (w: OrgWorld, generation: number): number =>
  generation >= w.plan.figures.store.lastLogGeneration - OFTEN_FROM ? 10 : 1000;

/** Whether so few logs are left that the engine tells of it, when the log that is open now begins. */
export function generationsRunOut(w: OrgWorld, group: number): boolean {
  return openLog(w, group) >= firstTold(w);
}

/** Whether the engine tells of the log that is open: every 1,000 logs, and every 10 near the end. */
export function tellsOfGeneration(w: OrgWorld, group: number): boolean {
  const log = openLog(w, group);
  return log >= firstTold(w) && log % toldEvery(w, log) === 0;
}

/** The next generation of which the engine tells; the one after the last where that comes first. */
function nextTold(w: OrgWorld, group: number): number {
  const full = w.plan.figures.store.lastLogGeneration + 1;
  const from = Math.max(openLog(w, group) + 1, firstTold(w));
  const rare = Math.ceil(from / 1000) * 1000;
  const often = Math.ceil(Math.max(from, full - 1 - OFTEN_FROM) / 10) * 10;
  return Math.min(full, rare, often);
}

/** Plans the next look at a group whose generations run out before the last incident may end, not before `earliest`. */
export function watchGenerations(w: OrgWorld, group: number, earliest: Ms = w.now): void {
  const g = w.org.store.groups[group];
  const { generation, logsPerUnit } = lastPiece(segmentOf(w, group));
  const end = w.plan.clock.latest;
  // No day has more work than a weekday. Nearly always there is nothing to plan, and finding that out is cheap.
  const most = generation + 1 + logsPerUnit * DAY_UNITS * ((end - w.now) / DAY + 1);
  if (g.generationTimer === 0 && most < firstTold(w)) return;
  if (g.generationTimer !== 0) w.cancel(g.generationTimer);
  g.generationTimer = 0;
  const at = Math.max(earliest, instantOfPosition(w, group, nextTold(w, group)));
  if (at < end) g.generationTimer = w.at(at, 'store.generations', group, 0);
}

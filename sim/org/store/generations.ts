/**
 * Log generations run out: after the last one the engine answers -519, the databases of the group stop (event 1159), and
 * come back only on a new log stream that counts from 1 (Exchange team blog 2008-07-23; KB 830408). The instant is
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

/** Plans the stop of a group, not before `earliest`, where its generations run out before the last incident may end. */
export function watchGenerations(w: OrgWorld, group: number, earliest: Ms = w.now): void {
  const g = w.org.store.groups[group];
  const { generation, logsPerUnit } = lastPiece(segmentOf(w, group));
  const full = w.plan.figures.store.lastLogGeneration + 1;
  const end = w.plan.clock.latest;
  // No day has more work than a weekday. Nearly always there is nothing to plan, and finding that out is cheap.
  const most = generation + 1 + logsPerUnit * DAY_UNITS * ((end - w.now) / DAY + 1);
  if (g.generationTimer === 0 && most < full) return;
  if (g.generationTimer !== 0) w.cancel(g.generationTimer);
  g.generationTimer = 0;
  const at = Math.max(earliest, instantOfPosition(w, group, full));
  if (at < end) g.generationTimer = w.at(at, 'store.generations', group, 0);
}

/**
 * How far a held checkpoint may lag: Exchange 2003 stops a group at so many logs (ESE-38, X-08). Only a backup holds
 * the checkpoint that long. The instant is computed, not watched: planned where a backup takes hold of the checkpoint,
 * planned anew where logs come faster, dropped where it lets go.
 */
import type { Ms } from '../../engine/types.ts';
import type { OrgWorld } from '../world.ts';
import { instantOfPosition, openLog } from './stream.ts';

/** Plans the stop of a group whose checkpoint is held, not before `earliest`. Exchange 2007 has no such limit. */
export function watchLag(w: OrgWorld, group: number, earliest: Ms = w.now): void {
  if (w.plan.version !== 'exchange-2003') return;
  forgetLag(w, group);
  const g = w.org.store.groups[group];
  if (g.frozenCheckpoint < 0) return;
  const limit = g.frozenCheckpoint + w.plan.figures.store.checkpointLagLogs;
  const at = Math.max(earliest, instantOfPosition(w, group, limit));
  // Past the end nothing is simulated; a stream that stands still never gets there.
  if (at < w.plan.clock.end) g.lagTimer = w.at(at, 'store.lag', group, 0);
}

/** The checkpoint moves again: nothing to watch. */
export function forgetLag(w: OrgWorld, group: number): void {
  const g = w.org.store.groups[group];
  if (g.lagTimer === 0) return;
  w.cancel(g.lagTimer);
  g.lagTimer = 0;
}

/** Whether the held checkpoint of a group lags as far as it may. */
export function lagsTooFar(w: OrgWorld, group: number): boolean {
  const { frozenCheckpoint } = w.org.store.groups[group];
  if (frozenCheckpoint < 0) return false;
  return openLog(w, group) - frozenCheckpoint >= w.plan.figures.store.checkpointLagLogs;
}

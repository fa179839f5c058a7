/**
 * Deleted mail that a database still keeps out of sight: it comes back without any restore, for as long as its retention
 * lasts (RSG-12, X-14, W-21).
 */
import { subtract, union } from '../../engine/intervals.ts';
import type { OrgWorld } from '../world.ts';
import { goneBy, stopKilling, unsettled } from './kills.ts';
import type { Kill } from './state.ts';

/** The first part of each stretch. */
function partOf(stretches: readonly number[], share: number): number[] {
  const part: number[] = [];
  for (let i = 0; i < stretches.length; i += 2) {
    const [from, to] = [stretches[i], stretches[i + 1]];
    const until = from + Math.floor((to - from) * share);
    if (until > from) part.push(from, until);
  }
  return part;
}

/** Creation times of what a kill has taken and the database still keeps. */
function keptOf(w: OrgWorld, database: number, kill: Kill): number[] {
  if (kill.recoverable === 0) return [];
  const gone = goneBy(kill, w.now);
  if (kill.purgedAt >= 0) return w.now < kill.purgedAt ? gone : [];
  // What was deleted first goes first.
  const expired = goneBy(kill, w.now - w.plan.databases[database].itemRetentionMs);
  return partOf(subtract(gone, expired), kill.recoverable);
}

/** What kills of these root causes, or all, have taken and can be had back from the database itself, as creation times. */
export function kept(w: OrgWorld, database: number, keys: readonly string[] | null): number[] {
  let all: number[] = [];
  for (const kill of unsettled(w, database, keys)) all = union(all, keptOf(w, database, kill));
  return all;
}

/** Somebody stops what deletes, and recovers what the database still keeps of it. */
export function takeBack(w: OrgWorld, database: number, keys: readonly string[] | null): void {
  const back = kept(w, database, keys);
  if (back.length === 0) return;
  stopKilling(w, database);
  for (const kill of unsettled(w, database, keys)) {
    kill.content = subtract(kill.content, back);
    kill.recoverable = 0;
  }
}

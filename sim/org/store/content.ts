/**
 * What a database, or an image of it, contains: creation times by class, derived from the lineage and the stream.
 * Content is accounted for, not estimated: these sets decide what is lost.
 */
import { clip, subtract, union } from '../../engine/intervals.ts';
import type { Ms } from '../../engine/types.ts';
import type { ContentClass } from '../facts.ts';
import { oldestKept } from '../workload/content.ts';
import { curveOf, instantOfUnits, unitsAt } from '../workload/curve.ts';
import type { OrgWorld } from '../world.ts';
import { killed } from './kills.ts';
import { filledBy } from './replicas.ts';
import type { DatabaseState, Lineage, Segment } from './state.ts';
import { cutAfter, type Cut } from './stream.ts';
import { oldestWaiting, returnedBy } from './waiting.ts';

/** Content by class, as interval sets. */
export type Content = [number[], number[]];

export function lineageOf(w: OrgWorld, database: number, id: number): Lineage {
  const found = w.org.store.databases[database].lineages.find((l) => l.id === id);
  if (found === undefined) throw new Error(`database ${database} has no lineage ${id}`);
  return found;
}

/** Whether a database lives on the present log stream of its group: what that stream holds can be replayed into it. */
export function isOnStream(w: OrgWorld, database: number): boolean {
  const { segment } = w.org.store.groups[w.plan.databases[database].group];
  return lineageOf(w, database, w.org.store.databases[database].lineage).segment === segment;
}

/** Outages of a database that had begun by an instant, the present one included. */
function downsUntil(d: DatabaseState, until: Ms): number[] {
  const all =
    d.downSince >= 0 ? union(d.downs, [d.downSince, Math.max(until, d.downSince + 1)]) : d.downs;
  return clip(all, -8.64e15, until);
}

/** Mail that waited on a hub during outages which ended by the cut, and was delivered then. */
function delivered(w: OrgWorld, database: number, since: Ms, cut: Cut): number[] {
  const d = w.org.store.databases[database];
  let result: number[] = [];
  for (let i = 0; i < d.downs.length; i += 2) {
    const [from, up] = [d.downs[i], d.downs[i + 1]];
    if (up < since || up > cut.at) continue;
    const oldest = oldestWaiting(w.plan, from, up);
    let to = up;
    if (up === cut.at && cut.burstDatabase >= 0) {
      if (cut.burstDatabase !== database) continue;
      const curve = curveOf(w.plan.figures.workload.weekendShare);
      const [first, last] = [unitsAt(curve, oldest), unitsAt(curve, up)];
      to = Math.min(up, instantOfUnits(curve, first + Math.floor((last - first) * cut.burstShare)));
    }
    if (to > oldest) result = union(result, [oldest, to]);
  }
  return result;
}

/** Content of one class in a database of some lineage that has replayed its stream up to a cut. */
export function contentAtCut(
  w: OrgWorld,
  database: number,
  lineage: Lineage,
  cut: Cut,
  contentClass: ContentClass,
): number[] {
  const logged = loggedAtCut(w, database, lineage, cut, contentClass);
  const d = w.org.store.databases[database];
  return d.kills.length === 0 ? logged : subtract(logged, killed(d, lineage.id, cut.at));
}

/** The same, had nothing been deleted by way of the logs. */
export function loggedAtCut(
  w: OrgWorld,
  database: number,
  lineage: Lineage,
  cut: Cut,
  contentClass: ContentClass,
): number[] {
  const d = w.org.store.databases[database];
  const isPublic = w.plan.databases[database].kind === 'public';
  if (isPublic && contentClass === 0) return [];
  const base = lineage.base[contentClass];
  if (cut.at < lineage.since) return clip(base, -8.64e15, cut.at);
  // What had waited is delivered in the very instant of a mount that takes no time.
  const logged =
    cut.at > lineage.since ? subtract([lineage.since, cut.at], downsUntil(d, cut.at)) : [];
  const content = union(base, logged);
  if (contentClass === 1) {
    return isPublic ? union(content, filledBy(w, database, lineage.id, cut.at)) : content;
  }
  // What came back to its senders was never delivered: most of it is too old to wait, and some waited in the wrong place.
  return union(content, subtract(delivered(w, database, lineage.since, cut), d.returned));
}

/** Content of an image of a database plus the logs of its stream up to and with `log`. */
export function contentThroughLog(
  w: OrgWorld,
  database: number,
  lineageId: number,
  log: number,
): Content {
  const lineage = lineageOf(w, database, lineageId);
  const cut = cutAfter(w, w.org.store.segments[lineage.segment] as Segment, log);
  return [contentAtCut(w, database, lineage, cut, 0), contentAtCut(w, database, lineage, cut, 1)];
}

/**
 * Content of a file that lies there, and of the logs of its stream up to and with `log`: never less than what it joined the
 * stream with, which came without those logs.
 */
export function fileThroughLog(w: OrgWorld, database: number, log: number): Content {
  const lineage = lineageOf(w, database, w.org.store.databases[database].lineage);
  const cut = cutAfter(w, w.org.store.segments[lineage.segment] as Segment, log);
  // What had waited, and was delivered in the instant in which it joined, is in later logs.
  const joined: Cut = { at: lineage.since, burstDatabase: database, burstShare: 0 };
  const end = cut.at < lineage.since ? joined : cut;
  return [contentAtCut(w, database, lineage, end, 0), contentAtCut(w, database, lineage, end, 1)];
}

/** Everything that was committed to a database until now and not given up: file, cache and logs together. */
export function committed(w: OrgWorld, database: number): Content {
  const d = w.org.store.databases[database];
  const lineage = lineageOf(w, database, d.lineage);
  const cut = { at: w.now, burstDatabase: -1, burstShare: 0 };
  return [contentAtCut(w, database, lineage, cut, 0), contentAtCut(w, database, lineage, cut, 1)];
}

/** Creation times on damaged pages of the live file. */
export function damaged(w: OrgWorld, database: number): number[] {
  let result: number[] = [];
  for (const hole of w.org.store.databases[database].holes) {
    if (!hole.singleBit) result = union(result, [hole.from, hole.to]);
  }
  return result;
}

/** Creation times that have not expired yet: the oldest content goes as new content comes. */
export function unexpired(w: OrgWorld, database: number): [Ms, Ms] {
  const oldest = oldestKept(w.plan, w.plan.databases[database], w.now);
  return [Math.min(oldest, w.now), w.now];
}

/** What was ever created for a database, one class, without what has expired. */
export function created(w: OrgWorld, database: number, contentClass: ContentClass): number[] {
  const [from, to] = unexpired(w, database);
  const all = from < to ? [from, to] : [];
  // Nothing is sent to public folders: all that is in them was posted.
  if (contentClass === 0) return w.plan.databases[database].kind === 'public' ? [] : all;
  return subtract(all, downsUntil(w.org.store.databases[database], to));
}

/** Mail that waits on the hub for a database that is down. */
export function waiting(w: OrgWorld, database: number): number[] {
  const d = w.org.store.databases[database];
  if (d.downSince < 0 || w.plan.databases[database].kind === 'public') return [];
  const oldest = oldestWaiting(w.plan, d.downSince, w.now);
  return oldest < w.now ? [oldest, w.now] : [];
}

/** Mail of the present outage that has waited too long and went back to its senders. */
export function returning(w: OrgWorld, database: number): number[] {
  const d = w.org.store.databases[database];
  if (d.downSince < 0 || w.plan.databases[database].kind === 'public') return [];
  const back = returnedBy(w.plan, d.downSince, w.now);
  return back === null ? [] : [back.from, back.to];
}

/** What users can reach right now, one class; for those who have derived already what is committed. */
export function reachable(
  w: OrgWorld,
  database: number,
  contentClass: ContentClass,
  held: readonly number[] = committed(w, database)[contentClass],
): number[] {
  if (!w.org.store.databases[database].mounted) return [];
  const [from, to] = unexpired(w, database);
  return clip(subtract(held, damaged(w, database)), from, to);
}

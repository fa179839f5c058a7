/**
 * Single log files that are missing, damaged, or in the quarantine of a virus scanner. Nothing reads a closed log before a
 * backup copies it or a recovery replays it; without the open one the group stops at once. Replay stops before the
 * first log that is not there (RST-01, X-21).
 */
import type { Ms } from '../../engine/types.ts';
import { findSet } from '../media/sets.ts';
import type { BackupSet } from '../media/state.ts';
import type { OrgWorld } from '../world.ts';
import { checkpointLog, firstLog } from './checkpoint.ts';
import type { Gap, LogPlace, Segment } from './state.ts';
import { closeOpenLog, openLog } from './stream.ts';

/** The log at a place of a group's folder; -1 where there is none. */
export function logAtPlace(w: OrgWorld, group: number, place: LogPlace): number {
  const [first, open] = [firstLog(w, group), openLog(w, group)];
  if (place === 'open') return open;
  const log = place === 'oldest' ? first : place === 'newest' ? open - 1 : checkpointLog(w, group);
  return log >= first && log < open ? log : -1;
}

/** Gaps of the present stream that still matter to it, the earliest first. */
function gapsOf(w: OrgWorld, group: number): Gap[] {
  const { gaps, segment } = w.org.store.groups[group];
  return gaps.filter((gap) => gap.segment === segment && gap.log >= firstLog(w, group));
}

/** One log is gone or of no use. The open one is closed by that: its group writes no further. */
export function breakLog(
  w: OrgWorld,
  group: number,
  place: LogPlace,
  how: Gap['how'],
  key: string,
): number {
  const g = w.org.store.groups[group];
  const log = logAtPlace(w, group, place);
  if (log < 0 || g.logsLost || g.gaps.some((x) => x.segment === g.segment && x.log === log))
    return -1;
  if (place === 'open') {
    closeOpenLog(w, group);
    g.lastLog = log;
  }
  g.gaps.push({
    segment: g.segment,
    log,
    how,
    key,
    at: w.now,
    wasOpen: place === 'open',
    seen: place === 'open',
  });
  g.gaps.sort((a, b) => a.segment - b.segment || a.log - b.log);
  return log;
}

/** The first log that soft recovery needs, between two logs, and did not find at an instant; null if none was missing. */
export function gapBetween(
  w: OrgWorld,
  group: number,
  from: number,
  to: number,
  by: Ms = w.now,
): Gap | null {
  if (w.org.store.groups[group].gaps.length === 0) return null;
  return gapsOf(w, group).find(({ log, at }) => log >= from && log <= to && at <= by) ?? null;
}

/** Logs of a stream that no set written before they broke can replace are the end of every replay: the first after `from`. */
export function firstLost(w: OrgWorld, segment: number, from: number): Gap | null {
  // Whoever replays it may live in another group by now.
  const stream = w.org.store.segments[segment] ?? null;
  if (stream === null) return null;
  const found = w.org.store.groups[stream.group].gaps.find(
    (gap) => gap.segment === segment && gap.log >= from && soundCopy(w, gap) === null,
  );
  return found ?? null;
}

/** A stretch of logs that was copied: what broke before is in it as it was by then, or not at all. */
export interface Copied {
  readonly low: number;
  readonly high: number;
  /** What it holds is of this instant. */
  readonly asOf: Ms;
}

const holds = ({ low, high }: Copied, { log }: Gap): boolean => low <= log && high >= log;

/** The newest set that nobody has found unreadable and that has copied a log before it broke; null for none. */
export function soundCopy(w: OrgWorld, gap: Gap): BackupSet | null {
  const { group } = w.org.store.segments[gap.segment] as Segment;
  const { sets } = w.org.store.groups[group];
  for (let i = sets.length - 1; i >= 0; i--) {
    const set = findSet(w, sets[i]);
    const usable = set !== null && set.complete && !set.knownBad && set.segment === gap.segment;
    if (usable && set.asOf <= gap.at && holds(set, gap)) return set;
  }
  return null;
}

/** The first log from one on that is of no use where these copies lie, since none of them was made before it broke. */
export function firstBroken(
  w: OrgWorld,
  segment: number,
  from: number,
  laid: readonly Copied[],
): Gap | null {
  const stream = w.org.store.segments[segment] ?? null;
  if (stream === null) return null;
  const found = w.org.store.groups[stream.group].gaps.find((gap) => {
    if (gap.segment !== segment || gap.log < from) return false;
    const copies = laid.filter((copy) => holds(copy, gap));
    return copies.length > 0 && copies.every(({ asOf }) => asOf > gap.at);
  });
  return found ?? null;
}

/** The first log on disk after `reach` that was not there, or of no use, at an instant; Infinity if all were sound. */
export function firstGapOnDisk(w: OrgWorld, group: number, reach: number, by: Ms = w.now): number {
  return gapBetween(w, group, reach + 1, Infinity, by)?.log ?? Infinity;
}

/** The first log of the folder that somebody has missed; null where none is missing, or nobody knows. */
export function missedLog(w: OrgWorld, group: number): Gap | null {
  return gapsOf(w, group).find(({ seen, how }) => seen && how !== 'damaged') ?? null;
}

/** Gaps that nobody has met are forgotten. */
export function forgetUnseenGaps(w: OrgWorld): void {
  for (const g of w.org.store.groups) g.gaps = g.gaps.filter(({ seen }) => seen);
}

/** What nobody can need any more is forgotten: logs older than all on disk and on tape. */
export function forgetGaps(w: OrgWorld, group: number): void {
  const g = w.org.store.groups[group];
  if (g.gaps.length === 0) return;
  g.gaps = g.gaps.filter((gap) => {
    if (gap.segment === g.segment && gap.log >= firstLog(w, group)) return true;
    return g.sets.some((id) => {
      const set = findSet(w, id);
      return set?.segment === gap.segment && set.low <= gap.log;
    });
  });
}

/** The log is put back from the quarantine. */
export function putBack(w: OrgWorld, group: number): void {
  const g = w.org.store.groups[group];
  g.gaps = g.gaps.filter(({ how }) => how !== 'quarantined');
}

/**
 * Log streams as closed forms: position and time map onto each other between changes of rate, to the exact log file.
 * Nothing ticks: a log is closed when somebody asks at which instant it was.
 */
import { settleShape } from '../../engine/shape.ts';
import type { Ms } from '../../engine/types.ts';
import { logsPerDay } from '../workload/content.ts';
import { curveOf, DAY_UNITS, instantOfUnits, unitsAt, type Curve } from '../workload/curve.ts';
import { findSet } from '../media/sets.ts';
import type { OrgWorld } from '../world.ts';
import type { GroupState, Piece, Segment } from './state.ts';

/** At every so many pieces of a stream, those that no set needs are dropped. */
const PIECES_KEPT = 256;

export function curve(w: OrgWorld): Curve {
  return curveOf(w.plan.figures.workload.weekendShare);
}

export function segmentOf(w: OrgWorld, group: number): Segment {
  return w.org.store.segments[w.org.store.groups[group].segment] as Segment;
}

/** Logs per unit of work that the mounted databases of a group write together (ESE-24). */
export function logRate(w: OrgWorld, group: number): number {
  let perDay = 0;
  const { databases } = w.plan.groups[group];
  for (let i = 0; i < databases.length; i++) {
    const d = databases[i];
    if (w.org.store.databases[d].mounted) perDay += logsPerDay(w.plan, w.plan.databases[d]);
  }
  return perDay / DAY_UNITS;
}

/** The stretch that a stream is in. */
export function lastPiece(segment: Segment): Piece {
  return segment.pieces[segment.pieces.length - 1];
}

/** Position in the stream at an instant not before the last change: log number plus filled share. */
export function positionNow(w: OrgWorld, group: number): number {
  const piece = lastPiece(segmentOf(w, group));
  const units = unitsAt(curve(w), w.now) - piece.units;
  return piece.generation + piece.fraction + piece.logsPerUnit * units;
}

/** Number of the open log, Enn.log (ESE-23). */
export function openLog(w: OrgWorld, group: number): number {
  return Math.floor(positionNow(w, group));
}

/** A stretch of a stream from a position on, at a rate that does not change within it. */
export function createPiece(
  at: Ms,
  units: number,
  position: number,
  logsPerUnit: number,
  burst: Piece['burst'],
): Piece {
  const generation = Math.floor(position);
  return { at, units, generation, fraction: position - generation, logsPerUnit, burst };
}

settleShape(createPiece(0, 0, 1, 0, null));

/** Starts a new piece at the present position, after something that sets the rate or moves the position. */
function push(w: OrgWorld, group: number, position: number, burst: Piece['burst']): void {
  const segment = segmentOf(w, group);
  const units = unitsAt(curve(w), w.now);
  segment.pieces.push(createPiece(w.now, units, position, logRate(w, group), burst));
  if (segment.pieces.length % PIECES_KEPT === 0) prune(w, group, segment);
}

/** The rate has changed: a database was mounted or dismounted. */
export function changeRate(w: OrgWorld, group: number): void {
  push(w, group, positionNow(w, group), null);
}

/** Closes the open log, however full it is (BKP-15, BKP-16). Returns the number of the closed log. */
export function closeOpenLog(w: OrgWorld, group: number): number {
  const closed = openLog(w, group);
  push(w, group, closed + 1, null);
  return closed;
}

/** Logs mail that had waited, in one go. */
export function logBurst(w: OrgWorld, group: number, database: number, logs: number): void {
  if (logs > 0) push(w, group, positionNow(w, group) + logs, { database, logs });
}

/** Logs what is moved in, in one go. */
export function logMore(w: OrgWorld, group: number, logs: number): void {
  push(w, group, positionNow(w, group) + logs, null);
}

/** Starts a new log stream for a group, whose old one is lost; generations count from 1 again. */
export function forkStream(w: OrgWorld, group: number, forkedAfter: number): number {
  const { segments, groups } = w.org.store;
  let id = segments.indexOf(null);
  if (id < 0) id = segments.push(null) - 1;
  segments[id] = {
    id,
    group,
    parent: groups[group].segment,
    forkedAfter,
    pieces: [createPiece(w.now, unitsAt(curve(w), w.now), 1, logRate(w, group), null)],
  };
  const state: GroupState = groups[group];
  // The new stream knows of no database that is not mounted.
  for (const d of w.plan.groups[group].databases) {
    if (!w.org.store.databases[d].mounted) w.org.store.databases[d].attached = false;
  }
  state.segment = id;
  state.firstLog = 1;
  state.lastLog = -1;
  state.aside = -1;
  state.logsLost = false;
  state.logsLostBy = '';
  state.flushedTo = 1;
  state.frozenCheckpoint = -1;
  state.frozenBy = -1;
  return id;
}

/** The log that was open at an instant of the present stream. */
export function logAt(w: OrgWorld, group: number, at: Ms): number {
  const { pieces } = segmentOf(w, group);
  let i = pieces.length - 1;
  while (i > 0 && pieces[i].at > at) i -= 1;
  const { generation, fraction, logsPerUnit, units } = pieces[i];
  const more = logsPerUnit * Math.max(0, unitsAt(curve(w), at) - units);
  return Math.floor(generation + fraction + more);
}

/** A place in a stream as a moment: everything logged before `at`, and a share of one burst at `at`. */
export interface Cut {
  readonly at: Ms;
  /** Database whose waiting mail was being logged at the cut, or -1. */
  readonly burstDatabase: number;
  readonly burstShare: number;
}

/** The moment at which a log of the stream was closed: where a replay through it ends. */
export function cutAfter(w: OrgWorld, segment: Segment, log: number): Cut {
  const end = log + 1;
  for (let i = segment.pieces.length - 1; i >= 0; i--) {
    const piece = segment.pieces[i];
    const begins = piece.generation + piece.fraction;
    if (begins <= end)
      return { at: instantInPiece(w, segment, i, end), burstDatabase: -1, burstShare: 0 };
    if (piece.burst !== null && begins - piece.burst.logs < end) {
      const share = (end - (begins - piece.burst.logs)) / piece.burst.logs;
      return { at: piece.at, burstDatabase: piece.burst.database, burstShare: share };
    }
  }
  throw new Error(`log ${log} is older than what is known of stream ${segment.id}`);
}

function instantInPiece(w: OrgWorld, segment: Segment, index: number, position: number): Ms {
  const piece = segment.pieces[index];
  const next = segment.pieces[index + 1];
  const latest = next === undefined ? w.now : next.at;
  const logs = position - piece.generation - piece.fraction;
  if (logs <= 0) return piece.at;
  if (piece.logsPerUnit === 0) return latest;
  const units = Math.ceil(logs / piece.logsPerUnit) + piece.units;
  return Math.min(latest, instantOfUnits(curve(w), units));
}

/** When the group's position will reach a value if nothing changes; Infinity if it never does. */
export function instantOfPosition(w: OrgWorld, group: number, position: number): Ms {
  const piece = lastPiece(segmentOf(w, group));
  const logs = position - piece.generation - piece.fraction;
  if (logs <= 0) return w.now;
  if (piece.logsPerUnit === 0) return Infinity;
  return instantOfUnits(curve(w), Math.ceil(logs / piece.logsPerUnit) + piece.units);
}

/** Drops the pieces before the oldest log that a set of this stream still ends with. */
function prune(w: OrgWorld, group: number, segment: Segment): void {
  let oldest = w.org.store.groups[group].firstLog;
  for (const id of w.org.store.groups[group].sets) {
    const set = findSet(w, id);
    if (set !== null && set.segment === segment.id) oldest = Math.min(oldest, set.low, set.high);
  }
  const pieces = segment.pieces;
  let first = 0;
  while (first + 1 < pieces.length && pieces[first + 1].generation <= oldest) first += 1;
  if (first > 0) segment.pieces = pieces.slice(first);
}

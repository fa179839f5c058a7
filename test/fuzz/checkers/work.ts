/**
 * Work and log positions over time, summed hour by hour from the table of the weekday: no closed form of the model is used,
 * only the pieces of a stream as the state keeps them.
 */
import { weekdayCurve } from '../../../sim/org/workload/parameters.ts';
import type { Ms } from '../../../sim/engine/types.ts';
import type { Plan } from '../../../sim/org/plan.ts';
import type { Piece } from '../../../sim/org/store/state.ts';
import { real, type Spans } from './sets.ts';
import type { DatabasePlan } from '../../../sim/org/store/plan.ts';

const HOUR = 3_600_000;
/** Units of work in a weekday (state: `Piece.logsPerUnit`). */
const DAY = 7000 * HOUR;

function rateIn(plan: Plan, hour: number): number {
  const clock = hour % 24;
  // The epoch was a Thursday.
  const day = (Math.floor(hour / 24) + 3) % 7;
  if (day < 5) return weekdayCurve[clock] * 7;
  const share = plan.figures.workload.weekendShare;
  return Math.round((clock >= 8 && clock < 22 ? 400 : 140) * share);
}

/** Units of work between two instants. */
export function unitsBetween(plan: Plan, from: Ms, to: Ms): number {
  let units = 0;
  for (let at = from; at < to;) {
    const hour = Math.floor(at / HOUR);
    const until = Math.min(to, (hour + 1) * HOUR);
    units += rateIn(plan, hour) * (until - at);
    at = until;
  }
  return units;
}

/** What is longer than roundings can explain, of creation times: where nobody works nothing is created, and nothing lost. */
export function worth(plan: Plan, spans: Spans): number[] {
  const long = real(spans);
  const out: number[] = [];
  for (let i = 0; i < long.length; i += 2)
    if (unitsBetween(plan, long[i], long[i + 1]) > 0) out.push(long[i], long[i + 1]);
  return out;
}

/** When so many units are done from an instant on, at the latest `latest`. */
export function afterUnits(plan: Plan, from: Ms, units: number, latest: Ms): Ms {
  let left = units;
  for (let at = from; at < latest;) {
    const hour = Math.floor(at / HOUR);
    const until = Math.min(latest, (hour + 1) * HOUR);
    const rate = rateIn(plan, hour);
    if (rate * (until - at) >= left) return rate === 0 ? at : Math.ceil(at + left / rate);
    left -= rate * (until - at);
    at = until;
  }
  return latest;
}

/** Oldest content that a database of steady size still keeps. */
export function keptSince(plan: Plan, database: DatabasePlan, now: Ms): Ms {
  const { receivedPerDay, sentPerDay } = database.profile;
  const perDay =
    database.writers * (receivedPerDay + sentPerDay) * plan.figures.workload.messageBytes;
  if (perDay === 0) return -Infinity;
  let left = (database.sizeBytes / perDay) * DAY;
  let at = now;
  // Whole weeks first: a small office keeps years of mail.
  const week = unitsBetween(plan, at - 168 * HOUR, at);
  if (week === 0) return -Infinity;
  const weeks = Math.floor(left / week);
  left -= weeks * week;
  at -= weeks * 168 * HOUR;
  while (left > 0) {
    const before = Math.ceil(at / HOUR - 1);
    const from = before * HOUR;
    const units = rateIn(plan, before) * (at - from);
    if (units >= left) return at - left / rateIn(plan, before);
    left -= units;
    at = from;
  }
  return at;
}

const beginOf = (piece: Piece): number => piece.generation + piece.fraction;

/** Position of a stream at an instant not before its last piece. */
export function positionAt(plan: Plan, pieces: readonly Piece[], now: Ms): number {
  const last = pieces[pieces.length - 1];
  return beginOf(last) + last.logsPerUnit * unitsBetween(plan, last.at, now);
}

export interface Reached {
  readonly at: Ms;
  /** Where the position is inside a burst of mail that had waited: whose, and how much of it lies before. */
  readonly burst: { readonly database: number; readonly share: number } | null;
}

/** The last instant whose writes lie before a position of the stream. */
export function reached(plan: Plan, pieces: readonly Piece[], position: number, now: Ms): Reached {
  for (let i = pieces.length - 1; i >= 0; i--) {
    const piece = pieces[i];
    const begin = beginOf(piece);
    if (begin <= position) {
      const next = i + 1 < pieces.length ? pieces[i + 1].at : now;
      if (begin === position) return { at: piece.at, burst: null };
      if (piece.logsPerUnit === 0) return { at: next, burst: null };
      const units = (position - begin) / piece.logsPerUnit;
      return { at: afterUnits(plan, piece.at, units, next), burst: null };
    }
    const { burst } = piece;
    if (burst === null || begin - burst.logs >= position) continue;
    const share = (position - (begin - burst.logs)) / burst.logs;
    return { at: piece.at, burst: { database: burst.database, share } };
  }
  return { at: pieces[0].at, burst: null };
}

/** Mail that waited is logged in the order in which it came: how far a share of it reaches. */
export function burstUntil(plan: Plan, from: Ms, to: Ms, share: number): Ms {
  return afterUnits(plan, from, unitsBetween(plan, from, to) * share, to);
}

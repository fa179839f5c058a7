import { civilOf, DAY, daysInMonth, instantOf, WEEK } from './clock.ts';
import { contains, normalise } from './intervals.ts';
import type { Ms } from './types.ts';

/**
 * Weekly hours: flat sorted disjoint [from, to) pairs in milliseconds of the week, within [0,
 * WEEK].
 */
export type WeekSpans = readonly number[];

/**
 * The nth (1-5, or -1 for the last) given weekday (0 = Monday) of every month, at a time of day.
 */
export interface MonthlyRule {
  readonly nth: number;
  readonly weekday: number;
  readonly timeOfDay: Ms;
}

/**
 * When something is due: instants of the week in milliseconds from Monday 00:00, and monthly ones.
 */
export interface Schedule {
  readonly week: readonly number[];
  readonly monthly: readonly MonthlyRule[];
}

/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4 * DAY;

/** Monday 00:00 of the week that holds t. */
export function weekStart(t: Ms): Ms {
  return FIRST_MONDAY + Math.floor((t - FIRST_MONDAY) / WEEK) * WEEK;
}

/**
 * Weekly hours from pairs in any order. A pair may run past the end of the week (Sunday 22:00 to
 * Monday 02:00 is [WEEK - 2 h, WEEK + 2 h]); the part beyond is wrapped to its beginning.
 */
export function weekSpansOf(pairs: readonly number[]): number[] {
  const wrapped: number[] = [];
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const length = pairs[i + 1] - pairs[i];
    if (length >= WEEK) return [0, WEEK];
    const from = pairs[i] - Math.floor(pairs[i] / WEEK) * WEEK;
    wrapped.push(from, Math.min(from + length, WEEK));
    wrapped.push(0, from + length - WEEK);
  }
  return normalise(wrapped);
}

/** Whether t lies in the weekly hours. */
export function insideSpans(spans: WeekSpans, t: Ms): boolean {
  return contains(spans, t - weekStart(t));
}

/**
 * t itself when it is inside, else the next instant that is; Infinity when there are no hours at
 * all.
 */
export function nextInside(spans: WeekSpans, t: Ms): Ms {
  if (spans.length === 0) return Infinity;
  const monday = weekStart(t);
  const offset = t - monday;
  for (let i = 0; i < spans.length; i += 2) {
    if (offset < spans[i]) return monday + spans[i];
    if (offset < spans[i + 1]) return t;
  }
  return monday + WEEK + spans[0];
}

/**
 * The end of the unbroken span that holds t, spans that meet at Sunday midnight counting as one; t
 * when it is outside, Infinity when the hours never end.
 */
export function spanEnd(spans: WeekSpans, t: Ms): Ms {
  const monday = weekStart(t);
  const offset = t - monday;
  for (let i = 0; i < spans.length; i += 2) {
    if (offset < spans[i]) return t;
    if (offset >= spans[i + 1]) continue;
    if (spans[i + 1] < WEEK || spans[0] > 0) return monday + spans[i + 1];
    return spans[1] === WEEK ? Infinity : monday + WEEK + spans[1];
  }
  return t;
}

/**
 * How much of [from, to) lies in the weekly hours, in closed form. 0 when `to` is not after `from`.
 */
export function timeInside(spans: WeekSpans, from: Ms, to: Ms): Ms {
  if (!(from < to)) return 0;
  const firstWeek = weekStart(from);
  const lastWeek = weekStart(to);
  const whole = Math.round((lastWeek - firstWeek) / WEEK);
  return (
    whole * insideBefore(spans, WEEK) +
    insideBefore(spans, to - lastWeek) -
    insideBefore(spans, from - firstWeek)
  );
}

/** Time inside from the start of the week to an offset in it. */
function insideBefore(spans: WeekSpans, offset: Ms): Ms {
  let sum = 0;
  for (let i = 0; i < spans.length && spans[i] < offset; i += 2) {
    sum += Math.min(spans[i + 1], offset) - spans[i];
  }
  return sum;
}

/**
 * The first instant strictly after `after` that the schedule names; Infinity when it names none.
 */
export function nextOccurrence(schedule: Schedule, after: Ms): Ms {
  let next = Infinity;
  const monday = weekStart(after);
  for (const offset of schedule.week) {
    const thisWeek = monday + offset;
    next = Math.min(next, thisWeek > after ? thisWeek : thisWeek + WEEK);
  }
  for (const rule of schedule.monthly) next = Math.min(next, nextMonthly(rule, after));
  return next;
}

/**
 * A fifth Monday can be absent three months running, so a year of months is more than enough to
 * look at.
 */
function nextMonthly(rule: MonthlyRule, after: Ms): Ms {
  let { year, month } = civilOf(after);
  for (let step = 0; step <= 12; step++) {
    const at = inMonth(rule, year, month);
    if (at > after && at < Infinity) return at;
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year++;
  }
  return Infinity;
}

/** When a rule falls in one month; Infinity when that month has no such day. */
function inMonth(rule: MonthlyRule, year: number, month: number): Ms {
  const first = instantOf(year, month, 1);
  const days = daysInMonth(year, month);
  const firstSuch = 1 + ((rule.weekday - civilOf(first).weekday + 7) % 7);
  const last = firstSuch + 7 * Math.floor((days - firstSuch) / 7);
  const day = rule.nth === -1 ? last : firstSuch + 7 * (rule.nth - 1);
  return day > days ? Infinity : first + (day - 1) * DAY + rule.timeOfDay;
}

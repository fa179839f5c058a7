import type { MonthlyRule, Schedule, WeekSpans } from '../engine/calendar.ts';
import { weekSpansOf, weekStart } from '../engine/calendar.ts';
import { DAY, instantOf, MINUTE, WEEK } from '../engine/clock.ts';
import { nearest } from './nearest.ts';
import { parseQuantity, TIME } from './units.ts';

/** A value that was read, or what is wrong with it. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly message: string; readonly nearest?: string | null };

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'last'];
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

const no = (message: string, near?: string | null): Reading<never> => ({
  ...{ ok: false, message },
  ...(near ? { nearest: near } : {}),
});

/** 'HH:MM' in milliseconds of the day; 24:00 is the end of the day. */
function timeOfDay(text: string): number | null {
  const match = /^([0-9]{1,2}):([0-9]{2})$/.exec(text);
  if (match === null) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minutes <= 1440 ? minutes * MINUTE : null;
}

/** 'daily', 'Mon', 'Mon-Fri', 'Fri-Mon' as days of the week from Monday. */
function daysOf(text: string): Reading<readonly number[]> {
  if (text === 'daily') return { ok: true, value: EVERY_DAY };
  const [from, to = from, ...more] = text.split('-');
  if (more.length > 0) return no(`'${text}' are no days`);
  for (const day of [from, to]) {
    if (!DAYS.includes(day)) {
      return no(`'${day}' is no day: ${DAYS.join(' ')} or daily`, nearest(day, [...DAYS, 'daily']));
    }
  }
  const days: number[] = [];
  for (let d = DAYS.indexOf(from); ; d = (d + 1) % 7) {
    days.push(d);
    if (d === DAYS.indexOf(to)) return { ok: true, value: days };
  }
}

/** One entry of `when`. */
function parseOccasion(text: string): Reading<Schedule> {
  const words = text.trim().split(/\s+/);
  if (words[0] === 'every') return parseEvery(text, words);
  const time = timeOfDay(words[words.length - 1]);
  if (time === null) return no(`no time HH:MM at the end of '${text}'`);
  if (ORDINALS.includes(words[0])) return parseMonthly(words, time);
  if (words.length > 2) return no(`'${text}' is no time of the week; several are a YAML list`);
  const days = words.length === 1 ? { ok: true as const, value: EVERY_DAY } : daysOf(words[0]);
  if (!days.ok) return days;
  const week = days.value.map((day) => (day * DAY + time) % WEEK);
  return { ok: true, value: { week, monthly: [] } };
}

function parseMonthly(words: readonly string[], time: number): Reading<Schedule> {
  const days = words.length === 3 ? daysOf(words[1]) : no('first to fifth or last, one day, HH:MM');
  if (!days.ok) return days;
  if (days.value.length !== 1) return no(`'${words[0]}' goes with one day, as in first Sun 20:00`);
  const nth = words[0] === 'last' ? -1 : ORDINALS.indexOf(words[0]) + 1;
  return {
    ok: true,
    value: { week: [], monthly: [{ nth, weekday: days.value[0], timeOfDay: time }] },
  };
}

/** `every 4 h from 00:00`: the interval divides the day, or the week, so that every week is alike. */
function parseEvery(text: string, words: readonly string[]): Reading<Schedule> {
  const from = words.indexOf('from');
  const time = from === words.length - 2 ? timeOfDay(words[from + 1]) : null;
  if (time === null) return no(`'${text}' reads: every 4 h from 00:00`);
  const length = parseQuantity(TIME, words.slice(1, from).join(' '));
  if (!length.ok) return no(length.message);
  if (length.value < MINUTE || WEEK % length.value !== 0) {
    return no(`'every' takes a time from 1 min to a week that divides the week evenly`);
  }
  const count = WEEK / length.value;
  const week = Array.from({ length: count }, (_, i) => (time + i * length.value) % WEEK);
  return { ok: true, value: { week, monthly: [] } };
}

/** A text or a list of texts: `Sat 20:00`, `[Sun 20:00, Mon-Fri 20:00]`, `first Sun 20:00`. */
export function parseSchedule(written: unknown): Reading<Schedule> {
  const week: number[] = [];
  const monthly: MonthlyRule[] = [];
  const texts = asTexts(written, 'a time of the week such as Sat 20:00, or a list of them');
  if (!texts.ok) return texts;
  for (const text of texts.value) {
    const occasion = parseOccasion(text);
    if (!occasion.ok) return occasion;
    week.push(...occasion.value.week);
    monthly.push(...occasion.value.monthly);
  }
  const sorted = [...new Set(week)].sort((a, b) => a - b);
  return { ok: true, value: { week: sorted, monthly } };
}

/** A text or a list of texts: `20:00-06:00`, `Mon-Fri 22:00-06:00`, `always`. A span belongs to the day it begins on. */
export function parseSpans(written: unknown): Reading<WeekSpans> {
  if (written === 'always') return { ok: true, value: [0, WEEK] };
  const texts = asTexts(
    written,
    'hours of the week such as Mon-Fri 08:00-18:00, or a list of them',
  );
  if (!texts.ok) return texts;
  const pairs: number[] = [];
  for (const text of texts.value) {
    const words = text.trim().split(/\s+/);
    const [from, to, ...more] = words[words.length - 1].split('-').map(timeOfDay);
    if (words.length > 2 || more.length > 0 || typeof from !== 'number' || typeof to !== 'number') {
      return no(`'${text}' are no hours: Mon-Fri 08:00-18:00, or 20:00-06:00 for daily`);
    }
    if (from === DAY || from === to) return no(`'${text}' is empty; the whole day is 00:00-24:00`);
    const days = words.length === 1 ? { ok: true as const, value: EVERY_DAY } : daysOf(words[0]);
    if (!days.ok) return days;
    const length = to > from ? to - from : to + DAY - from;
    for (const day of days.value) pairs.push(day * DAY + from, day * DAY + from + length);
  }
  return { ok: true, value: weekSpansOf(pairs) };
}

/** More than anybody writes, and few enough to be walked. */
const MOST_TEXTS = 200;

function asTexts(written: unknown, expected: string): Reading<readonly string[]> {
  const list = Array.isArray(written) ? (written as unknown[]) : [written];
  if (list.length === 0 || list.length > MOST_TEXTS) return no(`1 to ${MOST_TEXTS} entries`);
  for (const each of list) if (typeof each !== 'string') return no(`not ${expected}`);
  return { ok: true, value: list as string[] };
}

const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]([0-9]{1,2}):([0-9]{2}))?$/;
const WEEK_TIME = /^week\s+([0-9]{1,5})\s+(\S+)\s+([0-9]{1,2}:[0-9]{2})$/;

/** `2007-03-22 14:30`. */
export function parseDate(written: unknown): Reading<number> {
  const match = typeof written === 'string' ? DATE.exec(written.trim()) : null;
  if (match === null) return no('not a date such as 2007-03-22 or 2007-03-22 14:30');
  const [year, month, day, hour, minute] = match.slice(1).map((part) => Number(part ?? 0));
  try {
    return { ok: true, value: instantOf(year, month, day, hour, minute) };
  } catch {
    return no(`'${String(written)}' is no day or time of the calendar`);
  }
}

/** An instant as written: a date, or a week and a time counted from the start, which is not known while reading. */
export type InstantText =
  | { readonly type: 'date'; readonly at: number }
  | { readonly type: 'week'; readonly week: number; readonly offset: number };

/** `2007-03-22 14:30`, or `week 3 Thu 14:30`. */
export function parseInstant(written: unknown): Reading<InstantText> {
  const text = typeof written === 'string' ? written.trim() : '';
  const match = WEEK_TIME.exec(text);
  if (match !== null) {
    const [, week, day, clock] = match;
    const time = timeOfDay(clock);
    if (!DAYS.includes(day)) return no(`'${day}' is no day: ${DAYS.join(' ')}`, nearest(day, DAYS));
    if (time === null) return no(`'${clock}' is no time of the day`);
    if (Number(week) === 0) return no('week 1 is the first: it begins at `start`');
    const offset = (DAYS.indexOf(day) * DAY + time) % WEEK;
    return { ok: true, value: { type: 'week', week: Number(week), offset } };
  }
  if (/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s+[0-9]{1,2}:[0-9]{2}$/.test(text)) {
    return no(`which ${text.slice(0, 3)}? Say 'week 3 ${text}' or a date`);
  }
  const date = parseDate(written);
  if (!date.ok) return no('not an instant such as 2007-03-22 14:30 or week 3 Thu 14:30');
  return { ok: true, value: { type: 'date', at: date.value } };
}

/** The instant; `week n` are the seven days from start + (n - 1) weeks. */
export function instantFrom(text: InstantText, start: number): number {
  if (text.type === 'date') return text.at;
  const begin = start + (text.week - 1) * WEEK;
  const offset = begin - weekStart(begin);
  return begin + ((((text.offset - offset) % WEEK) + WEEK) % WEEK);
}

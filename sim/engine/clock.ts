import { EngineError, show } from './errors.ts';
import type { Ms } from './types.ts';

export const SECOND: Ms = 1000;
export const MINUTE: Ms = 60 * SECOND;
export const HOUR: Ms = 60 * MINUTE;
export const DAY: Ms = 24 * HOUR;
export const WEEK: Ms = 7 * DAY;
/** 365 days: the unit of rates "a year", never a step of the calendar. */
export const YEAR: Ms = 365 * DAY;

/** An instant as people write it. `month` is 1-12, `weekday` 0 for Monday to 6 for Sunday. */
export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly weekday: number;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const DAYS_IN_ERA = 146097;

/**
 * Days from 1970-01-01 to a date of the Gregorian calendar. Years run from March, so that leap days
 * come last.
 */
function dayNumber(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leaps = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * DAYS_IN_ERA + yearOfEra * 365 + leaps + dayOfYear - 719468;
}

/** The date and time of an instant, on the one clock that the whole organization shares. */
export function civilOf(instant: Ms): Civil {
  const days = Math.floor(instant / DAY);
  const rest = instant - days * DAY;
  const shifted = days + 719468;
  const era = Math.floor(shifted / DAYS_IN_ERA);
  const dayOfEra = shifted - era * DAYS_IN_ERA;
  const leaps =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36524) + Math.floor(dayOfEra / 146096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const startOfYear = 365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const dayOfYear = dayOfEra - startOfYear;
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
    hour: Math.floor(rest / HOUR),
    minute: Math.floor(rest / MINUTE) % 60,
    second: Math.floor(rest / SECOND) % 60,
    millisecond: rest % SECOND,
    weekday: weekdayOf(days),
  };
}

/** 0 for Monday to 6 for Sunday; 1970-01-01, day 0, was a Thursday. */
function weekdayOf(days: number): number {
  return (((days + 3) % 7) + 7) % 7;
}

/** How many days a month has, in its year. */
export function daysInMonth(year: number, month: number): number {
  const next = month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1);
  return next - dayNumber(year, month, 1);
}

/** The instant of a date and time. Throws EngineError for a date or time that does not exist. */
export function instantOf(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
): Ms {
  demand('year', year, -200000, 200000);
  demand('month', month, 1, 12);
  demand('day', day, 1, daysInMonth(year, month));
  demand('hour', hour, 0, 23);
  demand('minute', minute, 0, 59);
  demand('second', second, 0, 59);
  return dayNumber(year, month, day) * DAY + hour * HOUR + minute * MINUTE + second * SECOND;
}

function demand(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const range = `${least} to ${most}`;
  throw new EngineError('bad-argument', `${name} must be an integer ${range}, not ${show(value)}`);
}

/**
 * 'Thu 2007-03-22 14:30', with ':05' for the seconds when it is not on the minute. 'never' for
 * Infinity.
 */
export function formatInstant(instant: Ms): string {
  if (!Number.isFinite(instant)) return 'never';
  const at = civilOf(instant);
  const date = `${pad(at.year, 4)}-${pad(at.month, 2)}-${pad(at.day, 2)}`;
  const seconds = at.second === 0 ? '' : `:${pad(at.second, 2)}`;
  return `${WEEKDAYS[at.weekday]} ${date} ${pad(at.hour, 2)}:${pad(at.minute, 2)}${seconds}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/**
 * '3 d 2 h', '5 h 14 min', '1 min 30 s', '45 s', '250 ms': two units at most, rounded to the
 * smaller one.
 */
export function formatDuration(length: Ms): string {
  if (Number.isNaN(length)) return 'unknown';
  if (length < 0) return `-${formatDuration(-length)}`;
  if (length === Infinity) return 'forever';
  if (length > 0 && length < SECOND) return `${Math.round(length)} ms`;
  // Rounding may carry into the next unit (59 min 59.9 s is an hour), so the unit is chosen after
  // rounding.
  const seconds = Math.round(length / SECOND) * SECOND;
  if (seconds < HOUR) return twoUnits(seconds, MINUTE, 'min', SECOND, 's');
  const minutes = Math.round(length / MINUTE) * MINUTE;
  if (minutes < DAY) return twoUnits(minutes, HOUR, 'h', MINUTE, 'min');
  return twoUnits(Math.round(length / HOUR) * HOUR, DAY, 'd', HOUR, 'h');
}

function twoUnits(length: Ms, large: Ms, largeName: string, small: Ms, smallName: string): string {
  const whole = Math.floor(length / large);
  const rest = (length - whole * large) / small;
  if (whole === 0) return `${rest} ${smallName}`;
  return rest === 0 ? `${whole} ${largeName}` : `${whole} ${largeName} ${rest} ${smallName}`;
}

/**
 * The hour-of-week curve and its integral, exact in integers: work is counted in units of which a weekday has
 * 7000 x 3,600,000, so that the integral at every millisecond is a whole number and time and work map onto each other
 * without rounding (a week is 1.3e11 units, a century 7e14, well below 2^53).
 */
import { HOUR, WEEK } from '../../engine/clock.ts';
import type { Ms } from '../../engine/types.ts';
import { weekdayCurve } from './parameters.ts';

/** Units of work on one weekday. */
export const DAY_UNITS = 7000 * HOUR;

/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4 * 24 * HOUR;

export interface Curve {
  /** Units per millisecond in each hour of the week, from Monday 00:00. */
  readonly rate: readonly number[];
  /** Units before each hour of the week; one entry more than hours. */
  readonly before: readonly number[];
}

let lastShare = -1;
let lastCurve: Curve = { rate: [], before: [] };

/** The curve for a weekend share (0.15: a weekend day carries 15 % of a weekday, 80 % of it 08-22). */
export function curveOf(weekendShare: number): Curve {
  if (weekendShare === lastShare) return lastCurve;
  const rate: number[] = [];
  for (let day = 0; day < 7; day++) {
    for (let hour = 0; hour < 24; hour++) {
      const weekend = hour >= 8 && hour < 22 ? 400 * weekendShare : 140 * weekendShare;
      rate.push(day < 5 ? weekdayCurve[hour] * 7 : Math.round(weekend));
    }
  }
  const before = [0];
  for (let h = 0; h < 168; h++) before.push(before[h] + rate[h] * HOUR);
  lastCurve = { rate, before };
  lastShare = weekendShare;
  return lastCurve;
}

/** Units of work from a fixed origin up to an instant. */
export function unitsAt(curve: Curve, at: Ms): number {
  const shifted = at - FIRST_MONDAY;
  const week = Math.floor(shifted / WEEK);
  const inWeek = shifted - week * WEEK;
  const hour = Math.floor(inWeek / HOUR);
  return week * curve.before[168] + curve.before[hour] + curve.rate[hour] * (inWeek - hour * HOUR);
}

/** Units per millisecond in the busiest hour of the week. */
export function busiestRate({ rate }: Curve): number {
  let most = 0;
  for (const each of rate) most = Math.max(most, each);
  return most;
}

/** The earliest instant by which so many units are done: inverse of `unitsAt`. */
export function instantOfUnits(curve: Curve, units: number): Ms {
  const perWeek = curve.before[168];
  // The earliest instant: work that ends with a week was done by the last working hour of it.
  const week = Math.ceil(units / perWeek) - 1;
  const rest = units - week * perWeek;
  let low = 0;
  let high = 167;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (curve.before[middle + 1] >= rest) high = middle;
    else low = middle + 1;
  }
  const into = curve.rate[low] === 0 ? 0 : Math.ceil((rest - curve.before[low]) / curve.rate[low]);
  return FIRST_MONDAY + week * WEEK + low * HOUR + into;
}

/**
 * The hour-of-week curve once more, by hand and in whole numbers, and a walk over it hour by hour: the reference for
 * the integral and its inverse. It shares nothing with the curve of the simulator.
 */
export const HOUR_MS = 3_600_000;
/** Units of work of a weekday. */
export const DAY_OF_WORK = 7000 * HOUR_MS;

/** Tenths of a percent of a weekday's work, from 00:00. */
const WEEKDAY = [
  5, 5, 5, 5, 5, 10, 20, 40, 80, 100, 105, 85, 55, 75, 90, 100, 80, 50, 30, 20, 15, 10, 5, 5,
];

/**
 * Units per millisecond in the hour of an instant. A weekend day has a share (in thousandths) of a weekday's work, 80 %
 * of it spread evenly over 08-22, the rest over the other ten hours; the rate of an hour is rounded to a whole unit.
 */
export function speedAt(at: number, weekendThousandths: number): number {
  const hours = Math.floor(at / HOUR_MS);
  const day = (((Math.floor(hours / 24) + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday
  const hour = ((hours % 24) + 24) % 24;
  if (day < 5) return 7 * WEEKDAY[hour];
  const byDay = hour >= 8 && hour < 22;
  const exact = byDay
    ? (0.8 / 14) * 7000 * weekendThousandths
    : (0.2 / 10) * 7000 * weekendThousandths;
  return Math.floor(exact / 1000 + 0.5 + 1e-9);
}

/** The hours and parts of hours from one instant to a later one: [from, to, units per millisecond]. */
export function* hoursBetween(
  from: number,
  to: number,
  weekendThousandths: number,
): Generator<[number, number, number]> {
  for (let at = from; at < to;) {
    const end = Math.min(to, (Math.floor(at / HOUR_MS) + 1) * HOUR_MS);
    yield [at, end, speedAt(at, weekendThousandths)];
    at = end;
  }
}

/** Units of work between two instants. */
export function workWalked(from: number, to: number, weekendThousandths: number): number {
  let units = 0;
  for (const [begin, end, speed] of hoursBetween(from, to, weekendThousandths))
    units += speed * (end - begin);
  return units;
}

/** The first millisecond by which so many units (more than none) are done, counted from an instant. */
export function instantWalked(from: number, units: number, weekendThousandths: number): number {
  let left = units;
  for (const [begin, end, speed] of hoursBetween(from, Infinity, weekendThousandths)) {
    const done = speed * (end - begin);
    if (done >= left) return begin + Math.ceil(left / speed);
    left -= done;
  }
  return Infinity;
}

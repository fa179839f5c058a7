/** The horizon of a replication in words. */
import { duration } from '../format/duration.ts';
import { count } from '../format/number.ts';

const DAY = 86_400_000;

function isYear(horizonMs: number): boolean {
  return horizonMs >= 360 * DAY && horizonMs <= 370 * DAY;
}

/** `a year`, `26 weeks`, `10 d`. */
export function period(horizonMs: number): string {
  if (isYear(horizonMs)) return 'a year';
  const weeks = horizonMs / (7 * DAY);
  if (Number.isInteger(weeks)) return `${count(weeks)}\u00a0weeks`;
  return duration(horizonMs);
}

/** `200 years`, or `200 replications of 26 weeks`. */
export function replications(n: number, horizonMs: number): string {
  if (isYear(horizonMs)) return `${count(n)} simulated ${n === 1 ? 'year' : 'years'}`;
  return `${count(n)} replications of ${period(horizonMs)}`;
}

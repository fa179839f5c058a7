/**
 * What no replication has shown. Resampling only repeats what was seen, so where tails are heavy its intervals end too
 * early. Withholding them where a few values make the spread does not help: what is left are the runs in which the tail
 * happened not to show, and these hold the truth least of all. So intervals reach as far as the unseen may.
 */
import type { Interval } from './poisson.ts';

/**
 * How many times as far off as the farthest that was seen the unseen is taken to be. The least with which intervals held
 * what they say on lognormal years up to sigma 1.8 (`npm run coverage`); light tails do not notice.
 */
const TIMES_AS_FAR = 2.5;

/** What single values move an estimate by, the farthest one downwards (at most 0) and upwards (at least 0). */
export type Far = Interval;

/**
 * Of a kind that none of n has shown there may be 3 in n (the rule of three, -ln 0.05 being 3; at other levels
 * -ln(1 - level)): the interval holds what so many would move the estimate by.
 */
export function withUnseen(
  [low, high]: Interval,
  value: number,
  far: Far,
  level: number,
): Interval {
  const times = -Math.log(1 - level) * TIMES_AS_FAR;
  return [Math.min(low, value + times * far[0]), Math.max(high, value + times * far[1])];
}

/** Of a difference: what nobody has seen yet may turn it round, however much one side looks better. */
export function eitherWay([least, most]: Far): Far {
  const farthest = Math.max(-least, most);
  return [-farthest, farthest];
}

/** The probability at which such an interval would just reach zero. */
export function unseenP(value: number, [least, most]: Far): number {
  const farthest = value > 0 ? -least : most;
  if (value === 0) return 1;
  return farthest === 0 ? 0 : Math.exp(-Math.abs(value) / (TIMES_AS_FAR * farthest));
}

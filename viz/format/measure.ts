/** Values of metrics in their own unit (sim/metrics names the units). */
import { duration, signedDuration } from './duration.ts';
import { bytes, figure, percent } from './number.ts';

const MINUS = '\u2212';

/** A value with its unit: `5 h 14 min`, `412 messages`, `3.5 %`, `0.4 a year`. */
export function measure(value: number, unit: string): string {
  switch (unit) {
    case 'ms':
      return duration(value);
    case 'share':
      return percent(value);
    case 'B':
      return bytes(value);
    case 'count':
      return figure(value);
    case '/year':
      return `${figure(value)} a\u00a0year`;
    default:
      return `${figure(value)} ${value === 1 ? unit.replace(/s$/, '') : unit}`;
  }
}

/** What a column's heading must add to its values, since `bare` leaves it out. */
export function unitWord(unit: string): string | null {
  const known: Readonly<Record<string, string | null>> = {
    ms: null, share: null, B: null, count: null, messages: null, '/year': 'a\u00a0year',
  }; // prettier-ignore
  return Object.hasOwn(known, unit) ? known[unit] : unit;
}

/** A value whose unit is said elsewhere: on an axis, in a column's heading. */
export function bare(value: number, unit: string): string {
  if (unit === 'ms') return duration(value);
  if (unit === 'share') return percent(value);
  if (unit === 'B') return bytes(value);
  return figure(value);
}

const MINUTE = 60_000;

/** A length of time no more precise than its interval allows: to the hour, or to five minutes. */
export function rounded(value: number, ci: readonly [number, number] | null, unit: string): number {
  if (unit !== 'ms' || ci === null) return value;
  const width = ci[1] - ci[0];
  const step = width >= 360 * MINUTE ? 60 * MINUTE : width >= 60 * MINUTE ? 5 * MINUTE : 1;
  return Math.round(value / step) * step;
}

/** A difference, always with its sign. */
export function signed(value: number, unit: string): string {
  if (unit === 'ms') return signedDuration(value);
  if (value === 0) return bare(0, unit);
  return `${value < 0 ? MINUS : '+'}${measure(Math.abs(value), unit)}`;
}

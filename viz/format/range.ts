/** Intervals: both ends in one unit, and coarser than the estimate, since an end is never known to the minute. */
import { bytes, figure, percent } from './number.ts';

const UNITS = [
  { name: 's', ms: 1000, upTo: 100 },
  { name: 'min', ms: 60_000, upTo: 100 },
  { name: 'h', ms: 3_600_000, upTo: 72 },
  { name: 'd', ms: 86_400_000, upTo: Infinity },
] as const;

const NB = '\u00a0';

/** `4.8 to 6.1 h`, `11 to 22 %`, `310 to 540`; null where the interval has no width worth telling. */
export function range(ci: readonly [number, number], unit: string): string | null {
  const [low, high] = ends(ci, unit);
  const [start, end] = [low.slice(0, low.length - shared(low, high).length), high];
  return low === high ? null : `${start}${NB}to${NB}${end}`;
}

function ends(ci: readonly [number, number], unit: string): [string, string] {
  if (unit === 'ms') return lengths(ci);
  const word = unit === 'share' ? percent : unit === 'B' ? bytes : figure;
  return [word(ci[0]), word(ci[1])];
}

function lengths([low, high]: readonly [number, number]): [string, string] {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  const unit = UNITS.find((each) => largest < each.ms * each.upTo) ?? UNITS[3];
  // One digit after the point below ten, for both ends or for none.
  const digits = largest / unit.ms < 10 ? 1 : 0;
  const word = (ms: number) => {
    const text = Math.abs(ms / unit.ms)
      .toFixed(digits)
      .replace(/\.0$/, '');
    return `${ms < 0 && Number(text) !== 0 ? '\u2212' : ''}${text}${NB}${unit.name}`;
  };
  return [word(low), word(high)];
}

/** The unit that both ends carry; it is said once. */
function shared(low: string, high: string): string {
  const unit = /[\s\u00a0\u202f][^\d\s\u00a0\u202f]+$/u.exec(low)?.[0] ?? '';
  return high.endsWith(unit) ? unit : '';
}

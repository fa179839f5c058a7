/** Figures inside of sentences. */
import { formatDuration } from '../engine/clock.ts';

/** '17 h to 1 d 20 h' where both ends lie on one side, else '3 h sooner to 1 h later'. */
export function boundsText(
  [low, high]: readonly [number, number],
  [below, above]: readonly [string, string] = ['sooner', 'later'],
): string {
  const ends = [Math.abs(low), Math.abs(high)].map(formatDuration);
  if (high <= 0) return `${ends[1]} to ${ends[0]}`;
  return low >= 0 ? `${ends[0]} to ${ends[1]}` : `${ends[0]} ${below} to ${ends[1]} ${above}`;
}

export function percent(share: number): string {
  const value = share * 100;
  return `${value >= 10 || value === 0 ? Math.round(value) : round(value)} %`;
}

/** Two or three digits that matter. */
export function round(value: number): string {
  if (value >= 100) return String(Math.round(value));
  return String(value >= 1 ? Math.round(value * 10) / 10 : Math.round(value * 1000) / 1000);
}

/** Lengths of time in words, with no more precision than a reader can use. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A no-break space: a figure and its unit stay on one line. */
const NB = '\u00a0';

/** `5 h 14 min`, `40 s`, `2 d 18 h`, `13 d`. Two units at most; hours up to two days, since restores are told in hours. */
export function duration(ms: number): string {
  if (ms < 0) return `\u2212${duration(-ms)}`;
  if (ms < SECOND / 2) return '0';
  if (ms < MINUTE - SECOND / 2) return `${Math.round(ms / SECOND)}${NB}s`;
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 60) return `${minutes}${NB}min`;
  if (minutes < 48 * 60) return two(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  const hours = Math.round(ms / HOUR);
  if (hours < 10 * 24) return two(Math.floor(hours / 24), 'd', hours % 24, 'h');
  return `${Math.round(ms / DAY)}${NB}d`;
}

/** The same with its sign, for differences. */
export function signedDuration(ms: number): string {
  const text = duration(ms);
  return ms > 0 && text !== '0' ? `+${text}` : text;
}

function two(large: number, largeUnit: string, small: number, smallUnit: string): string {
  const head = `${large}${NB}${largeUnit}`;
  return small === 0 ? head : `${head}${NB}${small}${NB}${smallUnit}`;
}

/** Instants of the simulated calendar: one clock, no time zone, no daylight saving. Hence UTC throughout. */

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

function pad(n: number): string {
  return String(n).padStart(2, '0');
}

/** `14:30`. */
export function clock(at: number): string {
  const date = new Date(at);
  return `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}`;
}

/** `14:30:05` where the seconds matter. */
export function clockSeconds(at: number): string {
  return `${clock(at)}:${pad(new Date(at).getUTCSeconds())}`;
}

/** `Thu 22 Mar`. */
export function day(at: number): string {
  const date = new Date(at);
  return `${DAYS[date.getUTCDay()]} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** `Thu 22 Mar 2007, 14:30`. */
export function instant(at: number): string {
  return `${day(at)} ${new Date(at).getUTCFullYear()}, ${clock(at)}`;
}

/** `Thu 22 Mar, 14:30`: where the year is known. */
export function shortInstant(at: number): string {
  return `${day(at)}, ${clock(at)}`;
}

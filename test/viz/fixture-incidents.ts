/** Incidents of the fixture: the same failures under every strategy, with losses that are mostly zero. */
import type { IncidentRow } from '../../sim/report/data.ts';
import { DAY, HOUR, MINUTE, Random } from './fixture-random.ts';

export const STRATEGIES = [
  { name: 'weekly-incremental', label: 'Weekly full + incremental', night: 1.6 * HOUR, overruns: 1, sets: 5, replays: 5 },
  { name: 'daily-full', label: 'Daily full', night: 9.2 * HOUR, overruns: 9, sets: 1, replays: 1 },
  { name: 'weekly-differential', label: 'Weekly full + differential', night: 2.7 * HOUR, overruns: 2, sets: 2, replays: 5 },
] as const; // prettier-ignore

/** Monday, 5 March 2007. */
export const START = Date.UTC(2007, 2, 5);
const MESSAGES_PER_HOUR = 260;

function paths(server: number, groups: number): string[] {
  return Array.from(
    { length: groups },
    (_, i) => `servers/exch${server}/storageGroups/sg${i + 1}/databases/db1`,
  );
}

/** Lost time: nothing in most cases, back to the last night in some, days where a set is bad. */
function lostWindow(random: Random, strategy: number): number {
  const [kind, hours, days] = [random.next(), random.between(1, 23), random.between(1.2, 6)];
  if (kind < 0.71) return 0;
  if (kind < 0.93) return hours * HOUR;
  const bad = strategy === 1 ? kind > 0.985 : kind > 0.955;
  return bad ? days * DAY : hours * HOUR;
}

function makeIncident(index: number, strategy: number, replications: number): IncidentRow {
  // Drawn by index alone: the same failure under every strategy.
  const random = new Random(1000 + index);
  const server = 1 + Math.floor(random.next() * 4);
  const whole = random.next() < 0.75;
  const at = START + Math.floor(random.next() * 52 * 7 * 24 * 60) * MINUTE;
  const windowMs = Math.round(lostWindow(random, strategy));
  const dataMs = Math.round((strategy === 1 ? 3.25 : 5.2) * HOUR * random.between(0.6, 1.5));
  const affected = whole ? paths(server, 5) : paths(server, 5).slice(0, 1);
  const cause = random.next() < 0.78 ? ('volume-lost' as const) : ('page-damage' as const);
  const messages = Math.round((windowMs / HOUR) * MESSAGES_PER_HOUR * (whole ? 5 : 1));
  return {
    replication: Math.floor(random.next() * replications),
    key: `servers/exch${server}/nodes/a/volumes/database#${cause}/${index}`,
    causes: windowMs > DAY ? [cause, 'set-unreadable'] : [cause],
    cause,
    scope: whole ? 'server' : 'database',
    at,
    affected,
    serviceMs: dataMs,
    dataMs: index === 17 ? null : dataMs,
    firstMs: Math.round(dataMs * 0.55),
    pointMs: windowMs > 0 ? Math.round(windowMs * 1.03) : 0,
    loss: { messages, bytes: messages * 51_200, logs: Math.round(messages / 4), windowMs },
    waterfall: [],
    sets: STRATEGIES[strategy].sets * affected.length,
    closedAt: index === 17 ? null : at + dataMs,
  };
}

/** The incidents of one strategy. */
export function makeIncidents(
  strategy: number,
  count: number,
  replications: number,
): readonly IncidentRow[] {
  return Array.from({ length: count }, (_, i) => makeIncident(i, strategy, replications));
}

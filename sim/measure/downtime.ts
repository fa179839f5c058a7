/**
 * When which database was without service, and when it was without service or without some of its data. The data clock
 * runs from the failure, noticed or not: a damaged page cannot be read before anybody knows of it.
 */
import { timeInside } from '../engine/calendar.ts';
import { clip, measure, union } from '../engine/intervals.ts';
import type { Ms } from '../engine/types.ts';
import type { Plan } from '../org/plan.ts';
import type { Heard } from './heard.ts';
import { stateOf } from './heard.ts';
import type { Closed, Open } from './incidents.ts';
import type { DowntimeRow } from './rows.ts';

interface Down {
  database: number;
  since: Ms | null;
  /** Ended times without service, as a set of intervals. */
  spans: number[];
}

function downState(sim: Heard): Down[] {
  return stateOf(sim, 'downtime', () => ({ databases: [] as Down[] })).databases;
}

/** Mailboxes that were moved out of a database one after another, each out of reach meanwhile. */
interface Moved {
  database: number;
  from: Ms;
  to: Ms;
}

const movedState = (sim: Heard): Moved[] =>
  stateOf(sim, 'mailboxMoves', () => ({ moved: [] as Moved[] })).moved;

export function hearDowntime(sim: Heard): void {
  const list = downState(sim);
  const moved = movedState(sim);
  sim.on('mailbox-move.ended', ({ from: database, began, moved: many, everyMs }) => {
    if (database >= 0) moved.push({ database, from: began, to: began + many * everyMs });
  });
  sim.on('database.down', (fact) => {
    const down = downOf(list, fact.database);
    down.since ??= fact.at;
  });
  sim.on('database.up', (fact) => {
    const down = downOf(list, fact.database);
    const since = down.since ?? fact.downSince;
    if (since < fact.at) down.spans = union(down.spans, [since, fact.at]);
    down.since = null;
  });
}

function downOf(list: Down[], database: number): Down {
  const known = list.find((each) => each.database === database);
  if (known !== undefined) return known;
  const fresh = { database, since: null, spans: [] };
  list.push(fresh);
  return fresh;
}

/** Outages that go on at the end of a run. */
export function openOutages(sim: Heard): { database: number; since: Ms }[] {
  return downState(sim).flatMap(({ database, since }) =>
    since === null ? [] : [{ database, since }],
  );
}

/** Downtime inside the horizon, one row for each database that had any. */
export function downtimeOf(
  sim: Heard,
  plan: Plan,
  closed: readonly Closed[],
  open: readonly Open[],
): DowntimeRow[] {
  const { start, end } = plan.clock;
  const service = new Map<number, readonly number[]>();
  for (const down of downState(sim)) {
    const tail = down.since === null ? [] : [down.since, Infinity];
    service.set(down.database, clip(union(down.spans, tail), start, end));
  }
  const data = new Map(service);
  const add = (database: number, from: Ms, to: Ms): void => {
    const before = data.get(database) ?? [];
    data.set(database, union(before, clip(from < to ? [from, to] : [], start, end)));
  };
  for (const incident of closed) {
    for (const row of incident.rows) {
      const from = incident.impaired.find((each) => each.database === row.database)?.from;
      // Nothing to add where a copy took over at once: the length is 0 from the incident's beginning.
      add(row.database, from ?? incident.at, incident.at + row.dataMs);
    }
  }
  for (const incident of open) {
    for (const { database, from } of incident.impaired) add(database, from, Infinity);
  }
  const moved = movedState(sim);
  for (const { database } of moved) add(database, 0, 0);
  const databases = [...data.keys()].sort((a, b) => a - b);
  return databases
    .map((id) => rowOf(plan, id, service.get(id) ?? [], data.get(id) ?? []))
    .map((row) => withMoved(plan, row, moved))
    .filter((row) => row.dataMs > 0);
}

function rowOf(
  plan: Plan,
  database: number,
  service: readonly number[],
  data: readonly number[],
): DowntimeRow {
  const inHours = (spans: readonly number[]) =>
    plan.classes.map(({ hours }) => measure(spans, (from, to) => timeInside(hours, from, to)));
  return {
    database,
    serviceMs: measure(service),
    dataMs: measure(data),
    serviceInHoursMs: inHours(service),
    dataInHoursMs: inHours(data),
  };
}

/** One mailbox at a time is out of reach: of the database, as much of it as a mailbox is. */
function withMoved(plan: Plan, row: DowntimeRow, moved: readonly Moved[]): DowntimeRow {
  const { start, end } = plan.clock;
  const spans = moved
    .filter(({ database }) => database === row.database)
    .reduce((all, { from, to }) => union(all, clip([from, to], start, end)), [] as number[]);
  if (spans.length === 0) return row;
  const share = (ms: Ms): Ms => Math.round(ms / plan.databases[row.database].mailboxCount);
  const inHours = plan.classes.map(({ hours }) =>
    share(measure(spans, (from, to) => timeInside(hours, from, to))),
  );
  const ms = share(measure(spans));
  return {
    ...row,
    serviceMs: row.serviceMs + ms,
    dataMs: row.dataMs + ms,
    serviceInHoursMs: row.serviceInHoursMs.map((each, i) => each + inHours[i]),
    dataInHoursMs: row.dataInHoursMs.map((each, i) => each + inHours[i]),
  };
}

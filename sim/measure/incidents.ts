/** Hears incidents from the first impairment to the close, and follows those that merge. */
import type { Ms } from '../engine/types.ts';
import type { IncidentCause } from '../org/causes.ts';
import type { Facts, Scope, WaterfallSpan } from '../org/facts.ts';
import type { Heard } from './heard.ts';
import { stateOf } from './heard.ts';
import type { Loss } from './lost.ts';
import { addLoss, addTo } from './lost.ts';
import { openAlready } from './open-already.ts';

type ClosedFact = Facts['incident.closed'];

/** One database of an incident: when it became impaired, and how it ended. */
export interface Impairment {
  database: number;
  from: Ms;
}

export interface Open {
  /** Number of the incident while it is open; the organization gives it to another one afterwards. */
  incident: number;
  key: string;
  causes: string[];
  cause: IncidentCause;
  scope: Scope;
  at: Ms;
  impaired: Impairment[];
  losses: Loss[];
  mail: Mail;
}

/** Messages that waited on a hub: announced to their senders as delayed, and given back to them. */
export interface Mail {
  delayed: number;
  returned: number;
}

export interface Closed extends Open {
  closedAt: Ms;
  rows: {
    database: number;
    downAt: Ms | null;
    serviceMs: number;
    firstMs: number;
    dataMs: number;
    sets: number;
  }[];
  /** Different sets read for all databases together. */
  sets: number[];
  backupMs: Ms;
  waterfall: WaterfallSpan[];
}

export interface IncidentState {
  open: Open[];
  closed: Closed[];
}

export function incidentState(sim: Heard): IncidentState {
  return stateOf(sim, 'incidents', () => ({ open: openAlready(sim), closed: [] }));
}

export function hearIncidents(sim: Heard): void {
  const state = incidentState(sim);
  sim.on('incident.opened', (fact) => {
    const { incident, key, cause, scope, at, databases } = fact;
    const impaired = databases.map((database) => ({ database, from: at }));
    state.open.push({
      incident,
      key,
      causes: [key],
      cause,
      scope,
      at,
      impaired,
      losses: [],
      mail: { delayed: 0, returned: 0 },
    });
  });
  sim.on('incident.joined', (fact) => {
    const into = state.open.find((each) => each.incident === fact.incident);
    if (into === undefined) return;
    const other = state.open.find((each) => each !== into && each.key === fact.key);
    if (other !== undefined) absorb(state, into, other);
    if (!into.causes.includes(fact.key)) into.causes.push(fact.key);
    for (const database of fact.databases) impair(into, database, fact.at);
  });
  sim.on('content.lost', (fact) => {
    const incident = state.open.find((each) => each.incident === fact.incident);
    if (incident === undefined) {
      throw new Error(`content.lost: incident ${fact.incident} is not open`);
    }
    addLoss(incident.losses, fact);
  });
  sim.on('content.delayed', (fact) => {
    const incident = impairing(state, fact.database);
    if (incident !== undefined) incident.mail.delayed += fact.messages;
  });
  sim.on('content.returned', (fact) => {
    const incident = impairing(state, fact.database);
    if (incident !== undefined) incident.mail.returned += fact.messages;
  });
  sim.on('incident.closed', (fact) => {
    const index = state.open.findIndex((each) => each.incident === fact.incident);
    const open = index < 0 ? null : state.open.splice(index, 1)[0];
    for (const other of [...state.open]) {
      if (open !== null && fact.causes.includes(other.key)) absorb(state, open, other);
    }
    state.closed.push(close(fact, open, fact.at));
  });
}

/** The open incident that has to do with a database; the latest, where one of several is through with it already. */
export function impairing(state: IncidentState, database: number): Open | undefined {
  return state.open.findLast((each) => each.impaired.some((row) => row.database === database));
}

/** Another incident turned out to be part of this one. */
function absorb(state: IncidentState, into: Open, other: Open): void {
  state.open.splice(state.open.indexOf(other), 1);
  for (const { database, from } of other.impaired) impair(into, database, from);
  for (const loss of other.losses) addTo(into.losses, loss);
  into.mail.delayed += other.mail.delayed;
  into.mail.returned += other.mail.returned;
  for (const key of other.causes) if (!into.causes.includes(key)) into.causes.push(key);
}

function impair(incident: Open, database: number, from: Ms): void {
  const known = incident.impaired.find((each) => each.database === database);
  if (known === undefined) incident.impaired.push({ database, from });
  else known.from = Math.min(known.from, from);
}

/** The fact's arrays are copied: the organization may go on using them. */
function close(fact: ClosedFact, open: Open | null, closedAt: Ms): Closed {
  const at = fact.openedAt;
  const rows = fact.databases.map((row) => ({
    database: row.database,
    downAt: row.downAt,
    serviceMs: row.serviceMs,
    firstMs: row.firstServiceMs,
    dataMs: row.dataMs,
    sets: row.sets.length,
  }));
  const begun = (database: number): Ms =>
    open?.impaired.find((each) => each.database === database)?.from ?? at;
  return {
    incident: fact.incident,
    key: fact.key,
    causes: [...fact.causes],
    cause: fact.cause,
    scope: fact.scope,
    at,
    impaired: rows.map(({ database }) => ({ database, from: begun(database) })),
    losses: open?.losses ?? [],
    mail: open?.mail ?? { delayed: 0, returned: 0 },
    closedAt,
    rows,
    sets: [...new Set(fact.databases.flatMap((row) => row.sets))],
    backupMs: fact.backupMs,
    waterfall: fact.waterfall.map((span) => ({ ...span })),
  };
}

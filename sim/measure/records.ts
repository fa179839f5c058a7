/** Incidents as rows, from what was heard of them. */
import type { Plan } from '../org/plan.ts';
import { openOutages } from './downtime.ts';
import type { Heard } from './heard.ts';
import type { Outage } from './hubs.ts';
import { mailOfOpen } from './hubs.ts';
import type { Closed, IncidentState, Mail, Open } from './incidents.ts';
import { lossOf } from './lost.ts';
import { unprotectedMs } from './protection.ts';
import type { DatabaseRow, IncidentRecord } from './rows.ts';

/** Rows of the incidents for which a condition holds, in the order of failure and then of key. */
export function recordsOf(
  sim: Heard,
  plan: Plan,
  state: IncidentState,
  counts: (incident: Open) => boolean,
  down: readonly Outage[] = openOutages(sim),
): IncidentRecord[] {
  const records = [
    ...state.closed.filter(counts).map((each) => closedRecord(sim, each)),
    ...state.open
      .filter(counts)
      .map((each) => openRecord(each, mailOfOpen(sim, plan, state, each, down))),
  ];
  return records.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
}

function closedRecord(sim: Heard, incident: Closed): IncidentRecord {
  const databases = incident.rows.map((row): DatabaseRow => ({
    ...row,
    ...lossOf(incident.losses, row.database, incident.at),
  }));
  const { key, causes, cause, scope, at, waterfall, sets, closedAt, backupMs } = incident;
  const hit = databases.filter((row) => row.downAt !== null);
  return {
    ...{ key, causes, cause, scope, at, databases, waterfall, sets, closedAt, backupMs },
    serviceMs: longest(databases.map((row) => row.serviceMs)),
    // Nobody lost service: then the first one was back at once.
    firstMs: hit.length === 0 ? 0 : Math.min(...hit.map((row) => row.firstMs ?? 0)),
    dataMs: longest(databases.map((row) => row.dataMs)),
    unprotectedMs: unprotectedMs(sim, key),
    mail: { ...incident.mail },
  };
}

/** An incident that was still open when the run had to end: its times are not known, only that they are longer. */
function openRecord(incident: Open, mail: Mail): IncidentRecord {
  const { key, causes, cause, scope, at } = incident;
  const databases = incident.impaired.map(({ database }): DatabaseRow => {
    const unknown = { downAt: null, serviceMs: null, firstMs: null, dataMs: null, sets: 0 };
    return { database, ...unknown, ...lossOf(incident.losses, database, at) };
  });
  const unknown = { serviceMs: null, firstMs: null, dataMs: null, unprotectedMs: null };
  return {
    ...{ key, causes, cause, scope, at, databases, ...unknown, mail },
    waterfall: [],
    sets: [],
    closedAt: null,
  };
}

function longest(lengths: readonly (number | null)[]): number | null {
  let most = 0;
  for (const length of lengths) {
    if (length === null) return null;
    most = Math.max(most, length);
  }
  return most;
}

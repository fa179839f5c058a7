/**
 * Collectors: each hears a few facts and keeps plain state in `sim.measures`. `attachMeasures` before the run (and after
 * a fork or a resumed snapshot), `readMeasures` when it is over.
 */
import type { Plan } from '../org/plan.ts';
import { backupState, hearBackups, jobTallyOf, weekdaysOf } from './backups.ts';
import { downtimeOf, hearDowntime, openOutages } from './downtime.ts';
import type { Heard } from './heard.ts';
import { hearHubs, mailOf, mailOfOpen } from './hubs.ts';
import { pairsOf } from './histogram.ts';
import type { Closed, Mail, Open } from './incidents.ts';
import { hearIncidents, incidentState } from './incidents.ts';
import { lossOf } from './lost.ts';
import { hearMaintenance, maintenanceOf } from './maintenance.ts';
import { hearOccasions, occasionsOf } from './occasions.ts';
import { hearProtection, unprotectedMs } from './protection.ts';
import { hearRebuilds, rebuildMailboxMs } from './rebuilds.ts';
import type { DatabaseRow, IncidentRecord, ReplicationResult } from './rows.ts';
import { hearSpending, spendingOf } from './spending.ts';
import { hearStrikes, strikesOf } from './strikes.ts';

export type { Heard } from './heard.ts';
export type {
  CauseTally,
  DatabaseRow,
  DowntimeRow,
  IncidentRecord,
  JobTally,
  ReplicationResult,
} from './rows.ts';

export function attachMeasures(sim: Heard, plan: Plan): void {
  const { start, end } = plan.clock;
  hearIncidents(sim);
  hearHubs(sim, start, end);
  hearProtection(sim, plan);
  hearDowntime(sim);
  hearBackups(sim, plan);
  hearMaintenance(sim, plan);
  hearSpending(sim, start, end);
  hearRebuilds(sim);
  hearStrikes(sim, start, end);
  hearOccasions(sim, plan);
}

/** The rows of one replication, in the order of failure and then of key. */
export function readMeasures(
  sim: Heard & { readonly fingerprint: string; readonly events: number },
  plan: Plan,
  replication: number,
): ReplicationResult {
  const state = incidentState(sim);
  const { start, end } = plan.clock;
  const counts = ({ at }: Open): boolean => at >= start && at < end;
  const closed = state.closed.filter(counts);
  const open = state.open.filter(counts);
  const down = openOutages(sim);
  const records = [
    ...closed.map((each) => closedRecord(sim, each)),
    ...open.map((each) => openRecord(each, mailOfOpen(sim, plan, state, each, down))),
  ];
  records.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  const mail = mailOf(sim, plan, down);
  return {
    replication,
    fingerprint: sim.fingerprint,
    events: sim.events,
    endedAt: sim.now,
    incidents: records,
    downtime: downtimeOf(sim, plan, state.closed, state.open),
    jobs: jobTallyOf(sim),
    weekdays: weekdaysOf(sim),
    maintenance: maintenanceOf(sim, plan),
    spending: spendingOf(sim),
    returnedMessages: mail.returned,
    delayedMessages: mail.delayed,
    rebuildMailboxMs: rebuildMailboxMs(sim, plan),
    causes: { ...strikesOf(sim) },
    occasions: occasionsOf(sim),
    durations: pairsOf(backupState(sim).durations),
  };
}

function closedRecord(sim: Heard, incident: Closed): IncidentRecord {
  const databases = incident.rows.map((row): DatabaseRow => ({
    ...row,
    ...lossOf(incident.losses, row.database, incident.at),
  }));
  const { key, causes, cause, scope, at, waterfall, sets, closedAt } = incident;
  const hit = databases.filter((row) => row.downAt !== null);
  return {
    ...{ key, causes, cause, scope, at, databases, waterfall, sets, closedAt },
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

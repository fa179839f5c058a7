/** Collectors of a fork into which one root cause is forced: they hear what becomes of it, and nothing of the year. */
import type { Plan } from '../org/plan.ts';
import { hearDowntime, openOutages } from './downtime.ts';
import type { Heard } from './heard.ts';
import { hearIncidents, incidentState } from './incidents.ts';
import { hearProtection } from './protection.ts';
import { recordsOf } from './records.ts';
import type { IncidentRecord } from './rows.ts';

export function attachExposed(sim: Heard, plan: Plan): void {
  hearIncidents(sim);
  hearProtection(sim, plan);
  hearDowntime(sim);
}

/**
 * The incident that bears the key of a root cause, its own or one that joined; null where nothing was impaired. Of one
 * that is still open it says which databases are out of service now, and since when.
 */
export function exposedIncident(sim: Heard, plan: Plan, key: string): IncidentRecord | null {
  const state = incidentState(sim);
  const down = openOutages(sim);
  const [incident = null] = recordsOf(sim, plan, state, ({ causes }) => causes.includes(key), down);
  if (incident === null || incident.closedAt !== null) return incident;
  const databases = incident.databases.map((row) => {
    const outage = down.find(({ database }) => database === row.database);
    return { ...row, downAt: outage === undefined ? null : Math.max(incident.at, outage.since) };
  });
  return { ...incident, databases };
}

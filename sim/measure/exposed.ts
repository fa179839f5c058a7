/** Collectors of a fork into which one root cause is forced: they hear what becomes of it, and nothing of the year. */
import type { Plan } from '../org/plan.ts';
import { hearDowntime } from './downtime.ts';
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

/** The incident that bears the key of a root cause, its own or one that joined; null where nothing was impaired. */
export function exposedIncident(sim: Heard, plan: Plan, key: string): IncidentRecord | null {
  const state = incidentState(sim);
  return recordsOf(sim, plan, state, ({ causes }) => causes.includes(key))[0] ?? null;
}

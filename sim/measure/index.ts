/**
 * Collectors: each hears a few facts and keeps plain state in `sim.measures`. `attachMeasures` before the run (and after
 * a fork or a resumed snapshot), `readMeasures` when it is over.
 */
import type { Plan } from '../org/plan.ts';
import { backupState, hearBackups, jobTallyOf, weekdaysOf } from './backups.ts';
import { downtimeOf, hearDowntime, openOutages } from './downtime.ts';
import type { Heard } from './heard.ts';
import { hearFunctions, impairedMailboxMs } from './functions.ts';
import { hearHubs, mailOf } from './hubs.ts';
import { pairsOf } from './histogram.ts';
import type { Open } from './incidents.ts';
import { hearIncidents, incidentState } from './incidents.ts';
import { hearMaintenance, maintenanceOf } from './maintenance.ts';
import { hearOccasions, occasionsOf } from './occasions.ts';
import { hearProtection } from './protection.ts';
import { hearRebuilds, rebuildMailboxMs } from './rebuilds.ts';
import { recordsOf } from './records.ts';
import type { ReplicationResult } from './rows.ts';
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
  hearFunctions(sim);
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
  const down = openOutages(sim);
  const mail = mailOf(sim, plan, down);
  return {
    replication,
    fingerprint: sim.fingerprint,
    events: sim.events,
    endedAt: sim.now,
    incidents: recordsOf(sim, plan, state, counts, down),
    downtime: downtimeOf(sim, plan, state.closed, state.open),
    jobs: jobTallyOf(sim),
    weekdays: weekdaysOf(sim),
    maintenance: maintenanceOf(sim, plan),
    spending: spendingOf(sim),
    returnedMessages: mail.returned,
    delayedMessages: mail.delayed,
    rebuildMailboxMs: rebuildMailboxMs(sim, plan),
    impairedMailboxMs: impairedMailboxMs(sim, plan),
    causes: { ...strikesOf(sim) },
    occasions: occasionsOf(sim),
    durations: pairsOf(backupState(sim).durations),
  };
}

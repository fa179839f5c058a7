/**
 * Whether anything in a run is left to chance. Of a script in which every hazard is switched off and whose faults leave
 * nothing to be drawn, another replication is the same once more: it shows what happens, not how often.
 */
import type { Pool } from '../measure/population.ts';
import type { FaultPlan } from '../org/recovery/plan.ts';

export const SCRIPTED = 'nothing here is left to chance: more replications change nothing';

/** Whether what a fault does, and what follows, is fixed: how long a repair takes, say, is not. */
function isFixed(fault: FaultPlan): boolean {
  switch (fault.verb) {
    case 'lose':
      return fault.disks.length === 0;
    case 'fail':
      return fault.servers.length === 0 && fault.controllers.length === 0;
    case 'misuse':
      return fault.noticed !== null;
    case 'corrupt':
    case 'kill':
      return false;
    default:
      return true;
  }
}

export function isScripted({ plan, results }: Pick<Pool, 'plan' | 'results'>): boolean {
  if (Object.values(plan.hazards).some((law) => law !== null)) return false;
  if (results.length < 2) return plan.faults.every(isFixed);
  return results.every(({ fingerprint }) => fingerprint === results[0].fingerprint);
}

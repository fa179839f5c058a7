/** Procedures that bring databases back for an incident: the last one that is through lets its runbook end. */
import type { Procedure } from '../../../engine/procedure.ts';
import { giveBack } from '../../../engine/procedure-run.ts';
import { peoplePool } from '../../pools.ts';
import type { OrgWorld } from '../../world.ts';
import { incidentOf } from '../incident.ts';
import { backfill, startBackfills } from '../restore/backfill.ts';
import type { IncidentState } from '../state.ts';
import type { RunbookVars } from './procedure.ts';

/** Replicas send what they hold by themselves: whoever worked on the incident has other things to do, and goes. */
function leaveToReplicas(w: OrgWorld, incident: IncidentState, main: Procedure<RunbookVars>): void {
  const list = w.org.procedures.list as readonly (Procedure | null)[];
  if (main.vars.since < 0 || incident.children.some((id) => list[id]?.name !== backfill.name))
    return;
  w.say('person.worked', { team: incident.team, from: main.vars.since });
  main.vars.since = -1;
  incident.onSite = false;
  giveBack(w, main, peoplePool(w.plan, incident.team));
}

/** One of them is through; false where it was broken off and belongs to nobody any more. */
export function childIsDone(w: OrgWorld, id: number, p: Procedure): boolean {
  const incident = incidentOf(w, id);
  const i = incident.children.indexOf(p.id);
  if (i < 0) return false;
  incident.children.splice(i, 1);
  incident.lastRecord = p.by;
  startBackfills(w, incident, p.by);
  const main = w.org.procedures.list[incident.main] as Procedure<RunbookVars>;
  // Others are still to be restored, once volumes and machines are there.
  if (main.step !== 'restore') return true;
  if (incident.children.length > 0) {
    leaveToReplicas(w, incident, main);
    return true;
  }
  main.timer = w.at(w.now, 'procedure.wake', main.id, main.serial);
  return true;
}

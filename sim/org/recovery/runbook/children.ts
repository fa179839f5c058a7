/** Procedures that bring databases back for an incident: the last one that is through lets its runbook end. */
import type { Procedure } from '../../../engine/procedure.ts';
import { wakeAt } from '../../../engine/procedure-run.ts';
import type { OrgWorld } from '../../world.ts';
import { incidentOf } from '../incident.ts';
import { isBackfill, startBackfills } from '../restore/backfill.ts';
import type { IncidentState } from '../state.ts';

/** One of them is through; false where it was broken off and belongs to nobody any more. */
export function childIsDone(w: OrgWorld, id: number, p: Procedure): boolean {
  const incident = incidentOf(w, id);
  const i = incident.children.indexOf(p.id);
  if (i < 0) return false;
  incident.children.splice(i, 1);
  incident.lastRecord = p.by;
  startBackfills(w, incident, p.by);
  const main = w.org.procedures.list[incident.main] as Procedure;
  const isThrough = incident.children.length === 0;
  // Others are still to be restored, once volumes and machines are there.
  const goesOn =
    (main.step === 'restore' && (isThrough || onlyReplicasAreLeft(w, incident))) ||
    (main.step === 'fill' && isThrough);
  if (!goesOn) return true;
  wakeAt(w, main, w.now);
  return true;
}

/** Whether nothing is left to do but what replicas of public folders do by themselves: nobody is needed for that. */
export function onlyReplicasAreLeft(w: OrgWorld, { children }: IncidentState): boolean {
  return children.length > 0 && children.every((id) => isBackfill(w.org.procedures.list[id]));
}

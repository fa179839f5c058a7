/** Procedures that bring databases back for an incident: the last one that is through lets its runbook end. */
import type { Procedure } from '../../../engine/procedure.ts';
import type { OrgWorld } from '../../world.ts';
import { incidentOf } from '../incident.ts';
import { startBackfills } from '../restore/backfill.ts';

/** One of them is through; false where it was broken off and belongs to nobody any more. */
export function childIsDone(w: OrgWorld, id: number, p: Procedure): boolean {
  const incident = incidentOf(w, id);
  const i = incident.children.indexOf(p.id);
  if (i < 0) return false;
  incident.children.splice(i, 1);
  incident.lastRecord = p.by;
  startBackfills(w, incident, p.by);
  if (incident.children.length > 0) return true;
  const main = w.org.procedures.list[incident.main] as Procedure;
  // Others are still to be restored, once volumes and machines are there.
  if (main.step !== 'restore') return true;
  main.timer = w.at(w.now, 'procedure.wake', main.id, main.serial);
  return true;
}

/** What a runbook does on news of the directory that it waits for. */
import type { Procedure } from '../../../engine/procedure.ts';
import { wakeAt } from '../../../engine/procedure-run.ts';
import type { OrgWorld } from '../../world.ts';
import { incidentOf } from '../incident.ts';
import { othersWait, serveAgain, toRelink } from '../rebuild/machines.ts';
import type { RunbookVars } from './procedure.ts';

type P = Procedure<RunbookVars>;

/** The directory that an incident has waited for is there; who needed nothing else waits for no part, either. */
export function goOn(w: OrgWorld, incidentId: number): void {
  const incident = incidentOf(w, incidentId);
  const p = w.org.procedures.list[incident.main] as P | null;
  if (p?.step === 'directory' && p.timer === 0)
    p.timer = w.at(w.now, 'procedure.wake', p.id, p.serial);
  if (p?.step !== 'directory' && incident.directory && othersWait(w, incident))
    serveAgain(w, incidentId);
}

/** Another controller knows what was forgotten: nobody need set it up any more (AD-10). */
export function stopRelinking(w: OrgWorld, incidentId: number): void {
  const incident = incidentOf(w, incidentId);
  const p = w.org.procedures.list[incident.main] as P | null;
  if (p?.step === 'relink' && p.timer !== 0 && toRelink(w, incident).length === 0)
    wakeAt(w, p, w.now);
}

/** What nobody knows of hands and of what they look after, drawn anew. */
import type { Procedure } from '../../engine/procedure.ts';
import { wakeAt } from '../../engine/procedure-run.ts';
import { waited } from '../calendar-hazards.ts';
import { alarmAfter } from '../eventlog/monitoring.ts';
import { isDiagnosed } from '../hardware/breakdown.ts';
import type { OrgWorld } from '../world.ts';
import { controllerRepair, type ControllerVars } from './controller.ts';
import { planDestruction } from './destroys.ts';

export const hiddenInOperations = ['operations.destroy'] as const;

export function redrawOperations(w: OrgWorld, ordinal: number): void {
  w.org.operations.servers.forEach((server, id) => {
    server.destroyed = ordinal;
    planDestruction(w, id, waited(w, server.struckAt));
  });
  for (const p of w.org.procedures.list as (Procedure<ControllerVars> | null)[]) {
    if (p !== null && p.name === controllerRepair.name) redrawController(w, p);
  }
}

/** Repairs end when the redrawn controller is repaired; until the alarm, it may as well have to be built anew. */
function redrawController(w: OrgWorld, p: Procedure<ControllerVars>): void {
  if (p.step !== 'repair' && p.step !== 'detect') return;
  const { repairedAt, downSince } = w.org.directory.controllers[p.vars.controller];
  if (p.step === 'detect' && isDiagnosed(w, downSince)) return;
  p.step = repairedAt < 0 ? 'detect' : 'repair';
  wakeAt(w, p, repairedAt < 0 ? alarmAfter(w.plan, downSince, false).at : repairedAt);
}

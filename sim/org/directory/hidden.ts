/** What nobody knows of domain controllers, drawn anew. */
import { waited } from '../calendar-hazards.ts';
import { isOpen, redrawRepair } from '../hardware/breakdown.ts';
import type { OrgWorld } from '../world.ts';
import { planControllerFailure } from './strikes.ts';

export const hiddenInDirectory = ['directory.strike'] as const;

export function redrawDirectory(w: OrgWorld, ordinal: number): void {
  w.org.directory.controllers.forEach((c, id) => {
    c.strikes = ordinal;
    if (isOpen(w, c)) c.repairedAt = redrawRepair(w, w.plan.controllers[id].path, c.downSince);
    planControllerFailure(w, id, waited(w, c.struckAt));
  });
}

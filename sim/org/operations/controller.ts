/**
 * Getting a domain controller back: most are repaired; another one is built anew and takes the directory over from a
 * partner (AD-03), or, where no controller of its domain is left, from a backup (AD-04).
 */
import { defineProcedure, type Procedure } from '../../engine/procedure.ts';
import { startProcedure } from '../../engine/procedure-run.ts';
import { hasPartner } from '../directory/answer.ts';
import { restoreController } from '../directory/strikes.ts';
import { alarmAfter } from '../eventlog/monitoring.ts';
import { peoplePool } from '../pools.ts';
import type { OrgWorld } from '../world.ts';
import { callMs, teamToAsk } from './people.ts';

export interface ControllerVars {
  readonly controller: number;
  team: number;
}

type P = Procedure<ControllerVars>;

const repairedAt = (w: OrgWorld, p: P): number =>
  w.org.directory.controllers[p.vars.controller].repairedAt;

export const controllerRepair = defineProcedure<OrgWorld, ControllerVars>('operations.controller', {
  first: 'begin',
  steps: {
    begin: { then: (w, p: P) => (repairedAt(w, p) >= 0 ? 'repair' : 'detect') },
    repair: { lasts: (w, p) => repairedAt(w, p) - w.now, then: 'done' },
    detect: { lasts: (w) => alarmAfter(w.plan, w.now, false).at - w.now, then: 'decide' },
    decide: {
      needs: (w, p) => {
        p.vars.team = teamToAsk(w);
        return [{ pool: peoplePool(w.plan, p.vars.team), unit: -1 }];
      },
      lasts: (w) => w.plan.figures.operations.decideMs,
      then: 'call',
    },
    call: { lasts: (w, p) => callMs(w, w.plan.operations.teams[p.vars.team]), then: 'parts' },
    parts: {
      lasts: (w, p) => w.plan.sites[w.plan.controllers[p.vars.controller].site].partsMs.server,
      then: 'build',
    },
    build: {
      lasts: (w) =>
        w.plan.figures.operations.installWindowsMs + w.plan.figures.operations.servicePacksMs,
      then: (w, p) => (hasPartner(w, p.vars.controller) ? 'replicate' : 'restore'),
    },
    replicate: { lasts: (w) => w.plan.figures.operations.replicateDirectoryMs, then: 'done' },
    restore: { lasts: (w) => w.plan.figures.operations.restoreDirectoryMs, then: 'done' },
  },
  tags: (_w, p) => ({ job: -1, group: -1, database: -1, drive: -1, person: p.holds.length > 0 }),
  onDone: (w, p) => restoreController(w, p.vars.controller),
});

export function onControllerFailed(w: OrgWorld, controller: number): void {
  startProcedure(w, controllerRepair, { controller, team: 0 });
}

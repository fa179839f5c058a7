/**
 * A log volume is full and its groups have stopped: somebody moves the logs below the checkpoints away,
 * recovers and mounts the databases, and orders fulls, since the moved logs break the chain of incrementals.
 */
import { defineProcedure, type Procedure } from '../../engine/procedure.ts';
import { startProcedure } from '../../engine/procedure-run.ts';
import { serverRuns } from '../hardware/servers.ts';
import { makeRoom, watchFill } from '../store/fill.ts';
import type { OrgWorld } from '../world.ts';
import {
  callSomebody,
  orderFullAtLast,
  recoverAndMount,
  recoverOrEnd,
  remountEnds,
  stoppedIn,
  type RemountVars,
} from './remount.ts';

export interface FullVolumeVars extends RemountVars {
  readonly volume: number;
}

type P = Procedure<FullVolumeVars>;

function groups(w: OrgWorld, volume: number): number[] {
  return w.plan.groups.filter((g) => g.logVolume === volume).map((g) => g.id);
}

function clear(w: OrgWorld, p: P): void {
  const { volume } = p.vars;
  // The volume may have been lost meanwhile, or the server: then whoever recovers that does the rest.
  const runs = serverRuns(w, w.plan.volumes[volume].server);
  if (runs && w.org.hardware.volumes[volume].full) makeRoom(w, volume);
  p.vars.databases = groups(w, volume).flatMap((g) => stoppedIn(w, g));
}

export const freeLogVolume = defineProcedure<OrgWorld, FullVolumeVars>(
  'operations.free-log-volume',
  {
    first: 'detect',
    steps: {
      ...callSomebody<FullVolumeVars>('make-room'),
      'make-room': {
        lasts: (w, p) => w.plan.figures.operations.stepMs * groups(w, p.vars.volume).length,
        end: clear,
        span: 'repair',
        because: (w, p) =>
          `moving logs below the checkpoints off ${w.plan.volumes[p.vars.volume].path}`,
        then: recoverOrEnd,
      },
      ...recoverAndMount<FullVolumeVars>(orderFullAtLast),
    },
    tags: (_w, p) => ({
      job: -1,
      group: -1,
      database: p.vars.databases[0] ?? -1,
      drive: -1,
      person: true,
    }),
    onDone: (w, p) => {
      remountEnds(w, p);
      watchFill(w, p.vars.volume);
    },
  },
);

/** `trail`: the incident that it is part of, or -1. */
export function startFreeing(w: OrgWorld, volume: number, trail: number): void {
  startProcedure(w, freeLogVolume, { volume, team: 0, since: -1, databases: [] }, trail);
}

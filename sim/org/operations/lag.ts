/**
 * The checkpoint of a group of Exchange 2003 lagged too far and its databases have stopped (ESE-38): somebody mounts
 * them again, which replays the lag (E-48). No log is missing, so the plan's next backups do; none is ordered.
 */
import { defineProcedure } from '../../engine/procedure.ts';
import { startProcedure } from '../../engine/procedure-run.ts';
import type { OrgWorld } from '../world.ts';
import {
  callSomebody,
  recoverAndMount,
  recoverOrEnd,
  remountEnds,
  stoppedIn,
  groupRemount,
  groupTags,
  type GroupRemountVars,
} from './remount.ts';

export const mountAfterLag = defineProcedure<OrgWorld, GroupRemountVars>(
  'operations.mount-after-lag',
  {
    first: 'detect',
    steps: {
      ...callSomebody<GroupRemountVars>('look'),
      look: {
        lasts: (w) => w.plan.figures.operations.stepMs,
        end: (w, p) => {
          p.vars.databases = stoppedIn(w, p.vars.group);
        },
        span: 'decide',
        because: () => 'looking at why it stopped',
        then: recoverOrEnd,
      },
      ...recoverAndMount<GroupRemountVars>(() => {}),
    },
    tags: groupTags,
    onDone: remountEnds,
  },
);

/** `trail`: the incident that it is part of, or -1. */
export function startMountAfterLag(w: OrgWorld, group: number, trail: number): void {
  startProcedure(w, mountAfterLag, groupRemount(group), trail);
}

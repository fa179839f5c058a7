/**
 * The log generations of a group are used up and its databases have stopped (-519): somebody brings them to a clean
 * shutdown by soft recovery, removes the logs, mounts the databases on a stream that counts from 1, and orders a full,
 * since no backup leads to the new stream.
 */
import { defineProcedure } from '../../engine/procedure.ts';
import { startProcedure } from '../../engine/procedure-run.ts';
import { serverRuns } from '../hardware/servers.ts';
import { anyDirty } from '../store/checkpoint.ts';
import { generationsUsedUp } from '../store/generations.ts';
import { recoveryGap, softRecoveryMs } from '../store/mount.ts';
import { renumber } from '../store/renumber.ts';
import type { OrgWorld } from '../world.ts';
import {
  callSomebody,
  orderFullAtLast,
  recoverAndMount,
  recoverOrEnd,
  remountEnds,
  stoppedIn,
  groupRemount,
  groupTags,
  replaying,
  type GroupRemountVars,
} from './remount.ts';

/** Whether the logs may go: not while somebody recovers a database of the group, and may want to roll forward. */
export function mayRenumber(w: OrgWorld, group: number): boolean {
  const { server, databases } = w.plan.groups[group];
  if (w.org.store.groups[group].logsLost) return false;
  if (!serverRuns(w, server)) return false;
  // Without a log that soft recovery needs nothing is brought to a clean shutdown: those who restore see to it first.
  if (anyDirty(w, group) && recoveryGap(w, group) !== null) return false;
  return databases.every((d) => {
    const { fileLost, restoring } = w.org.store.databases[d];
    return !fileLost && !restoring;
  });
}

const mustRenumber = (w: OrgWorld, group: number): boolean =>
  generationsUsedUp(w, group) && mayRenumber(w, group);

export const mountOnNewStream = defineProcedure<OrgWorld, GroupRemountVars>(
  'operations.mount-on-new-stream',
  {
    first: 'detect',
    steps: {
      ...callSomebody<GroupRemountVars>('look'),
      look: {
        lasts: (w) => w.plan.figures.operations.stepMs,
        end: (w, p) => {
          // Whoever recovers a database of the group may have renumbered it.
          p.vars.databases = stoppedIn(w, p.vars.group);
        },
        span: 'decide',
        because: () => 'looking at why it stopped',
        then: (w, p) => (mustRenumber(w, p.vars.group) ? 'clean' : recoverOrEnd(w, p)),
      },
      clean: {
        lasts: (w, p) => softRecoveryMs(w, p.vars.group),
        span: 'replay',
        because: (w, p) => replaying(w, p.vars.group),
        then: 'renumber',
      },
      renumber: {
        lasts: (w) => w.plan.figures.operations.stepMs,
        end: (w, p) => {
          const { group } = p.vars;
          if (mustRenumber(w, group)) renumber(w, group, 'its log generations were used up');
          p.vars.databases = stoppedIn(w, group);
        },
        span: 'repair',
        because: () => 'removing the logs: a new stream counts from 1',
        then: recoverOrEnd,
      },
      ...recoverAndMount<GroupRemountVars>(orderFullAtLast),
    },
    tags: groupTags,
    onDone: remountEnds,
  },
);

/** `trail`: the incident that it is part of, or -1. */
export function startMountOnNewStream(w: OrgWorld, group: number, trail: number): void {
  startProcedure(w, mountOnNewStream, groupRemount(group), trail);
}

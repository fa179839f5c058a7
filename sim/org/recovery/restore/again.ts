/**
 * What is down and dirty once more after it had been recovered, since somebody mounted it while it waited for its turn, has
 * logs of its own from then on: soft recovery does (REC-03), however it came back before.
 */
import type { Procedure, StepDefinition } from '../../../engine/procedure.ts';
import { replaying } from '../../operations/remount.ts';
import { recoveryPool } from '../../pools.ts';
import { finishSoftRecovery, recoveryGap, softRecoveryMs } from '../../store/mount.ts';
import type { OrgWorld } from '../../world.ts';
import type { RestoreVars } from '../state.ts';

type P = Procedure<RestoreVars>;

const turn = (w: OrgWorld, p: P): number =>
  recoveryPool(w.plan, w.plan.groups[p.vars.group].server);

/** The step that follows: without a log that it needs it is planned anew, and what was mounted before it stays as it is. */
export function howAgain(w: OrgWorld, p: P): string {
  if (recoveryGap(w, p.vars.group) === null) return 'again';
  p.vars.databases.splice(0, p.vars.mounting);
  p.vars.mounting = 0;
  p.vars.imageRead = false;
  p.vars.anew = 'a log that soft recovery needs is missing or damaged';
  return 'plan';
}

export const againStep: StepDefinition<OrgWorld, RestoreVars> = {
  needs: (w, p) => [{ pool: turn(w, p), unit: -1 }],
  priority: (_w, p) => p.vars.group,
  lasts: (w, p) => softRecoveryMs(w, p.vars.group),
  // A log that went while it waited for its turn: the mount shows it.
  end: (w, p) => {
    if (recoveryGap(w, p.vars.group) === null) finishSoftRecovery(w, p.vars.group);
  },
  gives: (w, p) => [turn(w, p)],
  span: 'replay',
  waitSpan: 'wait-recovery',
  because: (w, p) => replaying(w, p.vars.group),
  then: 'mount',
};

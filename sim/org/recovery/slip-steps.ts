/** Steps of a restore that nobody would have to take but for a slip. */
import type { Procedure, StepDefinition } from '../../engine/procedure.ts';
import { handsPool, recoveryPool } from '../pools.ts';
import type { OrgWorld } from '../world.ts';
import { envOf } from './restore-env.ts';
import { hands } from './restore-hands.ts';
import { nextStep } from './restore-plan.ts';
import { refusal, restoreAgain } from './restore-window.ts';
import { slips } from './slip-table.ts';
import type { Slipped } from './slips.ts';
import type { RestoreVars } from './state.ts';

type P = Procedure<RestoreVars>;

const made = (p: P): Slipped => p.vars.slipped as Slipped;

/** It is put right, and told. */
function forget(p: P): void {
  p.vars.slipped = null;
}

export const slipSteps: Readonly<Record<string, StepDefinition<OrgWorld, RestoreVars>>> = {
  /** The restore of a set fails at once, and is begun again with what was wrong put right. */
  amend: {
    needs: hands,
    lasts: (w) => w.plan.figures.operations.stepMs,
    gives: (w, p) => [handsPool(w.plan, p.vars.incident)],
    span: 'decide',
    waitSpan: 'wait-person',
    because: (_w, p) => refusal(made(p)),
    then: (w, p) => {
      forget(p);
      return nextStep(w, p);
    },
  },
  /** Hard recovery runs, and the next set is refused; everything is restored again. */
  early: {
    needs: (w, p) => [{ pool: recoveryPool(w.plan, w.plan.groups[p.vars.group].server), unit: -1 }],
    priority: (_w, p) => p.vars.group,
    lasts: (w, p) => {
      const env = envOf(w, p.vars);
      const logs = env === null ? 0 : env.high - env.low + 1;
      return Math.ceil((logs / w.plan.figures.store.replayLogsPerSecond) * 1000);
    },
    end: (w, p) => restoreAgain(w, p.vars),
    gives: (w, p) => [recoveryPool(w.plan, w.plan.groups[p.vars.group].server)],
    span: 'replay',
    waitSpan: 'wait-recovery',
    because: (_w, p) => `hard recovery too early: ${slips[made(p).name].does}`,
    then: 'plan',
  },
  /** "Completed", says the window; but the mount fails, and hard recovery is started by hand (RST-19, REC-26). */
  forgotten: {
    needs: hands,
    lasts: (w) => w.plan.figures.operations.mountMs + w.plan.figures.operations.stepMs,
    gives: (w, p) => [handsPool(w.plan, p.vars.incident)],
    span: 'mount',
    waitSpan: 'wait-person',
    because: (_w, p) => `${slips[made(p).name].sees}; ${slips[made(p).name].does}`,
    then: (_w, p) => {
      forget(p);
      return 'replay';
    },
  },
};

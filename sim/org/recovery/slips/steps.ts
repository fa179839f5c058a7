/** Steps of a restore around hard recovery by hand, and those that nobody would have to take but for a slip. */
import type { Procedure, StepDefinition } from '../../../engine/procedure.ts';
import type { Ms } from '../../../engine/types.ts';
import { logEntry } from '../../eventlog/write.ts';
import { handsPool, recoveryPool } from '../../pools.ts';
import type { OrgWorld } from '../../world.ts';
import { envOf, fromSnapshot, passKeptEnv } from '../restore/restore-env.ts';
import { preserveMs, preserving } from '../restore/preserve.ts';
import { hands } from '../restore/hands.ts';
import { nextStep } from '../restore/decisions.ts';
import { sayRefusedAtOnce } from '../restore/status.ts';
import { pending, refusal, refused, restoreAgain, settle } from '../restore/window.ts';
import { slips, type SlipName } from './table.ts';
import { slipAt, type Slipped } from './chance.ts';
import type { RestoreVars } from '../state.ts';

type P = Procedure<RestoreVars>;
type StepOf = StepDefinition<OrgWorld, RestoreVars>;

const turn = (w: OrgWorld, p: P): number =>
  recoveryPool(w.plan, w.plan.groups[p.vars.group].server);

/** How long hard recovery of what lies in the temporary folder takes. */
function folderMs(w: OrgWorld, p: P): Ms {
  const env = envOf(w, p.vars);
  const logs = env === null ? 0 : env.high - env.low + 1;
  return Math.ceil((logs / w.plan.figures.store.replayLogsPerSecond) * 1000);
}

/** Hard recovery that comes to nothing, for its length of time. */
function inVain(name: SlipName, then: string, end?: StepOf['end']): StepOf {
  return {
    needs: (w, p) => [{ pool: turn(w, p), unit: -1 }],
    priority: (_w, p) => p.vars.group,
    lasts: folderMs,
    ...(end === undefined ? {} : { end }),
    gives: (w, p) => [turn(w, p)],
    span: 'replay',
    waitSpan: 'wait-recovery',
    because: (_w, p) =>
      `${fromSnapshot(p.vars) ? 'soft' : 'hard'} recovery in vain: ${slips[name].does}`,
    then,
  };
}

/** A step by hand. */
function byHand(
  span: string,
  lasts: (w: OrgWorld, p: P) => Ms,
  rest: Pick<StepOf, 'begin' | 'because' | 'then'>,
): StepOf {
  return {
    needs: hands,
    lasts,
    gives: (w, p) => [handsPool(w.plan, p.vars.incident)],
    span,
    waitSpan: 'wait-person',
    ...rest,
  };
}

const stepMs = (w: OrgWorld): Ms => w.plan.figures.operations.stepMs;
const mountMs = (w: OrgWorld): Ms => w.plan.figures.operations.mountMs;
const told = (name: SlipName): string => `${slips[name].sees}; ${slips[name].does}`;

/** Somebody starts `eseutil /cc` in the folder of Restore.env (REC-26), or tries to. */
function runEseutil(w: OrgWorld, p: P): void {
  const { incident, group } = p.vars;
  const busy = w.org.procedures.pools[turn(w, p)].holder.some((holder) => holder >= 0);
  const slip = slipAt(w, {
    ...{ incident, group, step: 'recover' as const },
    possible: (name) => name !== 'two-at-once' || busy,
  });
  if (slip !== null) p.vars.slipped.push(slip);
}

const triedTwice = (v: RestoreVars): Slipped | undefined =>
  pending(v, 'wrong-folder') ?? pending(v, 'two-at-once');

/** Hard recovery can begin; a store that was mounted before has logs that it cannot go on with (RST-08). */
const toReplay = (p: P): string =>
  pending(p.vars, 'mounted-before-restore') === undefined ? 'replay' : 'conflict';

/** All sets are copied: "last restore set" starts hard recovery, where it was ticked (RST-18, RST-19). */
export function recoverStep(w: OrgWorld, p: P): string {
  if (pending(p.vars, 'last-set-not-ticked') !== undefined) return 'forgotten';
  const byHand = w.plan.recovery.hardRecovery === 'by-hand' && !fromSnapshot(p.vars);
  return byHand ? 'recover' : toReplay(p);
}

/** What comes before the mount, once recovery has run. */
export function beforeMount(p: P): string {
  if (p.vars.mode === 'restore' && !p.vars.imageRead) return 'plan';
  if (pending(p.vars, 'restore-env-kept') !== undefined) return 'verify';
  return p.vars.repairs ? 'repair' : toMount(p);
}

/** A mount, or one in vain first. */
export const toMount = (p: P): string =>
  pending(p.vars, 'recreated') === undefined ? 'mount' : 'flag';

function mountInVain(w: OrgWorld, p: P, key: 'ese/619' | 'store/9519'): void {
  const { server } = w.plan.groups[p.vars.group];
  for (const d of p.vars.databases) logEntry(w, server, key, w.plan.databases[d].path);
}

export const slipSteps: Readonly<Record<string, StepOf>> = {
  /** Copying or moving the existing files is the fourth line of the checklist (RST-63), and optional. */
  preserve: byHand('restore-image', preserveMs, {
    because: (w, p) => preserving(w, p.vars),
    then: nextStep,
  }),
  /** The restore of a set fails at once, and is begun again with what was wrong put right. */
  amend: byHand('decide', stepMs, {
    begin: (w, p) => sayRefusedAtOnce(w, p.vars, refusal(w, p.vars)),
    because: (w, p) => refusal(w, p.vars),
    then: (w, p) => {
      settle(p.vars, (refused(w, p.vars) as Slipped).name);
      return nextStep(w, p);
    },
  }),
  /** Hard recovery runs, and the next set is refused; everything is restored again. */
  early: inVain('last-set-too-early', 'plan', (w, p) => restoreAgain(w, p.vars)),
  /** "Completed", says the window; but the mount fails (RST-19). */
  forgotten: byHand('mount', mountMs, {
    begin: (w, p) => mountInVain(w, p, 'ese/619'),
    because: () => told('last-set-not-ticked'),
    then: (_w, p) => {
      settle(p.vars, 'last-set-not-ticked');
      return 'recover';
    },
  }),
  recover: byHand('replay', (w, p) => stepMs(w) * (triedTwice(p.vars) === undefined ? 1 : 2), {
    begin: runEseutil,
    because: (_w, p) => {
      const slip = triedTwice(p.vars);
      return slip === undefined ? 'eseutil /cc is started by hand' : told(slip.name);
    },
    then: (_w, p) => {
      settle(p.vars, 'wrong-folder');
      settle(p.vars, 'two-at-once');
      return toReplay(p);
    },
  }),
  conflict: inVain('mounted-before-restore', 'clear'),
  clear: byHand('decide', stepMs, {
    because: () => `${slips['mounted-before-restore'].sees}; the new logs are moved away`,
    then: (_w, p) => {
      settle(p.vars, 'mounted-before-restore');
      return 'replay';
    },
  }),
  /** Restore.env is there still, so nobody mounts before eseutil /mh says "clean shutdown" (RST-31). */
  verify: byHand('mount', stepMs, {
    because: () => told('restore-env-kept'),
    then: (w, p) => {
      settle(p.vars, 'restore-env-kept');
      passKeptEnv(w, p.vars);
      return beforeMount(p);
    },
  }),
  /** The placeholder's GUID is another one: the mount fails until the overwrite flag is set (RST-09, MON-14). */
  flag: byHand('mount', (w) => mountMs(w) + stepMs(w), {
    begin: (w, p) => mountInVain(w, p, 'store/9519'),
    because: () => told('recreated'),
    then: (_w, p) => {
      settle(p.vars, 'recreated');
      return 'mount';
    },
  }),
};

/**
 * Before users are let in somebody reads the report of the restore and the event logs of the server, with what other
 * components and the disks have left there (MON-15). What is wrong shows now, and everything is restored again; who leaves
 * the step out learns of it from those who miss mail, or meet a damaged page.
 */
import type { Procedure, StepDefinition } from '../../../engine/procedure.ts';
import { handsPool } from '../../pools.ts';
import type { OrgWorld } from '../../world.ts';
import { CHANGED, nextStep } from './decisions.ts';
import { hands } from './hands.ts';
import { isLeftOut } from './meanwhile.ts';
import { finishReplay } from './replay.ts';
import { isOrphaned, removeEnv } from './restore-env.ts';
import { forgetSlips, pending, settle } from './window.ts';
import { beforeMount } from '../slips/steps.ts';
import type { RestoreVars } from '../state.ts';

type P = Procedure<RestoreVars>;

/** Whether the replay is followed by a look at the report, before it counts. */
export const isReported = (w: OrgWorld, { vars }: P): boolean =>
  w.plan.recovery.checkRestore && vars.mode === 'restore';

/** What went wrong without a word at the time, or ''. */
function wrongWith(w: OrgWorld, v: RestoreVars): string {
  if (isOrphaned(w, v)) return '';
  if (v.unreplayed)
    return `the logs of sets that were restored end at ${v.reach}, and those of later ones were not replayed`;
  return pending(v, 'production-log-path') === undefined
    ? ''
    : 'the application log has errors of ESE: replay went over overwritten logs';
}

/** Disks that stand in the system log since their array goes on without one of them. */
function disksMissed(w: OrgWorld, v: RestoreVars): string[] {
  const { logVolume } = w.plan.groups[v.group];
  const under = [logVolume, ...v.databases.map((d) => w.plan.databases[d].volume)];
  return [...new Set(under)]
    .filter((volume) => w.org.hardware.volumes[volume].broken.length > 0)
    .map((volume) => w.plan.volumes[volume].name);
}

function read(w: OrgWorld, { vars: v }: P): void {
  const degraded = disksMissed(w, v);
  const found = [
    wrongWith(w, v),
    degraded.length === 0 ? '' : `a disk of ${degraded.join(', ')} has failed`,
  ].filter((each) => each !== '');
  const what = 'reading the report of the restore and the event logs';
  v.report = `${what}: ${found.length === 0 ? 'nothing is wrong' : found.join('; ')}`;
}

/** Nobody is let in: the image and all sets are restored once more, in order and to the right folder. */
function conclude(w: OrgWorld, { vars: v }: P): void {
  const because = wrongWith(w, v);
  if (because === '') {
    if (isLeftOut(w, v)) v.anew = CHANGED;
    else finishReplay(w, v);
    return;
  }
  const { incident, group } = v;
  w.say('recovery.fallback', { incident, group, because, next: 'everything is restored again' });
  settle(v, 'production-log-path');
  forgetSlips(v);
  removeEnv(w, v.databases);
  Object.assign(v, { unreplayed: false, imageRead: false, window: -1, setsRead: [] });
}

/** After the replay, or after the look at its report. */
export function afterReplay(w: OrgWorld, p: P): string {
  if (p.vars.anew !== '') return 'plan';
  // A file that somebody else has mounted meanwhile is taken down again before it is repaired.
  if (p.vars.mode === 'keep') return nextStep(w, p);
  return beforeMount(p);
}

export const reportStep: StepDefinition<OrgWorld, RestoreVars> = {
  needs: hands,
  begin: read,
  lasts: (w) => w.plan.figures.recovery.checkRestoreMs,
  end: conclude,
  gives: (w, p) => [handsPool(w.plan, p.vars.incident)],
  span: 'mount',
  waitSpan: 'wait-person',
  because: (_w, p) => p.vars.report,
  then: afterReplay,
};

/**
 * The restore of a set that could not be read is repeated once, where the plan says so: sometimes that is all it takes;
 * otherwise the next way back is tried (RST-41). What a script has made unreadable stays so.
 */
import type { Procedure, StepDefinition } from '../../../engine/procedure.ts';
import { isUnreadable, setKey } from '../../media/sets.ts';
import type { BackupSet } from '../../media/state.ts';
import { handsPool } from '../../pools.ts';
import type { OrgWorld } from '../../world.ts';
import { nextStep } from './decisions.ts';
import { hands } from './hands.ts';
import { sayRestored } from './status.ts';
import type { RestoreVars } from '../state.ts';

/**
 * Whether this try to read a set breaks off. The second one is drawn by the set's own key, so that every strategy meets the
 * same; of the first it is known by then that it broke off.
 */
export function breaksOff(w: OrgWorld, v: RestoreVars, set: BackupSet): boolean {
  if (v.repeated !== set.id || set.fate !== 'drawn') return isUnreadable(w, set);
  const { repeatSucceedsShare } = w.plan.figures.recovery;
  return w.draw(setKey(w, set), 'set-unreadable.again', 0) >= repeatSucceedsShare;
}

/** A read has broken off: true if it is to be repeated. The report of it says "Failed" all the same. */
export function repeats(w: OrgWorld, v: RestoreVars, set: BackupSet): boolean {
  if (!w.plan.recovery.repeatFailed || v.repeated === set.id || !isUnreadable(w, set)) return false;
  sayRestored(w, v, set, 'failed', v.failsAfter);
  v.repeated = set.id;
  const because = 'a set could not be read';
  w.say('recovery.fallback', {
    incident: v.incident, group: v.group, because, next: 'its restore is repeated',
  }); // prettier-ignore
  return true;
}

/** The second try has come through: what the first one met cost time, and no set. */
export function sayReadAfterAll(w: OrgWorld, v: RestoreVars, set: BackupSet): void {
  if (v.repeated !== set.id) return;
  v.repeated = -1;
  const owner = setKey(w, set);
  w.say('cause.struck', {
    key: `${owner}:set-unreadable:1`, cause: 'set-unreadable', owner, absorbed: true,
    because: 'the restore was repeated, and read it',
  }); // prettier-ignore
}

/** Whether what comes next is the second try. */
export const isToRepeat = (v: RestoreVars): boolean => v.failsAfter >= 0 && v.reads.length > 0;

export const repeatStep: StepDefinition<OrgWorld, RestoreVars> = {
  needs: hands,
  lasts: (w) => w.plan.figures.operations.stepMs,
  end: (_w, { vars }: Procedure<RestoreVars>) => {
    vars.failsAfter = -1;
  },
  gives: (w, p) => [handsPool(w.plan, p.vars.incident)],
  span: 'decide',
  waitSpan: 'wait-person',
  because: () => 'starting the restore of the set once more',
  then: nextStep,
};

/**
 * The window in which a restore is started, once for every set: which set, which temporary folder, "last restore set",
 * "mount database after restore" (RST-17 to RST-22). What is filled in wrong there shows sooner or later.
 */
import type { Procedure } from '../../engine/procedure.ts';
import type { BackupSet } from '../media/state.ts';
import type { OrgWorld } from '../world.ts';
import { diskGoesOn } from './chain.ts';
import { envOf, removeEnv } from './restore-env.ts';
import { slips, type SlipName } from './slip-table.ts';
import { slipAt, type Slipped } from './slips.ts';
import type { RestoreVars } from './state.ts';

type P = Procedure<RestoreVars>;

/** The restore fails at once, and is done right then. */
const REFUSED: readonly SlipName[] = ['full-not-first', 'temporary-folder-in-use'];

/** Whether a slip in the window of the set that comes next would make a difference. */
function matters(v: RestoreVars, name: SlipName): boolean {
  const isLast = v.reads.every((read) => read.set === v.reads[0].set);
  switch (name) {
    case 'last-set-too-early':
    case 'mounted-between-sets':
      return !isLast;
    case 'sets-in-wrong-order':
      return !isLast && v.imageRead;
    case 'full-not-first':
      return !isLast && !v.imageRead;
    case 'last-set-not-ticked':
      return isLast;
    default:
      return true;
  }
}

/** Says what was refused, and what is done about it. */
export function sayRefused(w: OrgWorld, v: RestoreVars, because: string, next: string): void {
  w.say('recovery.fallback', { incident: v.incident, group: v.group, because, next });
}

/**
 * Somebody fills in the window for the set that comes next. Returns the step that a mistake leads to at once, 'again' where
 * another set comes first now, or null: the set is read.
 */
export function fillIn(w: OrgWorld, p: P, set: BackupSet): 'amend' | 'again' | null {
  const v = p.vars;
  v.window = set.id;
  const slip = slipAt(w, {
    incident: v.incident, group: v.group, step: 'set', possible: (name) => matters(v, name),
  }); // prettier-ignore
  if (slip === null) return null;
  const { name } = slip;
  v.slipped = slip;
  if (name === 'sets-in-wrong-order') {
    v.slipped = null;
    swap(v);
    return 'again';
  }
  return REFUSED.includes(name) ? 'amend' : null;
}

/** The set after the next one is restored first; its window is filled in by now. */
function swap(v: RestoreVars): void {
  const [first, second] = [...new Set(v.reads.map((read) => read.set))];
  const of = (set: number) => v.reads.filter((read) => read.set === set);
  const rest = v.reads.filter((read) => read.set !== first && read.set !== second);
  v.reads = [...of(second), ...of(first), ...rest];
  v.window = second;
}

/** What stands in the window that says "Failed" (MON-16): nothing was copied, and why. */
export const refusal = ({ name }: Slipped): string => `${slips[name].sees}: ${slips[name].does}`;

/**
 * Hard recovery runs after a set although further ones follow. Whoever finds out in time begins anew; the others
 * mount what they have, and the remaining sets are of no use any more (RST-18, RST-20). True: he begins anew.
 */
function noticesInTime(w: OrgWorld, { name, key, noticed }: Slipped): boolean {
  // Once it is mounted it takes mail: nobody throws that away for older mail, and the logs conflict (RST-20).
  if (name === 'mounted-between-sets') return false;
  if (noticed !== null) return noticed;
  return w.draw(key, 'slip.anew', 0) < w.plan.figures.recovery.beginsAnewShare;
}

/**
 * Whether a set is through with which hard recovery was started, though another one was to follow: it has run, or what
 * it has reached is all that comes back.
 */
export function ranTooEarly(w: OrgWorld, v: RestoreVars): 'early' | 'again' | null {
  const { slipped } = v;
  const early = slipped?.name === 'last-set-too-early' || slipped?.name === 'mounted-between-sets';
  if (slipped === null || !early || v.reads[0].set === v.window) return null;
  if (noticesInTime(w, slipped)) return 'early';
  giveUpSets(w, v);
  return 'again';
}

/** The sets that remain are given up: what hard recovery has reached is all that comes back. */
function giveUpSets(w: OrgWorld, v: RestoreVars): void {
  v.slipped = null;
  v.reads = [];
  v.toEnd = false;
  settleReach(w, v);
  const because = 'hard recovery has run: no further set can be applied';
  sayRefused(w, v, because, `the databases are mounted as they are, up to log ${v.reach}`);
}

/** The image, and what was added to it, is restored once more; the slip is told already. */
export function restoreAgain(w: OrgWorld, v: RestoreVars): void {
  const because = 'NO_RESTORE_ENV: hard recovery has run, so the next set is refused';
  sayRefused(w, v, because, 'everything is restored again');
  removeEnv(w, v.databases);
  v.imageRead = false;
  v.window = -1;
}

/** All is read: logs of sets in the wrong order lie in the folder, but not in what Restore.env says (RST-17). */
export function settleReach(w: OrgWorld, v: RestoreVars): void {
  const env = envOf(w, v);
  if (env === null || env.high === v.reach) return;
  v.reach = env.high;
  v.toEnd &&= v.source !== null && diskGoesOn(w, v, v.source, v.reach);
}

/** All sets are copied: "last restore set" starts hard recovery, where it was ticked (RST-18, RST-19). */
export const recoverStep = (_w: OrgWorld, p: P): string =>
  p.vars.slipped?.name === 'last-set-not-ticked' ? 'forgotten' : 'replay';

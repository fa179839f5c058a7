/**
 * The window in which a restore is started, once for every set: which set, which temporary folder, "last restore set",
 * "mount database after restore" (RST-17 to RST-22). What is filled in wrong there shows at once, or later on.
 */
import type { Procedure } from '../../../engine/procedure.ts';
import type { BackupSet } from '../../media/state.ts';
import type { OrgWorld } from '../../world.ts';
import { diskGoesOn } from './chain.ts';
import { incidentWith } from '../incident.ts';
import { brokenInFolder } from './reads.ts';
import { envOf, folderOf, fromSnapshot, removeEnv } from './restore-env.ts';
import { slips, type SlipName } from '../slips/table.ts';
import { slipAt, type Slipped } from '../slips/chance.ts';
import type { RestoreEnv, RestoreVars } from '../state.ts';

type P = Procedure<RestoreVars>;

/** The restore fails at once, and is done right then. */
const REFUSED: readonly SlipName[] = [
  'full-not-first',
  'mistyped',
  'renamed',
  'temporary-folder-in-use',
];

/** A slip whose consequence is still to come, or undefined. */
export const pending = (v: RestoreVars, name: SlipName): Slipped | undefined =>
  v.slipped.find((each) => each.name === name);

/** The consequence has come. */
export function settle(v: RestoreVars, name: SlipName): void {
  v.slipped = v.slipped.filter((each) => each.name !== name);
}

/** The restore is planned anew: what was filled in wrong is forgotten, but for what was done to the database itself. */
const LASTING: readonly SlipName[] = ['mounted-before-restore', 'production-log-path', 'recreated'];

export function forgetSlips(v: RestoreVars): void {
  v.slipped = v.slipped.filter(({ name }) => LASTING.includes(name));
}

/** What goes wrong with a temporary folder, its Restore.env or the order of sets: a restore of a snapshot has none. */
const OF_FOLDER: readonly SlipName[] = [
  'full-not-first',
  'last-set-not-ticked',
  'production-log-path',
  'sets-in-wrong-order',
  'temporary-folder-in-use',
  'shared-temporary-folder',
];

/** Whether a slip in the window of the set that comes next would make a difference. */
function matters(w: OrgWorld, v: RestoreVars, name: SlipName): boolean {
  if (fromSnapshot(v) && OF_FOLDER.includes(name)) return false;
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
    case 'mounted-before-restore':
      return !v.imageRead && v.databases.every((d) => w.org.store.databases[d].fileLost);
    case 'shared-temporary-folder':
      return !v.imageRead && neighbour(w, v) !== undefined;
    default:
      return true;
  }
}

/** Another restore whose Restore.env lies on the same volume: its folder may be taken for this one's. */
function neighbour(w: OrgWorld, v: RestoreVars): RestoreEnv | undefined {
  const own = folderOf(w, v);
  const above = own.slice(0, own.lastIndexOf('/') + 1);
  return w.org.recovery.environments.find(
    ({ folder }) => folder !== own && folder.startsWith(above),
  );
}

/** Says what was refused, and what is done about it. */
function sayRefused(w: OrgWorld, v: RestoreVars, because: string, next: string): void {
  w.say('recovery.fallback', { incident: v.incident, group: v.group, because, next });
}

/**
 * Somebody fills in the window for the set that comes next. Returns 'amend' where it is refused at once, 'again' where
 * another set comes first now, or null: the set is read.
 */
export function fillIn(w: OrgWorld, p: P, set: BackupSet): 'amend' | 'again' | null {
  const v = p.vars;
  v.window = set.id;
  v.windowAt = w.now;
  const slip = slipAt(w, {
    incident: v.incident, group: v.group, step: 'set', possible: (name) => matters(w, v, name),
  }); // prettier-ignore
  if (slip === null) return null;
  if (slip.name === 'sets-in-wrong-order') {
    swap(v);
    return 'again';
  }
  if (slip.name === 'shared-temporary-folder') {
    overwriteEnv(w, v, slip.key);
    return null;
  }
  v.slipped.push(slip);
  return refused(w, v) === undefined ? null : 'amend';
}

/** The slip for which a restore is refused at once. A log folder in use is refused in 2003 alone (E-30, RST-22). */
export function refused(w: OrgWorld, { slipped }: RestoreVars): Slipped | undefined {
  const is2003 = w.plan.version === 'exchange-2003';
  return slipped.find(
    ({ name }) => REFUSED.includes(name) || (is2003 && name === 'production-log-path'),
  );
}

/** What stands in the window that says "Failed" (MON-16): nothing was copied, and why. */
export function refusal(w: OrgWorld, v: RestoreVars): string {
  const { name } = refused(w, v) as Slipped;
  const error = name === 'production-log-path' ? 'TEMP_DIR_IN_USE' : slips[name].sees;
  return `${error}: ${slips[name].does}`;
}

/** The set after the next one is restored first; its window is filled in by now. */
function swap(v: RestoreVars): void {
  const [first, second] = [...new Set(v.reads.map((read) => read.set))];
  const of = (set: number) => v.reads.filter((read) => read.set === set);
  const rest = v.reads.filter((read) => read.set !== first && read.set !== second);
  v.reads = [...of(second), ...of(first), ...rest];
  v.window = second;
}

/** A second Restore.env overwrites the first: the other restore has nothing to recover by (RST-15). */
function overwriteEnv(w: OrgWorld, v: RestoreVars, key: string): void {
  const other = neighbour(w, v) as RestoreEnv;
  const databases = other.files.map(({ database }) => database);
  removeEnv(w, databases);
  const incident = incidentWith(w, databases[0]);
  if (incident !== null && !incident.causes.includes(key)) incident.causes.push(key);
}

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
  const slip = pending(v, 'last-set-too-early') ?? pending(v, 'mounted-between-sets');
  if (slip === undefined || v.reads[0].set === v.window) return null;
  if (comesToNothing(w, v) || noticesInTime(w, slip)) return 'early';
  giveUpSets(w, v);
  settle(v, slip.name);
  return 'again';
}

/** Whether an image needs a log itself that its set has broken, and a set to follow has whole: no recovery brings it to an end. */
function comesToNothing(w: OrgWorld, v: RestoreVars): boolean {
  const broken = brokenInFolder(w, v);
  return broken >= 0 && v.source !== null && broken <= v.source.high;
}

/** The sets that remain are given up: what hard recovery has reached is all that comes back. */
function giveUpSets(w: OrgWorld, v: RestoreVars): void {
  v.reads = [];
  v.toEnd = false;
  v.plannedToEnd = true;
  if (fromSnapshot(v)) v.reach = placedReach(v);
  settleReach(w, v);
  const broken = brokenInFolder(w, v);
  if (broken >= 0) v.stopBefore = v.brokenAt = broken;
  const which = fromSnapshot(v) ? 'soft' : 'hard';
  const because = `${which} recovery has run: no further set can be applied`;
  sayRefused(
    w,
    v,
    because,
    `the databases are mounted as they are, up to log ${broken < 0 ? v.reach : broken - 1}`,
  );
}

/** Last log that lies without a gap in the log folder beside a restored snapshot: no Restore.env says so. */
function placedReach({ source, placed }: RestoreVars): number {
  let reach = source?.high ?? -1;
  for (const { low, high } of [...placed].sort((a, b) => a.low - b.low))
    if (low <= reach + 1) reach = Math.max(reach, high);
  return reach;
}

/** The image, and what was added to it, is restored once more. */
export function restoreAgain(w: OrgWorld, v: RestoreVars): void {
  const because = fromSnapshot(v)
    ? 'soft recovery has run, so the logs of the next set are of no use'
    : 'NO_RESTORE_ENV: hard recovery has run, so the next set is refused';
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
  // Once it is mounted, users are in already.
  v.unreplayed = !v.toEnd && pending(v, 'mounted-between-sets') === undefined;
}

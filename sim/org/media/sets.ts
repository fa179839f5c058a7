/** Backup sets: their life on cartridges, and what is found when they are read. */
import { settleShape } from '../../engine/shape.ts';
import type { Ms } from '../../engine/types.ts';
import type { OrgWorld } from '../world.ts';
import type { BackupSet, SetPart } from './state.ts';

/** Allots the id of a set before it is written, in the order of the job, so that ties cannot swap ids. */
export function createSet(
  w: OrgWorld,
  of: Pick<BackupSet, 'job' | 'group' | 'type' | 'night'>,
): number {
  const { media } = w.org;
  const id = media.nextSet;
  media.nextSet += 1;
  media.sets.push(emptySet(id, of.job, of.group, of.type, of.night));
  return id;
}

function emptySet(
  id: number,
  job: number,
  group: number,
  type: BackupSet['type'],
  night: Ms,
): BackupSet {
  return {
    id, job, group, type, night, databases: [], segment: -1, low: -1, high: -1, parts: [], snapshot: null,
    complete: false, completedAt: -1, asOf: -1, fate: 'drawn', wrongBy: '', proved: false, knownBad: false,
    copy: false, staged: 'no', listed: true, keepUntil: -1,
  }; // prettier-ignore
}

function emptyPart(cartridge: number): SetPart {
  return { cartridge, imageBytes: 0, logBytes: 0, passedBytes: 0 };
}

settleShape(emptySet(0, 0, 0, 'full', 0));
settleShape(emptyPart(0));

/** Where a set with an id stands in the table, or would. */
function placeOf(sets: readonly BackupSet[], id: number): number {
  let [low, high] = [0, sets.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sets[middle].id < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Takes sets out of the table in one pass: a cartridge that is written anew gives up hundreds at once. */
function forget(w: OrgWorld, ids: readonly number[]): void {
  if (ids.length === 0) return;
  const { sets } = w.org.media;
  const gone = [...ids].sort((x, y) => x - y);
  let next = 0;
  let kept = placeOf(sets, gone[0]);
  for (let at = kept; at < sets.length; at++) {
    while (next < gone.length && gone[next] < sets[at].id) next += 1;
    if (next < gone.length && gone[next] === sets[at].id) continue;
    sets[kept] = sets[at];
    kept += 1;
  }
  sets.length = kept;
}

const isFile = (w: OrgWorld, cartridge: number): boolean =>
  w.plan.libraries[w.plan.cartridges[cartridge].library].kind === 'disk';

/** The set with an id, or null: it was overwritten, lost or given up. */
export function findSet({ org }: Pick<OrgWorld, 'org'>, id: number): BackupSet | null {
  const { sets } = org.media;
  const set = sets[placeOf(sets, id)] as BackupSet | undefined;
  return set?.id === id ? set : null;
}

export function setOf(w: OrgWorld, id: number): BackupSet {
  const set = findSet(w, id);
  if (set === null) throw new Error(`there is no backup set ${id}`);
  return set;
}

/** Forgets sets: their cartridge was overwritten or lost, or their job failed. */
export function dropSets(w: OrgWorld, ids: readonly number[]): void {
  const ended: number[] = [];
  for (const id of ids) {
    const set = findSet(w, id);
    if (set === null) continue;
    leavePlaces(w, set);
    // While its job still runs, it stays: the job itself gives it up.
    if (set.complete) ended.push(id);
    else set.parts = [];
  }
  forget(w, ended);
}

/** A set lies on no cartridge any more, and its group does not have it. */
function leavePlaces(w: OrgWorld, set: BackupSet): void {
  for (const part of set.parts) {
    const c = w.org.media.cartridges[part.cartridge];
    remove(c.sets, set.id);
    // Files are deleted; on tape nothing is free before all of it is.
    if (isFile(w, part.cartridge)) c.usedBytes -= part.imageBytes + part.logBytes;
  }
  remove(w.org.store.groups[set.group].sets, set.id);
}

function remove(ids: number[], id: number): void {
  const i = ids.indexOf(id);
  if (i >= 0) ids.splice(i, 1);
}

/** Gives up a set that never came to be. */
export function abandonSet(w: OrgWorld, id: number): void {
  dropSets(w, [id]);
  forget(w, [id]);
}

/** Books bytes written to a cartridge as a part of a set; `passedBytes` with the blocks of others between them. */
export function addPart(
  w: OrgWorld,
  set: BackupSet,
  cartridge: number,
  imageBytes: number,
  logBytes: number,
  passedBytes = imageBytes + logBytes,
): void {
  const c = w.org.media.cartridges[cartridge];
  c.usedBytes += imageBytes + logBytes;
  let part: SetPart | undefined = set.parts.find((x) => x.cartridge === cartridge);
  if (part === undefined) {
    part = emptyPart(cartridge);
    set.parts.push(part);
    c.sets.push(set.id);
  }
  part.imageBytes += imageBytes;
  part.logBytes += logBytes;
  part.passedBytes += passedBytes;
}

/** Over how many bytes a reader passes for each that belongs to the part: n where n equal streams were written. */
export function interleave({ imageBytes, logBytes, passedBytes }: SetPart): number {
  const own = imageBytes + logBytes;
  return own === 0 ? 1 : passedBytes / own;
}

/** Whether a set is the copy on tape of a snapshot. */
export const isOnTape = (set: BackupSet): boolean => set.snapshot?.onDisk === false;

/** Whether a set lies on disks, as a snapshot. */
export const isOnDisk = (set: BackupSet): boolean => set.snapshot?.onDisk === true;

/** Key of everything that is drawn about a set: the group, and the night that it belongs to. */
export function setKey(w: OrgWorld, set: BackupSet): string {
  const key = `${w.plan.groups[set.group].path}@${set.night}/${set.type}`;
  if (isOnTape(set)) return `${key}/tape`;
  return set.copy ? `${key}/copy` : key;
}

/**
 * Whether reading a set fails: a scripted fault spoiled it, or chance did (0.5 %, 2 % on a cartridge past its
 * retirement; PARAMETERS, causes). Drawn by the set's own key, so every reader meets the same fate.
 */
export function isUnreadable(w: OrgWorld, set: BackupSet): boolean {
  if (set.fate !== 'drawn') return set.fate === 'bad';
  return drawUnreadable(w, set, unreadableProbability(w, set));
}

/** What chance says of a set, by its own key: whether it cannot be read, with a probability. */
export function drawUnreadable(w: OrgWorld, set: BackupSet, probability: number): boolean {
  return probability > 0 && w.draw(setKey(w, set), 'set-unreadable', 0) < probability;
}

/** Probability that a set cannot be read of which nobody has tried to read anything. */
export function unreadableProbability(w: OrgWorld, set: BackupSet): number {
  const law = w.plan.hazards['set-unreadable'];
  if (law === undefined || law === null || law.type !== 'constant') return 0;
  if (isOnDisk(set)) return law.value * w.plan.figures.backup.snapshotUnreadableFactor;
  const { retireAfterPasses, unreadablePastRetirement } = w.plan.figures.media;
  const old = set.parts.some(
    (part) => w.org.media.cartridges[part.cartridge].passes >= retireAfterPasses,
  );
  return old ? Math.max(unreadablePastRetirement, law.value) : law.value;
}

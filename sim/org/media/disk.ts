/** Disk targets: room for files, what replaces or expires, and their loss with the volume or the disks under them. */
import type { EventTable, Ms } from '../../engine/types.ts';
import { lasting } from '../calendar-hazards.ts';
import type { OrgWorld } from '../world.ts';
import type { Run } from './cartridges.ts';
import { deleteExpiredFiles, dropFileSetsOn } from './file-sets.ts';
import type { LibraryPlan } from './plan.ts';
import { dropSets, findSet } from './sets.ts';
import type { BackupSet } from './state.ts';

/** The one "cartridge" that stands for all files of a target. */
export const filesOf = ({ cartridges }: LibraryPlan): number => cartridges[0];

/** Whether its disks hold anything just now. */
function isThere(w: OrgWorld, target: LibraryPlan): boolean {
  if (w.org.media.cartridges[filesOf(target)].gone) return false;
  return target.volume < 0 || !w.org.hardware.volumes[target.volume].lost;
}

/** The file that a set lies in: one of its own, unless its job names one for all. */
const fileOf = (w: OrgWorld, set: BackupSet): string => w.plan.jobs[set.job].file;

/**
 * Deletes what is out of date. One of several sets in a file cannot be deleted by itself: the file goes when the last of
 * them may.
 */
function deleteExpired(w: OrgWorld, cartridge: number): void {
  const sets = [...w.org.media.cartridges[cartridge].sets].flatMap((id) => {
    const set = findSet(w, id);
    return set === null ? [] : [set];
  });
  const isOld = (set: BackupSet): boolean =>
    set.complete && set.keepUntil <= w.now && set.staged !== 'under way';
  const mayGo = (set: BackupSet): boolean => {
    const file = fileOf(w, set);
    const inFile = file === '' ? [set] : sets.filter((each) => fileOf(w, each) === file);
    return inFile.every(isOld);
  };
  dropSets(
    w,
    sets.filter(mayGo).map(({ id }) => id),
  );
}

/**
 * A run that replaces a file deletes all that earlier runs have put there, of whatever job (TAPE-03, TAPE-04). News:
 * 'setReplaced', so that whoever copies it to another medium breaks off first.
 */
function replaceFile(w: OrgWorld, cartridge: number, run: Run): void {
  const { file } = w.plan.jobs[run.job];
  for (const id of [...w.org.media.cartridges[cartridge].sets]) {
    const set = findSet(w, id);
    if (set === null || (set.job === run.job && set.night === run.night)) continue;
    if (file === '' ? set.job !== run.job : fileOf(w, set) !== file) continue;
    w.tell('setReplaced', id, 0);
    dropSets(w, [id]);
  }
}

/** Where a backup writes its files; -1 when no room is left, or the disks are lost. */
export function takeOnDisk(w: OrgWorld, target: LibraryPlan, run: Run): number {
  if (!isThere(w, target)) return -1;
  const files = filesOf(target);
  deleteExpired(w, files);
  deleteExpiredFiles(w, files);
  if (run.replaces) replaceFile(w, files, run);
  const { usedBytes } = w.org.media.cartridges[files];
  return usedBytes < w.plan.cartridges[files].capacityBytes ? files : -1;
}

/** Everything on a target is gone. News: 'targetLost', so that whoever reads or writes there breaks off first. */
export function loseTarget(w: OrgWorld, library: number, because: string): void {
  const files = filesOf(w.plan.libraries[library]);
  const c = w.org.media.cartridges[files];
  if (c.gone) return;
  c.gone = true;
  w.tell('targetLost', library, 0);
  const sets = [...c.sets];
  const groups = new Set(sets.map((id) => findSet(w, id)?.group ?? -1));
  dropSets(w, sets);
  dropFileSetsOn(w, files);
  c.usedBytes = 0;
  c.sets = [];
  w.say('cartridge.lost', {
    ...{ cartridge: files, because, sets },
    groups: [...groups].filter((group) => group >= 0),
  });
}

/** A volume is lost, and with it the files of the targets on it; they are of use again when it is made anew. */
export function onVolumeLost(w: OrgWorld, volume: number): void {
  for (const { id, kind, volume: on } of w.plan.libraries) {
    if (kind !== 'disk' || on !== volume) continue;
    loseTarget(w, id, `it lies on ${w.plan.volumes[volume].path}, which is lost`);
    w.org.media.cartridges[filesOf(w.plan.libraries[id])].gone = false;
  }
}

/** Plans the next strike on the disks of a target's own; like a volume's, it hangs on nothing but the calendar. */
export function planTargetStrike(w: OrgWorld, library: number, ageMs: Ms = 0): void {
  const { kind, volume, path } = w.plan.libraries[library];
  const law = w.plan.hazards['volume-lost'];
  if (kind !== 'disk' || volume >= 0 || law === undefined || law === null) return;
  const u = w.draw(path, 'volume-lost', w.org.media.libraries[library].strikes + 1);
  const at = w.now + Math.ceil(lasting(law, ageMs, u));
  if (at < w.plan.clock.end) w.at(at, 'media.target-strike', library, 0);
}

/** The disks of a target are lost until they have been replaced by contract and formatted. */
export function strikeTarget(w: OrgWorld, library: number, key: string, owner: string): boolean {
  const target = w.plan.libraries[library];
  const already = w.org.media.cartridges[filesOf(target)].gone;
  w.say('cause.struck', {
    ...{ key, cause: 'volume-lost', owner, absorbed: true },
    because: already ? 'it was lost already' : 'the sets on it are gone',
  });
  if (already) return false;
  loseTarget(w, library, 'its disks are lost');
  const { array } = w.plan.sites[target.site].partsMs;
  const { recreateVolumeMs } = w.plan.figures.operations;
  w.at(w.now + array + recreateVolumeMs, 'media.target-back', library, 0);
  return true;
}

export const targetEvents: EventTable<OrgWorld> = {
  'media.target-strike': {
    rank: 10,
    run(w, library) {
      const state = w.org.media.libraries[library];
      state.strikes += 1;
      const { path } = w.plan.libraries[library];
      if (strikeTarget(w, library, `${path}:volume-lost:${state.strikes}`, path))
        state.struckAt = w.now;
      planTargetStrike(w, library);
    },
  },
  'media.target-back': {
    rank: 5,
    run(w, library) {
      w.org.media.cartridges[filesOf(w.plan.libraries[library])].gone = false;
    },
  },
};

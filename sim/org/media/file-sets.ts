/** Sets of the files of servers and domain controllers: they share media with the sets of databases, and are never sets of a storage group. */
import { DAY } from '../../engine/clock.ts';
import type { Ms } from '../../engine/types.ts';
import type { OrgWorld } from '../world.ts';

/** A server or a domain controller, of which files are saved; the other one of the two is -1. */
export interface Machine {
  readonly server: number;
  readonly controller: number;
}

export const pathOf = (w: OrgWorld, { server, controller }: Machine): string =>
  controller < 0 ? w.plan.servers[server].path : w.plan.controllers[controller].path;

/** What one run of a job of files has written of one machine. */
export interface FileSet extends Machine {
  readonly id: number;
  readonly job: number;
  /** When it was begun: what it holds is of that instant. */
  readonly asOf: Ms;
  /** When its occasion was due, and the how manieth try of it this is. */
  readonly night: Ms;
  readonly attempt: number;
  /** Databases whose mailboxes were read, and the life that each was in. */
  readonly mailboxes: readonly { readonly database: number; readonly lineage: number }[];
  parts: { readonly cartridge: number; bytes: number }[];
  complete: boolean;
  completedAt: Ms;
  keepUntil: Ms;
  /** Read again after it was written, and found readable. */
  verified: boolean;
  /** Somebody has tried to read it, in vain. */
  knownBad: boolean;
}

/** Begins a set; nobody can use it before it is complete. */
export function createFileSet(
  w: OrgWorld,
  of: Pick<FileSet, 'job' | 'night' | 'attempt'> & Machine,
  mailboxes: FileSet['mailboxes'],
): number {
  const { media } = w.org;
  const id = media.nextFileSet;
  media.nextFileSet += 1;
  const { job, server, controller, night, attempt } = of;
  media.fileSets.push({
    ...{ id, job, server, controller, asOf: w.now, night, attempt, mailboxes },
    ...{ parts: [], complete: false, completedAt: -1 },
    ...{ keepUntil: -1, verified: false, knownBad: false },
  });
  return id;
}

export function fileSetOf(w: OrgWorld, id: number): FileSet | null {
  return w.org.media.fileSets.find((set) => set.id === id) ?? null;
}

export const daysOld = (w: OrgWorld, { completedAt }: FileSet): number =>
  Math.floor((w.now - completedAt) / DAY);

/** By whole days: on day 60 it is not too old yet (W-22). */
export const isTooOld = (w: OrgWorld, set: FileSet): boolean =>
  daysOld(w, set) * DAY > w.plan.figures.recovery.tombstoneLifetimeMs;

/** Forgets a set; files on disk give their room back, tapes do not before all of one is free. */
export function dropFileSet(w: OrgWorld, id: number): void {
  const { fileSets, cartridges } = w.org.media;
  const i = fileSets.findIndex((set) => set.id === id);
  if (i < 0) return;
  for (const { cartridge, bytes } of fileSets[i].parts) {
    const { library } = w.plan.cartridges[cartridge];
    if (w.plan.libraries[library].kind === 'disk') cartridges[cartridge].usedBytes -= bytes;
  }
  fileSets.splice(i, 1);
}

/** What was on a medium is gone. */
export function dropFileSetsOn(w: OrgWorld, cartridge: number): void {
  const gone = w.org.media.fileSets.filter((set) => isOn(set, cartridge));
  for (const { id } of gone) dropFileSet(w, id);
}

const isOn = (set: FileSet, cartridge: number): boolean =>
  set.parts.some((part) => part.cartridge === cartridge);

/** Whether anything of files lies on a medium; `open`: of those that are still being written. */
export function holdsFileSet(w: OrgWorld, cartridge: number, open: boolean): boolean {
  const { fileSets } = w.org.media;
  return fileSets.some((s) => isOn(s, cartridge) && !(open && s.complete));
}

/** Deletes files on disk that are out of date. */
export function deleteExpiredFiles(w: OrgWorld, cartridge: number): void {
  const { fileSets } = w.org.media;
  const old = fileSets.filter((s) => isOn(s, cartridge) && s.complete && s.keepUntil <= w.now);
  for (const { id } of old) dropFileSet(w, id);
}

/** Books bytes written to a medium as a part of a set. */
export function addFilePart(w: OrgWorld, set: FileSet, cartridge: number, bytes: number): void {
  w.org.media.cartridges[cartridge].usedBytes += bytes;
  const part = set.parts.find((each) => each.cartridge === cartridge);
  if (part === undefined) set.parts.push({ cartridge, bytes });
  else part.bytes += bytes;
}

const keyOf = (w: OrgWorld, set: FileSet): string =>
  `${pathOf(w, set)}/${w.plan.fileJobs[set.job].saves}@${set.night}/${set.attempt}`;

/** Key of everything that is drawn about a set. */
export const fileSetKey = keyOf;

/** Whether reading a set fails, now or later: drawn by its own key, so that every reader meets the same fate. */
export function isUnreadableFile(w: OrgWorld, set: FileSet): boolean {
  const law = w.plan.hazards['set-unreadable'];
  if (law === undefined || law === null || law.type !== 'constant') return false;
  return (
    w.draw(keyOf(w, set), 'set-unreadable', 0) < law.value && !(set.verified && atOnce(w, set))
  );
}

/** Whether a medium that will fail does so from the beginning: then verifying finds it, right after writing (TAPE-12). */
function atOnce(w: OrgWorld, set: FileSet): boolean {
  return w.draw(keyOf(w, set), 'set-unreadable.when', 0) < w.plan.figures.media.badAtOnceShare;
}

export const failsVerify = (w: OrgWorld, set: FileSet): boolean =>
  isUnreadableFile(w, set) && atOnce(w, set);

/**
 * Which sets bring a database back: the newest usable full or copy, then as few further sets as close the gap to
 * the logs on disk, or to the end of what tapes hold (BKP-01 to BKP-04, E-01, E-06, E-07, RST-26, TAPE-25).
 */
import type { Ms } from '../../../engine/types.ts';
import { copiesImages } from '../../backup/plan.ts';
import { serverRuns } from '../../hardware/servers.ts';
import { findSet, isOnDisk, isOnTape } from '../../media/sets.ts';
import type { BackupSet } from '../../media/state.ts';
import { firstGapOnDisk, firstLost } from '../../store/gaps.ts';
import type { Segment } from '../../store/state.ts';
import { cutAfter } from '../../store/stream.ts';
import type { OrgWorld } from '../../world.ts';
import { envOf } from './restore-env.ts';
import type { Read, RestoreVars } from '../state.ts';

/** What a chain is looked for: databases of a group, and whether the image is on disk already. */
export type Wanted = Pick<RestoreVars, 'group' | 'databases' | 'imageRead'> & {
  /** Last log that lies in the log folder beside a restored snapshot, or -1. */
  readonly placedTo?: number;
};

function usable(set: BackupSet | null): set is BackupSet {
  return set !== null && set.complete && !set.knownBad;
}

/** The set that a read was planned from, or null when it has been overwritten or lost since. */
export function setToRead(w: OrgWorld, read: Read): BackupSet | null {
  const set = findSet(w, read.set);
  return usable(set) ? set : null;
}

/** Complete sets of a group, oldest first, and those of the groups from which its databases came. */
function setsFor(w: OrgWorld, group: number): readonly number[] {
  const { homes, groups } = w.org.store;
  const came = homes.filter((home) => home.group === group);
  if (came.length === 0) return groups[group].sets;
  const of = (id: number): BackupSet => findSet(w, id) as BackupSet;
  return groups
    .flatMap(({ sets }, g) =>
      sets.filter(
        (id) =>
          g === group || of(id).databases.some((x) => came.some((c) => c.database === x.database)),
      ),
    )
    .sort((a, b) => of(a).completedAt - of(b).completedAt || a - b);
}

/** The group whose log stream a set is of: another one than that of its databases where they have moved since. */
export function streamGroup(w: OrgWorld, set: BackupSet): number {
  return w.org.store.segments[set.segment]?.group ?? set.group;
}

/** The group whose logs a recovery replays: where the database came from, if it is restored to another place. */
export const logsOf = (w: OrgWorld, v: Pick<RestoreVars, 'mode' | 'source' | 'group'>): number =>
  v.mode === 'restore' && v.source !== null ? streamGroup(w, v.source) : v.group;

/** Complete sets of a group that nobody has found unreadable, newest first. */
export function usableSets(w: OrgWorld, group: number): BackupSet[] {
  return setsFor(w, group)
    .map((id) => findSet(w, id))
    .filter(usable)
    .reverse();
}

/** Whether a set carries every log that its images require: without one of them they can never be mounted. */
function holdsRequired(w: OrgWorld, set: BackupSet): boolean {
  const lost = firstLost(w, set.segment, set.low);
  if (lost !== null && lost.log <= set.high) return false;
  if (isOnDisk(set)) return true;
  let bytes = 0;
  for (const part of set.parts) bytes += part.logBytes;
  return bytes >= (set.high - set.low + 1) * w.plan.figures.store.logBytes;
}

/** Where a replay has to stop, since what comes next must not be replayed. */
export interface Bound {
  readonly segment: number;
  /** First log that is left out. */
  readonly firstLog: number;
  readonly at: Ms;
}

/** Whether a log of a set comes before a bound; of other streams than the bound's, whole sets do or do not. */
export function isBefore({ segment, firstLog, at }: Bound, set: BackupSet, log: number): boolean {
  return set.segment === segment ? log < firstLog : set.asOf <= at;
}

/**
 * By what they hold of a database, a later life or more logs, and of none by when their last log was closed, since streams count
 * from 1: what was copied to tape was completed later than it is new.
 */
function newerFirst(w: OrgWorld, images: BackupSet[], database: number): BackupSet[] {
  const lifeIn = (set: BackupSet): number =>
    set.databases.find((x) => x.database === database)?.lineage ?? -1;
  const endOf = ({ segment, high }: BackupSet): Ms =>
    cutAfter(w, w.org.store.segments[segment] as Segment, high).at;
  const later = (a: BackupSet, b: BackupSet): number =>
    a.segment === b.segment ? b.high - a.high : endOf(b) - endOf(a);
  return images.sort((a, b) => lifeIn(b) - lifeIn(a) || later(a, b));
}

/**
 * The newest full or copy that holds images of all these databases: either may be restored first (RST-14). Where a snapshot
 * lies on disks and on tape, the one on disks.
 */
export function newestImage(
  w: OrgWorld,
  group: number,
  databases: readonly number[],
  bound: Bound | null = null,
  accepts: (set: BackupSet) => boolean = () => true,
): BackupSet | undefined {
  const images = newerFirst(
    w,
    usableSets(w, group).filter(
      (s) =>
        copiesImages(s.type) &&
        (bound === null || isBefore(bound, s, s.high)) &&
        holdsRequired(w, s) &&
        databases.every((d) => s.databases.some((x) => x.database === d)) &&
        accepts(s),
    ),
    databases[0] ?? -1,
  );
  const newest = images.at(0);
  if (newest === undefined || !isOnTape(newest)) return newest;
  const taken = newest.snapshot?.takenAt;
  return images.find((s) => isOnDisk(s) && s.snapshot?.takenAt === taken) ?? newest;
}

/** Whether a set carries logs of the same stream and the same lives of the databases as the image. */
function continues(image: BackupSet, set: BackupSet, databases: readonly number[]): boolean {
  return (
    set.segment === image.segment &&
    databases.every((d) => {
      const of = (s: BackupSet): number | undefined =>
        s.databases.find((x) => x.database === d)?.lineage;
      return of(set) !== undefined && of(set) === of(image);
    })
  );
}

/**
 * Whether the logs on disk take up where `reach` ends and belong to the stream and life of the image. With circular
 * logging nobody rolls forward: what lies on disk has no beginning to rely on (ESE-26, E-39).
 */
export function diskGoesOn(w: OrgWorld, v: Wanted, image: BackupSet, reach: number): boolean {
  const { circularLogging, firstLog } = w.org.store.groups[streamGroup(w, image)];
  return !circularLogging && firstLog <= reach + 1 && isStillThere(w, v, image);
}

/** Whether the log folder is still that of the stream and life of the image, whatever has been removed from it. */
export function isStillThere(w: OrgWorld, v: Wanted, image: BackupSet): boolean {
  const from = streamGroup(w, image);
  const g = w.org.store.groups[from];
  return (
    (from === v.group || serverRuns(w, w.plan.groups[from].server)) &&
    !g.logsLost &&
    g.segment === image.segment &&
    v.databases.every((d) => {
      const entry = image.databases.find((x) => x.database === d);
      return entry?.lineage === w.org.store.databases[d].lineage;
    })
  );
}

export interface Chain {
  readonly image: BackupSet;
  readonly logs: readonly BackupSet[];
  readonly reach: number;
  readonly toEnd: boolean;
  /** First log that is not replayed, -1: none. */
  readonly stopBefore: number;
}

/**
 * The chain that starts with an image: at each step the set that reaches furthest without a gap, and no set whose logs
 * are all on disk. Replay stops only between logs, and never passes a gap.
 */
export function chainFrom(
  w: OrgWorld,
  v: Wanted,
  image: BackupSet,
  useDisk: boolean,
  bound: Bound | null = null,
): Chain {
  const logs: BackupSet[] = [];
  // What lies in the temporary folder already need not be on a tape any more.
  const env = v.imageRead ? envOf(w, v) : null;
  let reach = Math.max(env === null ? image.high : env.high, v.placedTo ?? -1);
  // What must not be replayed, and what cannot be, since it is broken wherever it lies (RST-01).
  const last = bound !== null && bound.segment === image.segment ? bound.firstLog : Infinity;
  const stop = Math.min(last, firstLost(w, image.segment, image.low)?.log ?? Infinity);
  const stopBefore = stop === Infinity ? -1 : stop;
  for (;;) {
    if (reach >= stop - 1) return { image, logs, reach, toEnd: false, stopBefore };
    const onDisk = useDisk && diskGoesOn(w, v, image, reach);
    const gap = onDisk ? firstGapOnDisk(w, streamGroup(w, image), reach) : Infinity;
    if (onDisk && (gap === Infinity || gap >= stop))
      return { image, logs, reach, toEnd: true, stopBefore };
    let best: BackupSet | undefined;
    for (const set of usableSets(w, v.group)) {
      if (set.low > reach + 1 || set.high <= reach || !continues(image, set, v.databases)) continue;
      if (best === undefined || set.high > best.high) best = set;
      else if (set.high === best.high && isOnDisk(set)) best = set;
    }
    if (best === undefined) {
      if (onDisk && gap > reach + 1) return { image, logs, reach, toEnd: true, stopBefore: gap };
      return { image, logs, reach, toEnd: false, stopBefore };
    }
    logs.push(best);
    reach = best.high;
  }
}

/** Whether sets, and the logs on disk after them, bring databases back with all that they held. */
export function leadsToEnd(w: OrgWorld, v: Wanted): boolean {
  const image = newestImage(w, v.group, v.databases);
  const chain = image === undefined ? null : chainFrom(w, v, image, true);
  return chain !== null && chain.toEnd && chain.stopBefore < 0;
}

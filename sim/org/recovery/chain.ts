/**
 * Which sets bring a database back: the newest usable full or copy, then as few further sets as close the gap to
 * the logs on disk, or to the end of what tapes hold (BKP-01 to BKP-04, E-01, E-06, E-07, RST-26, TAPE-25).
 */
import type { Ms } from '../../engine/types.ts';
import { copiesImages } from '../backup/plan.ts';
import { serverRuns } from '../hardware/servers.ts';
import type { BackupSet } from '../media/state.ts';
import type { OrgWorld } from '../world.ts';
import { envOf } from './restore-env.ts';
import type { Read, RestoreVars } from './state.ts';

/** What a chain is looked for: databases of a group, and whether the image is on disk already. */
export type Wanted = Pick<RestoreVars, 'group' | 'databases' | 'imageRead'>;

function usable(set: BackupSet | null): set is BackupSet {
  return set !== null && set.complete && !set.knownBad;
}

/** The set that a read was planned from, or null when it has been overwritten or lost since. */
export function setToRead(w: OrgWorld, read: Read): BackupSet | null {
  const set = w.org.media.sets[read.set] ?? null;
  return set !== null && set.completedAt === read.completedAt && usable(set) ? set : null;
}

/** Complete sets of a group, oldest first, and those of the groups from which its databases came. */
function setsFor(w: OrgWorld, group: number): readonly number[] {
  const { homes, groups } = w.org.store;
  const came = homes.filter((home) => home.group === group);
  if (came.length === 0) return groups[group].sets;
  const of = (id: number): BackupSet => w.org.media.sets[id] as BackupSet;
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
    .map((id) => w.org.media.sets[id])
    .filter(usable)
    .reverse();
}

/** Whether a set carries every log that its images require: without one of them they can never be mounted. */
function holdsRequired(w: OrgWorld, set: BackupSet): boolean {
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
  return set.segment === segment ? log < firstLog : set.completedAt <= at;
}

/** The newest full or copy that holds images of all these databases: either may be restored first (RST-14). */
export function newestImage(
  w: OrgWorld,
  group: number,
  databases: readonly number[],
  bound: Bound | null = null,
): BackupSet | undefined {
  return usableSets(w, group).find(
    (s) =>
      copiesImages(s.type) &&
      (bound === null || isBefore(bound, s, s.high)) &&
      holdsRequired(w, s) &&
      databases.every((d) => s.databases.some((x) => x.database === d)),
  );
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
  const from = streamGroup(w, image);
  const g = w.org.store.groups[from];
  return (
    (from === v.group || serverRuns(w, w.plan.groups[from].server)) &&
    !w.plan.groups[from].circularLogging &&
    !g.logsLost &&
    g.segment === image.segment &&
    g.firstLog <= reach + 1 &&
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
  let reach = env === null ? image.high : env.high;
  const stopBefore = bound !== null && bound.segment === image.segment ? bound.firstLog : -1;
  for (;;) {
    if (stopBefore >= 0 && reach >= stopBefore - 1)
      return { image, logs, reach, toEnd: false, stopBefore };
    if (useDisk && diskGoesOn(w, v, image, reach))
      return { image, logs, reach, toEnd: true, stopBefore };
    let best: BackupSet | undefined;
    for (const set of usableSets(w, v.group)) {
      if (set.low > reach + 1 || set.high <= reach || !continues(image, set, v.databases)) continue;
      if (best === undefined || set.high > best.high) best = set;
    }
    if (best === undefined) return { image, logs, reach, toEnd: false, stopBefore };
    logs.push(best);
    reach = best.high;
  }
}

/** What to read from tape, in order: the image and logs of the full, then the logs of the others (RST-17). */
export function readsOf(chain: Chain, imageRead: boolean, readAlready: readonly number[]): Read[] {
  const reads: Read[] = [];
  const add = (set: BackupSet, part: number, what: 'image' | 'logs', bytes: number): void => {
    const { id, completedAt } = set;
    if (bytes > 0) reads.push({ set: id, completedAt, part, what, bytes });
  };
  if (!imageRead) {
    chain.image.parts.forEach((p, i) => add(chain.image, i, 'image', p.imageBytes));
    chain.image.parts.forEach((p, i) => add(chain.image, i, 'logs', p.logBytes));
  }
  for (const set of chain.logs) {
    if (readAlready.includes(set.id)) continue;
    set.parts.forEach((p, i) => add(set, i, 'logs', p.logBytes));
  }
  return reads;
}

/** Room that the logs of a chain take in the temporary folder: the logs and 10 MB (RST-23). */
export function temporaryBytes(w: OrgWorld, v: Wanted, chain: Chain): number {
  let logs = 0;
  const env = v.imageRead ? envOf(w, v) : null;
  for (const set of env === null ? [chain.image, ...chain.logs] : chain.logs) {
    logs += set.high - set.low + 1;
  }
  if (env !== null) logs += env.high - env.low + 1;
  return logs * w.plan.figures.store.logBytes + w.plan.figures.recovery.temporarySpareBytes;
}

/** What is free on a database volume beside its database files. */
export function freeBytes(w: OrgWorld, volume: number): number {
  let free = w.plan.volumes[volume].capacityBytes;
  for (const d of w.plan.databases) if (d.volume === volume) free -= d.sizeBytes;
  return free;
}

/**
 * Which sets bring a database back: the newest usable full or copy, then as few further sets as close the gap to
 * the logs on disk, or to the end of what tapes hold (BKP-01 to BKP-04, E-01, E-06, E-07, RST-26, TAPE-25).
 */
import { copiesImages } from '../backup/plan.ts';
import type { BackupSet } from '../media/state.ts';
import type { OrgWorld } from '../world.ts';
import { lineageOf } from '../store/content.ts';
import { hasKnownDamage } from './incident.ts';
import { envOf } from './restore-env.ts';
import type { IncidentState, Read, RestoreVars } from './state.ts';

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

/** Complete sets of a group that nobody has found unreadable, newest first. */
export function usableSets(w: OrgWorld, group: number): BackupSet[] {
  const ids = w.org.store.groups[group].sets;
  return ids
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

/** The newest full or copy that holds images of all these databases: either may be restored first (RST-14). */
export function newestImage(
  w: OrgWorld,
  group: number,
  databases: readonly number[],
): BackupSet | undefined {
  return usableSets(w, group).find(
    (s) =>
      copiesImages(s.type) &&
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
  const g = w.org.store.groups[v.group];
  return (
    !w.plan.groups[v.group].circularLogging &&
    !g.logsLost &&
    g.segment === image.segment &&
    g.firstLog <= reach + 1 &&
    v.databases.every((d) => {
      const entry = image.databases.find((x) => x.database === d);
      return entry?.lineage === w.org.store.databases[d].lineage;
    })
  );
}

/** Whether the logs of a group belong to another stream than a database, or are gone: nothing can be replayed into it. */
export function logsAreGone(w: OrgWorld, group: number, database: number): boolean {
  const { logsLost, segment } = w.org.store.groups[group];
  return (
    logsLost || lineageOf(w, database, w.org.store.databases[database].lineage).segment !== segment
  );
}

/** Whether a file is whole without any log: undamaged as far as anybody knows, and detached from its stream (ESE-34). */
export function standsAlone(w: OrgWorld, incident: IncidentState, database: number): boolean {
  const { clean, fileLost, restoring } = w.org.store.databases[database];
  return clean && !fileLost && !restoring && !hasKnownDamage(w, incident, database);
}

export interface Chain {
  readonly image: BackupSet;
  readonly logs: readonly BackupSet[];
  readonly reach: number;
  readonly toEnd: boolean;
}

/**
 * The chain that starts with an image: at each step the set that reaches furthest without a gap, and no set whose logs
 * are all on disk. Replay stops only between logs, and never passes a gap.
 */
export function chainFrom(w: OrgWorld, v: Wanted, image: BackupSet, useDisk: boolean): Chain {
  const logs: BackupSet[] = [];
  // What lies in the temporary folder already need not be on a tape any more.
  const env = v.imageRead ? envOf(w, v) : null;
  let reach = env === null ? image.high : env.high;
  for (;;) {
    if (useDisk && diskGoesOn(w, v, image, reach)) return { image, logs, reach, toEnd: true };
    let best: BackupSet | undefined;
    for (const set of usableSets(w, v.group)) {
      if (set.low > reach + 1 || set.high <= reach || !continues(image, set, v.databases)) continue;
      if (best === undefined || set.high > best.high) best = set;
    }
    if (best === undefined) return { image, logs, reach, toEnd: false };
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

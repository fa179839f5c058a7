/** What the restore window says when it is through with a set, and what the report of it says (MON-05, MON-16). */
import { logEntry } from '../../eventlog/write.ts';
import { isOnDisk } from '../../media/sets.ts';
import type { BackupSet } from '../../media/state.ts';
import { edbBytes, hasHalves } from '../../store/halves.ts';
import type { OrgWorld } from '../../world.ts';
import { setToRead } from './chain.ts';
import type { RestoreStatus } from '../facts.ts';
import type { RestoreVars } from '../state.ts';
import { stretchesOf, wantedBytes } from './selection.ts';

/** A restore that is refused ends within a second, with nothing copied. */
const REFUSED_MS = 1000;

/** Bytes of a set that a restore of these databases copies in all, and those of its read that are still to come. */
function planned(v: RestoreVars, set: BackupSet): { all: number; left: number } {
  const sum = (of: readonly { readonly bytes: number }[]): number =>
    of.reduce((bytes, each) => bytes + each.bytes, 0);
  const left = sum(v.reads.filter((read) => read.set === set.id));
  const withImage = set.id === v.image;
  if (!isOnDisk(set) || set.snapshot === null)
    return { all: sum(stretchesOf(set, v.databases, withImage)), left };
  const files = withImage ? wantedBytes(set, v.databases) : 0;
  return { all: files + set.snapshot.logBytes, left };
}

/** Whole files among the first so many bytes: of databases, in the order of the set, then logs. */
function filesAmong(w: OrgWorld, v: RestoreVars, set: BackupSet, bytes: number): number {
  let left = bytes;
  let files = 0;
  for (const { database } of set.id === v.image ? set.databases : []) {
    if (!v.databases.includes(database)) continue;
    const edb = edbBytes(w.plan, database);
    const sizes = hasHalves(w.plan) ? [edb, w.plan.databases[database].sizeBytes - edb] : [edb];
    for (const size of sizes) {
      if (left < size) return files;
      left -= size;
      files += 1;
    }
  }
  return files + Math.floor(left / w.plan.figures.store.logBytes);
}

/**
 * A set is through: copied whole, or read to its end and found worthless, or broken off `after` so many bytes of the present
 * read. Whatever was copied before that lies on disk, and the report counts it.
 */
export function sayRestored(
  w: OrgWorld,
  v: RestoreVars,
  set: BackupSet,
  status: RestoreStatus,
  after = 0,
): void {
  if (!w.hears('restore.ended')) return;
  const { all, left } = planned(v, set);
  const bytes = status === 'failed' ? all - left + after : all;
  w.say('restore.ended', {
    incident: v.incident, group: v.group, set: set.id, status, files: filesAmong(w, v, set, bytes), bytes,
    tookMs: w.now - v.windowAt, because: status === 'failed' ? 'the set cannot be read' : '',
  }); // prettier-ignore
}

/** Nothing was copied: the window says so at once, and the report points to the application log (MON-16). */
export function sayRefusedAtOnce(w: OrgWorld, v: RestoreVars, because: string): void {
  const set = setToRead(w, v.reads[0]);
  logEntry(w, w.plan.groups[v.group].server, 'ntbackup/8010', because);
  w.say('restore.ended', {
    ...{ incident: v.incident, group: v.group, set: set?.id ?? -1, status: 'failed' as const },
    ...{ files: 0, bytes: 0, tookMs: REFUSED_MS, because },
  });
}

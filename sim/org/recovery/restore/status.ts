/** What the restore window says when it is through with a set, and what the report of it says (MON-05, MON-16). */
import { logEntry } from '../../eventlog/write.ts';
import type { BackupSet } from '../../media/state.ts';
import { filesOf } from '../../store/halves.ts';
import type { OrgWorld } from '../../world.ts';
import { setToRead } from './chain.ts';
import type { RestoreStatus } from '../facts.ts';
import type { RestoreVars } from '../state.ts';

/** A restore that is refused ends within a second, with nothing copied. */
const REFUSED_MS = 1000;

/** Files and bytes of a set that a restore of these databases copies. */
function copied(w: OrgWorld, v: RestoreVars, set: BackupSet): { files: number; bytes: number } {
  let bytes = 0;
  let images = 0;
  for (const part of set.parts) {
    bytes += part.imageBytes + part.logBytes;
    images += part.imageBytes;
  }
  const databases = images > 0 ? v.databases.flatMap((d) => filesOf(w.plan, d)).length : 0;
  return { files: databases + set.high - set.low + 1, bytes };
}

/** A set is through: copied whole, or read to its end and found worthless, or broken off after so many bytes. */
export function sayRestored(
  w: OrgWorld,
  v: RestoreVars,
  set: BackupSet,
  status: RestoreStatus,
  bytes = 0,
): void {
  if (!w.hears('restore.ended')) return;
  const of = status === 'failed' ? { files: 0, bytes } : copied(w, v, set);
  w.say('restore.ended', {
    incident: v.incident, group: v.group, set: set.id, status, ...of, tookMs: w.now - v.windowAt,
    because: status === 'failed' ? 'the set cannot be read' : '',
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

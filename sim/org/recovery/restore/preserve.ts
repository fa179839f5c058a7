/**
 * Damaged files are kept before a restore overwrites them (RST-34): moved aside where the volume has room for both, which
 * takes no time, else copied to another volume of the server, every byte of them (RST-35). Should the sets turn out to be
 * worthless, they can still be repaired. For damaged files it is the plan's choice; a sound one that merely lacks some mail
 * nobody overwrites where there is room to keep it.
 */
import type { Procedure } from '../../../engine/procedure.ts';
import type { Ms } from '../../../engine/types.ts';
import { checkpointLog, goBackTo } from '../../store/checkpoint.ts';
import { unsettled } from '../../store/kills.ts';
import type { OrgWorld } from '../../world.ts';
import { hasKnownDamage, incidentOf } from '../incident.ts';
import { freeBytes } from './room.ts';
import { removeEnv } from './restore-env.ts';
import type { Preserved, Read, RestoreVars } from '../state.ts';

type P = Procedure<RestoreVars>;

const keptOf = (w: OrgWorld, database: number): Preserved | undefined =>
  w.org.recovery.preserved.find((each) => each.database === database);

/** Whether each of these files lives, or is kept aside. */
export const filesLive = (w: OrgWorld, databases: readonly number[]): boolean =>
  databases.every((d) => !w.org.store.databases[d].fileLost || keptOf(w, d) !== undefined);

/** Whether nothing is wrong with these files as far as anybody knows, but that mail was deleted in some of them. */
function areSound(w: OrgWorld, { incident: id, databases }: RestoreVars): boolean {
  const incident = incidentOf(w, id);
  return (
    databases.some((d) => unsettled(w, d, incident.causes).length > 0) &&
    !databases.some((d) => hasKnownDamage(w, incident, d))
  );
}

/** Whether the next read overwrites files that are to be kept, and that nobody has looked for a place for yet. */
export function isToPreserve(w: OrgWorld, v: RestoreVars, read: Read): boolean {
  if (v.preserving || read.what !== 'image') return false;
  if (v.databases.some((d) => w.org.store.databases[d].fileLost)) return false;
  return w.plan.recovery.preserveDamaged || areSound(w, v);
}

const bytesOf = (w: OrgWorld, databases: readonly number[]): number =>
  databases.reduce((sum, d) => sum + w.plan.databases[d].sizeBytes, 0);

/** Volume that the files are kept on: their own if it can be, else the first of the server with room; -1: none. */
function placeFor(w: OrgWorld, v: RestoreVars): number {
  const { server, logVolume, systemVolume } = w.plan.groups[v.group];
  const own = w.plan.databases[v.databases[0]].volume;
  const others = w.plan.servers[server].volumes.filter(
    (volume) => volume !== own && volume !== logVolume && volume !== systemVolume,
  );
  const { logBytes } = w.plan.figures.store;
  // The logs that are restored to the temporary folder need their room beside them.
  const logs = v.source === null ? 0 : (v.reach - v.source.low + 1) * logBytes;
  const needed = (volume: number): number => bytesOf(w, v.databases) + (volume === own ? logs : 0);
  return [own, ...others].find((volume) => freeBytes(w, volume) >= needed(volume)) ?? -1;
}

/** Finds a place, and says so where there is none. How long it takes to keep the files. */
export function preserveMs(w: OrgWorld, p: P): Ms {
  const v = p.vars;
  v.preserving = true;
  // Another recovery of them has begun to keep them, and was broken off.
  dropPreserved(w, ({ database }) => v.databases.includes(database));
  const volume = placeFor(w, v);
  const { stepMs } = w.plan.figures.operations;
  if (volume < 0) {
    w.say('recovery.fallback', {
      incident: v.incident, group: v.group, because: `NO_SPACE: no room to keep the ${whichFiles(w, v)} files`,
      next: 'they are overwritten',
    }); // prettier-ignore
    return stepMs;
  }
  for (const database of v.databases) {
    const { holes, clean } = w.org.store.databases[database];
    w.org.recovery.preserved.push({
      ...{ database, volume, clean, checkpoint: checkpointLog(w, v.group) },
      holes: holes.map((h) => ({ ...h })),
    });
  }
  if (volume === w.plan.databases[v.databases[0]].volume) return stepMs;
  const rate = w.plan.volumes[volume].writeBytesPerSecond;
  return stepMs + Math.ceil((bytesOf(w, v.databases) / rate) * 1000);
}

const whichFiles = (w: OrgWorld, v: RestoreVars): string => (areSound(w, v) ? 'living' : 'damaged');

/** What was done about the files, for a story. */
export function preserving(w: OrgWorld, v: RestoreVars): string {
  const kept = keptOf(w, v.databases[0]);
  const files = `the ${whichFiles(w, v)} files`;
  if (kept === undefined) return `looking for room to keep ${files}`;
  const { name } = w.plan.volumes[kept.volume];
  const moved = kept.volume === w.plan.databases[v.databases[0]].volume;
  return moved ? `${files} are moved aside on ${name}` : `copying ${files} to ${name}`;
}

/**
 * The sets were worthless: the files that were kept take their places again, to be repaired or used as they are. Others, which
 * a new recovery has taken together with them, live where they always were.
 */
export function bringBack(w: OrgWorld, v: RestoreVars): void {
  const overwritten = v.databases.filter((d) => w.org.store.databases[d].fileLost);
  if (overwritten.length === 0) return;
  removeEnv(w, v.databases);
  v.imageRead = false;
  for (const database of overwritten) {
    const kept = keptOf(w, database) as Preserved;
    const d = w.org.store.databases[database];
    if (!kept.clean) goBackTo(w, v.group, kept.checkpoint);
    Object.assign(d, { fileLost: false, restoring: false, holes: kept.holes, clean: kept.clean });
    // What an image needed stood in the header of that alone.
    Object.assign(d.header, { patchLow: -1, patchHigh: -1 });
  }
  dropPreserved(w, (each) => v.databases.includes(each.database));
}

/** Files that were kept are not needed any more, or gone with their volume. */
export function dropPreserved(w: OrgWorld, which: (each: Preserved) => boolean): void {
  const { recovery } = w.org;
  if (recovery.preserved.length > 0)
    recovery.preserved = recovery.preserved.filter((each) => !which(each));
}

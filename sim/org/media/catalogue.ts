/**
 * The catalogue that backups leave on the host that ran them (TAPE-07). Where it is gone, or the restore runs on another
 * computer, every set has to be catalogued anew before it can be chosen (TAPE-08, RST-65).
 */
import type { Ms } from '../../engine/types.ts';
import { serverRuns } from '../hardware/servers.ts';
import type { OrgWorld } from '../world.ts';
import { isUnreadable } from './sets.ts';
import type { BackupSet } from './state.ts';

const libraryOf = (w: OrgWorld, set: BackupSet): number =>
  w.plan.cartridges[set.parts[0].cartridge].library;

/** The disks of a backup host are gone, or Windows on it is new. */
export function loseCatalogue(w: OrgWorld, library: number, because: string): void {
  let sets = 0;
  for (const set of w.org.media.sets) {
    // A snapshot lies on disks, and no catalogue lists it.
    if (!set.complete || !set.listed || set.parts.length === 0) continue;
    if (libraryOf(w, set) !== library) continue;
    set.listed = false;
    sets += 1;
  }
  w.say('catalogue.lost', { library, sets, because });
}

/** A server was installed anew: if backups ran on it, their catalogue is gone. */
export function onServerRebuilt(w: OrgWorld, server: number): void {
  for (const { id, host } of w.plan.libraries) {
    if (host === server) loseCatalogue(w, id, `${w.plan.servers[server].name} was installed anew`);
  }
}

/** Whether a set has to be catalogued before it can be restored. */
export function isUnlisted(w: OrgWorld, set: BackupSet): boolean {
  if (!set.listed) return true;
  const { host } = w.plan.libraries[libraryOf(w, set)];
  return host >= 0 && !serverRuns(w, host);
}

/**
 * Asking for the catalogue on the medium: minutes. Of a file with several sets it brings the top nodes only, and somebody
 * names the file again for what is below (TAPE-10).
 */
export function catalogueMs(w: OrgWorld, set: BackupSet): Ms {
  const { onMediaCatalogue } = w.plan.libraries[libraryOf(w, set)];
  if (!onMediaCatalogue) return 0;
  const again = w.plan.jobs[set.job].file === '' ? 0 : w.plan.figures.operations.stepMs;
  return w.plan.figures.media.catalogueMs + again;
}

/** Whether the medium has no catalogue that can be read, so that all of the set is scanned (TAPE-09, E-52). */
export const needsScan = (w: OrgWorld, set: BackupSet): boolean =>
  !w.plan.libraries[libraryOf(w, set)].onMediaCatalogue || isUnreadable(w, set);

/** Reading a whole set to see what is in it, at the rate of its drive or disks and of the host's network. */
export function scanMs(w: OrgWorld, set: BackupSet, drive: number): Ms {
  const { nativeBytesPerSecond, library } = w.plan.drives[drive];
  const rate = Math.min(
    nativeBytesPerSecond,
    w.plan.libraries[library].bytesPerSecond,
    w.plan.figures.hardware.networkBytesPerSecond,
  );
  const bytes = set.parts.reduce((sum, part) => sum + part.passedBytes, 0);
  return Math.ceil((bytes / rate) * 1000);
}

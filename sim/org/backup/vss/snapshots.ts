/**
 * Where snapshots lie, and what makes room for the next one. Mirrors and clones lie on disks of their own; copy-on-write
 * lies on the volumes that it was taken of, and goes with them.
 */
import type { OrgWorld } from '../../world.ts';
import { mirrorLink, volumeLink } from '../../hardware/flows.ts';
import { dropSets, isOnDisk, setOf } from '../../media/sets.ts';
import type { BackupSet, Snapshot } from '../../media/state.ts';
import { copiesImages, type VssPlan } from '../plan.ts';
import { filesOfCopy } from '../source.ts';

/** A snapshot on its disks as a link of flows: where it is read and written, and how fast. */
export interface Place {
  readonly link: number;
  readonly readBytesPerSecond: number;
  readonly writeBytesPerSecond: number;
}

/** The volume on which snapshots of a group lie, -1 for disks that nobody named. */
export function volumeOfSnapshots(w: OrgWorld, group: number, engine: Snapshot['engine']): number {
  const { server } = w.plan.groups[group];
  return engine === 'vss-software' ? -1 : w.plan.servers[server].snapshots.volume;
}

/** Where a snapshot of files on a volume is read and written. Disks that nobody named are as fast as those they copy. */
export function placeOf(w: OrgWorld, group: number, engine: Snapshot['engine'], of: number): Place {
  const own = volumeOfSnapshots(w, group, engine);
  const { readBytesPerSecond, writeBytesPerSecond } = w.plan.volumes[own < 0 ? of : own];
  const link =
    own >= 0
      ? volumeLink(own)
      : engine === 'vss-software'
        ? volumeLink(of)
        : mirrorLink(w.plan, w.plan.groups[group].server);
  return { link, readBytesPerSecond, writeBytesPerSecond };
}

/** Snapshots of a group that lie on disks, oldest first. */
export function snapshotsOf(w: OrgWorld, group: number): BackupSet[] {
  return w.org.store.groups[group].sets.map((id) => setOf(w, id)).filter(isOnDisk);
}

/**
 * Room for a new snapshot: log sets past their time go, and those that are older than every image. Before a full or copy
 * the oldest images go, so that with the new one there are no more than the plan keeps.
 */
export function makeRoomForSnapshot(
  w: OrgWorld,
  group: number,
  images: boolean,
  { copies }: VssPlan,
): void {
  const kept = snapshotsOf(w, group).filter((set) => copiesImages(set.type));
  if (images) dropSets(w, idsOf(kept.slice(0, Math.max(0, kept.length - copies + 1))));
  const sets = w.org.store.groups[group].sets.map((id) => setOf(w, id));
  const first = sets.find((set) => copiesImages(set.type));
  for (const set of sets) {
    if (!isOnDisk(set) || copiesImages(set.type)) continue;
    const { keepMs } = w.plan.jobs[set.job];
    const isUseless =
      first === undefined ? !images : set.high < first.low && sameStream(set, first);
    if (isUseless || set.completedAt + keepMs < w.now) dropSets(w, [set.id]);
  }
}

const idsOf = (sets: readonly BackupSet[]): number[] => sets.map(({ id }) => id);

const sameStream = (x: BackupSet, y: BackupSet): boolean => x.segment === y.segment;

/** Bytes that snapshots take of a volume of their own. */
export function usedBySnapshots(w: OrgWorld, volume: number): number {
  let used = 0;
  for (const set of w.org.media.sets) {
    const { snapshot } = set;
    if (snapshot === null || !snapshot.onDisk || snapshot.volume !== volume) continue;
    used += snapshot.imageBytes + snapshot.logBytes;
  }
  return used;
}

/** Whether a snapshot is gone with a volume: its own one, or for copy-on-write any of which it holds files. */
function liesOn(w: OrgWorld, set: BackupSet, volume: number): boolean {
  const { engine, volume: own } = set.snapshot as Snapshot;
  if (engine !== 'vss-software') return own === volume;
  const files = filesOfCopy(w.plan, set.group);
  const images = copiesImages(set.type) ? set.databases : [];
  return (
    files.logVolume === volume || images.some(({ database }) => files.volumeOf(database) === volume)
  );
}

/** A volume is lost, and what lay on it: nobody can restore from these snapshots any more. */
export function loseSnapshots(w: OrgWorld, volume: number): void {
  const because = `${w.plan.volumes[volume].path} is lost`;
  for (const { id: group, server } of w.plan.groups) {
    const sets = snapshotsOf(w, group).filter((set) => liesOn(w, set, volume));
    dropSets(w, idsOf(sets));
    if (sets.length > 0) w.say('snapshots.lost', { group, sets: idsOf(sets), because });
    // New disks hold nothing that they could be brought in sync from.
    if (w.plan.servers[server].snapshots.volume === volume) {
      w.org.backup.groups[group].mirrors = [];
    }
  }
}

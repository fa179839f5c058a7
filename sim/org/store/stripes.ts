/** A stripe could not be rebuilt, since a sector of another disk cannot be read: pages of whatever lies there are gone. */
import type { OrgWorld } from '../world.ts';
import { isRebuilding } from '../hardware/rebuilds.ts';
import { damageFile, isRead } from './damage.ts';

/** The database whose file lies at a place of a volume, and where in the file; null for free space and for logs. */
export function fileAt(
  w: OrgWorld,
  volume: number,
  byte: number,
): { database: number; place: number } | null {
  let begin = 0;
  for (const { id, sizeBytes, volume: on } of w.plan.databases) {
    if (on !== volume) continue;
    if (byte < begin + sizeBytes) return { database: id, place: (byte - begin) / sizeBytes };
    begin += sizeBytes;
  }
  return null;
}

/** Pages that an unreadable sector takes with it in a rebuild. */
export function stripePages(w: OrgWorld): number {
  const { stripeBytes } = w.plan.figures.hardware;
  return Math.max(1, Math.ceil(stripeBytes / w.plan.figures.store.pageBytes));
}

/**
 * A rebuild meets a sector that cannot be read. Absorbed where nothing is being rebuilt after all, where nothing lies
 * there (a rebuild reads free space too), and where the file is gone. Log files count as free space: nobody reads a log
 * again before it is deleted, unless its volume is lost.
 */
export function onSectorUnreadable(w: OrgWorld, disk: number, ordinal: number): void {
  const { path, volume } = w.plan.disks[disk];
  const key = `${path}:sector-unreadable:${ordinal}`;
  const say = (absorbed: boolean, because: string): void =>
    w.say('cause.struck', { key, cause: 'sector-unreadable', owner: path, absorbed, because });
  if (!isRebuilding(w, disk)) {
    say(true, 'nothing was being rebuilt');
    return;
  }
  const share = w.draw(path, 'sector-unreadable.place', ordinal);
  const hit = fileAt(w, volume, share * w.plan.volumes[volume].capacityBytes);
  if (hit === null) {
    say(true, 'no database lies there');
    return;
  }
  const d = w.org.store.databases[hit.database];
  if (
    d.fileLost ||
    d.restoring ||
    w.org.store.groups[w.plan.databases[hit.database].group].logsLost
  ) {
    say(true, 'the file was gone already');
    return;
  }
  const pages = stripePages(w);
  say(
    !isRead(w, hit.database),
    `${pages} pages of ${w.plan.databases[hit.database].path} cannot be rebuilt`,
  );
  damageFile(w, hit.database, key, 0, { pages, singleBit: false }, hit.place);
  w.tell('pagesDamaged', hit.database, 0);
}

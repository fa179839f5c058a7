import type { VolumePlan } from '../org/hardware/plan.ts';
import type { DatabasePlan } from '../org/store/plan.ts';
import type { Builder } from './builder.ts';
import type { Path } from './problem.ts';
import type { Store } from './sections/groups.ts';

/** The databases of a volume fit on it together. */
export function checkRoom(volumes: readonly VolumePlan[], store: Store, b: Builder): void {
  const onVolume = volumes.map((): DatabasePlan[] => []);
  for (const database of store.databases) onVolume[database.volume]?.push(database);
  for (const volume of volumes) {
    const databases = onVolume[volume.id];
    const bytes = databases.reduce((sum, each) => sum + each.sizeBytes, 0);
    const last = databases.at(-1);
    if (last === undefined || bytes <= volume.capacityBytes) continue;
    const path = ['organization', ...last.path.split('/')];
    // What was mended by an example says nothing about room.
    if (b.mended(['organization', 'servers', store.servers[last.server].name])) continue;
    const total = `${writeSize(bytes)} of ${databases.length} databases on '${volume.name}'`;
    const room = `which holds ${writeSize(volume.capacityBytes)}`;
    b.reporter.error(culprit(volume, databases, b) ?? [...path, 'size'], {
      message: `a database without room: ${total}, ${room}`,
      expected: 'smaller or fewer databases, or more disks',
      value: writeSize(last.sizeBytes),
    });
  }
}

/** What a strategy wrote that takes the room: the disks, or a database. */
function culprit(volume: VolumePlan, databases: readonly DatabasePlan[], b: Builder): Path | null {
  const of = (path: string, key: string): Path => ['organization', ...path.split('/'), key];
  const written = [
    ...['disks', 'raid'].map((key) => of(volume.path, key)),
    ...databases.flatMap(({ path }) => ['size', 'quota', 'on'].map((key) => of(path, key))),
    ...databases.map(({ path }) => of(path, 'mailboxes')),
  ];
  return written.find((path) => b.isPatched(path)) ?? null;
}

/** A size as people read it, to four digits: `252.3 GB`. */
export function writeSize(bytes: number): string {
  for (const [unit, factor] of [
    ['TB', 1e12],
    ['GB', 1e9],
    ['MB', 1e6],
  ] as const) {
    if (bytes >= factor) return `${Number((bytes / factor).toPrecision(4))} ${unit}`;
  }
  return `${Math.round(bytes)} B`;
}

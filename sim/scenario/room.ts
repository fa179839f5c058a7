import type { VolumePlan } from '../org/hardware/plan.ts';
import type { Builder } from './builder.ts';
import type { Store } from './sections/groups.ts';
import { SIZE, writeQuantity } from './units.ts';

/** The databases of a volume fit on it together. */
export function checkRoom(volumes: readonly VolumePlan[], store: Store, b: Builder): void {
  for (const volume of volumes) {
    const databases = store.databases.filter((each) => each.volume === volume.id);
    const bytes = databases.reduce((sum, each) => sum + each.sizeBytes, 0);
    const last = databases.at(-1);
    if (last === undefined || bytes <= volume.capacityBytes) continue;
    const path = ['organization', ...last.path.split('/')];
    // What was mended by an example says nothing about room.
    if (b.mended(['organization', 'servers', store.servers[last.server].name])) continue;
    const total = `${writeSize(bytes)} of ${databases.length} databases on '${volume.name}'`;
    const room = `which holds ${writeSize(volume.capacityBytes)}`;
    b.reporter.error([...path, 'size'], {
      message: `a database without room: ${total}, ${room}`,
      expected: 'smaller or fewer databases, or more disks',
      value: writeSize(last.sizeBytes),
    });
  }
}

/** A size as people read it: `252.3 GB`. */
export function writeSize(bytes: number): string {
  if (bytes < 1e6) return writeQuantity(SIZE, Math.round(bytes));
  const [unit, factor] =
    bytes >= 1e12
      ? (['TB', 1e12] as const)
      : bytes >= 1e9
        ? (['GB', 1e9] as const)
        : (['MB', 1e6] as const);
  return `${Math.round((bytes / factor) * 10) / 10} ${unit}`;
}

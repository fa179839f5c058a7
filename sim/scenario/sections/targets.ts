import type * as z from 'zod';
import type { VolumePlan } from '../../org/hardware/plan.ts';
import { DISK } from '../../org/media/plan.ts';
import type { DatabasePlan } from '../../org/store/plan.ts';
import { block } from '../block.ts';
import { LANGUAGE, type Builder } from '../builder.ts';
import { choice, factor, named, paths, rate, schedule, size, whole } from '../fields.ts';
import { compareNatural } from '../names.ts';
import { matchPlaces, type Place } from '../paths.ts';
import { writeSize } from '../room.ts';
import { RATE, SIZE, writeQuantity } from '../units.ts';
import { range, type Media } from './media.ts';
import { hostOf, hostSchema } from './media-places.ts';
import { siteOf, siteReference } from './sites.ts';

/** Files on disk: on a volume of a mailbox server, or on disks of their own. */
export const targetSchema = block(
  {
    site: siteReference.optional(),
    on: paths.optional(),
    capacity: size.optional(),
    rate: rate.optional(),
    streams: whole('jobs of groups that write or read at one time', 1, 100).optional(),
    host: hostSchema.optional(),
    deduplication: factor('what is saved of each byte', 100).optional(),
    scrub: schedule.optional(),
    kind: choice('what it is', ['disk', 'optical']).optional(),
  },
  ['offsite'],
  { compression: 'a matter of tape drives that can: files are not compressed (TAPE-15)' },
);
export const targetsSchema = named(targetSchema);
export type TargetDoc = z.output<typeof targetSchema>;

export interface TargetGround {
  readonly sites: ReadonlyMap<string, number>;
  readonly servers: readonly Place[];
  readonly volumes: readonly VolumePlan[];
  readonly databases: readonly DatabasePlan[];
}

const STREAMS = 4;

/** Disk targets in path order, each a "library" with streams for drives and one medium that is always in place. */
export function addTargets(
  media: Media,
  doc: Readonly<Record<string, TargetDoc>>,
  ground: TargetGround,
  b: Builder,
): void {
  const language = { source: LANGUAGE, assumed: false };
  for (const name of Object.keys(doc).sort(compareNatural)) {
    const each = doc[name];
    const own = ['organization', 'targets', name];
    const path = `targets/${name}`;
    const id = media.libraries.length;
    const volume = each.on === undefined ? null : volumeAt([...own, 'on'], each.on, ground, b);
    const streams = b.fill([...own, 'streams'], each.streams, {
      ...{ value: STREAMS, text: STREAMS, ...language },
    });
    const usual = b.figures.media.diskBytesPerSecond;
    const drives = range(media.drives.length, streams);
    drives.forEach((drive, i) =>
      media.drives.push({
        ...{ id: drive, path: `${path}/streams/${i + 1}`, library: id, model: DISK },
        ...{ nativeBytesPerSecond: 1e15, slowestBytesPerSecond: 0 },
      }),
    );
    const cartridge = media.cartridges.length;
    media.cartridges.push({
      ...{ id: cartridge, path: `${path}/files`, library: id },
      capacityBytes: Math.floor(
        capacityOf(own, each, volume, ground, b) *
          b.fill([...own, 'deduplication'], each.deduplication, { value: 1, text: 1, ...language }),
      ),
    });
    media.libraries.push({
      ...{ id, kind: 'disk', path, name, site: siteOf(own, each.site, ground.sites, b) },
      ...{ drives, cartridges: [cartridge], retires: false, startNew: 'when full' },
      ...{ noMedia: 'fail', volume: volume?.id ?? -1, offsite: null },
      ...{ scrub: each.scrub ?? null, optical: each.kind === 'optical' },
      ...hostOf(own, each.host, ground.servers, b),
      bytesPerSecond:
        volume?.writeBytesPerSecond ??
        b.fill([...own, 'rate'], each.rate, {
          ...{ value: usual, text: writeQuantity(RATE, usual), assumed: true },
          source: 'parameters/media/diskBytesPerSecond',
        }),
    });
    if (volume !== null && each.rate !== undefined)
      b.error([...own, 'rate'], `the rate is that of ${volume.path}`);
  }
}

function volumeAt(
  path: readonly string[],
  on: readonly string[],
  { volumes }: TargetGround,
  b: Builder,
): VolumePlan | null {
  const match = matchPlaces(on[0], 'volume', volumes);
  if (match.ok && match.places.length === 1 && on.length === 1) return match.places[0];
  if (!b.mended(path))
    b.reporter.error(path, match.ok ? { message: 'a target lies on one volume' } : match);
  return null;
}

/** What is given, or what databases leave of the volume (TAPE-22). */
function capacityOf(
  own: readonly string[],
  doc: TargetDoc,
  volume: VolumePlan | null,
  { databases }: TargetGround,
  b: Builder,
): number {
  if (volume === null) {
    if (doc.capacity === undefined)
      b.error([...own, 'capacity'], 'missing: how much fits on disks of its own', '4 TB');
    return doc.capacity ?? 1;
  }
  let free = volume.capacityBytes;
  for (const each of databases) if (each.volume === volume.id) free -= each.sizeBytes;
  if (doc.capacity !== undefined && doc.capacity > free)
    b.error([...own, 'capacity'], `${writeSize(free)} are free on ${volume.path}`);
  return b.fill([...own, 'capacity'], doc.capacity, {
    ...{ value: free, text: writeQuantity(SIZE, Math.max(0, free)), assumed: false },
    source: 'what databases leave of its volume',
  });
}

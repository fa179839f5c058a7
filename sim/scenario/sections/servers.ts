import * as z from 'zod';
import type { Asset } from '../../org/backup/files/plan.ts';
import { dataDisks, diskCatalogue, fewestDisks } from '../../org/hardware/parameters.ts';
import type { DiskPlan, Raid, ServerPlan, VolumePlan } from '../../org/hardware/plan.ts';
import { block, NOT_YET } from '../block.ts';
import { LANGUAGE, type Builder } from '../builder.ts';
import { pieces } from '../catalogue-field.ts';
import { choice, field, named, time, whole } from '../fields.ts';
import { limits } from '../limits.ts';
import { compareNatural, NAME } from '../names.ts';
import { assetSchema } from './file-jobs.ts';
import { edition } from './editions.ts';
import { siteOf, siteReference } from './sites.ts';
import { groupsSchema } from './store.ts';
import { buildSnapshots, snapshotsSchema } from './vss.ts';
import { TIME, writeQuantity } from '../units.ts';

export const volumeSchema = block({
  raid: z.enum(['raid1', 'raid5', 'raid10']),
  disks: pieces(diskCatalogue, 1000),
  ageAtStart: time.optional(),
  hotSpares: whole('disks', 0, 100).optional(),
});

const availability = choice(
  'how a mailbox server survives the loss of a node',
  ['none'],
  ['lcr', 'scc', 'ccr'],
);

const administrativeGroup = field(
  {
    type: 'string',
    pattern: NAME.source,
    description: 'name of the administrative group of a server',
  },
  { expected: 'a name such as europe', example: 'europe' },
  (written) =>
    typeof written === 'string' && NAME.test(written)
      ? { ok: true, value: written }
      : { ok: false, message: 'not a name' },
);

const nodeSchema = block({ site: siteReference.optional(), volumes: named(volumeSchema) });

export const serverSchema = block(
  {
    site: siteReference.optional(),
    availability: availability.optional(),
    edition: edition.optional(),
    volumes: named(volumeSchema).optional(),
    nodes: named(nodeSchema).optional(),
    storageGroups: groupsSchema,
    administrativeGroup: administrativeGroup.optional(),
    servicePack: whole('service pack', 0, 3).optional(),
    snapshots: snapshotsSchema.optional(),
    setUp: z.array(assetSchema).optional(),
  },
  ['mountDial', 'witness', 'quorum', 'publicFolders'],
);

export type ServerDoc = z.output<typeof serverSchema>;
export const serversSchema = named(serverSchema);

/** Servers and their volumes in path order. Groups are added by the store, which knows their ids. */
export function buildServers(
  doc: Readonly<Record<string, ServerDoc>>,
  sites: ReadonlyMap<string, number>,
  b: Builder,
): { servers: Omit<ServerPlan, 'groups'>[]; volumes: VolumePlan[]; disks: DiskPlan[] } {
  const names = Object.keys(doc).sort(compareNatural);
  if (names.length === 0)
    b.error(['organization', 'servers'], 'an organization has at least one mailbox server');
  const volumes: VolumePlan[] = [];
  const disks: DiskPlan[] = [];
  const servers = names.map((name, id) => {
    const path = ['organization', 'servers', name];
    const server = doc[name];
    const site = siteOf(path, server.site, sites, b);
    b.fill([...path, 'availability'], server.availability, {
      ...{ value: 'none', text: 'none', source: 'the scenario language', assumed: false },
    });
    const first = volumes.length;
    const own = volumesOf(path, server, id, b).map((each, i) => {
      const volume = { id: first + i, firstDisk: disks.length, ...each };
      disks.push(...disksOf(volume, limits.disks - disks.length));
      return volume;
    });
    volumes.push(...own);
    const snapshots = buildSnapshots(path, server.snapshots, own, b);
    const ids = own.map((each) => each.id);
    return {
      id,
      path: `servers/${name}`,
      name,
      site,
      volumes: ids,
      snapshots,
      setUp: setUpOf(path, server, b),
    };
  });
  if (disks.length >= limits.disks)
    b.error(['organization', 'servers'], `fewer than ${limits.disks} disks in all`);
  return { servers, volumes, disks };
}

/** Without the key nothing but the installation, which is what every rebuild brings. */
function setUpOf(path: readonly string[], { setUp }: ServerDoc, b: Builder): readonly Asset[] {
  const own = b.fill<readonly Asset[]>([...path, 'setUp'], setUp, {
    ...{ value: [], text: [], source: LANGUAGE, assumed: false },
  });
  return [...new Set(own)];
}

/** Places for disks, named by their number from 1; past `most` they are not built, and refused. */
function disksOf(volume: VolumePlan, most: number): DiskPlan[] {
  return Array.from({ length: Math.min(volume.disks, most) }, (_, i) => ({
    id: volume.firstDisk + i,
    path: `${volume.path}/disks/${i + 1}`,
    volume: volume.id,
  }));
}

function volumesOf(
  path: readonly string[],
  server: ServerDoc,
  id: number,
  b: Builder,
): Omit<VolumePlan, 'id' | 'firstDisk'>[] {
  if (server.volumes !== undefined) {
    b.error(
      [...path, 'volumes'],
      'volumes stand here and in nodes/a/volumes: write one of the two',
    );
  }
  for (const node of Object.keys(server.nodes ?? {})) {
    if (node !== 'a')
      b.reporter.errorAtKey([...path, 'nodes', node], { message: `node '${node}' is ${NOT_YET}` });
  }
  const a =
    server.nodes !== undefined && Object.hasOwn(server.nodes, 'a') ? server.nodes.a : undefined;
  if (a?.site !== undefined)
    b.error([...path, 'nodes', 'a', 'site'], `a node's own site is ${NOT_YET}`);
  const names = Object.keys(a?.volumes ?? {}).sort(compareNatural);
  if (names.length === 0) b.error([...path, 'volumes'], 'a server has at least one volume');
  return names.map((name) => {
    const own = [...path, 'nodes', 'a', 'volumes', name];
    const { raid, disks, ageAtStart, hotSpares } = a!.volumes[name];
    checkDisks([...own, 'disks'], raid, disks.count, b);
    const model = diskCatalogue[disks.model];
    const data = dataDisks(raid, disks.count);
    const sequential = data * model.sequentialBytesPerSecond;
    // RAID 5 writes slower than it reads: the figure is for eight disks, seven of them data, and scales with these.
    const raid5 = (b.figures.hardware.raid5WriteBytesPerSecond * data) / 7;
    return {
      path: own.slice(1).join('/'),
      ...{ name, server: id, raid, disks: disks.count, model: disks.model },
      diskAgeMs: ageOf([...own, 'ageAtStart'], ageAtStart, b),
      hotSpares: b.fill([...own, 'hotSpares'], hotSpares, {
        ...{ value: 0, text: 0, source: LANGUAGE, assumed: false },
      }),
      capacityBytes: Math.floor(data * model.capacityBytes),
      readBytesPerSecond: sequential,
      writeBytesPerSecond: raid === 'raid5' ? raid5 : sequential,
      iops: disks.count * model.iops,
    };
  });
}

function ageOf(path: readonly string[], given: number | undefined, b: Builder): number {
  const value = b.figures.hardware.diskAgeMs;
  const source = 'parameters/hardware/diskAgeMs';
  return b.fill(path, given, { value, text: writeQuantity(TIME, value), source, assumed: true });
}

function checkDisks(path: readonly string[], raid: Raid, count: number, b: Builder): void {
  const fewest = fewestDisks[raid];
  if (count < fewest) b.error(path, `${raid} has at least ${fewest} disks`);
  else if (raid !== 'raid5' && count % 2 === 1)
    b.error(path, `${raid} has an even number of disks`);
  else if (raid === 'raid1' && count !== 2)
    b.error(path, 'raid1 has 2 disks; more of them are raid10');
}

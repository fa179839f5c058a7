/** Backups by shadow copy: what a job says of them, what a server's provider can do, and what cannot be. */
import * as z from 'zod';
import {
  copiesImages,
  isVss,
  type BackupType,
  type Engine,
  type JobPlan,
  type VssPlan,
} from '../../org/backup/plan.ts';
import type { ServerPlan, SnapshotPlan, VolumePlan } from '../../org/hardware/plan.ts';
import type { DatabasePlan, GroupPlan } from '../../org/store/plan.ts';
import { block } from '../block.ts';
import { LANGUAGE, type Builder } from '../builder.ts';
import { choice, reference, share, whole, yesNo } from '../fields.ts';
import type { Path } from '../problem.ts';
import { writeSize } from '../room.ts';

export const ENGINES = [
  'streaming',
  'vss-hardware-mirror',
  'vss-hardware-snapshot',
  'vss-software',
  'offline',
  'filter-driver',
  'memory',
] as const satisfies readonly Engine[];

const NTBACKUP = 'NTBackup has no VSS requestor for Exchange: it streams (X-06)';

/** What a job says besides, where its engine is VSS. */
export const vssShape = {
  from: choice('from which copy', ['active'], ['passive']).optional(),
  verify: yesNo.optional(),
  throttle: share.optional(),
  copies: whole('images of a storage group kept as snapshots', 1, 64).optional(),
  requestor: choice('which backup program asks for the snapshot', ['vendor'], [], {
    ntbackup: NTBACKUP,
  }).optional(),
};

const OFFERED: readonly BackupType[] = ['full', 'copy', 'incremental', 'differential'];

/** `snapshots` of a server. */
export const snapshotsSchema = block({
  on: reference('a volume').optional(),
  offers: z.array(choice('a type of backup', OFFERED)).optional(),
  redirect: yesNo.optional(),
});

/** Where a server's snapshots lie, and what its provider offers: most have only full and differential (BKP-40). */
export function buildSnapshots(
  path: Path,
  doc: z.output<typeof snapshotsSchema> | undefined,
  volumes: readonly VolumePlan[],
  b: Builder,
): SnapshotPlan {
  const own = [...path, 'snapshots'];
  const named = new Map(volumes.map(({ name, id }) => [name, id]));
  const volume = doc?.on === undefined ? -1 : b.idOf([...own, 'on'], 'volume', doc.on, named);
  const offers = b.fill<SnapshotPlan['offers']>([...own, 'offers'], doc?.offers, {
    ...{ value: ['full', 'differential'], text: ['full', 'differential'], source: 'BKP-40' },
    assumed: false,
  });
  const redirects = b.fill([...own, 'redirect'], doc?.redirect, {
    ...{ value: false, text: false, source: 'RST-48: depends on the vendor', assumed: true },
  });
  return { volume, offers, redirects };
}

interface VssDoc {
  readonly type: BackupType;
  readonly verify?: boolean;
  readonly throttle?: number;
  readonly copies?: number;
  readonly requestor?: 'vendor';
}

interface Ground {
  readonly databases: readonly DatabasePlan[];
  readonly servers: readonly ServerPlan[];
  readonly groups: readonly GroupPlan[];
}

/** What a job does with its snapshots; null where it streams. */
export function buildVss(
  path: readonly string[],
  engine: Engine,
  doc: VssDoc,
  selected: ReadonlySet<number>,
  ground: Ground,
  b: Builder,
): VssPlan | null {
  if (!isVss(engine)) {
    refuseWithoutSnapshots(path, engine, doc, b);
    return null;
  }
  const groups = ground.groups.filter(({ databases }) => databases.some((d) => selected.has(d)));
  refuseType(path, engine, doc.type, groups, ground, b);
  refusePart(path, doc.type, selected, groups, b);
  const language = { source: LANGUAGE, assumed: false };
  const verify = b.fill([...path, 'verify'], doc.verify, { value: true, text: true, ...language });
  const throttle = b.fill([...path, 'throttle'], doc.throttle, {
    ...{ value: 1, text: '100 %', ...language },
  });
  if (throttle <= 0) b.error([...path, 'throttle'], 'a check that may not read never ends');
  const most = b.figures.backup.snapshotCopies;
  const copies = b.fill([...path, 'copies'], doc.copies, {
    ...{ value: most, text: most, source: 'parameters/backup/snapshotCopies', assumed: true },
  });
  return { verify, throttle, copies };
}

/**
 * Keys of snapshots mean nothing without them; what `defaults` gives to every job is no mistake. A streaming job can be told
 * to verify, which is no good (TAPE-11).
 */
function refuseWithoutSnapshots(
  path: readonly string[],
  engine: Engine,
  doc: VssDoc,
  b: Builder,
): void {
  for (const key of ['verify', 'throttle', 'copies', 'requestor'] as const) {
    if (doc[key] === undefined || !b.isPatched([...path, key])) continue;
    if (key === 'verify' && engine === 'streaming') continue;
    const does = engine === 'streaming' ? 'streams' : 'takes none';
    b.error(
      [...path, key],
      `'${key}' is about snapshots, and this job ${does}`,
      'an engine of VSS',
    );
  }
}

/** What a provider does not offer, or Exchange 2003 cannot yet (BKP-40, X-06). */
function refuseType(
  path: readonly string[],
  engine: Engine,
  type: BackupType,
  groups: readonly GroupPlan[],
  { servers }: Ground,
  b: Builder,
): void {
  if (b.version === 'exchange-2003' && b.servicePack === 'rtm' && !copiesImages(type)) {
    const message = `Exchange 2003 takes ${type} backups by VSS from SP1 on (X-06)`;
    b.error([...path, 'type'], message, 'full or copy');
    return;
  }
  // Windows' own provider of copy-on-write leaves it to the requestor, which knows all four.
  if (engine === 'vss-software') return;
  for (const { server } of groups) {
    const { name, snapshots } = servers[server];
    if (snapshots.offers.includes(type)) continue;
    const message = `the provider of ${name} offers no ${type} backup (BKP-40)`;
    b.error(
      [...path, 'type'],
      message,
      `${snapshots.offers.join(' or ')}, or more under 'snapshots'`,
    );
    return;
  }
}

/** Exchange 2003 takes shadow copies of whole storage groups only. */
function refusePart(
  path: readonly string[],
  type: BackupType,
  selected: ReadonlySet<number>,
  groups: readonly GroupPlan[],
  b: Builder,
): void {
  if (b.version !== 'exchange-2003' || !copiesImages(type)) return;
  const part = groups.find(({ databases }) => databases.some((d) => !selected.has(d)));
  if (part === undefined) return;
  const message = `Exchange 2003 takes a shadow copy of a whole storage group: ${part.path} is named in part (X-06)`;
  b.error([...path, 'of'], message, part.path);
}

/** As many images as are kept fit on a volume of snapshots together. */
export function checkSnapshotRoom(
  jobs: readonly JobPlan[],
  { databases, groups, servers }: Ground,
  volumes: readonly VolumePlan[],
  b: Builder,
): void {
  for (const { name, snapshots, groups: own } of servers) {
    if (snapshots.volume < 0) continue;
    let bytes = 0;
    for (const group of own) {
      const copies = jobs
        .filter((job) => isOnDisks(job) && job.groups.some((each) => each.group === group))
        .reduce((most, job) => Math.max(most, job.vss?.copies ?? 0), 0);
      for (const d of groups[group].databases) bytes += copies * databases[d].sizeBytes;
    }
    const { capacityBytes, path } = volumes[snapshots.volume];
    if (bytes <= capacityBytes) continue;
    const message = `snapshots of ${writeSize(bytes)} have no room on ${path}, which holds ${writeSize(capacityBytes)}`;
    b.error(
      ['organization', 'servers', name, 'snapshots', 'on'],
      message,
      "fewer 'copies', or more disks",
    );
  }
}

const isOnDisks = (job: JobPlan): boolean =>
  job.vss !== null && job.engine !== 'vss-software' && copiesImages(job.type);

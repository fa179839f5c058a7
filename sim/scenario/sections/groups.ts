import type { WeekSpans } from '../../engine/calendar.ts';
import type { ServerPlan, VolumePlan } from '../../org/hardware/plan.ts';
import type { DatabasePlan, GroupPlan } from '../../org/store/plan.ts';
import { usualMaintenance } from '../../org/store/parameters.ts';
import { pressureOf } from '../../org/store/pressure.ts';
import { LANGUAGE, type Builder } from '../builder.ts';
import { compareNatural } from '../names.ts';
import { parseSpans } from '../times.ts';
import { TIME, writeQuantity } from '../units.ts';
import { checkEdition } from './editions.ts';
import { foldersIn, linkReplicas } from './folders.ts';
import { mailboxesIn } from './mailboxes.ts';
import type { ServerDoc } from './servers.ts';
import type { DatabaseDoc, GroupDoc } from './store.ts';

interface Ground {
  readonly servers: readonly Omit<ServerPlan, 'groups'>[];
  readonly volumes: readonly VolumePlan[];
  readonly classes: ReadonlyMap<string, number>;
}

type Drafted = Omit<GroupPlan, 'pressure'>;

export interface Store {
  readonly servers: ServerPlan[];
  readonly groups: GroupPlan[];
  readonly databases: DatabasePlan[];
}

/** Storage groups and databases in path order. */
export function buildStore(
  doc: Readonly<Record<string, ServerDoc>>,
  ground: Ground,
  b: Builder,
): Store {
  const store: Store = { servers: [], groups: [], databases: [] };
  for (const server of ground.servers) {
    const first = store.groups.length;
    const groups = doc[server.name].storageGroups;
    const names = Object.keys(groups).sort(compareNatural);
    const path = ['organization', 'servers', server.name, 'storageGroups'];
    if (names.length === 0) b.error(path, 'a mailbox server has at least one storage group');
    const before = store.databases.length;
    const drafted = names.map((name, n) =>
      buildGroup([...path, name], groups[name], n, server, ground, store, b),
    );
    const built = underPressure(drafted, store.databases.slice(before), ground.volumes, b);
    store.groups.push(...built);
    checkEdition(path, doc[server.name].edition, built, store.databases, b);
    store.servers.push({ ...server, groups: names.map((_, i) => first + i) });
  }
  return { ...store, databases: linkReplicas(doc, store, b) };
}

/** How hard groups work the volumes of a server shows only when all databases on it are known. */
function underPressure(
  groups: readonly Drafted[],
  of: readonly DatabasePlan[],
  volumes: readonly VolumePlan[],
  b: Builder,
): GroupPlan[] {
  return groups.map((group) => {
    const own = of.filter((database) => database.group === group.id);
    return { ...group, pressure: pressureOf(own, of, volumes, b.figures) };
  });
}

function buildGroup(
  path: readonly string[],
  doc: GroupDoc,
  ordinal: number,
  server: Omit<ServerPlan, 'groups'>,
  ground: Ground,
  store: Store,
  b: Builder,
): Drafted {
  const volumes = new Map(server.volumes.map((id) => [ground.volumes[id].name, id]));
  const logVolume = b.idOf([...path, 'logs'], 'volume', doc.logs, volumes);
  const system = b.fill([...path, 'system'], doc.system, {
    ...{ value: doc.logs, text: doc.logs, source: LANGUAGE, assumed: false },
  });
  const systemVolume =
    doc.system === undefined ? logVolume : b.idOf([...path, 'system'], 'volume', system, volumes);
  const circularLogging = b.fill([...path, 'circularLogging'], doc.circularLogging, {
    ...{ value: false, text: false, source: 'off for mailbox databases (ESE-27)', assumed: false },
  });
  const zeroing = b.fill([...path, 'zeroing'], doc.zeroing, {
    ...{ value: false, text: false, source: LANGUAGE, assumed: false },
  });
  const id = store.groups.length + ordinal;
  const names = Object.keys(doc.databases).sort(compareNatural);
  if (names.length === 0)
    b.error([...path, 'databases'], 'a storage group has at least one database');
  const first = store.databases.length;
  for (const name of names) {
    const own = [...path, 'databases', name];
    const of = { id: store.databases.length, group: id, server: server.id, site: server.site };
    store.databases.push({
      ...of,
      ...database(own, name, doc.databases[name], volumes, ground, b),
    });
  }
  return {
    ...{ id, path: path.slice(1).join('/'), name: path[path.length - 1], server: server.id },
    ...{
      logVolume,
      systemVolume,
      circularLogging,
      zeroing,
      databases: names.map((_, i) => first + i),
    },
    firstGeneration: firstGeneration([...path, 'firstGeneration'], doc.firstGeneration, b),
    prefix: `E${ordinal.toString(16).toUpperCase().padStart(2, '0')}`,
  };
}

/** An old installation has used many generations up before the simulation begins. */
function firstGeneration(path: readonly string[], given: number | undefined, b: Builder): number {
  const { lastLogGeneration } = b.figures.store;
  const value = b.fill(path, given, { value: 1, text: 1, source: LANGUAGE, assumed: false });
  if (value > lastLogGeneration) {
    const most = 'parameters/store/lastLogGeneration';
    b.error(path, `a stream of ${b.version} has at most ${lastLogGeneration} logs (${most})`);
  }
  return value;
}

function database(
  path: readonly string[],
  name: string,
  doc: DatabaseDoc,
  volumes: ReadonlyMap<string, number>,
  ground: Ground,
  b: Builder,
): Omit<DatabasePlan, 'id' | 'group' | 'server' | 'site'> {
  const kind = b.fill([...path, 'kind'], doc.kind, {
    ...{ value: 'mailbox' as const, text: 'mailbox', source: LANGUAGE, assumed: false },
  });
  const itemRetentionMs = retentionOf(path, doc, b);
  const inside =
    kind === 'public'
      ? foldersIn(path, doc, ground.classes, b)
      : mailboxesIn(path, doc, ground.classes, itemRetentionMs, b);
  const volume = b.idOf([...path, 'on'], 'volume', doc.on, volumes);
  const mounted = b.fill([...path, 'mounted'], doc.mounted, {
    ...{ value: true, text: true, source: LANGUAGE, assumed: false },
  });
  const maintenance = maintenanceOf(path, doc, b);
  return {
    ...{ path: path.slice(1).join('/'), name, kind, volume, ...inside },
    ...{ replicas: [], itemRetentionMs, mounted, maintenance },
  };
}

function maintenanceOf(path: readonly string[], doc: DatabaseDoc, b: Builder): WeekSpans {
  const text = usualMaintenance[b.version];
  const usual = parseSpans(text);
  return b.fill([...path, 'maintenance'], doc.maintenance, {
    ...{ value: usual.ok ? usual.value : [], text, source: 'X-19', assumed: false },
  });
}

function retentionOf(path: readonly string[], doc: DatabaseDoc, b: Builder): number {
  const value = b.figures.store.itemRetentionMs;
  const source = 'parameters/store/itemRetentionMs';
  return b.fill([...path, 'itemRetention'], doc.itemRetention, {
    ...{ value, text: writeQuantity(TIME, value), source, assumed: false },
  });
}

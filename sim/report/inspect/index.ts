/** Looks at one thing of a simulated organization by its path: what stands in it, and what nobody knows of it. */
import { DAY, formatDuration, formatInstant } from '../../engine/clock.ts';
import { unsettled } from '../../org/store/kills.ts';
import { findSet } from '../../org/media/sets.ts';
import type { OrgWorld } from '../../org/world.ts';
import { backupSections } from './backups.ts';
import { checkpointSection, environmentSections, logSection } from './group.ts';
import { flushSection } from './flushes.ts';
import { folderSections, leftoverFields } from './folders.ts';
import { headerSection } from './header.ts';
import { logPaths, ofLog, SILENCE, type Journal } from './logs.ts';
import { controllerSections, serverSections } from './servers.ts';
import type { Inspection, Section } from './shapes.ts';
import {
  cartridgeSection,
  catalogue,
  filesSection,
  gib,
  hiddenSets,
  shadowFields,
} from './tapes.ts';

/** Every path that can be looked at in this organization; `sets/<n>` for each set that exists just now. */
export function pathsOf(w: OrgWorld): string[] {
  const { plan, org } = w;
  const sets = org.media.sets.map(({ id }) => `sets/${id}`);
  return [
    ...plan.servers.map(({ path }) => path),
    ...plan.controllers.map(({ path }) => path),
    ...plan.groups.map(({ path }) => path),
    ...plan.databases.map(({ path }) => path),
    ...plan.libraries.map(({ path }) => path),
    ...plan.cartridges.map(({ path }) => path),
    ...logPaths(plan),
    ...sets,
  ];
}

/** Null for a path that names nothing to look at; `heard` is what logs need besides the state. */
export function inspect(w: OrgWorld, path: string, heard: Journal = SILENCE): Inspection | null {
  const sections =
    ofServer(w, path) ??
    ofDatabase(w, path) ??
    ofGroup(w, path) ??
    ofCartridge(w, path) ??
    ofLibrary(w, path) ??
    ofSet(w, path) ??
    ofLog(w, path, heard);
  return sections === null ? null : { path, sections };
}

/** Servers and domain controllers. */
function ofServer(w: OrgWorld, path: string): Section[] | null {
  const plan = w.plan.servers.find((each) => each.path === path);
  if (plan !== undefined) return serverSections(w, plan.id);
  const controller = w.plan.controllers.find((each) => each.path === path);
  return controller === undefined ? null : controllerSections(w, controller.id);
}

function ofDatabase(w: OrgWorld, path: string): Section[] | null {
  const plan = w.plan.databases.find((each) => each.path === path);
  if (plan === undefined) return null;
  const d = w.org.store.databases[plan.id];
  const pages = d.holes.length;
  const hasEnv = w.org.recovery.environments.some((e) =>
    e.files.some(({ database }) => database === plan.id),
  );
  const state = d.mounted
    ? 'mounted'
    : d.restoring
      ? `being restored${hasEnv ? ': Restore.env exists' : ''}`
      : `dismounted since ${formatInstant(d.downSince)}`;
  return [
    headerSection(w, plan.id),
    {
      title: 'Service',
      known: true,
      fields: [
        ['State', d.downSince < 0 && !d.mounted ? 'never mounted' : state],
        ['Storage group', w.plan.groups[plan.group].path],
        ['Volume', w.plan.volumes[plan.volume].path],
        ...leftoverFields(w, plan.id),
        ['Deleted items', deletedItems(w, plan.id)],
      ],
    },
    ...folderSections(w, plan.id),
    {
      title: 'What nobody knows',
      known: false,
      fields: [
        ['Damaged pages', pages === 0 ? 'none' : d.holes.map(({ key }) => key).join(', ')],
        ...unsettled(w, plan.id).map(
          ({ key, segment, firstLog }) =>
            ['Mail deleted', `${key}, from log ${firstLog} of stream ${segment} on`] as const,
        ),
      ],
    },
  ];
}

/** How long they are kept, and what of the file they come to by the rule of thumb (W-19). */
function deletedItems(w: OrgWorld, database: number): string {
  const { itemRetentionMs, sizeBytes } = w.plan.databases[database];
  const share = (w.plan.figures.workload.retentionShare * itemRetentionMs) / (14 * DAY);
  return `kept for ${formatDuration(itemRetentionMs)}, about ${gib(share * sizeBytes)} of the file`;
}

function ofGroup(w: OrgWorld, path: string): Section[] | null {
  const plan = w.plan.groups.find((each) => each.path === path);
  if (plan === undefined) return null;
  const { sets } = w.org.store.groups[plan.id];
  return [
    logSection(w, plan.id),
    checkpointSection(w, plan.id),
    flushSection(w, plan.id),
    ...backupSections(w, plan.id),
    ...environmentSections(w, plan.id),
    catalogue(w, 'Backup sets', sets),
    hiddenSets(w, sets),
  ];
}

function ofCartridge(w: OrgWorld, path: string): Section[] | null {
  const plan = w.plan.cartridges.find((each) => each.path === path);
  if (plan === undefined) return null;
  const { sets } = w.org.media.cartridges[plan.id];
  return [
    cartridgeSection(w, plan.id),
    catalogue(w, 'Backup sets on it', sets),
    hiddenSets(w, sets),
  ];
}

function ofLibrary(w: OrgWorld, path: string): Section[] | null {
  const plan = w.plan.libraries.find((each) => each.path === path);
  if (plan === undefined) return null;
  if (plan.kind === 'disk') {
    const { sets } = w.org.media.cartridges[plan.cartridges[0]];
    const all = catalogue(w, 'Backup sets on it', sets);
    return [filesSection(w, plan.cartridges[0]), all, hiddenSets(w, sets)];
  }
  const cartridges = plan.cartridges.map((id) => w.org.media.cartridges[id]);
  const written = cartridges.filter(({ week }) => week >= 0);
  const drives = plan.drives.map((id) => {
    const { failed, cleaning, appendsTo } = w.org.media.drives[id];
    const tape =
      appendsTo < 0 ? 'no cartridge yet' : `appends to ${w.plan.cartridges[appendsTo].path}`;
    return [w.plan.drives[id].path, failed ? 'failed' : cleaning ? 'to be cleaned' : tape] as const;
  });
  const count = (n: number): string => `${n} of ${cartridges.length}`;
  return [
    {
      title: plan.kind === 'drive' ? 'Stand-alone drive' : 'Library',
      known: true,
      fields: [
        ['Cartridges written', count(written.length)],
        ['Cartridges gone', count(cartridges.filter(({ gone }) => gone).length)],
        ...(plan.offsite === null
          ? []
          : [['Cartridges offsite', count(cartridges.filter(({ away }) => away).length)] as const]),
        ...drives,
      ],
    },
  ];
}

function ofSet(w: OrgWorld, path: string): Section[] | null {
  const found = /^sets\/(\d+)$/.exec(path);
  const set = found === null ? null : findSet(w, Number(found[1]));
  if (set === null) return null;
  const databases = set.databases.map(({ database }) => w.plan.databases[database].path);
  const about: Section = {
    title: 'Set',
    known: true,
    fields: [
      ['Job', w.plan.jobs[set.job].path],
      ['Of the night of', formatInstant(set.night)],
      ['Databases', databases.join(', ')],
      ['Log stream', String(set.segment)],
      ...shadowFields(set),
    ],
  };
  return [catalogue(w, 'Catalogue', [set.id]), about, hiddenSets(w, [set.id])];
}

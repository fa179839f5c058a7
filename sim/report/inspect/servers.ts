/** A server or domain controller: what was set up on it, and the sets of its files, as the catalogue lists them. */
import { formatInstant } from '../../engine/clock.ts';
import { isTooOld, isUnreadableFile, type FileSet } from '../../org/media/file-sets.ts';
import type { OrgWorld } from '../../org/world.ts';
import { diskSection } from './flushes.ts';
import { functionFields } from './folders.ts';
import type { Section } from './shapes.ts';
import { gib } from './tapes.ts';

export function serverSections(w: OrgWorld, server: number): Section[] {
  const { setUp } = w.plan.servers[server];
  const { up, downSince } = w.org.hardware.servers[server];
  return [
    {
      title: 'Server',
      known: true,
      fields: [
        ['State', up ? 'runs' : `down since ${formatInstant(downSince)}`],
        ['Set up on it', setUp.length === 0 ? 'nothing beyond the installation' : setUp.join(', ')],
        ...functionFields(w, server),
      ],
    },
    diskSection(w, server),
    ...setSections(w, (set) => set.server === server),
  ];
}

export function controllerSections(w: OrgWorld, controller: number): Section[] {
  const { domain, databaseBytes } = w.plan.controllers[controller];
  const { up, downSince } = w.org.directory.controllers[controller];
  const forgotten = w.org.directory.unlinked.filter((each) => each.domain === domain);
  const paths = forgotten.map(
    ({ database, because }) => `${w.plan.databases[database].path} (${because})`,
  );
  return [
    {
      title: 'Domain controller',
      known: true,
      fields: [
        ['State', up ? 'answers' : `down since ${formatInstant(downSince)}`],
        ['Domain', domain],
        ['Directory', gib(databaseBytes)],
        ['Forgotten, to be set up again', paths.length === 0 ? 'nothing' : paths.join(', ')],
      ],
    },
    ...setSections(w, (set) => set.controller === controller),
  ];
}

function setSections(w: OrgWorld, isOf: (set: FileSet) => boolean): Section[] {
  const sets = w.org.media.fileSets.filter((set) => set.complete && isOf(set));
  const bad = sets.filter((set) => !set.knownBad && isUnreadableFile(w, set));
  const old = (set: FileSet): string => (isTooOld(w, set) ? ', over the tombstone lifetime' : '');
  return [
    {
      title: 'Sets of its files',
      known: true,
      fields: sets.map((set) => {
        const [name, text] = row(w, set);
        return [name, `${text}${old(set)}`] as const;
      }),
    },
    {
      title: 'What nobody knows',
      known: false,
      fields: [['Unreadable sets', bad.length === 0 ? 'none' : bad.map(nameOf(w)).join(', ')]],
    },
  ];
}

const nameOf =
  (w: OrgWorld) =>
  (set: FileSet): string =>
    `${w.plan.fileJobs[set.job].saves} of ${formatInstant(set.completedAt)}`;

function row(w: OrgWorld, set: FileSet): readonly [string, string] {
  const bytes = set.parts.reduce((sum, part) => sum + part.bytes, 0);
  const on = set.parts.map(({ cartridge }) => w.plan.cartridges[cartridge].path).join(', ');
  const verified = set.verified ? ', verified' : '';
  const bad = set.knownBad ? ', found unreadable' : '';
  return [nameOf(w)(set), `${gib(bytes)} on ${on}${verified}${bad}`];
}

/** A server: what was set up on it, and the sets of its files, as the catalogue lists them. */
import { formatInstant } from '../../engine/clock.ts';
import { isUnreadableFile, type FileSet } from '../../org/media/file-sets.ts';
import type { OrgWorld } from '../../org/world.ts';
import { diskSection } from './flushes.ts';
import { functionFields } from './folders.ts';
import type { Section } from './shapes.ts';
import { gib } from './tapes.ts';

export function serverSections(w: OrgWorld, server: number): Section[] {
  const { setUp } = w.plan.servers[server];
  const { up, downSince } = w.org.hardware.servers[server];
  const sets = w.org.media.fileSets.filter((set) => set.server === server && set.complete);
  const bad = sets.filter((set) => !set.knownBad && isUnreadableFile(w, set));
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
    { title: 'Sets of its files', known: true, fields: sets.map((set) => row(w, set)) },
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

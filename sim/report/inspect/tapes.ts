/** Cartridges, and the sets on them. */
import { formatInstant } from '../../engine/clock.ts';
import type { Ms } from '../../engine/types.ts';
import { STREAMING } from '../../org/backup/engines.ts';
import { isInconsistent } from '../../org/backup/outside.ts';
import { copiesImages } from '../../org/backup/plan.ts';
import type { BackupVars } from '../../org/backup/state.ts';
import { companions } from '../../org/backup/streams.ts';
import { findSet, isUnreadable } from '../../org/media/sets.ts';
import type { BackupSet } from '../../org/media/state.ts';
import { cartridgePool } from '../../org/pools.ts';
import type { OrgWorld } from '../../org/world.ts';
import { generations } from './header.ts';
import type { Section } from './shapes.ts';

const GIB = 1024 * 1024 * 1024;

export const gib = (bytes: number): string => `${(bytes / GIB).toFixed(1)} GiB`;

const when = (at: Ms): string => (at < 0 ? '-' : formatInstant(at));

function bytesOf(set: BackupSet): number {
  const { snapshot } = set;
  if (snapshot?.onDisk === true) return snapshot.imageBytes + snapshot.logBytes;
  return set.parts.reduce((sum, part) => sum + part.imageBytes + part.logBytes, 0);
}

/** Cartridges by number; for a snapshot its disks. */
function placesOf(w: OrgWorld, set: BackupSet): string {
  const { snapshot } = set;
  if (snapshot?.onDisk !== true) {
    const cartridges = set.parts.map(({ cartridge }) => w.plan.cartridges[cartridge].path);
    return cartridges.map((path) => path.split('/').at(-1)).join(', ');
  }
  if (snapshot.engine === 'vss-software') return 'the volumes of its files';
  return snapshot.volume < 0 ? 'disks of its own' : w.plan.volumes[snapshot.volume].name;
}

/** How a VSS set was made, and whether anybody has looked at its pages; nothing of a streaming one (BKP-27, BKP-38). */
export function shadowFields({ snapshot, type }: BackupSet): (readonly [string, string])[] {
  if (snapshot === null) return [];
  const pages = snapshot.verified ? 'checked, and sound' : 'nobody has checked them';
  return [
    ['Shadow copy', `${snapshot.engine}, taken ${formatInstant(snapshot.takenAt)}`],
    ...(copiesImages(type) ? [['Pages', pages] as const] : []),
  ];
}

/** What the catalogue says of a set. */
function stateOf(set: BackupSet): string {
  if (!set.complete) return 'being written';
  if (set.knownBad) return 'found bad';
  if (!set.listed) return 'not in the catalogue of its host';
  return set.fate === 'sound' ? 'read before' : 'not read yet';
}

/** Sets as the catalogue lists them. */
export function catalogue(w: OrgWorld, title: string, ids: readonly number[]): Section {
  const rows = ids.flatMap((id) => {
    const set = findSet(w, id);
    if (set === null) return [];
    return [
      [
        `sets/${id}`,
        w.plan.groups[set.group].path,
        set.copy ? `${set.type}, copied from disk` : set.type,
        when(set.completedAt),
        generations(set.low, set.high),
        gib(bytesOf(set)),
        placesOf(w, set),
        stateOf(set),
      ],
    ];
  });
  const head = ['set', 'storage group', 'type', 'ended', 'logs', 'size', 'lies on', 'state'];
  return { title, known: true, table: { head, rows } };
}

/** What of these sets is worthless, though nobody has found out. */
export function hiddenSets(w: OrgWorld, ids: readonly number[]): Section {
  const fields = ids.flatMap((id): (readonly [string, string])[] => {
    const set = findSet(w, id);
    if (set === null || set.knownBad) return [];
    if (isUnreadable(w, set)) return [[`sets/${id}`, 'cannot be read']];
    const damaged = set.snapshot?.holes.flatMap(({ holes }) => holes.map(({ key }) => key)) ?? [];
    if (damaged.length > 0) return [[`sets/${id}`, `damaged pages: ${damaged.join(', ')}`]];
    if (isInconsistent(w, set)) return [[`sets/${id}`, 'its files do not fit together']];
    return set.wrongBy === '' ? [] : [[`sets/${id}`, `worthless: ${set.wrongBy}`]];
  });
  const nothing = ['Sets', 'nothing is wrong with them'] as const;
  return {
    title: 'What nobody knows',
    known: false,
    fields: fields.length > 0 ? fields : [nothing],
  };
}

/** Where a cartridge is, and who has it in hand. */
function placeOf(w: OrgWorld, cartridge: number): string {
  const { gone, away, backAt } = w.org.media.cartridges[cartridge];
  const library = w.plan.libraries[w.plan.cartridges[cartridge].library];
  if (gone) return 'gone';
  if (away && backAt < 0) return 'offsite';
  if (away) return `offsite, recalled for ${formatInstant(backAt)}`;
  const { holder } = w.org.procedures.pools[cartridgePool(library.id)];
  const by = w.org.procedures.list[holder[library.cartridges.indexOf(cartridge)]];
  const home = library.kind === 'library' ? 'in the library' : 'beside the drive';
  if (by === null || by === undefined) return home;
  const { group } = by.vars as { group?: number };
  const whose = group === undefined ? '' : ` for ${w.plan.groups[group].path}`;
  const others = by.name === STREAMING ? companions(w, by.vars as BackupVars).length : 0;
  const more = others === 0 ? '' : `, interleaved with ${others} more`;
  return `in the hands of ${by.name}, ${by.step}${whose}${more}`;
}

/** The files of a disk target, as one medium. */
export function filesSection(w: OrgWorld, cartridge: number): Section {
  const { capacityBytes, library } = w.plan.cartridges[cartridge];
  const c = w.org.media.cartridges[cartridge];
  const { volume } = w.plan.libraries[library];
  return {
    title: 'Disk target',
    known: true,
    fields: [
      ['Used', `${gib(c.usedBytes)} of ${gib(capacityBytes)}`],
      ['Lies on', volume < 0 ? 'disks of its own' : w.plan.volumes[volume].path],
      ['State', c.gone ? 'lost' : 'in use'],
      ['Files', String(c.sets.length)],
    ],
  };
}

export function cartridgeSection(w: OrgWorld, cartridge: number): Section {
  if (w.plan.libraries[w.plan.cartridges[cartridge].library].kind === 'disk')
    return filesSection(w, cartridge);
  const { capacityBytes, library } = w.plan.cartridges[cartridge];
  const c = w.org.media.cartridges[cartridge];
  const drive = w.plan.libraries[library].drives.find(
    (id) => w.org.media.drives[id].appendsTo === cartridge,
  );
  return {
    title: 'Cartridge',
    known: true,
    fields: [
      ['Used', `${gib(c.usedBytes)} of ${gib(capacityBytes)}`],
      [
        'Begun',
        c.week < 0 ? 'blank' : c.week === 0 ? 'when another was full' : formatInstant(c.week),
      ],
      ['May be overwritten', c.sets.length === 0 ? 'now' : `after ${formatInstant(c.keepUntil)}`],
      ['Full passes', c.passes.toFixed(2)],
      ['State', placeOf(w, cartridge)],
      ['Appended to by', drive === undefined ? 'no drive' : w.plan.drives[drive].path],
    ],
  };
}

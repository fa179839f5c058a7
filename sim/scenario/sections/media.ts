import type * as z from 'zod';
import { driveCatalogue } from '../../org/media/parameters.ts';
import type { CartridgePlan, DrivePlan, LibraryPlan } from '../../org/media/plan.ts';
import { block } from '../block.ts';
import { LANGUAGE, type Builder } from '../builder.ts';
import { pieces } from '../catalogue-field.ts';
import { choice, factor, named, whole } from '../fields.ts';
import { compareNatural } from '../names.ts';
import { hostOf, hostSchema, offsiteOf, offsiteSchema } from './media-places.ts';
import { siteOf, siteReference } from './sites.ts';
import { addTargets, type TargetDoc, type TargetGround } from './targets.ts';

/** What a library and a stand-alone drive have in common. */
const tapeShape = {
  site: siteReference.optional(),
  cartridges: whole('cartridges', 1, 10_000),
  retire: choice('when a cartridge gives way to a blank', ['at limit', 'never']).optional(),
  startNew: choice('when the next cartridge is begun', ['weekly', 'daily', 'when full']).optional(),
  noMedia: choice('what a job without a cartridge does', ['fail', 'wait']).optional(),
  compression: factor('what drives make of data', 4).optional(),
  offsite: offsiteSchema.optional(),
  host: hostSchema.optional(),
};
const TAPE_NOT_YET = ['cleaning'];
export const librarySchema = block(
  { ...tapeShape, drives: pieces(driveCatalogue, 100) },
  TAPE_NOT_YET,
);
export const librariesSchema = named(librarySchema);

/** A drive without a robot: somebody changes its cartridges. */
export const driveSchema = block(
  { ...tapeShape, model: choice('a model of the catalogue', Object.keys(driveCatalogue)) },
  TAPE_NOT_YET,
);
export const drivesSchema = named(driveSchema);

export interface Media {
  readonly libraries: LibraryPlan[];
  readonly drives: DrivePlan[];
  readonly cartridges: CartridgePlan[];
}

export interface MediaDoc {
  readonly libraries?: Readonly<Record<string, z.output<typeof librarySchema>>> | undefined;
  readonly drives?: Readonly<Record<string, z.output<typeof driveSchema>>> | undefined;
  readonly targets?: Readonly<Record<string, TargetDoc>> | undefined;
}

/** Libraries, then stand-alone drives, then disk targets, in path order: streams of disks come after all real drives. */
export function buildMedia(doc: MediaDoc, ground: TargetGround, b: Builder): Media {
  const media: Media = { libraries: [], drives: [], cartridges: [] };
  for (const name of Object.keys(doc.libraries ?? {}).sort(compareNatural)) {
    const each = doc.libraries![name];
    addTape(media, 'libraries', name, each, each.drives, ground, b);
  }
  for (const name of Object.keys(doc.drives ?? {}).sort(compareNatural)) {
    const each = doc.drives![name];
    addTape(media, 'drives', name, each, { model: each.model, count: 1 }, ground, b);
  }
  addTargets(media, doc.targets ?? {}, ground, b);
  if (media.libraries.length === 0)
    b.error(['organization'], 'nothing to write backups to', 'libraries, drives or targets');
  return media;
}

type TapeDoc = Pick<
  z.output<typeof librarySchema>,
  'site' | 'cartridges' | 'retire' | 'startNew' | 'noMedia' | 'compression' | 'offsite' | 'host'
>;

function addTape(
  media: Media,
  collection: 'libraries' | 'drives',
  name: string,
  doc: TapeDoc,
  drives: { readonly model: string; readonly count: number },
  ground: TargetGround,
  b: Builder,
): void {
  const path = `${collection}/${name}`;
  const own = ['organization', collection, name];
  const language = { source: LANGUAGE, assumed: false };
  const retire = b.fill([...own, 'retire'], doc.retire, {
    ...{ value: 'at limit', text: 'at limit', source: 'TAPE-20', assumed: false },
  });
  const startNew = b.fill<LibraryPlan['startNew']>([...own, 'startNew'], doc.startNew, {
    ...{ value: 'weekly', text: 'weekly', ...language },
  });
  const usual = collection === 'drives' ? 'wait' : 'fail';
  const noMedia = b.fill<LibraryPlan['noMedia']>([...own, 'noMedia'], doc.noMedia, {
    ...{ value: usual, text: usual, ...language },
  });
  const compression = b.fill([...own, 'compression'], doc.compression, {
    ...{
      value: 1,
      text: 1,
      source: 'none, unless it is known what mail compresses to',
      assumed: true,
    },
  });
  const id = media.libraries.length;
  const model = driveCatalogue[drives.model];
  const driveIds = range(media.drives.length, drives.count);
  const cartridgeIds = range(media.cartridges.length, doc.cartridges);
  driveIds.forEach((drive, i) =>
    media.drives.push({
      ...{ id: drive, library: id, model: drives.model },
      path: collection === 'drives' ? path : `${path}/drives/${i + 1}`,
      nativeBytesPerSecond: model.nativeBytesPerSecond * compression,
      slowestBytesPerSecond: model.slowestBytesPerSecond * compression,
    }),
  );
  cartridgeIds.forEach((cartridge, i) =>
    media.cartridges.push({
      ...{ id: cartridge, path: `${path}/cartridges/${i + 1}`, library: id },
      capacityBytes: Math.floor(model.capacityBytes * compression),
    }),
  );
  media.libraries.push({
    ...{ id, kind: collection === 'drives' ? 'drive' : 'library', path, name },
    site: siteOf(own, doc.site, ground.sites, b),
    ...{ drives: driveIds, cartridges: cartridgeIds },
    ...{ retires: retire === 'at limit', startNew, noMedia, volume: -1, bytesPerSecond: 1e15 },
    ...{ scrub: null, optical: false },
    offsite: offsiteOf(own, doc.offsite, b),
    ...hostOf(own, doc.host, ground.servers, b),
  });
}

export function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + i);
}

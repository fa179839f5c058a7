import type * as z from 'zod';
import { driveCatalogue } from '../../org/media/parameters.ts';
import type { CartridgePlan, DrivePlan, LibraryPlan } from '../../org/media/plan.ts';
import { block } from '../block.ts';
import type { Builder } from '../builder.ts';
import { pieces } from '../catalogue-field.ts';
import { choice, named, whole } from '../fields.ts';
import { compareNatural } from '../names.ts';
import { siteOf, siteReference } from './sites.ts';

export const librarySchema = block(
  {
    site: siteReference.optional(),
    drives: pieces(driveCatalogue, 100),
    cartridges: whole('cartridges', 1, 10_000),
    retire: choice('when a cartridge gives way to a blank', ['at limit', 'never']).optional(),
  },
  ['offsite', 'compression', 'cleaning'],
);
export const librariesSchema = named(librarySchema);

export interface Media {
  readonly libraries: LibraryPlan[];
  readonly drives: DrivePlan[];
  readonly cartridges: CartridgePlan[];
}

/** Libraries in path order, each with its drives and cartridges counted from 1. */
export function buildMedia(
  doc: Readonly<Record<string, z.output<typeof librarySchema>>>,
  sites: ReadonlyMap<string, number>,
  b: Builder,
): Media {
  const media: Media = { libraries: [], drives: [], cartridges: [] };
  Object.keys(doc)
    .sort(compareNatural)
    .forEach((name, id) => {
      const { site, drives, cartridges, retire: given } = doc[name];
      const path = `libraries/${name}`;
      const retire = b.fill(['organization', 'libraries', name, 'retire'], given, {
        ...{ value: 'at limit', text: 'at limit', source: 'TAPE-20', assumed: false },
      });
      const model = driveCatalogue[drives.model];
      const driveIds = range(media.drives.length, drives.count);
      const cartridgeIds = range(media.cartridges.length, cartridges);
      driveIds.forEach((drive, i) =>
        media.drives.push({
          ...{ id: drive, path: `${path}/drives/${i + 1}`, library: id, model: drives.model },
          nativeBytesPerSecond: model.nativeBytesPerSecond,
          slowestBytesPerSecond: model.slowestBytesPerSecond,
        }),
      );
      cartridgeIds.forEach((cartridge, i) =>
        media.cartridges.push({
          ...{ id: cartridge, path: `${path}/cartridges/${i + 1}`, library: id },
          capacityBytes: model.capacityBytes,
        }),
      );
      media.libraries.push({
        ...{ id, path, name, site: siteOf(['organization', 'libraries', name], site, sites, b) },
        ...{ drives: driveIds, cartridges: cartridgeIds },
        retires: retire === 'at limit',
      });
    });
  return media;
}

function range(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => from + i);
}

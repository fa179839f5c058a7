/** Reading sets of files back: what it needs, and how long it takes. */
import type { Procedure } from '../../engine/procedure.ts';
import type { Need } from '../../engine/resources.ts';
import type { Ms } from '../../engine/types.ts';
import { cartridgePool, drivePool, robotPool } from '../pools.ts';
import type { OrgWorld } from '../world.ts';
import { carrier, exchangeMs, kindOf, loadingMs, unloadingMs } from './changing.ts';
import type { FileSet } from './file-sets.ts';
import { recall } from './offsite.ts';

const libraryOf = (w: OrgWorld, set: FileSet): number => w.plan.fileJobs[set.job].library;

/** A drive, somebody or something that changes cartridges, and all cartridges of the set. */
export function needsToRead(w: OrgWorld, set: FileSet): Need[] {
  const library = libraryOf(w, set);
  const units = set.parts.map(({ cartridge }) =>
    w.plan.libraries[library].cartridges.indexOf(cartridge),
  );
  const tapes = kindOf(w, library) === 'disk' ? [] : units;
  return [
    { pool: drivePool(library), unit: -1 },
    ...carrier(w, library),
    ...tapes.map((unit) => ({ pool: cartridgePool(library), unit })),
  ];
}

/** What a procedure holds to read with, to be given back. */
export function heldToRead(w: OrgWorld, p: Procedure): number[] {
  return p.holds.flatMap(({ pool }) =>
    w.plan.libraries.some(({ id }) =>
      [drivePool(id), cartridgePool(id), robotPool(id)].includes(pool),
    )
      ? [pool]
      : [],
  );
}

/**
 * Fetching, loading and reading each part, and putting it back; cartridges in another place are recalled, unless nobody asks
 * yet. `bytesShare` is how much of each part is read.
 */
export function readFilesMs(
  w: OrgWorld,
  set: FileSet,
  {
    bytesShare = 1,
    bytesPerSecond = w.plan.figures.recovery.restoreFilesBytesPerSecond,
    asked = true,
  } = {},
): Ms {
  const library = libraryOf(w, set);
  const inPlace = kindOf(w, library) === 'disk';
  let ms = 0;
  let away = 0;
  for (const { cartridge, bytes } of set.parts) {
    if (asked) away = Math.max(away, recall(w, cartridge));
    ms += exchangeMs(w, library, inPlace) + loadingMs(w, library, inPlace);
    ms += Math.ceil(((bytes * bytesShare) / bytesPerSecond) * 1000);
    ms += unloadingMs(w, library);
  }
  return away + ms;
}

/** Reading a set of files by time: the drive and all of its cartridges at once, and how long the handling of them takes. */
import type { Procedure } from '../../../engine/procedure.ts';
import type { Need } from '../../../engine/resources.ts';
import type { Ms } from '../../../engine/types.ts';
import { carrier, exchangeMs, isDisk, loadingMs, unloadingMs } from '../../media/changing.ts';
import type { FileSet } from '../../media/file-sets.ts';
import { recall } from '../../media/offsite.ts';
import { cartridgePool, drivePool, robotPool } from '../../pools.ts';
import type { OrgWorld } from '../../world.ts';

const libraryOf = (w: OrgWorld, set: FileSet): number => w.plan.fileJobs[set.job].library;

/** A drive, the arm, and each cartridge with a part of the set. */
export function needsOf(w: OrgWorld, set: FileSet): Need[] {
  const library = libraryOf(w, set);
  const units = set.parts.map(({ cartridge }) =>
    w.plan.libraries[library].cartridges.indexOf(cartridge),
  );
  const tapes = isDisk(w, library) ? [] : units;
  return [
    { pool: drivePool(library), unit: -1 },
    ...carrier(w, library),
    ...tapes.map((unit) => ({ pool: cartridgePool(library), unit })),
  ];
}

/** Fetching, loading and reading each part, and putting it back; waiting for a courier first. */
export function readingMs(w: OrgWorld, set: FileSet, bytesPerSecond: number): Ms {
  const library = libraryOf(w, set);
  const inPlace = isDisk(w, library);
  let ms = 0;
  let away = 0;
  for (const { cartridge, bytes } of set.parts) {
    away = Math.max(away, recall(w, cartridge));
    ms += exchangeMs(w, library, inPlace) + loadingMs(w, library, inPlace);
    ms += Math.ceil((bytes / bytesPerSecond) * 1000) + unloadingMs(w, library);
  }
  return away + ms;
}

/** What a procedure holds of drives, cartridges and arms. */
export function mediaHeld(w: OrgWorld, p: Procedure): number[] {
  return p.holds.flatMap(({ pool }) =>
    w.plan.libraries.some(({ id }) =>
      [drivePool(id), cartridgePool(id), robotPool(id)].includes(pool),
    )
      ? [pool]
      : [],
  );
}

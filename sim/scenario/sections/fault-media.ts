/** Faults that take backups: media with all that is in them, or the catalogue of a backup host. */
import type { Builder } from '../builder.ts';
import { matchPlaces, type Place } from '../paths.ts';
import type { Path } from '../problem.ts';

export interface MediaDeed {
  readonly verb: 'lose-media';
  readonly media: readonly number[];
  readonly catalogues: readonly number[];
}

const CATALOGUE = '/catalogue';

export const namesMedia = (written: readonly string[]): boolean =>
  written.some((each) => /^(?:libraries|drives|targets)\//.test(each));

/** Libraries, drives and targets by their paths; `…/catalogue` behind one is the catalogue of what it holds. */
export function lostMedia(
  path: Path,
  written: readonly string[],
  libraries: readonly Place[],
  b: Builder,
): MediaDeed {
  const media: number[] = [];
  const catalogues: number[] = [];
  written.forEach((each, i) => {
    const isCatalogue = each.endsWith(CATALOGUE);
    const at = isCatalogue ? each.slice(0, -CATALOGUE.length) : each;
    const match = matchPlaces(at, 'library, drive or disk target', libraries);
    if (!match.ok) b.errorInList(path, i, match);
    else (isCatalogue ? catalogues : media).push(...match.places.map(({ id }) => id));
  });
  return { verb: 'lose-media', media, catalogues };
}

/** Damage that nobody knows of, in snapshots that nobody has checked: it is there where the file had it, and only there. */
import type { Ms } from '../../../engine/types.ts';
import type { BackupSet, Snapshot } from '../../media/state.ts';
import type { Hole } from '../../store/state.ts';
import type { OrgWorld } from '../../world.ts';

type Shadow = BackupSet & { snapshot: Snapshot };

/** Snapshots with an image of a database, those included that are being checked. */
function imagesOf(w: OrgWorld, database: number): Shadow[] {
  return w.org.media.sets.filter(
    (set): set is Shadow =>
      set.snapshot !== null &&
      set.snapshot.imageBytes > 0 &&
      set.databases.some((each) => each.database === database),
  );
}

function change(set: Shadow, database: number, holes: Hole[]): void {
  const others = set.snapshot.holes.filter((each) => each.database !== database);
  const all = holes.length === 0 ? others : [...others, { database, holes }];
  all.sort((x, y) => x.database - y.database);
  // A complete set shares what was sealed with the world that it was forked from.
  set.snapshot = { ...set.snapshot, holes: all };
}

const holesOf = (set: Shadow, database: number): readonly Hole[] =>
  set.snapshot.holes.find((each) => each.database === database)?.holes ?? [];

/** Forgets damage in snapshots of a database, all but that whose keys belong to something known. */
export function forgetInherited(w: OrgWorld, database: number, known: readonly string[]): void {
  for (const set of imagesOf(w, database)) {
    const kept = holesOf(set, database).filter((h) => !h.singleBit && known.includes(h.key));
    change(
      set,
      database,
      kept.map((hole) => ({ ...hole })),
    );
  }
}

/** Damage has struck the file in use at an instant: snapshots taken of it later have it, too. */
export function inherit(w: OrgWorld, database: number, hole: Hole, at: Ms): void {
  for (const set of imagesOf(w, database)) {
    const { takenAt, verified } = set.snapshot;
    if (takenAt < at || verified || set.knownBad) continue;
    change(set, database, [...holesOf(set, database), { ...hole }]);
  }
}

/** What of the organization's state is never changed again: forks and keyframes share it. */
import { copyPlain } from '../../engine/plain.ts';
import type { Sealing } from '../../engine/types.ts';
import type { BackupSet } from '../media/state.ts';
import type { OrgState } from '../state.ts';
import type { Segment } from '../store/state.ts';

/** A set's parts, databases and snapshot are sealed with its completion; what is found out about it later is not. */
function copySet(set: BackupSet): BackupSet {
  return set.complete ? { ...set } : copyPlain(set);
}

/** Pieces are sealed from the beginning; the list of them grows and is cut. */
function copySegment(segment: Segment | null): Segment | null {
  return segment === null ? null : { ...segment, pieces: segment.pieces.slice() };
}

/** Nine tenths of a state in the middle of a year are pieces of log streams and sets on tape. */
export const sealing: Sealing<OrgState> = {
  copy(org) {
    const { media, store, ...rest } = org;
    const { sets, ...tapes } = media;
    const { segments, ...databases } = store;
    return {
      ...copyPlain(rest),
      media: { ...copyPlain(tapes), sets: sets.map(copySet) },
      store: { ...copyPlain(databases), segments: segments.map(copySegment) },
    };
  },
  freeze({ media, store }) {
    for (const segment of store.segments) segment?.pieces.forEach(freezeDeep);
    for (const set of media.sets) {
      if (!set.complete) continue;
      freezeDeep(set.parts);
      freezeDeep(set.databases);
      if (set.snapshot !== null) freezeDeep(set.snapshot);
    }
  },
};

function freezeDeep(value: object): void {
  if (Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const below of Object.values(value)) {
    if (typeof below === 'object' && below !== null) freezeDeep(below as object);
  }
}

/** Damage above the level of pages (ESE-42): which images and logs bring it back, and when it is mended. */
import type { Ms } from '../../engine/types.ts';
import type { OrgWorld } from '../world.ts';
import type { Deep, Hole } from './state.ts';

/** Until when what is restored has seen the live file, or the changes to it. */
export interface Restored {
  /** When the image was complete; -1: there is none, it is an empty file. */
  readonly imageAt: Ms;
  /** Until when the logs reach that were replayed. */
  readonly replayedTo: Ms;
}

function has({ level, at, mendedAt }: Deep, { imageAt, replayedTo }: Restored): boolean {
  if (imageAt < 0) return false;
  // The store itself made it, by way of the logs; what is wrong in ESE's own structures is in no log.
  const seen = level === 'application' ? Math.max(imageAt, replayedTo) : imageAt;
  return at <= seen && (mendedAt < 0 || seen < mendedAt);
}

/** A file was replaced: it has what its image and its logs carry, and nothing else above the level of pages. */
export function inherit(w: OrgWorld, database: number, restored: Restored): void {
  const d = w.org.store.databases[database];
  if (d.deep.length === 0) return;
  d.holes = d.holes.filter(({ level }) => level === 'page');
  for (const each of d.deep) {
    if (has(each, restored)) {
      each.mendedAt = -1;
      const { at: _, mendedAt: __, ...hole } = each;
      d.holes.push(hole);
    } else if (each.mendedAt < 0) each.mendedAt = w.now;
  }
}

/** A tool has mended damage in the live file; sets from before still have it. */
export function mend(w: OrgWorld, database: number, which: (hole: Hole) => boolean): void {
  const d = w.org.store.databases[database];
  d.holes = d.holes.filter((hole) => !which(hole));
  for (const each of d.deep) if (each.mendedAt < 0 && which(each)) each.mendedAt = w.now;
}

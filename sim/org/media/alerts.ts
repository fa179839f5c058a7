/** Jobs that find nothing to write to: how long they wait, and what they say. */
import type { Ms } from '../../engine/types.ts';
import type { OrgWorld } from '../world.ts';
import { untilHours } from './changing.ts';

/**
 * How long a job waits that has found no cartridge: for somebody to change it, or until one may be overwritten. Null: it does
 * not wait, or nothing is there to wait for.
 */
export function alertMs(w: OrgWorld, library: number): Ms | null {
  const { kind, noMedia, cartridges } = w.plan.libraries[library];
  if (noMedia === 'fail' || kind === 'disk') return null;
  let free = Infinity;
  for (const id of cartridges) {
    const c = w.org.media.cartridges[id];
    if (!c.gone && !c.away) free = Math.min(free, c.week < 0 ? 0 : c.keepUntil + 1 - w.now);
  }
  const { mountRetryMs } = w.plan.figures.media;
  const waitsMs = Math.max(mountRetryMs, free, kind === 'drive' ? untilHours(w) : 0);
  return waitsMs === Infinity ? null : waitsMs;
}

/** Why a job finds nothing to write to, as the backup program says it. */
export function noMedia(w: OrgWorld, library: number): string {
  const { kind, path, volume } = w.plan.libraries[library];
  if (kind === 'library') return 'NO_MEDIA: no cartridge may be written to';
  if (kind === 'drive') return `NO_MEDIA: nobody changes the cartridge of ${path}`;
  const gone = w.org.media.cartridges[w.plan.libraries[library].cartridges[0]].gone;
  const lost = volume >= 0 && w.org.hardware.volumes[volume].lost;
  return gone || lost ? `${path} is lost` : `NO_SPACE: no room is left on ${path}`;
}

/**
 * How a medium comes to the heads and away again: a robot carries cartridges, somebody changes them in a stand-alone drive, the
 * files of a disk target are always in place (TAPE-01, TAPE-21).
 */
import { insideSpans, nextInside } from '../../engine/calendar.ts';
import type { Need } from '../../engine/resources.ts';
import type { Ms } from '../../engine/types.ts';
import { robotPool } from '../pools.ts';
import type { OrgWorld } from '../world.ts';
import type { MediaKind } from './plan.ts';

/** Loading, threading and winding to the set. */
function loadMs(w: OrgWorld): Ms {
  return w.plan.figures.media.threadMs + w.plan.figures.media.locateMs;
}

export const kindOf = (w: OrgWorld, library: number): MediaKind => w.plan.libraries[library].kind;

export const isDisk = (w: OrgWorld, library: number): boolean => kindOf(w, library) === 'disk';

const NOTHING: readonly Need[] = [];

/** Who carries cartridges to and fro beside people: the arm of a library. */
export function carrier(w: OrgWorld, library: number): readonly Need[] {
  if (kindOf(w, library) !== 'library') return NOTHING;
  return [{ pool: robotPool(library), unit: -1 }];
}

/** Whether nothing has to be carried: files, or the cartridge that a stand-alone drive has appended to. */
export function isInPlace(w: OrgWorld, drive: number, cartridge: number): boolean {
  const kind = kindOf(w, w.plan.drives[drive].library);
  if (kind === 'library') return false;
  return kind === 'disk' || w.org.media.drives[drive].appendsTo === cartridge;
}

/** Carrying a cartridge to a drive, by the robot or by hand. */
export function exchangeMs(w: OrgWorld, library: number, inPlace: boolean): Ms {
  if (inPlace) return 0;
  const { exchangeMs: byRobot, changeByHandMs } = w.plan.figures.media;
  return kindOf(w, library) === 'library' ? byRobot : changeByHandMs;
}

/** Loading and winding to the set; a cartridge that lies in its drive is wound only. */
export function loadingMs(w: OrgWorld, library: number, inPlace: boolean): Ms {
  if (!inPlace) return loadMs(w);
  return isDisk(w, library) ? 0 : w.plan.figures.media.locateMs;
}

/** Rewinding and unloading; what lies in a stand-alone drive stays there. */
export function unloadingMs(w: OrgWorld, library: number): Ms {
  const { rewindMs, unloadMs } = w.plan.figures.media;
  return kindOf(w, library) === 'library' ? rewindMs + unloadMs : 0;
}

export const shelvingMs = (w: OrgWorld, library: number): Ms =>
  kindOf(w, library) === 'library' ? w.plan.figures.media.exchangeMs : 0;

/** How long until somebody of any team is at work; Infinity where nobody ever is. */
export function untilHours(w: OrgWorld): Ms {
  let wait = Infinity;
  for (const { hours } of w.plan.operations.teams) {
    wait = Math.min(wait, insideSpans(hours, w.now) ? 0 : nextInside(hours, w.now) - w.now);
  }
  return wait;
}

/** Whether somebody was at work at any time between an instant and now. */
export function somebodyWasHere(w: OrgWorld, since: Ms): boolean {
  return w.plan.operations.teams.some(({ hours }) => nextInside(hours, since) < w.now);
}

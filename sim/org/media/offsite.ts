/** Cartridges in another place: a courier takes them on a schedule, and brings back what is out of date or was recalled. */
import { insideSpans, nextOccurrence } from '../../engine/calendar.ts';
import { DAY } from '../../engine/clock.ts';
import type { EventTable, Ms } from '../../engine/types.ts';
import { cartridgePool } from '../pools.ts';
import { findSet } from './sets.ts';
import type { OrgWorld } from '../world.ts';
import { periodOf } from './cartridges.ts';
import type { LibraryPlan } from './plan.ts';

/** Plans the next time that the courier comes to a library. */
export function planCourier(w: OrgWorld, library: number, after: Ms): void {
  const { offsite } = w.plan.libraries[library];
  if (offsite === null) return;
  const next = nextOccurrence(offsite.when, after);
  if (next < Infinity) w.at(next, 'media.courier', library, 0);
}

/** Whether somebody is going to read it as soon as there is a drive: then nobody gives it out of the house. */
const isWaitedFor = (w: OrgWorld, { id }: LibraryPlan, unit: number): boolean =>
  w.org.procedures.waiting.some(({ needs }) =>
    needs.some((need) => need.pool === cartridgePool(id) && need.unit === unit),
  );

/** Nothing is written to it any more, its sets have rested long enough, and nobody has it in hand. */
function mayLeave(w: OrgWorld, library: LibraryPlan, id: number): boolean {
  const c = w.org.media.cartridges[id];
  if (c.gone || c.away || c.sets.length === 0 || c.keepUntil <= w.now) return false;
  // Somebody has recalled it, and may not have it in a drive yet.
  if (c.backAt >= 0 && w.now - c.backAt < DAY) return false;
  const unit = library.cartridges.indexOf(id);
  if (w.org.procedures.pools[cartridgePool(library.id)].holder[unit] !== -1) return false;
  if (isWaitedFor(w, library, unit)) return false;
  const isFull = c.usedBytes >= w.plan.cartridges[id].capacityBytes;
  if (!isFull && c.week === periodOf(library, w.now)) return false;
  return c.sets.every((set) => {
    const s = findSet(w, set);
    return s !== null && s.complete && s.completedAt + (library.offsite?.afterMs ?? 0) <= w.now;
  });
}

function courier(w: OrgWorld, id: number): void {
  const library = w.plan.libraries[id];
  planCourier(w, id, w.now);
  for (const cartridge of library.cartridges) {
    const c = w.org.media.cartridges[cartridge];
    if (c.away && c.backAt < 0 && c.keepUntil <= w.now) arrive(w, cartridge, -1);
    else if (mayLeave(w, library, cartridge)) leave(w, cartridge);
  }
}

function leave(w: OrgWorld, cartridge: number): void {
  w.org.media.cartridges[cartridge].away = true;
  w.org.media.cartridges[cartridge].backAt = -1;
  for (const drive of w.org.media.drives) if (drive.appendsTo === cartridge) drive.appendsTo = -1;
  w.say('cartridge.moved', { cartridge, to: 'offsite', because: 'the courier takes it' });
}

/** It was recalled for an instant, or is out of date. News: 'cartridgeThere'. */
function arrive(w: OrgWorld, cartridge: number, recalledFor: Ms): void {
  const c = w.org.media.cartridges[cartridge];
  if (!c.away) return;
  c.away = false;
  c.backAt = recalledFor;
  const because = recalledFor < 0 ? 'it is out of date' : 'it was recalled';
  w.say('cartridge.moved', { cartridge, to: 'site', because });
  w.tell('cartridgeThere', w.plan.cartridges[cartridge].library, 0);
}

export const isAway = (w: OrgWorld, cartridge: number): boolean =>
  w.org.media.cartridges[cartridge].away;

/**
 * Somebody needs a cartridge. Answers how long until it is back: the first call counts (PARAMETERS). It comes whatever
 * becomes of whoever called.
 */
export function recall(w: OrgWorld, cartridge: number): Ms {
  const c = w.org.media.cartridges[cartridge];
  if (!c.away) return 0;
  if (c.backAt < 0) {
    const { offsite } = w.plan.libraries[w.plan.cartridges[cartridge].library];
    const { recallMs, recallOutOfHoursMs } = w.plan.figures.media;
    const atWork = w.plan.operations.teams.some(({ hours }) => insideSpans(hours, w.now));
    c.backAt = w.now + (offsite?.recallMs ?? (atWork ? recallMs : recallOutOfHoursMs));
    if (c.backAt > w.now) w.at(c.backAt, 'media.recalled', cartridge);
    else arrive(w, cartridge, c.backAt);
  }
  return Math.max(0, c.backAt - w.now);
}

export const offsiteEvents: EventTable<OrgWorld> = {
  'media.courier': { rank: 44, run: (w, library) => courier(w, library) },
  'media.recalled': {
    rank: 5,
    run: (w, cartridge) => arrive(w, cartridge, w.org.media.cartridges[cartridge].backAt),
  },
};

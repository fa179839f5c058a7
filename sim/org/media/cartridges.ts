/** Which cartridge a drive writes to next, and what happens to the sets on it. */
import { weekStart } from '../../engine/calendar.ts';
import type { Procedure } from '../../engine/procedure.ts';
import type { EventTable, Ms } from '../../engine/types.ts';
import { cartridgePool } from '../pools.ts';
import type { OrgWorld } from '../world.ts';
import type { LibraryPlan } from './plan.ts';
import { dropSet } from './sets.ts';
import type { CartridgeState } from './state.ts';

/** A drive goes on appending to its cartridge until it is full or a new week begins (PARAMETERS, appending). */
function continues(w: OrgWorld, library: number, cartridge: number, unit: number): boolean {
  if (unit < 0) return false;
  const c = w.org.media.cartridges[cartridge];
  const room = w.plan.cartridges[cartridge].capacityBytes - c.usedBytes;
  if (c.gone || room <= 0 || c.week !== weekStart(w.now)) return false;
  return w.org.procedures.pools[cartridgePool(library)].holder[unit] === -1;
}

function isAppendedTo(w: OrgWorld, cartridge: number): boolean {
  for (const drive of w.org.media.drives) if (drive.appendsTo === cartridge) return true;
  return false;
}

/** Whether the first part of a set that is still being written somewhere is on it. */
function holdsUnfinished(w: OrgWorld, c: CartridgeState): boolean {
  for (const set of c.sets) if (w.org.media.sets[set]?.complete === false) return true;
  return false;
}

/** A blank first, else the one whose sets have been out of date for longest; -1 when there is none. */
function choose(w: OrgWorld, library: number): number {
  const ids = w.plan.libraries[library].cartridges;
  const { cartridges } = w.org.media;
  const { holder } = w.org.procedures.pools[cartridgePool(library)];
  let best = -1;
  let bestUntil: Ms = w.now;
  for (let unit = 0; unit < ids.length; unit++) {
    const id = ids[unit];
    const c = cartridges[id];
    const blank = c.week < 0;
    if (c.gone || (!blank && c.keepUntil >= bestUntil) || holder[unit] !== -1) continue;
    if (isAppendedTo(w, id) || holdsUnfinished(w, c)) continue;
    if (blank) return unit;
    bestUntil = c.keepUntil;
    best = unit;
  }
  return best;
}

/** The place of a cartridge in its library, or -1. */
function unitOf(library: LibraryPlan, cartridge: number): number {
  const { cartridges } = library;
  if (cartridge < 0) return -1;
  // They are numbered library by library; looked for only where a scenario did otherwise.
  const place = cartridge - cartridges[0];
  return cartridges[place] === cartridge ? place : cartridges.indexOf(cartridge);
}

/**
 * Takes the cartridge that a backup writes to next into the hands of its procedure. Returns its id, or -1 when the
 * library has none left. Call it only while grants are handed out, so that ties cannot change who gets which.
 */
export function takeForWriting(w: OrgWorld, p: Procedure, library: number, drive: number): number {
  const plan = w.plan.libraries[library];
  const state = w.org.media.drives[drive];
  let unit = unitOf(plan, state.appendsTo);
  if (!continues(w, library, state.appendsTo, unit)) {
    state.appendsTo = -1;
    unit = choose(w, library);
    if (unit < 0) return -1;
    begin(w, plan.cartridges[unit], drive);
  }
  w.org.procedures.pools[cartridgePool(library)].holder[unit] = p.id;
  p.holds.push({ pool: cartridgePool(library), unit });
  return plan.cartridges[unit];
}

function begin(w: OrgWorld, id: number, drive: number): void {
  const c = w.org.media.cartridges[id];
  const overwritten = c.week >= 0;
  if (overwritten) {
    for (const set of [...c.sets]) dropSet(w, set);
    retire(w, id);
  }
  c.usedBytes = 0;
  c.sets = [];
  c.week = weekStart(w.now);
  c.keepUntil = w.now;
  w.org.media.drives[drive].appendsTo = id;
  if (w.hears('cartridge.taken')) {
    w.say('cartridge.taken', {
      cartridge: id,
      drive,
      overwritten,
      because: overwritten ? 'its newest set was older than it had to be kept' : 'a blank',
    });
  }
}

/** A cartridge at the maker's limit gives way to a blank before it is written again (TAPE-20). */
function retire(w: OrgWorld, id: number): void {
  const c = w.org.media.cartridges[id];
  if (!w.plan.libraries[w.plan.cartridges[id].library].retires) return;
  if (c.passes < w.plan.figures.media.retireAfterPasses) return;
  c.passes = 0;
  w.say('cartridge.replaced', { cartridge: id, because: 'it had reached its limit' });
}

/** A mount that goes wrong can take the cartridge with it: its sets cannot be read any more. */
export function loseCartridge(w: OrgWorld, id: number, because: string): void {
  const c = w.org.media.cartridges[id];
  c.gone = true;
  for (const drive of w.org.media.drives) if (drive.appendsTo === id) drive.appendsTo = -1;
  const groups: number[] = [];
  for (const set of c.sets) {
    const group = w.org.media.sets[set]?.group;
    if (group !== undefined && !groups.includes(group)) groups.push(group);
  }
  const sets = [...c.sets];
  for (const set of sets) dropSet(w, set);
  w.say('cartridge.lost', { cartridge: id, because, groups, sets });
  w.at(w.now + w.plan.figures.media.replaceCartridgeMs, 'media.replace', id);
}

export const mediaEvents: EventTable<OrgWorld> = {
  /** A blank takes the place of a cartridge that was lost. */
  'media.replace': {
    rank: 5,
    run(w, id) {
      const c = w.org.media.cartridges[id];
      c.gone = false;
      c.usedBytes = 0;
      c.week = -1;
      c.sets = [];
      c.keepUntil = 0;
      c.passes = 0;
      w.say('cartridge.replaced', { cartridge: id, because: 'it was lost' });
    },
  },
};

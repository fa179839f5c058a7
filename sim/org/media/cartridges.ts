/** Which cartridge a drive writes to next, and what happens to the sets on it. */
import { weekStart } from '../../engine/calendar.ts';
import { DAY } from '../../engine/clock.ts';
import type { Procedure } from '../../engine/procedure.ts';
import type { EventTable, Ms } from '../../engine/types.ts';
import { cartridgePool, drivePool } from '../pools.ts';
import type { OrgWorld } from '../world.ts';
import { somebodyWasHere, untilHours } from './changing.ts';
import { takeOnDisk } from './disk.ts';
import { dropFileSetsOn, holdsFileSet } from './file-sets.ts';
import type { LibraryPlan } from './plan.ts';
import { dropSets, findSet } from './sets.ts';
import type { CartridgeState } from './state.ts';

/** What a job writes: sets of one run go on one medium, also where it replaces what was there before. */
export interface Run {
  readonly job: number;
  readonly night: Ms;
  /** What earlier runs have left on the medium is erased. */
  readonly replaces: boolean;
}

/** Whether all that lies on a cartridge is of one run. */
function isOfRun(w: OrgWorld, { sets }: CartridgeState, run: Run): boolean {
  for (let i = 0; i < sets.length; i++) {
    const set = findSet(w, sets[i]);
    if (set !== null && (set.job !== run.job || set.night !== run.night)) return false;
  }
  return true;
}

/** A cartridge counts as begun in a week or on a day; where drives go on until it is full, always in the same. */
export function periodOf({ startNew }: LibraryPlan, t: Ms): Ms {
  if (startNew === 'weekly') return weekStart(t);
  return startNew === 'daily' ? Math.floor(t / DAY) * DAY : 0;
}

const roomOn = (w: OrgWorld, cartridge: number): number =>
  w.plan.cartridges[cartridge].capacityBytes - w.org.media.cartridges[cartridge].usedBytes;

/**
 * A drive goes on appending to its cartridge until it is full or a new week (or day) begins (PARAMETERS, appending); a job
 * that replaces appends to nothing but its own run (TAPE-03).
 */
function continues(
  w: OrgWorld,
  library: LibraryPlan,
  cartridge: number,
  unit: number,
  run: Run,
): boolean {
  if (unit < 0) return false;
  const c = w.org.media.cartridges[cartridge];
  if (c.gone || roomOn(w, cartridge) <= 0) return false;
  if (c.week !== periodOf(library, w.now)) return false;
  if (run.replaces && (!isOfRun(w, c, run) || holdsFileSet(w, cartridge, false))) return false;
  return w.org.procedures.pools[cartridgePool(library.id)].holder[unit] === -1;
}

function isAppendedTo(w: OrgWorld, cartridge: number): boolean {
  for (const drive of w.org.media.drives) if (drive.appendsTo === cartridge) return true;
  return false;
}

/** Whether the first part of a set that is still being written somewhere is on it. */
function holdsUnfinished(w: OrgWorld, c: CartridgeState): boolean {
  for (const set of c.sets) if (findSet(w, set)?.complete === false) return true;
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
    if (c.gone || c.away || (!blank && c.keepUntil >= bestUntil) || holder[unit] !== -1) continue;
    if (isAppendedTo(w, id) || holdsUnfinished(w, c) || holdsFileSet(w, id, true)) continue;
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
 * Takes the cartridge that a backup writes to next into the hands of its procedure. Returns its id, or -1 when none may
 * be written to. Call it only while grants are handed out, so that ties cannot change who gets which.
 */
export function takeForWriting(
  w: OrgWorld,
  p: Procedure,
  library: number,
  drive: number,
  run: Run,
  midway: boolean,
): number {
  const plan = w.plan.libraries[library];
  if (plan.kind === 'disk') return takeOnDisk(w, plan, run);
  const state = w.org.media.drives[drive];
  let unit = unitOf(plan, state.appendsTo);
  if (!continues(w, plan, state.appendsTo, unit, run)) {
    if (plan.kind === 'drive') {
      unit = chooseByHand(w, plan, drive, run, midway);
    } else {
      state.appendsTo = -1;
      unit = choose(w, library);
      if (unit >= 0) begin(w, plan.cartridges[unit], drive);
    }
    if (unit < 0) return -1;
  }
  w.org.procedures.pools[cartridgePool(library)].holder[unit] = p.id;
  p.holds.push({ pool: cartridgePool(library), unit });
  return plan.cartridges[unit];
}

/**
 * The cartridge of a stand-alone drive. Whoever was at work since it was known that another one is due has put it in; nobody
 * does at night or on a weekend, and then the old one serves as far as it goes (TAPE-21). What a job replaces lies in the
 * drive, however long it was to be kept (TAPE-03).
 */
function chooseByHand(
  w: OrgWorld,
  plan: LibraryPlan,
  drive: number,
  run: Run,
  midway: boolean,
): number {
  const state = w.org.media.drives[drive];
  const { appendsTo } = state;
  const last = w.org.procedures.pools[drivePool(plan.id)].freedAt[0];
  const old = appendsTo >= 0 && !w.org.media.cartridges[appendsTo].gone ? appendsTo : -1;
  const isFull = old < 0 || roomOn(w, old) <= 0;
  const { replaces } = run;
  // Jobs that are refused meanwhile keep nobody from the drive.
  if (isFull && midway && state.changeDueSince < 0) state.changeDueSince = w.now;
  const due = isFull ? state.changeDueSince : Math.max(last, periodOf(plan, w.now));
  const another = isFull || w.org.media.cartridges[old].week !== periodOf(plan, w.now);
  const prepared = !midway && (due < 0 || somebodyWasHere(w, due));
  if (another && (prepared || untilHours(w) === 0)) {
    const unit = choose(w, plan.id);
    if (unit >= 0) {
      begin(w, plan.cartridges[unit], drive);
      return unit;
    }
  }
  if (old < 0 || (isFull && (midway || !replaces))) return -1;
  if (replaces && !midway) begin(w, old, drive);
  return unitOf(plan, old);
}

/** Somebody is at a stand-alone drive that waits for a cartridge, and puts one in. False where none may be written to. */
export function putIn(w: OrgWorld, drive: number): boolean {
  const { id, kind, cartridges } = w.plan.libraries[w.plan.drives[drive].library];
  const unit = kind === 'drive' ? choose(w, id) : -1;
  if (unit < 0) return false;
  begin(w, cartridges[unit], drive);
  return true;
}

function begin(w: OrgWorld, id: number, drive: number): void {
  const c = w.org.media.cartridges[id];
  const overwritten = c.week >= 0;
  const early = overwritten && c.sets.length > 0 && c.keepUntil >= w.now;
  if (overwritten) {
    dropSets(w, [...c.sets]);
    dropFileSetsOn(w, id);
    retire(w, id);
  }
  c.usedBytes = 0;
  c.sets = [];
  c.week = periodOf(w.plan.libraries[w.plan.cartridges[id].library], w.now);
  c.keepUntil = w.now;
  const state = w.org.media.drives[drive];
  state.appendsTo = id;
  state.changeDueSince = -1;
  if (w.hears('cartridge.taken')) {
    w.say('cartridge.taken', {
      cartridge: id,
      drive,
      overwritten,
      because: early
        ? 'the job replaces what lies in the drive, although it was to be kept'
        : overwritten
          ? 'its newest set was older than it had to be kept'
          : 'a blank',
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
    const group = findSet(w, set)?.group;
    if (group !== undefined && !groups.includes(group)) groups.push(group);
  }
  const sets = [...c.sets];
  dropSets(w, sets);
  dropFileSetsOn(w, id);
  w.say('cartridge.lost', { cartridge: id, because, groups, sets });
  w.at(w.now + w.plan.figures.media.replaceCartridgeMs, 'media.replace', id);
}

export const mediaEvents: EventTable<OrgWorld> = {
  /** A blank takes the place of a cartridge that was lost. News: 'cartridgeThere'. */
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
      c.away = false;
      c.backAt = -1;
      w.say('cartridge.replaced', { cartridge: id, because: 'it was lost' });
      w.tell('cartridgeThere', w.plan.cartridges[id].library, 0);
    },
  },
};

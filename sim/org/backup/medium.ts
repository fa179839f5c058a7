/** What a backup writes to: the cartridge or the files that it takes, waits for, or fails without. */
import type { Procedure } from '../../engine/procedure.ts';
import { giveBack } from '../../engine/procedure-run.ts';
import type { Ms } from '../../engine/types.ts';
import { alertMs, noMedia } from '../media/alerts.ts';
import { loseCartridge, takeForWriting } from '../media/cartridges.ts';
import { exchangeMs, isInPlace } from '../media/changing.ts';
import { mountTakesCartridge } from '../media/handling.ts';
import { cartridgePool } from '../pools.ts';
import type { OrgWorld } from '../world.ts';
import { occasionOf } from './outcome.ts';
import type { BackupVars } from './state.ts';
import { IN_THE_WAY, isInTheWay } from './waiting.ts';

type P = Procedure<BackupVars>;

export const libraryOf = (w: OrgWorld, p: P): number => w.plan.jobs[p.vars.job].library;

export function fail(p: P, because: string): void {
  p.vars.failed = true;
  p.vars.because = because;
}

/** What it writes to next; where there is nothing it waits or fails, as the plan says (TAPE-06, TAPE-30). */
export function takeCartridge(w: OrgWorld, p: P, midway: boolean): void {
  const v = p.vars;
  const library = libraryOf(w, p);
  const before = w.org.media.drives[v.drive].appendsTo;
  const { job, night } = v;
  const run = { job, night, replaces: w.plan.jobs[job].media === 'replace' };
  v.cartridge = takeForWriting(w, p, library, v.drive, run, midway);
  // What is due was put in by day: somebody has to come only where the need shows in the middle of a job.
  v.inPlace = isInPlace(w, v.drive, v.cartridge) && (!midway || before === v.cartridge);
  const waitsMs = v.cartridge < 0 ? alertMs(w, library) : 0;
  v.alertMs = waitsMs ?? 0;
  if (waitsMs === null) fail(p, noMedia(w, library));
  else if (v.cartridge < 0 && isInTheWay(w, p)) fail(p, IN_THE_WAY);
}

export const fetchMs = (w: OrgWorld, p: P): Ms =>
  p.vars.cartridge < 0 ? 0 : exchangeMs(w, libraryOf(w, p), p.vars.inPlace);

export const afterFetch = (_w: OrgWorld, p: P): string =>
  p.vars.failed ? 'done' : p.vars.cartridge < 0 ? 'alert' : 'load';

/** Tape mounts of a group count by its runs, with room for 16 tries each. */
export const mountOccasion = (p: P): number =>
  occasionOf(p.vars) * 16 + Math.min(15, p.vars.attempts);

/** A failed mount: the cartridge may be gone, and then another one is taken. */
export function tryAgain(w: OrgWorld, p: P): void {
  const v = p.vars;
  if (mountTakesCartridge(w, w.plan.groups[v.group].path, mountOccasion(p))) {
    const lost = v.cartridge;
    giveBack(w, p, cartridgePool(libraryOf(w, p)));
    v.cartridge = -1;
    loseCartridge(w, lost, 'a tape mount failed and took it');
  }
  v.attempts += 1;
}

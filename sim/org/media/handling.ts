/** Handling cartridges: how long it takes, what goes wrong, and giving a drive back beside other work. */
import { defineProcedure, type Procedure } from '../../engine/procedure.ts';
import { giveBack, startProcedure, wakeAt } from '../../engine/procedure-run.ts';
import { cartridgePool, drivePool, robotPool } from '../pools.ts';
import type { OrgWorld } from '../world.ts';
import { kindOf, loadingMs, unloadingMs } from './changing.ts';

/**
 * Whether a tape mount fails (0.5 %); drawn by who mounts and on which occasion. A failure is a root cause that impairs
 * nothing by itself.
 */
export function mountFails(w: OrgWorld, owner: string, occasion: number): boolean {
  const law = w.plan.hazards['mount-failed'];
  if (law === undefined || law === null || law.type !== 'constant') return false;
  if (w.now < w.plan.clock.start || w.now >= w.plan.clock.end) return false;
  if (w.hears('chance.drawn')) w.say('chance.drawn', { cause: 'mount-failed' });
  if (w.draw(owner, 'mount-failed', occasion) >= law.value) return false;
  w.say('cause.struck', {
    key: `${owner}:mount-failed:${occasion}`,
    cause: 'mount-failed',
    owner,
    absorbed: true,
    because: 'costs time and another try',
  });
  return true;
}

/** A tape mount that has begun and shows no trouble yet may fail still: within the time that it takes to thread. */
export function redrawMount(
  w: OrgWorld,
  p: Procedure<{ mountFails: boolean; drive: number; inPlace: boolean }>,
  owner: string,
  occasion: number,
): void {
  const { threadMs } = w.plan.figures.media;
  if (p.step !== 'load' || w.now - p.began >= threadMs) return;
  const { drive, inPlace } = p.vars;
  if (inPlace) return;
  const { library } = w.plan.drives[drive];
  p.vars.mountFails = mountFails(w, owner, occasion);
  wakeAt(w, p, p.began + (p.vars.mountFails ? threadMs : loadingMs(w, library, inPlace)));
}

/** Whether a failed mount also costs the cartridge. */
export function mountTakesCartridge(w: OrgWorld, owner: string, occasion: number): boolean {
  return (
    w.draw(owner, 'mount-failed.cartridge', occasion) < w.plan.figures.media.mountTakesCartridge
  );
}

export interface ReturnVars {
  readonly library: number;
  readonly drive: number;
  readonly group: number;
}

type P = Procedure<ReturnVars>;

/** Gives a drive and its cartridge back while whoever used them goes on with other work. */
export const returnTape = defineProcedure<OrgWorld, ReturnVars>('media.return', {
  first: 'eject',
  steps: {
    eject: {
      lasts: (w, p: P) => unloadingMs(w, p.vars.library),
      span: 'load-tape',
      then: 'shelve',
      because: () => 'rewinding and unloading',
    },
    shelve: {
      needs: (_w, p: P) => [{ pool: robotPool(p.vars.library), unit: -1 }],
      lasts: (w) => w.plan.figures.media.exchangeMs,
      span: 'load-tape',
      waitSpan: 'load-tape',
      because: () => 'giving the drive back',
      gives: (_w, p: P) => [
        robotPool(p.vars.library),
        drivePool(p.vars.library),
        cartridgePool(p.vars.library),
      ],
      then: 'done',
    },
  },
  tags: (_w, p) => ({
    job: -1, group: p.vars.group, database: -1, drive: p.vars.drive, person: false,
  }), // prettier-ignore
});

/** Hands drive and cartridge of a procedure over to a `media.return`, of the same trail unless it was broken off. */
export function startReturn(w: OrgWorld, from: Procedure, vars: ReturnVars, trail: number): void {
  if (kindOf(w, vars.library) !== 'library') {
    // Nothing to carry: whoever used a stand-alone drive has put its own cartridge in again.
    for (const pool of [drivePool(vars.library), cartridgePool(vars.library)])
      giveBack(w, from, pool);
    return;
  }
  const id = startProcedure(w, returnTape, vars, trail, from.by);
  const to = w.org.procedures.list[id] as Procedure;
  for (const pool of [drivePool(vars.library), cartridgePool(vars.library)]) {
    const i = from.holds.findIndex((h) => h.pool === pool);
    if (i < 0) continue;
    const [hold] = from.holds.splice(i, 1);
    to.holds.push(hold);
    w.org.procedures.pools[pool].holder[hold.unit] = id;
  }
}

/**
 * Whatever shows an alert and waits for a cartridge, with its drive in hand: backups, copies from disk, jobs of files
 * (TAPE-30). It goes on as soon as one comes; whoever restores ends it where it is in the way, since that may be days off.
 */
import type { Procedure } from '../../engine/procedure.ts';
import { heldUnit, wakeAt } from '../../engine/procedure-run.ts';
import type { Pool } from '../../engine/resources.ts';
import { drivePool, sessionPool } from '../pools.ts';
import type { OrgWorld } from '../world.ts';

/** What those who may wait have in common; a job of files has no group. */
interface Waiting {
  readonly drive: number;
  readonly group?: number;
  because: string;
}
type P = Procedure<Waiting>;

/** Restores of all kinds ask with these priorities, backups and drills with higher ones. */
const RESTORES_BELOW = 1000;

const waiting = (w: OrgWorld): P[] =>
  (w.org.procedures.list as (P | null)[]).filter((p): p is P => p?.step === 'alert');

const libraryOf = (w: OrgWorld, { vars }: P): number => w.plan.drives[vars.drive].library;

const keepsSession = (w: OrgWorld, p: Procedure, group: number): boolean =>
  heldUnit(p, sessionPool(w.plan, group)) >= 0;

const isEmpty = ({ holder, closed }: Pool): boolean =>
  holder.every((of, unit) => of >= 0 || closed[unit]);

/** A cartridge has come that may be written to: nobody waits on for one to be out of date. */
export function onCartridgeThere(w: OrgWorld, library: number): void {
  for (const p of waiting(w)) if (libraryOf(w, p) === library) wakeAt(w, p, w.now);
}

/** Somebody is going to restore a group from these libraries: what waits for a cartridge there makes way. */
export function endWaiting(w: OrgWorld, group: number, libraries: readonly number[]): void {
  for (const p of waiting(w)) {
    const library = libraryOf(w, p);
    const isFull = isEmpty(w.org.procedures.pools[drivePool(library)]);
    if (!keepsSession(w, p, group) && !(libraries.includes(library) && isFull)) continue;
    p.vars.because = 'it waited for a cartridge, and somebody ended it to restore';
    w.tell('procedure.abort', p.id, 0);
  }
}

/** Whether somebody who restores waits for what a procedure would keep while it waits for a cartridge itself. */
export function isInTheWay(w: OrgWorld, p: P): boolean {
  const { waiting: requests, pools } = w.org.procedures;
  const { group = -1 } = p.vars;
  const drives = drivePool(libraryOf(w, p));
  const session = group >= 0 && keepsSession(w, p, group) ? sessionPool(w.plan, group) : -1;
  const isFull = isEmpty(pools[drives]);
  return requests.some(
    ({ priority, needs }) =>
      priority >= 0 &&
      priority < RESTORES_BELOW &&
      needs.some(({ pool }) => pool === session || (isFull && pool === drives)),
  );
}

export const IN_THE_WAY = 'no cartridge may be written to, and somebody waits to restore';

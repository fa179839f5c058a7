/** Hazards that tick on the calendar: how long until the next strike, and how often they strike by and large. */
import { meanOf, type Law } from '../engine/laws.ts';
import { residualLife } from '../engine/lives.ts';
import type { Ms } from '../engine/types.ts';
import type { OrgWorld } from './world.ts';

/**
 * Time until the next strike, so long after the last one, by one deviate 0 < u < 1; none at all where a law says that
 * nothing waits as long as that.
 */
export function lasting(law: Law, ageMs: Ms, u: number): number {
  return residualLife(law, ageMs, u) ?? 1;
}

/** How long a hazard has waited at an instant since its last strike, or since hazards count. */
export function waited(w: OrgWorld, struckAt: Ms): Ms {
  return w.now - Math.max(w.plan.clock.start, struckAt);
}

/** Ordinal of a draw about something that began at an instant: what names it in every world. */
export const since = (at: Ms): number => Math.floor(at / 1000);

/** Strikes per millisecond in the long run; 0 where a hazard is switched off. */
export function ratePerMs(law: Law | null | undefined): number {
  return law === null || law === undefined ? 0 : 1 / meanOf(law);
}

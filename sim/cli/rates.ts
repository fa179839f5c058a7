/** Rates in place of the scenario's, as strikes a year over the whole organization. */
import type { Rates } from '../experiment/exposure/compose.ts';
import { ownersAmong } from '../experiment/exposure/owners.ts';
import type { ForcedCause } from '../org/wiring/strikes.ts';
import { forcedCauses } from '../org/wiring/strikes.ts';
import type { Scenario } from '../scenario/index.ts';

/** By cause: a year, and for each of its owners, as a scenario says it. */
export type RatesGiven = Readonly<Partial<Record<ForcedCause, number>>>;

export function ratesOf({ strategies }: Scenario, given: RatesGiven): Rates {
  const plans = strategies.map(({ plan }) => plan);
  const named = forcedCauses.flatMap((cause) => {
    const each = given[cause];
    return each === undefined ? [] : [[cause, each * ownersAmong(plans, cause).length] as const];
  });
  return Object.fromEntries(named);
}

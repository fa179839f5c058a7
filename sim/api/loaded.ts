/** What `load` gave, by what callers see of it: an object made by hand, or changed, was never checked. */
import { show } from '../engine/errors.ts';
import type { Scenario } from '../scenario/index.ts';

const loaded = new WeakMap<object, Scenario>();

export function remember(scenario: Scenario): void {
  loaded.set(scenario, scenario);
}

/** The checked scenario behind what a caller passes; throws TypeError where there is none. */
export function demandLoaded(call: string, scenario: unknown): Scenario {
  const found =
    typeof scenario === 'object' && scenario !== null ? loaded.get(scenario) : undefined;
  if (found !== undefined) return found;
  throw new TypeError(`${call}: the scenario must be one that load() gave, not ${show(scenario)}`);
}

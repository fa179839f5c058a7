/** What both Node and the browser run: a scenario for a short while, fast and recorded. Bundled for the page. */
import { DAY } from '../../sim/engine/clock.ts';
import { stateDigest } from '../../sim/engine/digest.ts';
import { recordWindow } from '../../sim/engine/recorder.ts';
import type { OrganizationSim } from '../../sim/org/wiring.ts';
import { createOrganization } from '../../sim/org/wiring.ts';
import { loadScenario } from '../../sim/scenario/index.ts';

export interface Outcome {
  readonly strategy: string;
  readonly events: number;
  readonly fast: readonly string[];
  readonly recorded: readonly string[];
}

/** Two days around the first scripted fault, or from the start: fingerprint and digest of the state, both ways. */
export function simulate(files: Readonly<Record<string, string>>, path: string): Outcome[] {
  const loaded = loadScenario(path, (name) => {
    const text = files[name];
    if (text === undefined) throw new Error(`no such file: ${name}`);
    return text;
  });
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  return loaded.scenario.strategies.map(({ name, plan }) => {
    const at = plan.faults[0]?.at ?? plan.clock.start;
    const options = { seed: loaded.scenario.seed, replication: 0 };
    const [fast, recorded] = [createOrganization(plan, options), createOrganization(plan, options)];
    fast.runUntil(at + 2 * DAY);
    recorded.runUntil(at - DAY / 2);
    recordWindow(recorded, at + 2 * DAY);
    const outcome = { strategy: name, events: fast.events };
    return { ...outcome, fast: endOf(fast), recorded: endOf(recorded) };
  });
}

function endOf(sim: OrganizationSim): string[] {
  return [sim.fingerprint, stateDigest(sim.world.org, sim.pending())];
}

/** All base runs of an exposure, one after the other, in this thread. */
import type { Plan } from '../../org/plan.ts';
import type { ForcedCause } from '../../org/wiring/strikes.ts';
import { forcedCauses } from '../../org/wiring/strikes.ts';
import type { RunOptions, StrategyPlan } from '../run.ts';
import { exposeReplication } from './expose.ts';
import { ExposureGathering } from './gather.ts';
import type { ExposureSettings } from './settings.ts';
import type { Exposure } from './shapes.ts';

export interface ExposureOptions extends RunOptions {
  /** Causes to inject; all that strike on the calendar when absent. */
  readonly causes?: readonly ForcedCause[];
}

/** What the base runs have in common; causes that the scenario has switched off are not injected. */
export function settingsOf(
  strategies: readonly StrategyPlan[],
  { seed, causes = forcedCauses, check = false }: ExposureOptions,
): ExposureSettings {
  const plans: Plan[] = strategies.map(({ plan }) => plan);
  const names = strategies.map(({ name }) => name);
  const isOn = (cause: ForcedCause): boolean =>
    plans.some((plan) => (plan.hazards[cause] ?? null) !== null);
  return {
    seed,
    names,
    plans,
    causes: forcedCauses.filter((c) => causes.includes(c) && isOn(c)),
    check,
  };
}

export async function runExposure(
  strategies: readonly StrategyPlan[],
  options: ExposureOptions,
): Promise<Exposure> {
  const { signal, breathe, progress } = options;
  const settings = settingsOf(strategies, options);
  const gathering = new ExposureGathering(settings, options, progress);
  const pause = async (): Promise<void> => {
    await breathe?.();
    signal?.throwIfAborted();
  };
  for (let run = 0; run < gathering.total; run++) {
    const replication = gathering.replicationOf(run);
    gathering.add(run, await exposeReplication(settings, replication, pause));
  }
  return gathering.exposure();
}

/** `compare --claims`: the book's claims, from what was measured and from further runs at other rates of the source. */
import { runOnMachine } from '../api/run.ts';
import type { MachineOptions } from '../api/run.ts';
import { sourceCurve } from '../experiment/claims/curve.ts';
import { claimsOf } from '../experiment/claims/index.ts';
import type { Claims } from '../experiment/claims/shapes.ts';
import type { Exposure } from '../experiment/exposure/shapes.ts';
import type { StrategyPlan } from '../experiment/run.ts';
import type { Pool } from '../measure/population.ts';
import type { Scenario } from '../scenario/index.ts';

export async function answerClaims(
  scenario: Scenario,
  strategies: readonly StrategyPlan[],
  pools: Readonly<Record<string, Pool>>,
  exposure: Exposure | null,
  common: Omit<MachineOptions, 'replications' | 'first'>,
): Promise<Claims> {
  const curve = await sourceCurve(scenario, strategies, (all, replications) =>
    runOnMachine(all, { ...common, replications }),
  );
  return claimsOf({ ...scenario, strategies, pools, exposure, curve });
}

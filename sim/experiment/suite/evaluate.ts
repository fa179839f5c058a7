/** From the runs of one scenario to the outcomes of its cases. */
import type { Pool } from '../../measure/population.ts';
import type { Expectation } from '../../scenario/index.ts';
import { expectationsOf } from '../expect.ts';
import { poolFingerprint } from '../run.ts';
import type { ExpectationResult } from '../shapes.ts';
import { drawResamples } from '../statistics/bootstrap.ts';

export interface Evaluated {
  /** One for each expectation that was asked, in their order. */
  readonly results: readonly ExpectationResult[];
  readonly fingerprints: Readonly<Record<string, string>>;
}

/** `asked`: expectations of one strategy each, or of one difference. */
export function evaluate(
  asked: readonly Expectation[],
  pools: Readonly<Record<string, Pool>>,
  { seed, replications }: { readonly seed: number; readonly replications: number },
): Evaluated {
  const resamples = drawResamples(seed, replications);
  const names = Object.keys(pools);
  const fingerprints = names.map((name) => [name, poolFingerprint(pools[name])] as const);
  return {
    results: expectationsOf(pools, names, asked, resamples),
    fingerprints: Object.fromEntries(fingerprints),
  };
}

/** `compare --assumptions`: simulates the scenario again with each guess at the ends of its band. */
import { runOnMachine } from '../api/run.ts';
import type { AssumptionsInput } from '../experiment/assumptions/run.ts';
import { assumptionsOf } from '../experiment/assumptions/run.ts';
import type { Assumptions } from '../experiment/assumptions/shapes.ts';
import { ReplicationFailed } from '../experiment/run.ts';
import type { Scenario } from '../scenario/index.ts';
import { variantOf } from '../scenario/index.ts';
import { Bug, Failure } from './failure.ts';
import type { ProgressLine } from './progress.ts';
import { quote } from './replay.ts';
import type { SimulateOptions } from './simulate.ts';

function isAsked({ assumptions, assumptionReplications }: SimulateOptions): boolean {
  return assumptions === true || assumptionReplications !== undefined;
}

/** Ends the command where there is no answer that an assumption could change. */
export function demandAnswers(
  { expectations }: Scenario,
  strategies: readonly unknown[],
  options: SimulateOptions,
): void {
  if (!isAsked(options)) return;
  if (options.replication !== undefined && options.trace === undefined) {
    throw new Failure(
      '--assumptions: one replication alone has no answer; leave --replication out',
    );
  }
  const asked = expectations.some(({ given }) => given !== 'exposure');
  if (strategies.length > 1 || asked) return;
  const why = 'one strategy and no expectation over years';
  throw new Failure(`--assumptions: ${why}: there is no answer that could change`);
}

interface Told {
  readonly line: ProgressLine;
  readonly notice: (text: string) => void;
}

/** Null where it was not asked. */
export async function lookAtAssumptions(
  found: Pick<AssumptionsInput, 'scenario' | 'strategies' | 'pools' | 'experiment'>,
  options: SimulateOptions,
  { line, notice }: Told,
): Promise<Assumptions | null> {
  if (!isAsked(options)) return null;
  const { seed, path } = found.scenario;
  let total = 0;
  let before = 0;
  const common = { seed, check: options.check === true, workers: options.workers, notice };
  try {
    return await assumptionsOf({
      ...{ ...found, vary: variantOf, screened: options.assumptionReplications },
      announce: (runs) => (total += runs),
      simulate: async (plans, extent) => {
        const progress: ProgressLine['update'] = (at) =>
          line.update({ ...at, strategy: 'assumptions', done: before + at.done, total });
        const pools = await runOnMachine(plans, { ...common, ...extent, progress });
        before += plans.length * extent.replications;
        return pools;
      },
    });
  } catch (thrown) {
    if (!(thrown instanceof ReplicationFailed)) throw thrown;
    throw new Bug(thrown, `dialtone compare ${quote(path)} --assumptions --check --seed ${seed}`);
  } finally {
    line.clear();
  }
}

/** `compare --assumptions`: simulates the scenario again with each guess at the ends of its band. */
import type { Command } from 'commander';
import { runOnMachine } from '../api/run.ts';
import { chosen, figuresOf } from '../experiment/assumptions/figures.ts';
import type { AssumptionsInput } from '../experiment/assumptions/run.ts';
import { assumptionsOf } from '../experiment/assumptions/run.ts';
import type { Assumptions } from '../experiment/assumptions/shapes.ts';
import { ReplicationFailed } from '../experiment/run.ts';
import type { Scenario } from '../scenario/index.ts';
import { variantOf } from '../scenario/index.ts';
import { nearest } from '../scenario/nearest.ts';
import { Bug, Failure } from './failure.ts';
import { assumptionReplicationsOption, pathsOption } from './options.ts';
import type { ProgressLine } from './progress.ts';
import { quote } from './replay.ts';
import type { SimulateOptions } from './simulate.ts';

export interface AssumptionOptions {
  readonly assumptions?: boolean;
  readonly assumptionFigures?: readonly string[];
  readonly assumptionReplications?: number;
}

/** Each of them asks by itself. */
export function assumptionOptions(command: Command): Command {
  return command
    .option('--assumptions', 'which guesses about figures would change the answer')
    .option(
      '--assumption-figures <paths>',
      'only these, such as parameters/store,hazards/volume-lost',
      pathsOption,
    )
    .option(
      '--assumption-replications <n>',
      'the same, with so many replications at each end of a band (default 12)',
      assumptionReplicationsOption,
    );
}

function isAsked(options: AssumptionOptions): boolean {
  const { assumptions, assumptionFigures, assumptionReplications } = options;
  return [assumptions, assumptionFigures, assumptionReplications].some(
    (each) => each !== undefined && each !== false,
  );
}

/** Ends the command where there is no answer that an assumption could change. */
export function demandAnswers(
  scenario: Scenario,
  strategies: readonly unknown[],
  options: SimulateOptions,
): void {
  if (!isAsked(options)) return;
  demandFigures(scenario, options.assumptionFigures ?? []);
  if (options.replication !== undefined && options.trace === undefined) {
    throw new Failure(
      '--assumptions: one replication alone has no answer; leave --replication out',
    );
  }
  const asked = scenario.expectations.some(({ given }) => given !== 'exposure');
  if (strategies.length > 1 || asked) return;
  const why = 'one strategy and no expectation over years';
  throw new Failure(`--assumptions: ${why}: there is no answer that could change`);
}

function demandFigures(scenario: Scenario, names: readonly string[]): void {
  const { varied, unvaried } = figuresOf(scenario);
  for (const name of names) {
    if (chosen(varied, [name]).length > 0) continue;
    const known = [...varied, ...unvaried].map(({ path }) => path);
    const near = nearest(name, known);
    const [left] = chosen(unvaried, [name]);
    const hint = near === null ? 'validate --resolved lists all' : `did you mean '${near}'?`;
    const why = left === undefined ? `names no figure with a band; ${hint}` : left.why;
    throw new Failure(`--assumption-figures: '${name}': ${why}`);
  }
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
      ...{ ...found, vary: variantOf, only: options.assumptionFigures },
      screened: options.assumptionReplications,
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

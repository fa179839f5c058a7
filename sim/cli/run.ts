import type { Command } from 'commander';
import { load } from './load.ts';
import { loadOptions, selectStrategies } from './options.ts';
import { simulationOptions } from './shared-options.ts';
import type { SimulateOptions } from './simulate.ts';
import { simulate } from './simulate.ts';

/** `dialtone run`: one strategy, the baseline unless another is named. */
export function addRun(program: Command, done: (exitCode: number) => void): void {
  const command = program
    .command('run')
    .description('simulate one strategy of a scenario')
    .argument('<scenario>', 'scenario file (YAML, JSON or TypeScript)')
    .option('--strategy <name>', 'the strategy (default: the baseline)');
  simulationOptions(command).action(
    async (path: string, options: SimulateOptions & { strategy?: string }) => {
      const scenario = await load(path, loadOptions(options));
      const strategies = selectStrategies(scenario, [options.strategy ?? scenario.baseline]);
      done(await simulate(scenario, strategies, options));
    },
  );
}

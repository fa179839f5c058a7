import type { Command } from 'commander';
import { BASE_RUNS } from '../experiment/exposure/settings.ts';
import { assumptionOptions } from './assumptions.ts';
import { load } from './load.ts';
import {
  loadOptions,
  namesOption,
  precisionOption,
  replicationsOption,
  selectStrategies,
} from './options.ts';
import { simulationOptions } from './shared-options.ts';
import type { SimulateOptions } from './simulate.ts';
import { simulate } from './simulate.ts';

/** `dialtone compare`: the strategies of a scenario on the same futures. */
export function addCompare(program: Command, done: (exitCode: number) => void): void {
  const command = program
    .command('compare')
    .description('simulate the strategies of a scenario on the same futures and compare them')
    .argument('<scenario>', 'scenario file (YAML, JSON or TypeScript)')
    .option('--strategy <names>', 'only these, such as a,b', namesOption)
    .option(
      '--claims',
      "answer the book's claims on backup strategies, and draw nights over the source's rate",
    );
  assumptionOptions(simulationOptions(command, BASE_RUNS))
    .option(
      '--precision <share>',
      'go on in batches until means are this precise, such as 5%',
      precisionOption,
    )
    .option('--until-decided', 'go on in batches until expectations, or the headline, are decided')
    .option(
      '--max-replications <n>',
      'batches end here (default: 16 times the first)',
      replicationsOption,
    )
    .action(async (path: string, options: SimulateOptions & { strategy?: string[] }) => {
      const scenario = await load(path, loadOptions(options));
      const strategies = selectStrategies(scenario, options.strategy);
      done(await simulate(scenario, strategies, options));
    });
}

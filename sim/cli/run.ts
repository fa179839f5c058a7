import type { Command } from 'commander';
import { load } from './load.ts';
import { loadOptions, selectStrategies } from './options.ts';
import { simulationOptions } from './shared-options.ts';
import type { SimulateOptions } from './simulate.ts';
import { simulate } from './simulate.ts';
import type { SnapshotOptions } from './snapshot.ts';
import { planSnapshot } from './snapshot.ts';

/** `dialtone run`: one strategy, the baseline unless another is named. */
export function addRun(program: Command, done: (exitCode: number) => void): void {
  const command = program
    .command('run')
    .description('simulate one strategy of a scenario')
    .argument('<scenario>', 'scenario file (YAML, JSON or TypeScript)')
    .option('--strategy <name>', 'the strategy (default: the baseline)')
    .option('--snapshot <file>', 'keep one replication as it is at an instant (see --replication)')
    .option('--snapshot-at <instant>', "when: '2007-03-22 14:30' or 'week 3 Thu 14:30'")
    .option('--resume <file>', 'go on from a snapshot of this scenario to the end');
  simulationOptions(command, 0).action(
    async (path: string, options: SimulateOptions & SnapshotOptions) => {
      const scenario = await load(path, loadOptions(options));
      const from = planSnapshot(scenario, options);
      const name = from?.strategy ?? options.strategy ?? scenario.baseline;
      done(await simulate(scenario, selectStrategies(scenario, [name]), options, from));
    },
  );
}

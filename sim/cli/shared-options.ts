import type { Command } from 'commander';
import {
  baseRunsOption,
  horizonOption,
  replicationOption,
  replicationsOption,
  seedOption,
  workersOption,
} from './options.ts';

/** Options that decide what is simulated. */
export function futureOptions(command: Command): Command {
  return command
    .option('--seed <n>', "seed in place of the scenario's", seedOption)
    .option('--horizon <days>', "days to simulate in place of the scenario's", horizonOption)
    .option('--allow-path', 'let `extends` and traces leave the current directory')
    .option('--no-color', 'no colours (also NO_COLOR)');
}

/** Options of the commands that simulate. */
export function simulationOptions(command: Command, exposure: number): Command {
  return futureOptions(command)
    .option('--replications <n>', "replications in place of the scenario's", replicationsOption)
    .option(
      '--workers <n>',
      'threads, or a share of the cores such as 50% (default: all)',
      workersOption,
    )
    .option(
      '--exposure <n>',
      'base runs into which every cause is injected; 0 asks by years alone',
      baseRunsOption,
      exposure,
    )
    .option('--json <file>', 'write the results as JSON (- is standard output)')
    .option('--html <file>', 'write the report as one page')
    .option('--trace <file>', 'write every fact of one replication, a line of JSON each')
    .option(
      '--replication <k>',
      'the replication to trace (default 0); without --trace, simulate it alone',
      replicationOption,
    )
    .option('--check', 'prove after every event that no content appears or vanishes (slow)')
    .option('--assert', 'end with 1 when an expectation is missed or undecided')
    .option('--quiet', 'print mistakes only');
}

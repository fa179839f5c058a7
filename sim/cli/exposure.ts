import type { Command } from 'commander';
import { exposeOnMachine } from '../api/run.ts';
import { BASE_RUNS } from '../experiment/exposure/settings.ts';
import { exposureText } from '../report/terminal/exposure.ts';
import type { ForcedCause } from '../org/wiring/strikes.ts';
import { paintFor } from './colour.ts';
import { exitCodes } from './failure.ts';
import { load } from './load.ts';
import type { Overriding } from './options.ts';
import {
  baseRunsOption,
  causesOption,
  loadOptions,
  namesOption,
  replicationOption,
  selectStrategies,
  workersOption,
} from './options.ts';
import { openOutput, STANDARD_OUTPUT, writeStandard } from './output.ts';
import { progressLine } from './progress.ts';
import { watched } from './replay.ts';
import { futureOptions } from './shared-options.ts';

interface ExposureOptions extends Overriding {
  readonly strategy?: string[];
  readonly cause?: ForcedCause[];
  readonly exposure: number;
  readonly replication?: number;
  readonly workers?: number;
  readonly json?: string;
  readonly check?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** `dialtone exposure`: what each cause leads to when it strikes, hour by hour of the week. */
export function addExposure(program: Command, done: (exitCode: number) => void): void {
  const command = program
    .command('exposure')
    .description('inject every cause into the steady state, over the hours of the week')
    .argument('<scenario>', 'scenario file (YAML, JSON or TypeScript)')
    .option('--strategy <names>', 'only these, such as a,b', namesOption)
    .option('--cause <causes>', 'only these, such as volume-lost,page-damage', causesOption)
    .option('--exposure <n>', 'base runs; 12 of them visit every hour', baseRunsOption, BASE_RUNS)
    .option('--replication <k>', 'the base run of this replication alone', replicationOption)
    .option(
      '--workers <n>',
      'threads, or a share of the cores such as 50% (default: all)',
      workersOption,
    )
    .option('--json <file>', 'write what was found as JSON (- is standard output)')
    .option('--check', 'prove after every event that no content appears or vanishes (slow)')
    .option('--quiet', 'print mistakes only');
  futureOptions(command).action(async (path: string, options: ExposureOptions) => {
    const scenario = await load(path, loadOptions(options));
    const strategies = selectStrategies(scenario, options.strategy);
    const json = options.json === undefined ? null : openOutput(options.json);
    const line = progressLine(process.stderr.isTTY && options.quiet !== true, 'base runs');
    const { replication, cause } = options;
    const span =
      replication === undefined
        ? { replications: options.exposure }
        : { first: replication, replications: 1 };
    const exposure = await watched(scenario, options, () =>
      exposeOnMachine(strategies, {
        ...{ seed: scenario.seed, ...span, check: options.check === true },
        ...{ workers: options.workers, progress: line.update },
        ...(cause && { causes: cause }),
        notice: (text) => {
          line.clear();
          writeStandard(`dialtone: ${text}\n`, 2);
        },
      }).finally(line.clear),
    );
    const stream = options.json === STANDARD_OUTPUT ? process.stderr : process.stdout;
    if (options.quiet !== true) {
      writeStandard(exposureText(exposure, paintFor(stream, options.color)), stream.fd);
    }
    json?.write(`${JSON.stringify(exposure.causes, null, 2)}\n`);
    done(exitCodes.fine);
  });
}

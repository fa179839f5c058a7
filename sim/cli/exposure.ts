import type { Command } from 'commander';
import { readText } from '../api/read.ts';
import { exposeOnMachine } from '../api/run.ts';
import { analyseExposure } from '../experiment/exposure/analyse.ts';
import { composeAt } from '../experiment/exposure/compose.ts';
import type { Rates } from '../experiment/exposure/compose.ts';
import { fromZero } from '../experiment/exposure/gather.ts';
import type { ExposureResult } from '../experiment/exposure/result-shapes.ts';
import { BASE_RUNS } from '../experiment/exposure/settings.ts';
import type { ForcedCause } from '../org/wiring/strikes.ts';
import { exposureFile, readExposure } from '../report/exposure-file.ts';
import { exposureText } from '../report/terminal/exposed.ts';
import type { Scenario, Strategy } from '../scenario/index.ts';
import { paintFor } from './colour.ts';
import { exitCodes, Failure } from './failure.ts';
import { load } from './load.ts';
import type { Overriding } from './options.ts';
import {
  causesOption,
  loadOptions,
  namesOption,
  rateOption,
  replicationOption,
  selectStrategies,
  someBaseRunsOption,
  workersOption,
} from './options.ts';
import { openOutput, STANDARD_OUTPUT, writeStandard } from './output.ts';
import { progressLine } from './progress.ts';
import { ratesOf } from './rates.ts';
import type { RatesGiven } from './rates.ts';
import { watched } from './replay.ts';
import { futureOptions } from './shared-options.ts';

interface ExposureOptions extends Overriding {
  readonly strategy?: string[];
  readonly cause?: ForcedCause[];
  readonly exposure: number;
  readonly replication?: number;
  readonly workers?: number;
  readonly rate?: RatesGiven;
  readonly from?: string;
  readonly hours?: boolean;
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
    .option(
      '--exposure <n>',
      'base runs; 12 of them visit every hour',
      someBaseRunsOption,
      BASE_RUNS,
    )
    .option('--replication <k>', 'the base run of this replication alone', replicationOption)
    .option(
      '--workers <n>',
      'threads, or a share of the cores such as 50% (default: all)',
      workersOption,
    )
    .option('--rate <cause=rate>', 'another rate, such as volume-lost=0.02/year', rateOption)
    .option('--from <file>', 'what an earlier exposure wrote (--json): nothing is simulated')
    .option('--hours', 'print all 168 hours of the week')
    .option('--json <file>', 'write what was found as JSON (- is standard output)')
    .option('--check', 'prove after every event that no content appears or vanishes (slow)')
    .option('--quiet', 'print mistakes only');
  futureOptions(command).action(async (path: string, options: ExposureOptions) => {
    const scenario = await load(path, loadOptions(options));
    const strategies = selectStrategies(scenario, options.strategy);
    const rates = ratesOf(scenario, options.rate ?? {});
    if (options.from !== undefined) refuseIdle(command);
    const json = options.json === undefined ? null : openOutput(options.json);
    const found =
      options.from === undefined
        ? await simulated(scenario, strategies, options)
        : readFrom(options.from, scenario);
    const result = rescaled(found, rates);
    const stream = options.json === STANDARD_OUTPUT ? process.stderr : process.stdout;
    if (options.quiet !== true) {
      const paint = paintFor(stream, options.color);
      const given = { all: options.hours === true, rates };
      writeStandard(exposureText(scenario.name, result, given, paint), stream.fd);
    }
    json?.write(exposureFile(scenario, result));
    done(exitCodes.fine);
  });
}

async function simulated(
  scenario: Scenario,
  strategies: readonly Strategy[],
  options: ExposureOptions,
): Promise<ExposureResult> {
  const line = progressLine(process.stderr.isTTY && options.quiet !== true, 'base runs');
  const { replication, cause } = options;
  const alone = replication !== undefined;
  const span = alone ? { first: replication, replications: 1 } : { replications: options.exposure };
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
  if (exposure.injections.length === 0) {
    throw new Failure(`${scenario.path}: there is nothing to inject: no cause strikes by a rate`);
  }
  const names = strategies.map(({ name }) => name);
  const baseline = names.includes(scenario.baseline) ? scenario.baseline : names[0];
  return analyseExposure({ exposure: fromZero(exposure), baseline });
}

/** What was written is read as it is: options that choose what is simulated would be ignored. */
function refuseIdle(command: Command): void {
  for (const name of ['strategy', 'cause', 'exposure', 'replication', 'workers', 'check']) {
    if (command.getOptionValueSource(name) !== 'cli') continue;
    throw new Failure(`--${name} has no effect beside --from, which simulates nothing`);
  }
}

function readFrom(path: string, scenario: Scenario): ExposureResult {
  try {
    return readExposure(readText(path), scenario);
  } catch (thrown) {
    throw new Failure(`cannot read ${path}: ${(thrown as Error).message}`);
  }
}

function rescaled(result: ExposureResult, rates: Rates): ExposureResult {
  try {
    return Object.keys(rates).length === 0
      ? result
      : { ...result, composed: composeAt(result, rates) };
  } catch (thrown) {
    if (thrown instanceof RangeError) throw new Failure(`--rate: ${thrown.message}`);
    throw thrown;
  }
}

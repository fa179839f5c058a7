import type { Command } from 'commander';
import { formatInstant } from '../engine/clock.ts';
import type { Ms } from '../engine/types.ts';
import { ReplicationFailed } from '../experiment/run.ts';
import type { OrganizationSim } from '../org/wiring.ts';
import { createOrganization } from '../org/wiring.ts';
import { inspect, pathsOf } from '../report/inspect/index.ts';
import { emptyJournal, keepJournal } from '../report/inspect/logs.ts';
import { inspectionText } from '../report/terminal/inspection.ts';
import type { Scenario, Strategy } from '../scenario/index.ts';
import { nearest } from '../scenario/nearest.ts';
import { instantFrom, parseInstant } from '../scenario/times.ts';
import { breathe } from './breathe.ts';
import { paintFor } from './colour.ts';
import { exitCodes, Failure } from './failure.ts';
import { load } from './load.ts';
import type { Overriding } from './options.ts';
import { loadOptions, replicationOption, selectStrategies } from './options.ts';
import { openOutput, STANDARD_OUTPUT, writeStandard } from './output.ts';
import { watched } from './replay.ts';
import { futureOptions } from './shared-options.ts';

interface InspectOptions extends Overriding {
  readonly at: string;
  readonly strategy?: string;
  readonly replication?: number;
  readonly json?: string;
  readonly color: boolean;
}

/** `dialtone inspect`: one thing of the organization as it is at an instant. */
export function addInspect(program: Command, done: (exitCode: number) => void): void {
  const command = program
    .command('inspect')
    .description(
      'look at a database header, log stream, checkpoint, backup set, tape or event log at an instant',
    )
    .argument('<scenario>', 'scenario file (YAML, JSON or TypeScript)')
    .argument(
      '<path>',
      'a storage group, database, library, cartridge or job by its path, servers/<name>/log, or sets/<n>',
    )
    .requiredOption('--at <instant>', "when: '2007-03-22 14:30' or 'week 3 Thu 14:30'")
    .option('--strategy <name>', 'the strategy (default: the baseline)')
    .option('--replication <k>', 'the replication (default 0)', replicationOption)
    .option('--json <file>', 'write what was found as JSON (- is standard output)');
  futureOptions(command).action(async (file: string, path: string, options: InspectOptions) => {
    const scenario = await load(file, loadOptions(options));
    const [strategy] = selectStrategies(scenario, [options.strategy ?? scenario.baseline]);
    const at = instantOf(options.at, scenario, strategy);
    const json = options.json === undefined ? null : openOutput(options.json);
    const journal = emptyJournal();
    const sim = await watched(scenario, options, () =>
      simulated(scenario, strategy, at, options, (sim) => keepJournal(sim, path, at, journal)),
    );
    const found = inspect(sim.world, path, journal);
    if (found === null) throw new Failure(missing(path, pathsOf(sim.world)));
    json?.write(`${JSON.stringify({ schema: 'dialtone/inspection/1', at, ...found }, null, 2)}\n`);
    if (options.json !== STANDARD_OUTPUT) {
      const paint = paintFor(process.stdout, options.color);
      writeStandard(inspectionText(found, formatInstant(at), paint));
    }
    done(exitCodes.fine);
  });
}

/** Anywhere from the beginning of the warm-up to the end of the run-out. */
function instantOf(text: string, scenario: Scenario, { plan }: Strategy): Ms {
  const read = parseInstant(text);
  if (!read.ok) throw new Failure(`--at: ${read.message}`);
  const at = instantFrom(read.value, scenario.start);
  const { warmupStart, latest } = plan.clock;
  if (at >= warmupStart && at <= latest) return at;
  const span = `${formatInstant(warmupStart)} to ${formatInstant(latest)}`;
  throw new Failure(`--at: ${formatInstant(at)} is outside of this run, ${span}`);
}

async function simulated(
  scenario: Scenario,
  { name, plan }: Strategy,
  at: Ms,
  { replication = 0 }: InspectOptions,
  listen: (sim: OrganizationSim) => void,
): Promise<OrganizationSim> {
  const { seed } = scenario;
  const sim = createOrganization(plan, { seed, replication });
  listen(sim);
  await breathe();
  try {
    sim.runUntil(at);
  } catch (thrown) {
    throw new ReplicationFailed(name, replication, seed, thrown);
  }
  return sim;
}

function missing(path: string, known: readonly string[]): string {
  const near = nearest(path, known);
  const hint =
    near === null
      ? 'a storage group, a database, a library, a cartridge, a job, servers/<name>/log, or a set such as sets/3'
      : `did you mean '${near}'?`;
  return `nothing to look at is called '${path}'; ${hint}`;
}

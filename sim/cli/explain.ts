import type { Command } from 'commander';
import { incidentRow } from '../experiment/analyse.ts';
import { formatInstant } from '../engine/clock.ts';
import type { Ms } from '../engine/types.ts';
import { runReplication } from '../experiment/replication.ts';
import type { Driven } from '../experiment/replication.ts';
import { ReplicationFailed } from '../experiment/run.ts';
import type { ReplicationResult } from '../measure/index.ts';
import { storyOf } from '../report/story/index.ts';
import { storyText } from '../report/terminal/story.ts';
import type { Scenario, Strategy } from '../scenario/index.ts';
import { nearest } from '../scenario/nearest.ts';
import { breathe } from './breathe.ts';
import { paintFor } from './colour.ts';
import { exitCodes, Failure } from './failure.ts';
import { load } from './load.ts';
import { model } from './model.ts';
import type { Overriding } from './options.ts';
import { loadOptions, replicationOption, selectStrategies } from './options.ts';
import { writeStandard } from './output.ts';
import { explainCommand, watched } from './replay.ts';
import { futureOptions } from './shared-options.ts';

interface ExplainOptions extends Overriding {
  readonly incident: string;
  readonly strategy?: string;
  readonly replication?: number;
  readonly color: boolean;
}

/** `dialtone explain`: one incident as a causal story. */
export function addExplain(program: Command, done: (exitCode: number) => void): void {
  const command = program
    .command('explain')
    .description('tell one incident as a causal story: times, sets, logs, reasons')
    .argument('<scenario>', 'scenario file (YAML, JSON or TypeScript)')
    .requiredOption('--incident <key>', 'root-cause key, as results and report name it')
    .option('--strategy <name>', 'the strategy (default: the baseline)')
    .option(
      '--replication <k>',
      'the replication (default: the first that has it)',
      replicationOption,
    );
  futureOptions(command).action(async (path: string, options: ExplainOptions) => {
    const scenario = await load(path, loadOptions(options));
    const [strategy] = selectStrategies(scenario, [options.strategy ?? scenario.baseline]);
    const found = await watched(scenario, options, () => find(scenario, strategy, options));
    const row = incidentRow(strategy.plan, found.result.replication, found.record);
    const story = await storyOf({
      ...{ model, plan: strategy.plan, seed: scenario.seed, strategy: strategy.name, row },
      ...{ why: 'asked for', command: explainCommand(scenario, options, row, strategy.name) },
      ...{ fingerprint: found.result.fingerprint, pause: breathe },
    });
    writeStandard(storyText(story, paintFor(process.stdout, options.color)));
    done(exitCodes.fine);
  });
}

/** The first replication, or the one asked for, in which the incident occurs. */
async function find(scenario: Scenario, strategy: Strategy, options: ExplainOptions) {
  const { incident, replication } = options;
  const first = replication ?? 0;
  const last = replication ?? scenario.replications - 1;
  const keys = new Set<string>();
  const absorbed: Absorbed[] = [];
  for (let number = first; number <= last; number++) {
    const result = await simulateOne(scenario, strategy, number, (sim) => {
      sim.on('cause.struck', (fact) => {
        if (fact.key === incident && fact.absorbed) absorbed.push({ ...fact, replication: number });
      });
    });
    // An incident that began with another cause may hold this one too.
    const record =
      result.incidents.find(({ key }) => key === incident) ??
      result.incidents.find(({ causes }) => causes.includes(incident));
    if (record !== undefined) return { result, record };
    for (const { key } of result.incidents) keys.add(key);
  }
  if (absorbed.length > 0) throw new Failure(harmless(strategy.name, absorbed[0]));
  throw new Failure(missing(strategy.name, incident, [...keys].sort(), first, last));
}

interface Absorbed {
  readonly key: string;
  readonly at: Ms;
  readonly because: string;
  readonly replication: number;
}

/** A cause that impaired nothing is counted, and has no story. */
function harmless(strategy: string, { key, at, because, replication }: Absorbed): string {
  const when = `at ${formatInstant(at)} in replication ${replication}`;
  return `'${key}' struck ${when} and was absorbed under '${strategy}': ${because}; no incident came of it`;
}

async function simulateOne(
  scenario: Scenario,
  strategy: Strategy,
  replication: number,
  listen: (sim: Driven) => void,
): Promise<ReplicationResult> {
  const { seed } = scenario;
  try {
    return await runReplication(model, strategy.plan, {
      seed,
      replication,
      listen,
      pause: breathe,
    });
  } catch (thrown) {
    throw new ReplicationFailed(strategy.name, replication, seed, thrown);
  }
}

function missing(
  strategy: string,
  incident: string,
  keys: readonly string[],
  first: number,
  last: number,
): string {
  const where = first === last ? `replication ${first}` : `replications ${first} to ${last}`;
  const near = nearest(incident, keys);
  const hint = near === null ? '' : `; did you mean '${near}'?`;
  const some = keys.slice(0, 10).map((key) => `\n  ${key}`);
  const known =
    keys.length === 0 ? '\nnothing happened there' : `\nincidents there:${some.join('')}`;
  return `no incident '${incident}' under '${strategy}' in ${where}${hint}${known}`;
}

/** What `compare` and `run` share: check the outputs, simulate, analyse, tell, write. */
import { analyse } from '../experiment/analyse.ts';
import type { ExperimentResult } from '../experiment/analyse.ts';
import type { Pool } from '../measure/population.ts';
import type { StrategyPlan } from '../experiment/run.ts';
import { runStrategies } from '../experiment/run.ts';
import { reportOf } from '../report/build.ts';
import type { IncidentStory } from '../report/data.ts';
import { pageWith } from '../report/page.ts';
import { resultsText } from '../report/results.ts';
import { chooseIncidents } from '../report/story/choose.ts';
import { storyOf } from '../report/story/index.ts';
import { summaryText } from '../report/terminal/summary.ts';
import type { Scenario } from '../scenario/index.ts';
import { breathe } from './breathe.ts';
import { paintFor } from './colour.ts';
import { exitCodes, Failure } from './failure.ts';
import { model } from './model.ts';
import type { Overriding } from './options.ts';
import type { Output } from './output.ts';
import { demandDistinct, openOutput, STANDARD_OUTPUT, writeStandard } from './output.ts';
import { progressLine } from './progress.ts';
import { explainCommand, watched } from './replay.ts';
import { readTemplate } from './template.ts';
import type { SnapshotPlan } from './snapshot.ts';
import { traceOf } from './trace.ts';

export interface SimulateOptions extends Overriding {
  readonly json?: string;
  readonly html?: string;
  readonly trace?: string;
  readonly replication?: number;
  readonly check?: boolean;
  readonly assert?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** The exit code: 1 only where the run asserts and an expectation is not met. */
export async function simulate(
  loaded: Scenario,
  strategies: readonly StrategyPlan[],
  options: SimulateOptions,
  from: SnapshotPlan | null = null,
): Promise<number> {
  const names = strategies.map(({ name }) => name);
  const baseline = names.includes(loaded.baseline) ? loaded.baseline : names[0];
  const scenario = { ...loaded, baseline };
  demandDistinct([options.json, options.html, options.trace, from?.output?.path]);
  const template = options.html === undefined ? null : readTemplate();
  const span =
    from === null
      ? replicationsOf(scenario, options)
      : { first: from.replication, replications: 1 };
  const [json, html, trace] = [options.json, options.html, options.trace].map((path) =>
    path === undefined ? null : openOutput(path),
  );
  const told =
    trace === null ? null : traceOf(scenario, from?.replication ?? options.replication ?? 0);
  const line = progressLine(process.stderr.isTTY && options.quiet !== true);
  const pools = await watched(scenario, options, () =>
    runStrategies(from?.model ?? model, strategies, {
      ...{ seed: scenario.seed, ...span, check: options.check === true, breathe },
      progress: line.update,
      listen: (sim, strategy, replication) => {
        if (replication === (from?.replication ?? options.replication ?? 0))
          told?.listen(sim, strategy);
      },
    }).finally(line.clear),
  );
  const experiment = analyse({ ...scenario, strategies, ...span, pools });
  const stories =
    html === null
      ? []
      : await watched(scenario, options, () => tellStories(scenario, experiment, pools, options));
  const { replications } = span;
  const report = reportOf({ scenario, replications, experiment, stories });
  json?.write(resultsText({ ...scenario, scenario, replications }, experiment));
  if (template !== null) html?.write(pageWith(template, report));
  if (told !== null) trace?.write(told.text());
  if (options.quiet !== true) {
    const taken = [options.json, options.html, options.trace, from?.output?.path].includes(
      STANDARD_OUTPUT,
    );
    const stream = taken ? process.stderr : process.stdout;
    writeStandard(summaryText(report, paintFor(stream, options.color)), stream.fd);
    for (const output of [json, html, trace, from?.output ?? null]) announce(output, stream.fd);
  }
  return options.assert === true ? assertion(experiment) : exitCodes.fine;
}

function announce(output: Output | null, descriptor: number): void {
  if (output === null || output.path === STANDARD_OUTPUT) return;
  writeStandard(`wrote ${output.path}\n`, descriptor);
}

/** Without a trace, --replication simulates that one alone: how a bug or one future is looked at. */
function replicationsOf(scenario: Scenario, { replication, trace }: SimulateOptions) {
  if (replication === undefined) return { first: 0, replications: scenario.replications };
  if (trace === undefined) return { first: replication, replications: 1 };
  if (replication >= scenario.replications) {
    const last = scenario.replications - 1;
    throw new Failure(`--replication ${replication}: this run has replications 0 to ${last}`);
  }
  return { first: 0, replications: scenario.replications };
}

function assertion({ expectations }: ExperimentResult): number {
  const unmet = expectations.some(
    ({ outcome, whenUndecided }) =>
      outcome === 'miss' || (outcome === 'undecided' && whenUndecided !== 'warn'),
  );
  return unmet ? exitCodes.expectation : exitCodes.fine;
}

/** The worst and the median incident of each strategy, from a second run of their replications. */
async function tellStories(
  scenario: Scenario,
  experiment: ExperimentResult,
  pools: Readonly<Record<string, Pool>>,
  options: SimulateOptions,
): Promise<IncidentStory[]> {
  const stories: IncidentStory[] = [];
  for (const { name, incidents } of experiment.strategies) {
    const { plan, results } = pools[name];
    for (const { row, why } of chooseIncidents(incidents)) {
      const first = results.find(({ replication }) => replication === row.replication);
      const command = explainCommand(scenario, options, row, name);
      const fingerprint = first?.fingerprint ?? null;
      const request = { model, plan, seed: scenario.seed, strategy: name, row, why, command };
      stories.push(await storyOf({ ...request, fingerprint, pause: breathe }));
    }
  }
  return stories;
}

/** What `compare` and `run` share: check the outputs, simulate, analyse, tell, write. */
import { exposeOnMachine, runOnMachine } from '../api/run.ts';
import { analyse } from '../experiment/analyse.ts';
import type { ExperimentResult } from '../experiment/analyse.ts';
import type { Exposure } from '../experiment/exposure/shapes.ts';
import type { Pool } from '../measure/population.ts';
import { runReplication } from '../experiment/replication.ts';
import type { Model } from '../experiment/replication.ts';
import type { StrategyPlan } from '../experiment/run.ts';
import { ReplicationFailed, runStrategies } from '../experiment/run.ts';
import { reportOf } from '../report/build.ts';
import type { IncidentStory } from '../report/data.ts';
import { pageWith } from '../report/page.ts';
import { resultsPieces } from '../report/results.ts';
import { chooseIncidents } from '../report/story/choose.ts';
import { storyOf } from '../report/story/index.ts';
import { summaryText } from '../report/terminal/summary.ts';
import type { Scenario } from '../scenario/index.ts';
import { demandAnswers, lookAtAssumptions } from './assumptions.ts';
import type { AssumptionOptions } from './assumptions.ts';
import { inBatches } from './batches.ts';
import { breathe } from './breathe.ts';
import { answerClaims } from './claims.ts';
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
import type { Trace } from './trace.ts';

export interface SimulateOptions extends Overriding, AssumptionOptions {
  readonly json?: string;
  readonly html?: string;
  readonly trace?: string;
  readonly replication?: number;
  readonly check?: boolean;
  readonly assert?: boolean;
  readonly claims?: boolean;
  readonly quiet?: boolean;
  /** Relative half-width that means are to have: go on in batches until they do. */
  readonly precision?: number;
  readonly untilDecided?: boolean;
  readonly maxReplications?: number;
  readonly workers?: number;
  /** Base runs into which causes are injected. */
  readonly exposure: number;
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
  demandAnswers(scenario, strategies, options);
  demandDistinct([options.json, options.html, options.trace, from?.output?.path]);
  const template = options.html === undefined ? null : readTemplate();
  const span =
    from === null
      ? replicationsOf(scenario, options)
      : { first: from.replication, replications: 1 };
  const [json, html, trace] = [options.json, options.html, options.trace].map((path) =>
    path === undefined ? null : openOutput(path),
  );
  const line = progressLine(process.stderr.isTTY && options.quiet !== true);
  const notice = (text: string): void => {
    line.clear();
    writeStandard(`dialtone: ${text}\n`, 2);
  };
  // What goes on from a snapshot, or leaves one, is a single run: in this thread, and traced as it goes.
  const told = trace === null || from === null ? null : traceOf(scenario, from.replication);
  const common = {
    ...{ seed: scenario.seed, ...span, check: options.check === true },
    progress: line.update,
  };
  const { pools, sequential } = await watched(scenario, options, async () => {
    try {
      return await inBatches({ ...scenario, strategies }, span, options, (batch) =>
        from === null
          ? runOnMachine(strategies, { ...common, ...batch, workers: options.workers, notice })
          : runStrategies(tracing(from, told), strategies, { ...common, ...batch, breathe }),
      );
    } finally {
      line.clear();
    }
  });
  const replications = sequential?.replications ?? span.replications;
  const isAlone = from !== null || (options.replication !== undefined && trace === null);
  const exposure = isAlone ? null : await exposed(scenario, strategies, options, notice);
  const measured = analyse({ ...scenario, strategies, replications, pools, exposure, sequential });
  const claims =
    options.claims === true
      ? await watched(scenario, options, () =>
          answerClaims(scenario, strategies, pools, exposure, {
            ...{ seed: scenario.seed, progress: line.update, workers: options.workers, notice },
          }).finally(line.clear),
        )
      : null;
  const experiment = claims === null ? measured : { ...measured, claims };
  const found = { scenario, strategies, pools, experiment };
  const assumptions = await lookAtAssumptions(found, options, { line, notice });
  const stories =
    html === null
      ? []
      : await watched(scenario, options, () => tellStories(scenario, experiment, pools, options));
  // Whoever is listened to runs slower, and so do all that come after: hence a second run, apart from the others.
  const traced =
    trace === null || told !== null
      ? (told?.text() ?? null)
      : await watched(scenario, options, () => tellTrace(scenario, strategies, pools, options));
  const report = reportOf({ scenario, replications, experiment, stories, assumptions });
  json?.write(resultsPieces({ ...scenario, scenario, replications }, experiment, assumptions));
  if (template !== null) html?.write(pageWith(template, report));
  if (traced !== null) trace?.write(traced);
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

/** What is injected beside the years; null where that is switched off, or every cause is. One future alone has none. */
async function exposed(
  scenario: Scenario,
  strategies: readonly StrategyPlan[],
  { exposure: replications, ...options }: SimulateOptions,
  notice: (text: string) => void,
): Promise<Exposure | null> {
  if (replications === 0) return null;
  const line = progressLine(process.stderr.isTTY && options.quiet !== true, 'base runs');
  const { seed } = scenario;
  const { workers } = options;
  const exposure = await watched(scenario, options, () =>
    exposeOnMachine(strategies, {
      ...{ seed, replications, check: options.check === true, workers },
      ...{ progress: line.update, notice },
    }).finally(line.clear),
  );
  return exposure.injections.length === 0 ? null : exposure;
}

/** The model of a run from or to a snapshot, with whoever traces it listening. */
function tracing({ model: of, strategy }: SnapshotPlan, told: Trace | null): Model {
  if (told === null) return of;
  return {
    ...of,
    createOrganization(plan, options) {
      const sim = of.createOrganization(plan, options);
      told.listen(sim, strategy);
      return sim;
    },
  };
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

/** Every fact of one replication under every strategy, from a second run of it. */
async function tellTrace(
  scenario: Scenario,
  strategies: readonly StrategyPlan[],
  pools: Readonly<Record<string, Pool>>,
  options: SimulateOptions,
): Promise<string> {
  const { seed } = scenario;
  const replication = options.replication ?? 0;
  const told = traceOf(scenario, replication);
  for (const { name, plan } of strategies) {
    const first = pools[name].results.find((result) => result.replication === replication);
    const again = await runReplication(model, plan, {
      ...{ seed, replication, pause: breathe },
      listen: (sim) => told.listen(sim, name),
    });
    if (again.fingerprint !== first?.fingerprint) {
      const what = new Error('it ran differently the second time');
      throw new ReplicationFailed(name, replication, seed, what);
    }
  }
  return told.text();
}

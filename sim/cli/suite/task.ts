/** One scenario of a suite as plain data: what a worker thread needs, and nothing of how it was written. */
import type { Before, SuiteCase, SuiteRun } from '../../experiment/suite/shapes.ts';
import { askedBy, strategiesFor } from '../../experiment/suite/cases.ts';
import type { SuiteFile } from '../../experiment/suite/cases.ts';
import type { StrategyPlan } from '../../experiment/run.ts';
import type { Expectation, Scenario } from '../../scenario/index.ts';

/** What the baseline says of a scenario. */
export interface TaskBaseline {
  /** As the command line names it. */
  readonly file: string;
  /** Strategies whose plan has changed since, as they were. */
  readonly changed: readonly StrategyPlan[];
  /** All strategies that it has. */
  readonly known: readonly string[];
  /** What was measured then, by title of the case. */
  readonly before: Readonly<Record<string, Before>>;
}

export interface Task extends SuiteRun {
  /** Place of the file in the suite. */
  readonly index: number;
  /** Base runs of the exposure that its cases ask for; 0 where none does, or it is switched off. */
  readonly baseRuns: number;
  /** Those that the cases speak of. */
  readonly strategies: readonly StrategyPlan[];
  readonly cases: readonly SuiteCase[];
  /** The expectation of each case, of its strategy alone. */
  readonly asked: readonly Expectation[];
  readonly baseline: TaskBaseline | null;
  /** What a command needs besides to read the scenario. */
  readonly flags: readonly string[];
}

type Loaded = Extract<SuiteFile, { readonly scenario: Scenario }>;

export function taskOf(
  index: number,
  { scenario, cases }: Loaded,
  baseline: TaskBaseline | null,
  { flags, baseRuns }: { readonly flags: readonly string[]; readonly baseRuns: number },
): Task {
  const { path, name, digest, seed, replications, start } = scenario;
  const names = strategiesFor(scenario, cases);
  const strategies = scenario.strategies
    .filter((each) => names.includes(each.name))
    .map(({ name: strategy, label, plan }) => ({ name: strategy, label, plan }));
  const asked = cases.map((each) => askedBy(scenario, each));
  const injects = asked.some(({ given }) => given === 'exposure');
  const run = { path, name, digest, seed, replications, start, baseRuns: injects ? baseRuns : 0 };
  return { index, ...run, strategies, cases, asked, baseline, flags };
}

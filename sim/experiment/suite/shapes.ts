/** A suite of scenarios as data: what is asked, what came of it. Reporters, partial files and merges all read this. */
import type { Problem } from '../../scenario/problem.ts';
import type { ExpectationResult, Interval } from '../shapes.ts';

/** One expectation under one strategy (or of one difference): what passes, misses, or is undecided by itself. */
export interface SuiteCase {
  /** 'path › name (strategy)': what `--grep` searches, and the same in every run. */
  readonly title: string;
  /** Place of the expectation in the scenario's list. */
  readonly expectation: number;
  readonly strategy: string | null;
  /** The strategy, or 'a - b'. */
  readonly who: string;
}

/** How it was when the baseline was written. */
export interface Before {
  readonly measured: number | null;
  readonly ci95: Interval | null;
}

export interface CaseResult extends ExpectationResult {
  readonly title: string;
  readonly who: string;
  /** 'expectation', or a metric that the suite asserts against the same strategy of the baseline. */
  readonly kind: 'expectation' | 'baseline';
  /** Whether it makes the suite fail: missed, or undecided where that is to fail. */
  readonly fails: boolean;
  /** Command lines that show it again. */
  readonly replay: readonly string[];
  /** Null where no baseline has it. */
  readonly before: Before | null;
}

/** A scenario of a suite, and how it is simulated. */
export interface SuiteRun {
  readonly path: string;
  readonly name: string;
  readonly digest: string;
  readonly seed: number;
  readonly replications: number;
  /** First counted instant of the simulated calendar. */
  readonly start: number;
}

/** A scenario that was simulated. */
export interface DoneScenario extends SuiteRun {
  readonly kind: 'done';
  /** Of every strategy that was simulated. */
  readonly fingerprints: Readonly<Record<string, string>>;
  readonly cases: readonly CaseResult[];
}

/** A scenario that does not load, with its mistakes. */
export interface WrongScenario {
  readonly kind: 'wrong';
  readonly path: string;
  readonly problems: readonly Problem[];
}

/** A scenario in which the simulator broke a promise of its own. */
export interface BrokenScenario {
  readonly kind: 'broken';
  readonly path: string;
  readonly name: string;
  readonly message: string;
  readonly replay: string | null;
}

export type ScenarioResult = DoneScenario | WrongScenario | BrokenScenario;

/** All of a suite, in its order: the same for any number of workers and shards. */
export interface SuiteResult {
  /** Over every case, scenario, seed and baseline of the suite. */
  readonly digest: string;
  readonly scenarios: readonly ScenarioResult[];
  /** Scenarios left out, since `--max-failures` had been reached. */
  readonly notRun: number;
}

export interface Counts {
  readonly cases: number;
  readonly scenarios: number;
  readonly pass: number;
  readonly miss: number;
  /** Undecided, and counted as failures. */
  readonly undecided: number;
  /** Undecided, and only warned of. */
  readonly warned: number;
  /** Scenarios that do not load. */
  readonly wrong: number;
  /** Scenarios in which the simulator broke. */
  readonly broken: number;
}

export function countsOf({ scenarios }: SuiteResult): Counts {
  const of = (kind: ScenarioResult['kind']): number =>
    scenarios.filter((each) => each.kind === kind).length;
  const cases = casesOf(scenarios);
  const having = (test: (each: CaseResult) => boolean): number => cases.filter(test).length;
  return {
    cases: cases.length,
    scenarios: scenarios.length,
    pass: having(({ outcome }) => outcome === 'pass'),
    miss: having(({ outcome }) => outcome === 'miss'),
    undecided: having(({ outcome, fails }) => outcome === 'undecided' && fails),
    warned: having(({ outcome, fails }) => outcome === 'undecided' && !fails),
    wrong: of('wrong'),
    broken: of('broken'),
  };
}

export function casesOf(scenarios: readonly ScenarioResult[]): CaseResult[] {
  return scenarios.flatMap((each) => (each.kind === 'done' ? each.cases : []));
}

/** How many failures a scenario adds: its failing cases, or one where there is none to be had. */
export function failuresIn(scenario: ScenarioResult): number {
  if (scenario.kind !== 'done') return 1;
  return scenario.cases.filter(({ fails }) => fails).length;
}

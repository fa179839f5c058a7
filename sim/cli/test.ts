import type { Command } from 'commander';
import type { SuiteFile } from '../experiment/suite/cases.ts';
import { countOf } from '../experiment/judge.ts';
import { suiteDigest } from '../experiment/suite/cases.ts';
import { shardsOf, workOf } from '../experiment/suite/shard.ts';
import type { ScenarioResult, SuiteResult } from '../experiment/suite/shapes.ts';
import { countsOf } from '../experiment/suite/shapes.ts';
import { formatProblem } from '../scenario/index.ts';
import { exitCodes, Failure } from './failure.ts';
import { loadOptions } from './options.ts';
import { openOutput, writeStandard } from './output.ts';
import type { Baseline } from './suite/baseline.ts';
import { baselineOf, baselineText, DEFAULT_BASELINE, readBaseline } from './suite/baseline.ts';
import { findFiles } from './suite/find.ts';
import { lastFailed, makeStateFolder, STATE_FOLDER, writeLastRun } from './suite/last-run.ts';
import type { TestOptions } from './suite/options.ts';
import { demandSense, exitCodeOf, testOptions } from './suite/options.ts';
import { openPartial, PARTIAL } from './suite/partial.ts';
import type { PartialWriter } from './suite/partial.ts';
import { programDigest } from './suite/program.ts';
import { suiteProgress } from './suite/progress.ts';
import { readFile } from './suite/read.ts';
import { simulateSuite } from './suite/simulate.ts';
import type { Target } from './suite/targets.ts';
import { targetsOf } from './suite/targets.ts';
import { taskOf } from './suite/task.ts';
import type { Task } from './suite/task.ts';
import { tellerOf } from './suite/tell.ts';
import { version } from './version.ts';

/** `dialtone test`: every expectation of a suite of scenarios is a case that passes, misses, or is undecided. */
export function addTest(program: Command, done: (exitCode: number) => void): void {
  const command = program
    .command('test')
    .description('hold scenarios against what they expect: one case per expectation and strategy')
    .argument('[globs...]', 'files, folders, patterns (default: what writes `expect:` under here)');
  testOptions(command).action(async (globs: string[], options: TestOptions) => {
    demandSense(options);
    const targets = targetsOf(options, drawsByDefault());
    const files = await readSuite(globs, options, targets);
    done(
      options.list === true
        ? listCases(mineOf(files, options))
        : await test(files, options, targets),
    );
  });
}

/** A list on a terminal; where nobody watches, as in CI, dots. */
export function drawsByDefault(): boolean {
  const { CI } = process.env;
  return process.stdout.isTTY && (CI === undefined || CI === '' || CI === 'false');
}

/** The files with the cases that are selected. Throws Failure where there is nothing to do. */
async function readSuite(
  globs: readonly string[],
  options: TestOptions,
  targets: readonly Target[],
): Promise<SuiteFile[]> {
  const { grep, passWithNoTests = false } = options;
  const all: SuiteFile[] = [];
  // Whoever reads along is told of mistakes by a reporter.
  const told =
    options.list !== true &&
    targets.some(({ path, reporter }) => path === null && reporter.scenario);
  // Scenarios that extend one file share its mistakes and its warnings.
  const said = new Set<string>();
  for (const path of findFiles(globs, passWithNoTests)) {
    const { file, result } = await readFile(path, loadOptions(options));
    const problems = result.ok ? result.warnings : told ? [] : result.problems;
    if (options.quiet !== true || !result.ok) {
      const lines = problems.map(formatProblem).filter((line) => !said.has(line));
      for (const line of new Set(lines)) writeStandard(`${line}\n`, 2);
      lines.forEach((line) => said.add(line));
    }
    all.push(file);
  }
  const recent = options.lastFailed === true ? lastFailed(all) : all;
  const files = recent
    .map((file) =>
      file.scenario === null || grep === undefined
        ? file
        : { ...file, cases: file.cases.filter(({ title }) => grep.test(title)) },
    )
    .filter((file) => file.scenario === null || file.cases.length > 0);
  if (files.length === 0 && !passWithNoTests) throw new Failure(whyNothing(all, options));
  return files;
}

function whyNothing(all: readonly SuiteFile[], { grep, lastFailed: last }: TestOptions): string {
  if (last === true) return 'nothing failed in the last run; --pass-with-no-tests ends with 0';
  const cases = all.flatMap((file) => (file.scenario === null ? [] : file.cases));
  if (grep !== undefined && cases.length > 0) {
    return `--grep ${grep.source}: none of ${cases.length} cases matches`;
  }
  return `no expectations in ${all.map(({ path }) => path).join(', ') || 'no scenario'}`;
}

/** Places of the files that belong to this run, all or a shard of them. */
function placesOf(files: readonly SuiteFile[], { shard }: TestOptions): number[] {
  const places = files.map((_, place) => place);
  if (shard === undefined) return places;
  const shards = shardsOf(files.map(workOf), shard.count);
  return places.filter((place) => shards[place] === shard.index);
}

function mineOf(files: readonly SuiteFile[], options: TestOptions): SuiteFile[] {
  return placesOf(files, options).map((place) => files[place]);
}

function listCases(files: readonly SuiteFile[]): number {
  let cases = 0;
  for (const file of files) {
    if (file.scenario === null) continue;
    for (const { title, expectation } of file.cases) {
      const { file: from, line, column } = file.scenario.expectations[expectation];
      writeStandard(`${title}  ${line === 0 ? from : `${from}:${line}:${column}`}\n`);
      cases++;
    }
  }
  const found = countOf(cases, 'case');
  writeStandard(`${found} in ${countOf(files.length, 'scenario')}\n`);
  return files.some(({ scenario }) => scenario === null) ? exitCodes.input : exitCodes.fine;
}

async function test(
  files: readonly SuiteFile[],
  options: TestOptions,
  targets: readonly Target[],
): Promise<number> {
  const baseline = options.baseline === undefined ? null : readBaseline(fileOf(options.baseline));
  const places = placesOf(files, options);
  const mine = places.map((place) => files[place]);
  const update =
    options.updateBaseline === undefined ? null : openOutput(fileOf(options.updateBaseline));
  const all = tasksOf(mine, baseline, options);
  const digest = suiteDigest(files, baseline?.digest ?? null, options.exposure);
  const teller = tellerOf(targets, options);
  const partial = partialOf(digest, files.length, places, options);
  const results = mine.map((file, i) => resumed(file, partial?.results.get(places[i])));
  const keep = (index: number, result: ScenarioResult): void => partial?.add(places[index], result);
  mine.forEach(({ scenario }, i) => {
    const result = results[i];
    if (scenario === null && result !== null && !partial?.results.has(places[i])) keep(i, result);
  });
  const tasks = all.filter(({ index }) => results[index] === null);
  const progress = suiteProgress(process.stderr.isTTY && options.quiet !== true, mine.length);
  progress.update(mine.length - tasks.length);
  const notice = (text: string): void => {
    progress.clear();
    writeStandard(`dialtone: ${text}\n`, 2);
  };
  if (tasks.length < all.length) {
    notice(`${all.length - tasks.length} of ${all.length} scenarios were finished before`);
  }
  const told: ScenarioResult[] = [];
  const tell = (result: ScenarioResult): void => {
    told.push(result);
    progress.clear();
    teller.scenario(result);
  };
  await simulateSuite(tasks, results, tell, {
    ...{ workers: options.workers, maxFailures: options.maxFailures, notice },
    works: tasks.map(({ index }) => workOf(mine[index])),
    kept: (task, result) => {
      keep(task.index, result);
      progress.add();
    },
  }).finally(progress.clear);
  partial?.end();
  const suite: SuiteResult = { digest, scenarios: told, notRun: mine.length - told.length };
  teller.end(suite);
  writeLastRun(suite);
  if (update !== null) {
    update.write(
      baselineText(
        update.path,
        told.filter((each) => each.kind === 'done'),
        files,
      ),
    );
    if (options.quiet !== true) writeStandard(`wrote ${update.path}\n`, 2);
  }
  return exitCodeOf(countsOf(suite));
}

function fileOf(option: string | true): string {
  return option === true ? DEFAULT_BASELINE : option;
}

function tasksOf(
  mine: readonly SuiteFile[],
  baseline: Baseline | null,
  { allowPath, exposure }: TestOptions,
): Task[] {
  const flags = allowPath === true ? ['--allow-path'] : [];
  return mine.flatMap((file, index) => {
    if (file.scenario === null) return [];
    const against = baseline === null ? null : baselineOf(baseline, file);
    return [taskOf(index, file, against, { flags, baseRuns: exposure })];
  });
}

/** What is known before anything is simulated. */
function resumed(file: SuiteFile, before: ScenarioResult | undefined): ScenarioResult | null {
  if (before !== undefined) return before;
  return file.scenario === null
    ? { kind: 'wrong', path: file.path, problems: file.problems }
    : null;
}

function partialOf(
  suite: string,
  scenarios: number,
  mine: readonly number[],
  { shard, partial }: TestOptions,
): PartialWriter | null {
  if (shard === undefined && partial === undefined) return null;
  const { index, count } = shard ?? { index: 1, count: 1 };
  if (partial === undefined) makeStateFolder();
  const path = partial ?? `${STATE_FOLDER}/shard-${index}-of-${count}.jsonl`;
  const program = { schema: PARTIAL, dialtone: version, program: programDigest() };
  return openPartial(path, { ...program, suite, shard: { index, count }, scenarios, mine });
}

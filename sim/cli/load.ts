/** Reads a scenario from its file: YAML, JSON, or a TypeScript module. */
import { extname } from 'node:path';
import { readText } from '../api/read.ts';
import type { LoadOptions, LoadResult, Scenario } from '../scenario/index.ts';
import { formatProblem, loadScenario, loadValue } from '../scenario/index.ts';
import { Failure } from './failure.ts';
import { writeStandard } from './output.ts';
import { importModule } from './typescript.ts';

const MODULES = ['.ts', '.mts', '.js', '.mjs'];

/** The scenario or its mistakes. Throws Failure where a module cannot be run. */
export async function readScenario(path: string, options: LoadOptions): Promise<LoadResult> {
  return MODULES.includes(extname(path))
    ? loadValue(await importModule(path), path, readText, options)
    : loadScenario(path, readText, options);
}

/** The scenario; every mistake goes to standard error, and any of them ends the command with 2. */
export async function load(path: string, options: LoadOptions): Promise<Scenario> {
  const result = await readScenario(path, options);
  const problems = result.ok ? result.warnings : result.problems;
  for (const problem of problems) writeStandard(`${formatProblem(problem)}\n`, 2);
  if (result.ok) return result.scenario;
  const count = problems.filter(({ severity }) => severity === 'error').length;
  throw new Failure(`${path}: ${count} ${count === 1 ? 'mistake' : 'mistakes'}`);
}

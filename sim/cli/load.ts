/** Reads a scenario from its file: YAML, JSON, or a TypeScript module. */
import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import type { LoadOptions, Scenario } from '../scenario/index.ts';
import { formatProblem, loadScenario, loadValue } from '../scenario/index.ts';
import { limits } from '../scenario/limits.ts';
import { Failure } from './failure.ts';
import { writeStandard } from './output.ts';
import { importModule } from './typescript.ts';

const MODULES = ['.ts', '.mts', '.js', '.mjs'];

/** The scenario; every mistake goes to standard error, and any of them ends the command with 2. */
export async function load(path: string, options: LoadOptions): Promise<Scenario> {
  const result = MODULES.includes(extname(path))
    ? loadValue(await importModule(path), path, read, options)
    : loadScenario(path, read, options);
  const problems = result.ok ? result.warnings : result.problems;
  for (const problem of problems) writeStandard(`${formatProblem(problem)}\n`, 2);
  if (result.ok) return result.scenario;
  const count = problems.filter(({ severity }) => severity === 'error').length;
  throw new Failure(`${path}: ${count} ${count === 1 ? 'mistake' : 'mistakes'}`);
}

/** A file of the user, or its plain reason why not. A device or a huge file is never read to its end. */
function read(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new Error('no such file');
  if (found.isDirectory()) throw new Error('it is a directory');
  if (!found.isFile() && !found.isFIFO()) throw new Error('it is no file');
  if (found.size > limits.fileBytes) throw new Error(`larger than ${limits.fileBytes} bytes`);
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    throw new Error((thrown as Error).message.replace(/, \w+ '.*'$/, ''), { cause: thrown });
  }
}

/** Reads the files of a suite. One that does not load is no reason to leave out the others. */
import { casesIn } from '../../experiment/suite/cases.ts';
import type { SuiteFile } from '../../experiment/suite/cases.ts';
import type { LoadOptions, LoadResult } from '../../scenario/index.ts';
import { Failure } from '../failure.ts';
import { readScenario } from '../load.ts';

export interface ReadFile {
  readonly file: SuiteFile;
  readonly result: LoadResult;
}

export async function readFile(path: string, options: LoadOptions): Promise<ReadFile> {
  const result = await outcomeOf(path, options);
  if (!result.ok) return { file: { path, scenario: null, problems: result.problems }, result };
  const { scenario } = result;
  return { file: { path, scenario, cases: casesIn(scenario) }, result };
}

/** A module that cannot be bundled is a mistake of the scenario, too. */
async function outcomeOf(path: string, options: LoadOptions): Promise<LoadResult> {
  try {
    return await readScenario(path, options);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    const at = { file: path, line: 0, column: 0 };
    const problem = { severity: 'error' as const, ...at, path: '', message: thrown.message };
    return { ok: false, problems: [problem] };
  }
}

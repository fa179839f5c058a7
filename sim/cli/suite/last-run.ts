/** What failed in the last run here, for `--last-failed`. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SuiteResult } from '../../experiment/suite/shapes.ts';
import type { SuiteFile } from '../../experiment/suite/cases.ts';
import { Failure } from '../failure.ts';

/** In the current directory; what lies in it is nobody's source, so it ignores itself. */
export const STATE_FOLDER = '.dialtone';
const FILE = join(STATE_FOLDER, 'last-run.json');
const SCHEMA = 'dialtone/last-run/1';

interface LastRun {
  readonly schema: string;
  /** Titles of cases. */
  readonly cases: readonly string[];
  /** Scenarios of which every case is meant. */
  readonly scenarios: readonly string[];
}

/** Leaves the state as it is where the folder cannot be written: a suite may lie on a medium that is read-only. */
export function writeLastRun({ scenarios }: SuiteResult): void {
  const failed = scenarios.flatMap((each) => (each.kind === 'done' ? each.cases : []));
  const cases = failed.filter(({ fails, kind }) => fails && kind === 'expectation');
  const whole = scenarios.filter(
    (each) =>
      each.kind !== 'done' || each.cases.some(({ fails, kind }) => fails && kind === 'baseline'),
  );
  const run: LastRun = {
    schema: SCHEMA,
    cases: cases.map(({ title }) => title),
    scenarios: whole.map(({ path }) => path),
  };
  try {
    makeStateFolder();
    writeFileSync(FILE, `${JSON.stringify(run, null, 2)}\n`);
  } catch {
    return;
  }
}

export function makeStateFolder(): void {
  mkdirSync(STATE_FOLDER, { recursive: true });
  const ignore = join(STATE_FOLDER, '.gitignore');
  if (!existsSync(ignore)) writeFileSync(ignore, '*\n');
}

/** Only what failed in the last run. Throws Failure where none is known. */
export function lastFailed(files: readonly SuiteFile[]): SuiteFile[] {
  const run = read();
  return files.flatMap((file) => {
    if (run.scenarios.includes(file.path)) return [file];
    if (file.scenario === null) return [];
    const cases = file.cases.filter(({ title }) => run.cases.includes(title));
    return cases.length === 0 ? [] : [{ ...file, cases }];
  });
}

function read(): LastRun {
  if (!existsSync(FILE)) throw new Failure(`--last-failed: no last run is known (${FILE})`);
  try {
    const run = JSON.parse(readFileSync(FILE, 'utf8')) as LastRun;
    const whole = Array.isArray(run.cases) && Array.isArray(run.scenarios);
    if (run.schema === SCHEMA && whole) return run;
  } catch {
    // Told below.
  }
  throw new Failure(`--last-failed: ${FILE} is not of this version; run once without the option`);
}

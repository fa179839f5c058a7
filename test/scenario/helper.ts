import { readFileSync } from 'node:fs';
import {
  loadScenario,
  type LoadOptions,
  type LoadResult,
  type Problem,
} from '../../sim/scenario/index.ts';
import type { Scenario } from '../../sim/scenario/index.ts';

export const FLAGSHIP = 'scenarios/weekly-or-daily.yaml';

export function readDisk(path: string): string {
  return readFileSync(path, 'utf8');
}

export const flagshipText = readDisk(FLAGSHIP);

/** Loads the last of some files that exist only here. */
export function loadFiles(files: Record<string, string>, options: LoadOptions = {}): LoadResult {
  const path = Object.keys(files).at(-1)!;
  return loadScenario(
    path,
    (wanted) => {
      if (!Object.hasOwn(files, wanted)) throw new Error('no such file');
      return files[wanted];
    },
    options,
  );
}

export function loadText(text: string, options: LoadOptions = {}): LoadResult {
  return loadFiles({ 'test.yaml': text }, options);
}

/** The scenario, or an error that shows why there is none. */
export function good(result: LoadResult): Scenario {
  if (!result.ok)
    throw new Error(
      result.problems.map((p) => `${p.line}:${p.column} ${p.path}: ${p.message}`).join('\n'),
    );
  return result.scenario;
}

export function problemsOf(result: LoadResult): readonly Problem[] {
  return result.ok ? result.warnings : result.problems;
}

/** A small organization that loads without a warning; every text of the tests is a change of it. */
export const SMALL = `dialtone: 1
organization:
  sites: { hq: {} }
  servers:
    exch1..exch2:
      volumes:
        database: { raid: raid5, disks: 8 x sas-15k-146gb }
        logs: { raid: raid1, disks: 2 x sas-15k-73gb }
      storageGroups:
        sg1..sg2:
          logs: logs
          databases: { db1: { on: database, mailboxes: { standard: 100 }, profile: average, quota: 400 MiB } }
  libraries: { lib1: { drives: 2 x lto-3, cartridges: 60 } }
backup:
  defaults: { window: 20:00-06:00 }
  jobs:
    full: { type: full, when: daily 20:00 }
`;

/** The small scenario with one text replaced, which must be there. */
export function small(change: string | RegExp, to: string): string {
  if (!(typeof change === 'string' ? SMALL.includes(change) : change.test(SMALL)))
    throw new Error(`no ${String(change)}`);
  return SMALL.replace(change, to);
}

/** Where in a text a word stands, as problems count: 'line:column'. */
export function placeOf(text: string, word: string): string {
  const at = text.indexOf(word);
  if (at < 0) throw new Error(`no ${word}`);
  const before = text.slice(0, at).split('\n');
  return `${before.length}:${before.at(-1)!.length + 1}`;
}

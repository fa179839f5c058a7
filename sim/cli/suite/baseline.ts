/**
 * The file of a baseline: for each scenario what was measured, and the resolved scenario itself, so that it can be
 * simulated again beside what has become of it.
 */
import { existsSync, readFileSync } from 'node:fs';
import { readText } from '../../api/read.ts';
import type { Before, DoneScenario } from '../../experiment/suite/shapes.ts';
import { strategiesFor } from '../../experiment/suite/cases.ts';
import type { SuiteFile } from '../../experiment/suite/cases.ts';
import { formatInstant } from '../../engine/clock.ts';
import type { Scenario } from '../../scenario/index.ts';
import { formatProblem, loadValue } from '../../scenario/index.ts';
import { nearest } from '../../scenario/nearest.ts';
import { canonicalJson, sha256 } from '../../scenario/sha256.ts';
import { Failure } from '../failure.ts';
import { version } from '../version.ts';
import type { TaskBaseline } from './task.ts';

const FAMILY = 'dialtone/baseline/';
const SCHEMA = `${FAMILY}1`;
export const DEFAULT_BASELINE = 'dialtone-baseline.json';

interface Entry {
  readonly path: string;
  readonly name: string;
  readonly digest: string;
  readonly seed: number;
  readonly replications: number;
  readonly cases: readonly (Before & {
    readonly title: string;
    readonly metric: string;
    readonly stat: string;
    readonly unit: string;
  })[];
  /** The scenario with every default written in, and the texts that it names besides: traces. */
  readonly resolved: unknown;
  readonly files: Readonly<Record<string, string>>;
}

interface BaselineFile {
  readonly schema: string;
  readonly dialtone: string;
  readonly scenarios: readonly Entry[];
}

export interface Baseline {
  readonly path: string;
  readonly digest: string;
  readonly entries: readonly Entry[];
}

/** Throws Failure for what is no baseline of this version. */
export function readBaseline(path: string): Baseline {
  if (!existsSync(path)) {
    throw new Failure(`${path}: no such file (--update-baseline ${path} writes it)`);
  }
  const text = readFileSync(path, 'utf8');
  const file = parsed(path, text);
  if (file.schema !== SCHEMA) {
    const found = typeof file.schema === 'string' ? `'${file.schema}'` : 'no schema';
    throw new Failure(`${path}: no baseline of this version: it has ${found}, not '${SCHEMA}'`);
  }
  const entries: unknown = file.scenarios;
  if (!Array.isArray(entries) || !entries.every(isEntry)) {
    throw new Failure(`${path}: not a whole baseline: each scenario has path, cases and resolved`);
  }
  return { path, digest: sha256(text), entries };
}

function parsed(path: string, text: string): Partial<BaselineFile> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch (thrown) {
    throw new Failure(`${path}: not a baseline, or a truncated one: ${(thrown as Error).message}`);
  }
  throw new Failure(`${path}: not a baseline: it holds no object`);
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false;
  const { path, name, cases, resolved } = value as Partial<Entry>;
  return (
    typeof path === 'string' &&
    typeof name === 'string' &&
    Array.isArray(cases) &&
    typeof resolved === 'object'
  );
}

/** What the baseline says of a file. Throws Failure where it is of another scenario, or no longer loads. */
export function baselineOf(baseline: Baseline, file: SuiteFile): TaskBaseline | null {
  const { scenario, path } = file;
  if (scenario === null) return null;
  const entry = baseline.entries.find((each) => each.path === path);
  if (entry === undefined) {
    const known = baseline.entries.map((each) => each.path);
    const near = nearest(path, known);
    const hint = near === null ? '--update-baseline adds it' : `did you mean '${near}'?`;
    throw new Failure(`${baseline.path}: a baseline without '${path}'; ${hint}`);
  }
  if (entry.name !== scenario.name) {
    const names = `'${entry.name}', and no longer '${scenario.name}'`;
    throw new Failure(
      `${baseline.path}: the baseline of '${path}' is of another scenario: ${names}`,
    );
  }
  const then = loadEntry(baseline.path, entry);
  demandSameTime(baseline.path, scenario, then);
  const asserted = strategiesFor(scenario, file.cases);
  const changed = then.strategies.filter(({ name, plan }) => {
    const now = scenario.strategies.find((each) => each.name === name);
    const same = now !== undefined && canonicalJson(now.plan) === canonicalJson(plan);
    return asserted.includes(name) && !same;
  });
  return {
    file: baseline.path,
    changed: changed.map(({ name, label, plan }) => ({ name, label, plan })),
    known: then.strategies.map(({ name }) => name),
    before: Object.fromEntries(
      entry.cases.map(({ title, measured, ci95 }) => [title, { measured, ci95 }]),
    ),
  };
}

function loadEntry(from: string, { path, resolved, files }: Entry): Scenario {
  const read = (asked: string): string => {
    if (Object.hasOwn(files ?? {}, asked)) return files[asked];
    throw new Error('the baseline does not hold it');
  };
  const loaded = loadValue(resolved, path, read, { allowPath: true });
  if (loaded.ok) return loaded.scenario;
  const problems = loaded.problems.map((each) => `\n${formatProblem(each)}`).join('');
  throw new Failure(`${from}: the baseline of '${path}' no longer loads:${problems}`);
}

/** Futures of another length, or of other weeks, cannot be paired. */
function demandSameTime(from: string, now: Scenario, then: Scenario): void {
  if (now.start === then.start && now.horizonMs === then.horizonMs) return;
  const spanOf = ({ start, horizonMs }: Scenario): string =>
    `${formatInstant(start)} to ${formatInstant(start + horizonMs)}`;
  const spans = `${spanOf(then)}, and the scenario from ${spanOf(now)}`;
  throw new Failure(`${from}: the baseline of '${now.path}' counts from ${spans}`);
}

/** The text of a baseline in which these scenarios are as they are now; others of the file stay. */
export function baselineText(
  path: string,
  done: readonly DoneScenario[],
  files: readonly SuiteFile[],
): string {
  const entries = new Map(othersIn(path).map((each) => [each.path, each]));
  for (const each of done) {
    const scenario = files.find((file) => file.path === each.path)?.scenario;
    if (scenario != null) entries.set(each.path, entryOf(each, scenario));
  }
  const scenarios = [...entries.keys()].sort().map((key) => entries.get(key));
  return `${JSON.stringify({ schema: SCHEMA, dialtone: version, scenarios }, null, 1)}\n`;
}

/** Whatever is no baseline is not overwritten; one of another version is replaced. */
function othersIn(path: string): readonly Entry[] {
  if (!existsSync(path)) return [];
  const { schema, scenarios } = parsed(path, readFileSync(path, 'utf8'));
  if (typeof schema !== 'string' || !schema.startsWith(FAMILY)) {
    throw new Failure(`${path}: there is a file that is no baseline; it is not overwritten`);
  }
  return schema === SCHEMA && Array.isArray(scenarios) ? scenarios.filter(isEntry) : [];
}

function entryOf({ cases }: DoneScenario, scenario: Scenario): Entry {
  const { path, name, digest, seed, replications } = scenario;
  const resolved: unknown = JSON.parse(JSON.stringify(scenario.resolved));
  const files: Record<string, string> = {};
  const read = (asked: string): string => (files[asked] = readText(asked));
  const again = loadValue(resolved, path, read, { allowPath: true });
  if (!again.ok || again.scenario.digest !== digest) {
    const why = again.ok ? 'it means something else' : again.problems.map(formatProblem).join('; ');
    throw new Failure(
      `${path}: cannot be kept as a baseline, since it does not load again: ${why}`,
    );
  }
  const measured = cases
    .filter(({ kind }) => kind === 'expectation')
    .map((each) => {
      const { title, metric, stat, unit, measured: value, ci95 } = each;
      return { title, metric, stat, unit, measured: value, ci95 };
    });
  return { path, name, digest, seed, replications, cases: measured, resolved, files };
}

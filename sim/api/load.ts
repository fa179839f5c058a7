import { extname } from 'node:path';
import { show } from '../engine/errors.ts';
import { loadScenario, loadValue } from '../scenario/index.ts';
import type { LoadResult } from '../scenario/index.ts';
import { limits } from '../scenario/limits.ts';
import type { Problem } from '../scenario/problem.ts';
import { demandOptions, demandWhole } from './demand.ts';
import { remember } from './loaded.ts';
import { readText } from './read.ts';

/**
 * A scenario that was read, checked and found fit to be simulated. It is read-only; `compare` takes the very object that
 * `load` gave.
 */
export interface Scenario {
  /** What the scenario asks, in its own words. */
  readonly name: string;
  /** Where it was read, as problems name it. */
  readonly path: string;
  /** SHA-256 of everything that the simulation reads, whatever the text looks like. */
  readonly digest: string;
  readonly seed: number;
  readonly replications: number;
  /** The first counted instant, in Unix milliseconds of the simulated calendar. */
  readonly start: number;
  /** How long root causes are counted, in milliseconds. */
  readonly horizonMs: number;
  /** The strategy against which the others are compared. */
  readonly baseline: string;
  readonly strategies: readonly { readonly name: string; readonly label: string }[];
}

/** Where a scenario comes from: a file, a text (YAML or JSON), or a value such as a module of yours exports. */
export type Source =
  | string
  | {
      readonly text: string;
      /** Names the text in problems; what it `extends` is looked for beside it. */
      readonly path?: string;
    }
  | { readonly value: unknown; readonly path?: string };

/** What stands in place of what the scenario says. */
export interface LoadOptions {
  /** 0 to 4,294,967,295. */
  readonly seed?: number;
  readonly replications?: number;
  /** Lets `extends` and traces leave the current directory; false when absent. */
  readonly allowPath?: boolean;
}

/** A scenario with what is legal but unwise in it, or every mistake with its place. */
export type Outcome =
  | { readonly ok: true; readonly scenario: Scenario; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] };

const OPTIONS = ['seed', 'replications', 'allowPath'];
const MODULES = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs'];
const UNNAMED = 'scenario.yaml';

/**
 * Reads and checks a scenario, and whatever it extends. A mistake in the scenario is an answer, with file, line and
 * column; only a wrong call rejects, with TypeError or RangeError.
 */
export async function load(source: Source, options: LoadOptions = {}): Promise<Outcome> {
  demandOptions('load', options, OPTIONS);
  const { seed, replications, allowPath = false } = options;
  demandWhole('load: seed', seed, 0, 4_294_967_295);
  demandWhole('load: replications', replications, 1, limits.replications);
  const overrides = {
    ...(seed === undefined ? {} : { seed }),
    ...(replications === undefined ? {} : { replications }),
  };
  const result = read(source, { allowPath, overrides });
  if (result.ok) remember(result.scenario);
  return result;
}

function read(source: unknown, options: Parameters<typeof loadScenario>[2]): LoadResult {
  if (typeof source === 'string') {
    if (!MODULES.includes(extname(source))) return loadScenario(source, readText, options);
    const advice = 'import it and pass { value: its default export }';
    throw new TypeError(`load: '${source}' is a module: ${advice}`);
  }
  if (typeof source === 'object' && source !== null) {
    const { path = UNNAMED, text, value } = source as { [key: string]: unknown };
    if (typeof path !== 'string')
      throw new TypeError(`load: path must be a string, not ${show(path)}`);
    if (typeof text === 'string') {
      const first = (asked: string): string => (asked === path ? text : readText(asked));
      return loadScenario(path, first, options);
    }
    if (value !== undefined) return loadValue(value, path, readText, options);
  }
  const wanted = 'a path, { text } or { value }';
  throw new TypeError(`load: the source must be ${wanted}, not ${show(source)}`);
}

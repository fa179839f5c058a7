/**
 * The file of a shard: a line of JSON for what it belongs to, one for each scenario as it ends, and one for the end. A
 * run that is killed leaves all of its finished scenarios behind; the next one goes on from there.
 */
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Shard } from '../../experiment/suite/shard.ts';
import type { ScenarioResult } from '../../experiment/suite/shapes.ts';
import { Failure } from '../failure.ts';

export const PARTIAL = 'dialtone/partial/1';

export interface PartialHead {
  readonly schema: string;
  /** Version of the package, and digest of the program itself: other programs may simulate otherwise. */
  readonly dialtone: string;
  readonly program: string;
  readonly suite: string;
  readonly shard: Shard;
  /** Number of scenarios in the whole suite, and places of those that are this shard's. */
  readonly scenarios: number;
  readonly mine: readonly number[];
}

export interface Partial {
  readonly head: PartialHead;
  readonly results: ReadonlyMap<number, ScenarioResult>;
  /** Whether the run came to its end. */
  readonly whole: boolean;
  /** Bytes up to the end of the last whole line. */
  readonly bytes: number;
}

/** Null for a file that is none of these, or of another version. What a killed run left half-written does not count. */
export function parsePartial(text: string): Partial | null {
  const end = text.lastIndexOf('\n') + 1;
  const [first, ...rest] = text.slice(0, end).split('\n').slice(0, -1);
  const head = first === undefined ? null : parsed<PartialHead>(first);
  if (head?.schema !== PARTIAL || !Array.isArray(head.mine)) return null;
  const results = new Map<number, ScenarioResult>();
  let whole = false;
  for (const line of rest) {
    const each = parsed<{ index?: number; result?: ScenarioResult; end?: boolean }>(line);
    if (each === null) return null;
    if (each.index !== undefined && each.result !== undefined) results.set(each.index, each.result);
    whole ||= each.end === true;
  }
  return { head, results, whole, bytes: Buffer.byteLength(text.slice(0, end)) };
}

function parsed<T>(line: string): T | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as T) : null;
  } catch {
    return null;
  }
}

export interface PartialWriter {
  /** What an earlier run had finished. */
  readonly results: ReadonlyMap<number, ScenarioResult>;
  add(index: number, result: ScenarioResult): void;
  end(): void;
}

/** Goes on with the file of the same shard of the same suite that did not come to its end; else begins anew. */
export function openPartial(path: string, head: PartialHead): PartialWriter {
  return guarded(path, () => {
    const old = existsSync(path) ? parsePartial(readFileSync(path, 'utf8')) : null;
    const same = old !== null && JSON.stringify(old.head) === JSON.stringify(head);
    const goesOn = same && !old.whole;
    mkdirSync(dirname(resolve(path)), { recursive: true });
    const descriptor = openSync(path, goesOn ? 'r+' : 'w');
    let at = goesOn ? old.bytes : 0;
    if (goesOn) ftruncateSync(descriptor, at);
    const line = (value: unknown): void => {
      const bytes = Buffer.from(`${JSON.stringify(value)}\n`);
      guarded(path, () => (at += writeSync(descriptor, bytes, 0, bytes.length, at)));
    };
    if (!goesOn) line(head);
    return {
      results: goesOn ? old.results : new Map(),
      add: (index, result) => line({ index, result }),
      end: () => {
        line({ end: true });
        closeSync(descriptor);
      },
    };
  });
}

function guarded<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (thrown) {
    throw new Failure(`cannot write ${path}: ${(thrown as Error).message}`);
  }
}

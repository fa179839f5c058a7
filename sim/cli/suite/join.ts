/** The shards of one run put together; refused by name where they do not belong together. */
import { readFileSync, statSync } from 'node:fs';
import type { ScenarioResult, SuiteResult } from '../../experiment/suite/shapes.ts';
import { Failure } from '../failure.ts';
import { version } from '../version.ts';
import type { Partial } from './partial.ts';
import { PARTIAL, parsePartial } from './partial.ts';

interface Named extends Partial {
  readonly path: string;
}

/** The suite as one run would have had it. Throws Failure. */
export function joinPartials(paths: readonly string[]): SuiteResult {
  const parts = paths.map(read);
  const [first] = parts;
  for (const each of parts) demandSame(first, each);
  demandAll(first, parts);
  const results = new Array<ScenarioResult | null>(first.head.scenarios).fill(null);
  for (const part of parts) {
    for (const index of part.head.mine) {
      const result = part.results.get(index);
      if (result === undefined || !part.whole) throw unfinished(part);
      results[index] = result;
    }
  }
  const scenarios = results.filter((each) => each !== null);
  if (scenarios.length < results.length) {
    throw new Failure(
      `${first.path}: ${results.length - scenarios.length} scenarios are in no shard`,
    );
  }
  return { digest: first.head.suite, scenarios, notRun: 0 };
}

function read(path: string): Named {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new Failure(`${path}: no such file`);
  if (!found.isFile()) throw new Failure(`${path}: it is no file`);
  const text = readFileSync(path, 'utf8');
  const part = parsePartial(text);
  if (part === null) {
    const schema = /^\{"schema":"(dialtone\/[\w/-]+)"/.exec(text)?.[1];
    const what = schema === undefined || schema === PARTIAL ? '' : ` (it is '${schema}')`;
    throw new Failure(`${path}: no file of a shard that this version reads${what}`);
  }
  if (part.head.dialtone !== version) {
    throw new Failure(`${path}: written by dialtone ${part.head.dialtone}, this is ${version}`);
  }
  return { ...part, path };
}

function demandSame(first: Named, each: Named): void {
  const [a, b] = [first.head, each.head];
  const why =
    a.suite !== b.suite || a.scenarios !== b.scenarios
      ? 'scenarios, seeds, selected cases or the baseline differ'
      : a.program !== b.program
        ? 'another build of dialtone wrote it'
        : a.shard.count !== b.shard.count
          ? `one is of ${a.shard.count} shards, the other of ${b.shard.count}`
          : null;
  if (why === null) return;
  throw new Failure(`${each.path}: not of the same run as ${first.path}: ${why}`);
}

function demandAll({ head }: Named, parts: readonly Named[]): void {
  const paths = new Map<number, string>();
  for (const { path, head: own } of parts) {
    const other = paths.get(own.shard.index);
    if (other !== undefined) {
      throw new Failure(`${path}: shard ${nameOf(own.shard)} is there twice, also as ${other}`);
    }
    paths.set(own.shard.index, path);
  }
  const missing: string[] = [];
  for (let index = 1; index <= head.shard.count; index++) {
    if (!paths.has(index)) missing.push(nameOf({ index, count: head.shard.count }));
  }
  if (missing.length > 0) throw new Failure(`missing: the file of shard ${missing.join(', ')}`);
}

function nameOf({ index, count }: { readonly index: number; readonly count: number }): string {
  return `${index}/${count}`;
}

function unfinished({ path, head, results }: Named): Failure {
  const shard = nameOf(head.shard);
  const what = `${results.size} of its ${head.mine.length} scenarios are finished`;
  return new Failure(`${path}: shard ${shard} did not come to its end: ${what}; run it again`);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A rule broken on purpose: a test of each of these facts must notice. */
export interface Mutation {
  readonly facts: readonly string[];
  /** What is broken, in words: `the truncation forgets the dismounted database`. */
  readonly name: string;
  readonly file: string;
  /** Source text that stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

/**
 * The file's text with the rule broken. Throws when the text to find does not stand there exactly
 * once.
 */
export function mutate(source: string, { file, find, replace }: Mutation): string {
  const parts = source.split(find);
  if (find === '' || parts.length !== 2) {
    const count = find === '' ? 0 : parts.length - 1;
    throw new Error(`${file}: ${JSON.stringify(find)} stands ${count} times, expected once`);
  }
  if (find === replace) throw new Error(`${file}: ${JSON.stringify(find)} replaced by itself`);
  return parts.join(replace);
}

/** What is wrong with a table of mutations, before anything is run. */
export function problemsOf(
  mutations: readonly Mutation[],
  root: string,
  known: ReadonlySet<string>,
): string[] {
  return mutations.flatMap((mutation) => {
    const unknown = mutation.facts.filter((id) => !known.has(id)).map((id) => `no fact ${id}`);
    const problems = mutation.facts.length === 0 ? ['names no fact'] : unknown;
    try {
      mutate(readFileSync(join(root, mutation.file), 'utf8'), mutation);
    } catch (error) {
      problems.push((error as Error).message);
    }
    return problems.map((problem) => `"${mutation.name}": ${problem}`);
  });
}

/**
 * Every n-th mutation, beginning at a place that the commit decides: n commits or so see them all.
 */
export function rotate<T>(all: readonly T[], n: number, commit: string): T[] {
  const first = Number.parseInt(commit.slice(0, 8), 16) % n || 0;
  return all.filter((_, i) => i % n === first);
}

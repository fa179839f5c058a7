import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutate } from './mutation.ts';
import type { Mutation } from './mutation.ts';
import { idsIn, patternFor } from './titles.ts';
import type { Title } from './titles.ts';

/** What running some tests showed. */
export interface TestRun {
  readonly tests: readonly { readonly title: string; readonly passed: boolean }[];
  /** Why nothing can be concluded: a file did not load. Null when all did. */
  readonly broken: string | null;
  readonly timedOut: boolean;
}

/** Runs the tests of some files whose titles match, in a copy of the project. */
export type RunTests = (
  copy: string,
  files: readonly string[],
  pattern: string,
  limitMs: number,
) => Promise<TestRun>;

/** All tests of the chosen facts at once, and those of one mutation: more is an endless loop. */
const LIMIT_BEFORE_MS = 900_000;
const LIMIT_MS = 120_000;

export interface Verdict {
  readonly mutation: Mutation;
  readonly outcome: 'killed' | 'survived' | 'untested' | 'red' | 'broken';
  readonly detail: string;
}

export interface MutantsJob {
  readonly mutations: readonly Mutation[];
  /** Tests that name facts, as `titlesOf` finds them. */
  readonly titles: readonly Title[];
  /** Copies of the project, which may be changed: as many mutations are tried at a time. */
  readonly copies: readonly string[];
  readonly runTests: RunTests;
  readonly tell?: (verdict: Verdict) => void;
}

/** Breaks each rule in a copy and watches whether a test of each of its facts fails. */
export async function runMutants(job: MutantsJob): Promise<Verdict[]> {
  const { mutations, titles, copies, runTests, tell } = job;
  const groups = [...new Set(mutations.flatMap((each) => each.facts.map(groupOf)))];
  const wanted = [...new Set(mutations.flatMap((each) => each.facts))];
  // A test that fails without any mutation shows nothing by failing with one.
  const files = filesNaming(titles, wanted);
  const before =
    files.length > 0
      ? await runTests(copies[0], files, patternFor(wanted), LIMIT_BEFORE_MS)
      : EMPTY_RUN;
  if (before.timedOut) throw new Error('without any mutation: the tests do not come to an end');
  if (before.broken) throw new Error(`without any mutation: ${before.broken}`);
  const red = new Set(
    before.tests.filter((test) => !test.passed).flatMap((test) => idsIn(test.title, groups)),
  );
  const green = new Set(
    before.tests.filter((test) => test.passed).flatMap((test) => idsIn(test.title, groups)),
  );

  const verdicts: Verdict[] = [];
  const waiting = mutations.map((mutation, index) => ({ mutation, index }));
  const work = async (copy: string) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const verdict = await judge(next.mutation, copy);
      verdicts[next.index] = verdict;
      tell?.(verdict);
    }
  };
  await Promise.all(copies.map(work));
  return verdicts;

  async function judge(mutation: Mutation, copy: string): Promise<Verdict> {
    const { facts } = mutation;
    const failing = facts.filter((id) => red.has(id));
    if (failing.length > 0) {
      return { mutation, outcome: 'red', detail: `${failing.join(' ')} fails without it` };
    }
    const untested = facts.filter((id) => !green.has(id));
    if (untested.length > 0) {
      return { mutation, outcome: 'untested', detail: `no test names ${untested.join(' ')}` };
    }
    const path = join(copy, mutation.file);
    const source = readFileSync(path, 'utf8');
    writeFileSync(path, mutate(source, mutation));
    try {
      const run = await runTests(copy, filesNaming(titles, facts), patternFor(facts), LIMIT_MS);
      return { mutation, ...outcomeOf(run, facts, groups) };
    } finally {
      writeFileSync(path, source);
    }
  }
}

const EMPTY_RUN: TestRun = { tests: [], broken: null, timedOut: false };

function outcomeOf(
  run: TestRun,
  facts: readonly string[],
  groups: readonly string[],
): Pick<Verdict, 'outcome' | 'detail'> {
  if (run.timedOut) return { outcome: 'killed', detail: 'the tests did not come to an end' };
  const failed = run.tests.filter((test) => !test.passed).map((test) => test.title);
  const noticed = new Set(failed.flatMap((title) => idsIn(title, groups)));
  const missed = facts.filter((id) => !noticed.has(id));
  if (missed.length === 0) return { outcome: 'killed', detail: failed[0] };
  // Code that no longer loads fails every test, whatever the test looks at.
  if (run.broken) return { outcome: 'broken', detail: run.broken };
  return { outcome: 'survived', detail: `${missed.join(' ')}: all tests still pass` };
}

function filesNaming(titles: readonly Title[], facts: readonly string[]): string[] {
  const files = titles.filter((each) => each.ids.some((id) => facts.includes(id)));
  return [...new Set(files.map((each) => each.file))];
}

function groupOf(id: string): string {
  return id.slice(0, id.lastIndexOf('-'));
}

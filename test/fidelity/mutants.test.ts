import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeCopy, readReport, removeCopy, runVitest } from './copies.ts';
import { mutate, problemsOf, rotate } from './mutation.ts';
import type { Mutation } from './mutation.ts';
import { runMutants } from './runner.ts';
import type { TestRun } from './runner.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A tiny project: one rule, kept in `sim/rule.ts`. */
function tree(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'dialtone-tree-'));
  folders.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const RULE = 'export const least = (a: number, b: number) => (a < b ? a : b);\n';
const mutation = (over: Partial<Mutation> = {}): Mutation => ({
  facts: ['TRN-01'],
  name: 'takes the greater',
  file: 'sim/rule.ts',
  find: 'a < b',
  replace: 'a > b',
  ...over,
});
const title = (...ids: string[]) => ({ file: 'a.test.ts', line: 1, title: ids.join(' '), ids });
const run = (tests: Record<string, boolean>, over: Partial<TestRun> = {}): TestRun => ({
  tests: Object.entries(tests).map(([name, passed]) => ({ title: name, passed })),
  broken: null,
  timedOut: false,
  ...over,
});

describe('a mutation', () => {
  it('is applied only where its text stands exactly once', () => {
    expect(mutate(RULE, mutation())).toContain('a > b ?');
    expect(() => mutate(RULE, mutation({ find: 'nowhere' }))).toThrow('stands 0 times');
    expect(() => mutate(RULE, mutation({ find: 'number' }))).toThrow('stands 2 times');
    expect(() => mutate(RULE, mutation({ find: '' }))).toThrow('stands 0 times');
    expect(() => mutate(RULE, mutation({ replace: 'a < b' }))).toThrow('replaced by itself');
    // `$&` is text, no pattern.
    expect(mutate(RULE, mutation({ replace: '$&' }))).toContain('($& ? a : b)');
  });

  it('is refused with its name when it cannot be tried', () => {
    const root = tree({ 'sim/rule.ts': RULE });
    const wrong = [mutation({ facts: ['TRN-99'] }), mutation({ file: 'sim/no.ts' })];
    expect(problemsOf([mutation()], root, new Set(['TRN-01']))).toEqual([]);
    expect(problemsOf(wrong, root, new Set(['TRN-01']))).toEqual([
      '"takes the greater": no fact TRN-99',
      expect.stringContaining('no such file'),
    ]);
  });

  it('has its turn once in n consecutive remainders of the commit', () => {
    const all = [0, 1, 2, 3, 4];
    const turns = ['00000000', '00000001', '00000002'].map((commit) => rotate(all, 3, commit));
    expect(turns).toEqual([[0, 3], [1, 4], [2]]);
    expect(rotate(all, 1, 'ffffffff')).toEqual(all);
  });
});

describe('the runner', () => {
  /** Judges one mutation by made-up runs: without it, then with it. */
  async function judge(before: TestRun, after: TestRun, over: Partial<Mutation> = {}) {
    const root = tree({ 'sim/rule.ts': RULE });
    const seen: string[] = [];
    const verdicts = await runMutants({
      mutations: [mutation(over)],
      titles: [title('TRN-01'), title('TRN-02')],
      copies: [root],
      runTests: async (copy) => {
        seen.push(readFileSync(join(copy, 'sim/rule.ts'), 'utf8'));
        return seen.length === 1 ? before : after;
      },
    });
    // The first run sees the rule as it is, the second the broken one, and the copy is mended after
    // it.
    expect(seen).toEqual([RULE, RULE.replace('a < b', 'a > b')].slice(0, seen.length));
    expect(readFileSync(join(root, 'sim/rule.ts'), 'utf8')).toBe(RULE);
    return `${verdicts[0].outcome}: ${verdicts[0].detail}`;
  }
  const green = run({ 'TRN-01: a': true, 'TRN-02: b': true });

  it('wants one test of each fact to fail', async () => {
    const red = run({ 'TRN-01: a': false });
    expect(await judge(green, red)).toBe('killed: TRN-01: a');
    expect(await judge(green, run({ 'TRN-01: a': true }))).toContain('survived: TRN-01');
    const two = { facts: ['TRN-01', 'TRN-02'] };
    expect(await judge(green, red, two)).toBe('survived: TRN-02: all tests still pass');
  });

  it('does not take for a failing test what shows nothing', async () => {
    expect(await judge(run({ 'TRN-01: a': false }), green)).toContain('red: TRN-01');
    expect(await judge(run({ 'TRN-02: b': true }), green)).toContain('untested: no test names');
    expect(await judge(green, run({}, { broken: 'syntax' }))).toBe('broken: syntax');
    await expect(judge(run({}, { broken: 'syntax' }), green)).rejects.toThrow('without any');
  });

  it('takes an endless loop for noticed', async () => {
    expect(await judge(green, run({}, { timedOut: true }))).toContain('killed');
  });

  it('shares the mutations among its copies and keeps their order', async () => {
    const roots = [tree({ 'sim/rule.ts': RULE }), tree({ 'sim/rule.ts': RULE })];
    const used = new Set<string>();
    const names = ['a', 'b', 'c', 'd', 'e'];
    const verdicts = await runMutants({
      mutations: names.map((name) => mutation({ name })),
      titles: [title('TRN-01')],
      copies: roots,
      runTests: async (copy) => {
        used.add(copy);
        const broken = readFileSync(join(copy, 'sim/rule.ts'), 'utf8') !== RULE;
        await new Promise((done) => setTimeout(done, 1));
        return run({ 'TRN-01: a': !broken });
      },
    });
    expect(verdicts.map((each) => each.mutation.name)).toEqual(names);
    expect(verdicts.every((each) => each.outcome === 'killed')).toBe(true);
    expect(used.size).toBe(2);
  });

  it('reads from vitest which tests ran, and that a file did not load', () => {
    const assertionResults = [
      { title: 'a', status: 'passed' },
      { title: 'b', status: 'failed' },
      { title: 'c', status: 'skipped' },
    ];
    expect(
      readReport({ testResults: [{ name: 'x', status: 'failed', assertionResults }] }),
    ).toEqual(run({ a: true, b: false }));
    const unloaded = { name: 'y', status: 'failed', message: 'syntax', assertionResults: [] };
    expect(readReport({ testResults: [unloaded] }).broken).toBe('y does not run: syntax');
  });
});

describe('with vitest itself', () => {
  it('a broken rule is noticed in a copy of a project, which stays as it was', async () => {
    const root = tree({
      'sim/rule.ts': RULE,
      'vitest.config.ts': "export default { test: { include: ['test/**/*.test.ts'] } };\n",
      'package.json': '{ "type": "module" }\n',
      'test/rule.test.ts': `
        import { expect, it } from 'vitest';
        import { least } from '../sim/rule.ts';
        it('TRN-01: the least bounds', () => expect(least(1, 2)).toBe(1));
        it('TRN-02: equals are equal', () => expect(least(1, 1)).toBe(1));
        it('fails, but names neither', () => expect(1).toBe(2));
      `,
    });
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'), 'dir');
    const copy = makeCopy(root);
    folders.push(copy);
    const named = (...ids: string[]) => ({ ...title(...ids), file: 'test/rule.test.ts' });
    const verdicts = await runMutants({
      mutations: [mutation(), mutation({ facts: ['TRN-02'] }), mutation({ replace: 'a <' })],
      titles: [named('TRN-01'), named('TRN-02')],
      copies: [copy],
      runTests: runVitest,
    });
    expect(verdicts.map((each) => each.outcome)).toEqual(['killed', 'survived', 'broken']);
    expect(readFileSync(join(root, 'sim/rule.ts'), 'utf8')).toBe(RULE);
    removeCopy(copy);
  });
});

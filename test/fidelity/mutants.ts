/**
 * npm run mutants -- [--rotate n] [--only ID,…] [--list]: breaks each rule; a test of its facts
 * must fail.
 */
import { execFileSync } from 'node:child_process';
import { readOptions } from '../tools/options.ts';
import { readTree } from '../tools/tree.mjs';
import { makeCopy, removeCopy, runVitest } from './copies.ts';
import { problemsOf, rotate } from './mutation.ts';
import type { Mutation } from './mutation.ts';
import { mutations } from './mutations.ts';
import { runMutants } from './runner.ts';
import { claimed } from './scope.ts';
import { readTable } from './table.ts';
import { titlesOf } from './titles.ts';

const AT_A_TIME = 2;

const options = readOptions('mutants', {
  rotate: { type: 'string' },
  only: { type: 'string' },
  list: { type: 'boolean' },
});

process.exitCode = await main();

async function main(): Promise<number> {
  const table = readTable('.');
  const known = new Set(table.flatMap((group) => group.facts.map((fact) => fact.id)));
  const problems = problemsOf(mutations, '.', known);
  for (const problem of problems) console.error(`mutants: ${problem}`);
  if (problems.length > 0) return 1;

  const chosen = choose();
  if (typeof chosen === 'string') {
    console.error(`mutants: ${chosen}`);
    return 2;
  }
  if (mutations.length === 0) console.log('mutants: the table is empty (mutations.ts)');
  if (options.list) {
    for (const { facts, file, name } of chosen) console.log(`${facts.join(' ')}  ${file}: ${name}`);
  }
  const failed = options.list || chosen.length === 0 ? 0 : await tryAll(chosen);

  const mutated = new Set(mutations.flatMap((each) => each.facts));
  const missing = options.only ? [] : claimed.filter((id) => !mutated.has(id));
  if (missing.length > 0) console.error(`mutants: claimed, no mutation: ${missing.join(' ')}`);
  return failed > 0 || missing.length > 0 ? 1 : 0;
}

/** The mutations to try, or what is wrong with the request. */
function choose(): Mutation[] | string {
  const n = Number(options.rotate ?? 1);
  if (!Number.isInteger(n) || n < 1) return `--rotate wants a whole number, not ${options.rotate}`;
  const ids = options.only?.split(',');
  const none = ids?.filter((id) => !mutations.some((each) => each.facts.includes(id))) ?? [];
  if (none.length > 0) return `no mutation of ${none.join(' ')}`;
  const chosen = mutations.filter((each) => !ids || each.facts.some((id) => ids.includes(id)));
  return rotate(chosen, n, n > 1 ? commit() : '0');
}

function commit(): string {
  try {
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
    return execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio }).trim();
  } catch {
    console.log('mutants: no commit to rotate by, so the first part');
    return '0';
  }
}

/** How many mutations were not noticed as they should be. */
async function tryAll(chosen: Mutation[]): Promise<number> {
  const groups = readTable('.').map((each) => each.group);
  const titles = readTree('.', ['test'], /\.test\.ts$/).flatMap((file) =>
    titlesOf(file.path, file.source, groups),
  );
  const copies: string[] = [];
  // Also when interrupted: nothing is left in the temporary directory.
  process.on('exit', () => copies.forEach(removeCopy));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
  while (copies.length < Math.min(AT_A_TIME, chosen.length)) copies.push(makeCopy('.'));

  const verdicts = await runMutants({
    mutations: chosen,
    titles,
    copies,
    runTests: runVitest,
    tell: ({ mutation, outcome, detail }) => {
      const line = `${outcome.padEnd(8)} ${mutation.facts.join(' ')}: ${mutation.name}`;
      if (outcome === 'killed') console.log(line);
      else console.error(`${line}\n         ${mutation.file}: ${detail}`);
    },
  });
  const failed = verdicts.filter((verdict) => verdict.outcome !== 'killed').length;
  console.log(`mutants: ${verdicts.length - failed} of ${verdicts.length} noticed`);
  return failed;
}

/** Checkers are worth what they notice: each has a way to break the model that it is there for. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mutate, rotate } from '../fidelity/mutation.ts';
import { breakages } from './breakages.ts';
import { prove } from './proof.ts';

const CHECKERS = [
  ...['ledger', 'recount', 'recoverable', 'truncation', 'replay', 'checkpoint', 'resources'],
  ...['media', 'folders', 'calm', 'sameness', 'hidden'],
];
/** So many commits see all of them. */
const TURNS = 10;
/** Seeds that are tried: the one of the table, and a few more where the generator has learnt something since. */
const SEEDS = 8;

const commit = (): string => {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return '0';
  }
};

describe('a breakage of the model', () => {
  it('is there for every checker, and breaks what stands in the source', () => {
    expect([...new Set(breakages.map(({ checker }) => checker))].sort()).toEqual(CHECKERS.sort());
    for (const each of breakages) {
      const source = readFileSync(each.file, 'utf8');
      expect(mutate(source, { ...each, facts: [] }), each.name).not.toBe(source);
    }
  });

  for (const each of rotate(breakages, TURNS, commit()))
    it(`is noticed by ${each.checker}: ${each.name} (npm run fuzz:prove -- --only ${each.checker})`, async () => {
      expect(await prove(each, SEEDS)).not.toBeNull();
    }, 60_000);
});

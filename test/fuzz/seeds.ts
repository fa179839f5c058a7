/** What one seed comes to, as plain data that travels between processes. */
import { textOf } from './draft.ts';
import { generate } from './generate.ts';
import { judge, type Verdict } from './judge.ts';

/** Every so many seeds the comparisons are made, which cost as much as the rest. */
const COMPARED = 4;

export interface SeedResult extends Verdict {
  readonly seed: number;
  readonly on: readonly string[];
}

export const isCompared = (seed: number): boolean => seed % COMPARED === 0;

export function runSeed(seed: number): SeedResult {
  const { document, on } = generate(seed);
  return { seed, on, ...judge(textOf(document), { sameness: isCompared(seed) }) };
}

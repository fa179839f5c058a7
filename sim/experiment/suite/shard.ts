/** Which scenarios of a suite belong to which shard: the same for everybody, and about the same work for each. */
import { WEEK } from '../../engine/clock.ts';
import { strategiesFor } from './cases.ts';
import type { SuiteFile } from './cases.ts';

/** Shard `index` (from 1) of `count`. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** A guess at the work of a file, from what it asks alone: group-weeks to simulate. */
export function workOf(file: SuiteFile): number {
  if (file.scenario === null) return 0;
  const { replications, strategies, horizonMs, warmupMs } = file.scenario;
  const names = strategiesFor(file.scenario, file.cases);
  const groups = strategies
    .filter(({ name }) => names.includes(name))
    .reduce((sum, { plan }) => sum + 1 + plan.groups.length, 0);
  return Math.ceil((groups * replications * (horizonMs + warmupMs)) / WEEK);
}

/** The shard of every file, from 1: the most work first, each to the shard that has the least so far. */
export function shardsOf(works: readonly number[], count: number): number[] {
  const loads = new Array<number>(count).fill(0);
  const files = new Array<number>(count).fill(0);
  const shards = new Array<number>(works.length).fill(1);
  for (const index of byWork(works)) {
    let least = 0;
    for (let shard = 1; shard < count; shard++) {
      const lighter = loads[shard] - loads[least] || files[shard] - files[least];
      if (lighter < 0) least = shard;
    }
    shards[index] = least + 1;
    loads[least] += works[index];
    files[least]++;
  }
  return shards;
}

/** Places of the files, the one with the most work first. */
export function byWork(works: readonly number[]): number[] {
  return works.map((_, index) => index).sort((a, b) => works[b] - works[a] || a - b);
}

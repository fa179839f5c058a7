import { describe, expect, it } from 'vitest';
import { runSeed } from './seeds.ts';
import { seedOfCommit } from './today.ts';

/** Scenarios of one test: enough that a message tells of a few seconds, not of a minute. */
const TOGETHER = 5;

/**
 * Whether the slice is another one at every commit: not as long as one seed of a hundred still fails, since nobody's commit is
 * to be red for another's bug.
 */
const FOLLOWS_COMMIT: boolean = false;
const FIRST = FOLLOWS_COMMIT ? seedOfCommit() : 700_400;

/** Some scenarios, each under every checker; another part in another file, so that both cores work. */
export function runSlice(part: number, count: number): void {
  const first = FIRST + part * count;
  describe(`random organizations, seeds ${first} to ${first + count - 1}`, () => {
    for (let from = first; from < first + count; from += TOGETHER) {
      it(`keep every promise (npm run fuzz -- --seed ${from} --count ${TOGETHER})`, () => {
        for (let seed = from; seed < from + TOGETHER; seed++)
          expect(runSeed(seed).failures, `seed ${seed}`).toEqual([]);
      });
    }
  });
}

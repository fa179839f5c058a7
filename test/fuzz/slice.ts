import { describe, expect, it } from 'vitest';
import { runSeed } from './seeds.ts';

/** Scenarios of one test: enough that a message tells of a few seconds, not of a minute. */
const TOGETHER = 5;

/** The same at every commit, so that the suite is one thing; a check of a change draws others beside it (`seedOfCommit`). */
const FIRST = 700_400;

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

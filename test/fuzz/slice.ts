import { describe, expect, it } from 'vitest';
import { runSeed } from './seeds.ts';

/** Scenarios of one test: enough that a message tells of a few seconds, not of a minute. */
const TOGETHER = 10;

/** Fixed, not of the commit, as long as one seed in some hundred still fails: nobody's commit is red for another's bug. */
const FIRST = 7000;

/** Some scenarios, each under every checker; another part in another file, so that both cores work. */
export function runSlice(part: number, count: number): void {
  const first = FIRST + part * count;
  describe(`random organizations, seeds ${first} to ${first + count - 1}`, () => {
    for (let from = first; from < first + count; from += TOGETHER) {
      it(`keep every promise (npm run fuzz -- --settled --seed ${from} --count ${TOGETHER})`, () => {
        for (let seed = from; seed < from + TOGETHER; seed++)
          expect(runSeed(seed, true).failures, `seed ${seed}`).toEqual([]);
      });
    }
  });
}

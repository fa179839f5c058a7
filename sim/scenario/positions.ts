import type { ClockPlan } from '../org/plan.ts';
import { WEEK } from '../engine/clock.ts';
import type { Draft } from './plan.ts';
import type { Reporter } from './problem.ts';
import { weeklyLogBytes } from './unwise.ts';

/** Log bytes over message bytes at most: content that stands in a database was written through its logs once. */
const CONTENT_FACTOR = 16;

/**
 * A position in a log stream is a whole number of bytes since its begin, content before the warm-up included. It must
 * stay exact, so it may not reach 2^53: asserted here, before anything runs.
 */
export function checkPositions(draft: Draft, clock: ClockPlan, reporter: Reporter): void {
  const weeks = (clock.latest - clock.warmupStart) / WEEK + 1;
  for (const group of draft.groups) {
    let bytes = 0;
    for (const id of group.databases) {
      const database = draft.databases[id];
      bytes += weeks * weeklyLogBytes(database, draft.figures.workload.weekendShare);
      bytes += CONTENT_FACTOR * database.sizeBytes;
    }
    if (bytes < Number.MAX_SAFE_INTEGER) continue;
    reporter.error(['organization', ...group.path.split('/')], {
      message: 'writes more log bytes than can be counted exactly (2^53)',
      expected: 'fewer mailboxes, a smaller size or a shorter horizon',
    });
  }
}

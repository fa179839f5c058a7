import { DAY, WEEK } from '../engine/clock.ts';
import type { Plan } from '../org/plan.ts';

/**
 * The longest unbroken backup window of the plans, in milliseconds: two losses that differ by less come from the same
 * night. A day where jobs may run at any time.
 */
export function backupWindowMs(...plans: readonly Plan[]): number {
  let longest = 0;
  for (const plan of plans) {
    for (const { window } of plan.jobs) longest = Math.max(longest, longestSpan(window));
  }
  return Math.min(longest, DAY);
}

function longestSpan(spans: readonly number[]): number {
  let longest = 0;
  for (let i = 0; i < spans.length; i += 2) longest = Math.max(longest, spans[i + 1] - spans[i]);
  const last = spans.length - 1;
  // A window over Sunday midnight is stored in two pieces.
  const wraps = last > 0 && spans[0] === 0 && spans[last] === WEEK;
  return wraps ? Math.max(longest, spans[1] + WEEK - spans[last - 1]) : longest;
}

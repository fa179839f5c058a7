/** How many failures to expect of a place whose parts are replaced when they fail. */
import { survival } from '../engine/lives.ts';
import { meanOf, type Law } from '../engine/laws.ts';
import type { Ms } from '../engine/types.ts';

const STEPS = 400;

/**
 * Expected failures within a span, where the first part has an age already and each further one begins its life at the
 * failure of the one before: the renewal equation, stepped through; exact for exponential lives.
 */
export function expectedFailures(law: Law, ageMs: Ms, spanMs: Ms): number {
  if (law.type === 'exponential') return spanMs / meanOf(law);
  const born = (step: number): number => 1 - survival(law, (step * spanMs) / STEPS);
  const reached = survival(law, ageMs);
  const aged = (step: number): number =>
    1 - survival(law, ageMs + (step * spanMs) / STEPS) / reached;
  const fresh = Array.from({ length: STEPS + 1 }, (_, i) => born(i));
  const renewed: number[] = [0];
  for (let n = 1; n <= STEPS; n++) renewed.push(convolved(fresh, renewed, n));
  const first = Array.from({ length: STEPS + 1 }, (_, i) => aged(i));
  return convolved(first, renewed, STEPS);
}

/** F(n) plus the integral of M(n - x) over dF(x), M taken in the middle of each step. */
function convolved(first: readonly number[], renewed: readonly number[], n: number): number {
  let sum = first[n];
  for (let k = 1; k <= n; k++) {
    // At k = 1 the upper end is the value that is sought: the lower one stands in for it.
    const middle = ((renewed[n - k + 1] ?? renewed[n - k]) + renewed[n - k]) / 2;
    sum += middle * (first[k] - first[k - 1]);
  }
  return sum;
}

/**
 * Times of which some still run when the simulation ends: the product-limit estimate (Kaplan and Meier, Journal of the
 * American Statistical Association 53, 1958) with Greenwood's variance (1926) on the log(-log) scale, which keeps the
 * band inside 0 and 1, and intervals of quantiles where that band crosses (Brookmeyer and Crowley, Biometrics 38, 1982).
 */
import { normalQuantile } from '../../engine/special.ts';
import type { Interval } from './poisson.ts';

/** One value with the vote it has. Censored: the true value is at least this. */
export interface Vote {
  readonly value: number;
  readonly weight: number;
  readonly censored: boolean;
}

/** What holds from one value that was reached until the next. */
export interface Step {
  readonly value: number;
  /** The share that takes longer. */
  readonly survival: number;
  /** Greenwood's sum: the variance of the logarithm of `survival`; infinite once nobody is left. */
  readonly variance: number;
}

/** The curve: one step for each different value that was reached, in order. */
export function kaplanMeier(votes: readonly Vote[]): readonly Step[] {
  // At one instant, what ended counts before what is still running.
  const sorted = [...votes].sort(
    (a, b) => a.value - b.value || Number(a.censored) - Number(b.censored),
  );
  let atRisk = sorted.reduce((sum, vote) => sum + vote.weight, 0);
  let survival = 1;
  let variance = 0;
  const steps: Step[] = [];
  for (const { value, weight, censored } of sorted) {
    if (!censored) {
      // Rounding may leave a sliver of a vote at risk after the last one.
      const left = atRisk - weight > 1e-9 ? atRisk - weight : 0;
      survival *= left / atRisk;
      variance += left === 0 ? Infinity : weight / (atRisk * left);
      if (steps.at(-1)?.value === value) steps.pop();
      steps.push({ value, survival, variance });
    }
    atRisk -= weight;
  }
  return steps;
}

/** The band of the curve at one step; null where the variance says nothing, since nobody is left. */
export function survivalBand({ survival, variance }: Step, level = 0.95): Interval | null {
  if (survival <= 0) return null;
  const log = Math.log(survival);
  const width = normalQuantile(1 - (1 - level) / 2) * (Math.sqrt(variance) / -log);
  return [Math.exp(log * Math.exp(width)), Math.exp(log * Math.exp(-width))];
}

/** The smallest value by which a share of the votes is over; null beyond the last one that ended. */
export function quantileAt(steps: readonly Step[], share: number): number | null {
  // A share of 19 / 20 in steps of 1 / 20 must hit the 19th value in spite of rounding.
  const left = 1 - share + 1e-9;
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle].survival <= left) high = middle;
    else low = middle + 1;
  }
  return low < steps.length ? steps[low].value : null;
}

/** Where the band of the curve crosses a quantile; an end that it never crosses is null. */
export function crossings(
  steps: readonly Step[],
  share: number,
  level = 0.95,
): readonly [number | null, number | null] {
  const left = 1 - share;
  let low: number | null = null;
  for (const step of steps) {
    const band = survivalBand(step, level);
    if (low === null && (band === null || band[0] <= left)) low = step.value;
    if (band !== null && band[1] < left) return [low, step.value];
  }
  return [low, null];
}

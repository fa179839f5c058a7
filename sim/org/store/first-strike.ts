/** The first of strikes at known rates, given that nothing has come of it for as long as it has been there. */
import type { Ms } from '../../engine/types.ts';

/** A stretch of time with strikes at a constant rate per millisecond. */
export interface Stretch {
  readonly from: Ms;
  readonly to: Ms;
  readonly rate: number;
}

/**
 * When the first strike fell, or null for none at all: given that it was not noticed until `now`, which from the first
 * strike on happens at rate `noticed` per millisecond. By Bayes: none has weight exp(-all rates), one at s the weight
 * rate * exp(-rates before s) * exp(-noticed * (now - s)). Two deviates: whether and in which stretch, and where in it.
 * The stretches follow one another.
 */
export function drawFirst(
  stretches: readonly Stretch[],
  noticed: number,
  now: Ms,
  u: number,
  where: number,
): Ms | null {
  let before = 0;
  const weights = stretches.map(({ from, to, rate }) => {
    const ms = to - from;
    const weight = rate * Math.exp(-before - noticed * (now - to)) * mass(rate, noticed, ms);
    before += rate * ms;
    return weight;
  });
  const none = Math.exp(-before);
  const all = weights.reduce((sum, weight) => sum + weight, none);
  let left = u * all;
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i];
    if (left >= 0) continue;
    const { from, to, rate } = stretches[i];
    return from + Math.floor(placeIn(noticed - rate, to - from, where));
  }
  return null;
}

/** The integral over a stretch of exp(-rate * s) * exp(-noticed * (ms - s)). */
function mass(rate: number, noticed: number, ms: number): number {
  const difference = (noticed - rate) * ms;
  if (Math.abs(difference) < 1e-9) return ms * Math.exp(-rate * ms);
  return (Math.exp(-rate * ms) - Math.exp(-noticed * ms)) / (noticed - rate);
}

/** Where in a stretch something lies whose density grows like exp(slope * s), by inversion. */
function placeIn(slope: number, ms: number, u: number): number {
  if (Math.abs(slope * ms) < 1e-9) return u * ms;
  if (slope < 0) return Math.log1p(u * Math.expm1(slope * ms)) / slope;
  return ms + Math.log(u + (1 - u) * Math.exp(-slope * ms)) / slope;
}

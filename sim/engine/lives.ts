/** What a law says of something that has lived for a while already: how likely it got there, how long it still has. */
import { quantile, type Law } from './laws.ts';

const ALMOST_ONE = 0.9999999999999999;

/** Probability that a life by this law is longer than `ms`. */
export function survival(law: Law, ms: number): number {
  if (ms <= 0) return 1;
  switch (law.type) {
    case 'constant':
      return law.value > ms ? 1 : 0;
    case 'exponential':
      return Math.exp(-ms / law.mean);
    case 'weibull':
      return Math.exp(-hazardOf(law.shape, law.scale, ms));
    case 'uniform':
      return law.to > ms ? Math.min(1, (law.to - ms) / (law.to - law.from)) : 0;
    case 'trace':
      return law.values.filter((value) => value > ms).length / law.values.length;
    case 'lognormal':
      return 1 - shareBelow(law, ms);
  }
}

/** A Weibull law's hazard, summed up from birth to an age. */
function hazardOf(shape: number, scale: number, ms: number): number {
  return ms <= 0 ? 0 : Math.exp(shape * Math.log(ms / scale));
}

/** The u whose quantile is `ms`, by halving: for laws without a closed form of their distribution. */
function shareBelow(law: Law, ms: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 53; i++) {
    const middle = (low + high) / 2;
    if (quantile(law, middle) <= ms) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * Time that is left to something of a given age, conditional on its having reached it, by inversion of one deviate
 * 0 < u < 1: at age 0 the same as `quantile`. Null where nothing lives to that age by this law.
 */
export function residualLife(law: Law, ageMs: number, u: number): number | null {
  if (ageMs <= 0 || law.type === 'exponential') return quantile(law, u);
  if (law.type === 'weibull') {
    const until = hazardOf(law.shape, law.scale, ageMs) - Math.log1p(-u);
    return Math.max(0, law.scale * Math.exp(Math.log(until) / law.shape) - ageMs);
  }
  const reached = survival(law, ageMs);
  if (reached <= 0) return null;
  const share = Math.min(ALMOST_ONE, 1 - reached * (1 - u));
  return Math.max(0, quantile(law, share) - ageMs);
}

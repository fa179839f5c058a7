import { EngineError, show } from './errors.ts';
import { logGamma, normalQuantile } from './special.ts';

/**
 * A law of chance as a scenario writes it. Durations are in milliseconds unless the parameter says
 * otherwise.
 */
export type Law =
  | { readonly type: 'constant'; readonly value: number }
  | { readonly type: 'exponential'; readonly mean: number }
  | { readonly type: 'weibull'; readonly shape: number; readonly scale: number }
  | { readonly type: 'lognormal'; readonly median: number; readonly mean: number }
  | { readonly type: 'uniform'; readonly from: number; readonly to: number }
  | { readonly type: 'trace'; readonly values: readonly number[] };

/**
 * Sorted copies of traces, so that a quantile rises with u whatever the order they were measured
 * in.
 */
const sortedTraces = new WeakMap<readonly number[], readonly number[]>();

/**
 * The value that the law stays below with probability u, 0 < u < 1: a draw by inversion, so one
 * deviate gives one value, and a larger deviate never a smaller value. Powers go through exp and
 * log, which agree on every machine.
 */
export function quantile(law: Law, u: number): number {
  if (!(u > 0 && u < 1)) refuse(`u must lie between 0 and 1, not ${show(u)}`);
  switch (law.type) {
    case 'constant':
      return law.value;
    case 'exponential':
      return -law.mean * Math.log1p(-u);
    case 'weibull':
      return law.scale * Math.exp(Math.log(-Math.log1p(-u)) / law.shape);
    case 'lognormal':
      return law.median * Math.exp(sigmaOf(law.median, law.mean) * normalQuantile(u));
    case 'uniform':
      return law.from + (law.to - law.from) * u;
    case 'trace':
      return traceQuantile(law.values, u);
    default:
      return assertUnreachable(law);
  }
}

/** The expectation of a law. */
export function meanOf(law: Law): number {
  switch (law.type) {
    case 'constant':
      return law.value;
    case 'exponential':
    case 'lognormal':
      return law.mean;
    case 'weibull':
      return law.scale * Math.exp(logGamma(1 + 1 / law.shape));
    case 'uniform':
      return (law.from + law.to) / 2;
    case 'trace':
      return law.values.reduce((sum, value) => sum + value, 0) / law.values.length;
    default:
      return assertUnreachable(law);
  }
}

/**
 * What is wrong with a law, in words that name the parameter and its value; null when nothing is.
 */
export function validateLaw(law: Law): string | null {
  switch (law.type) {
    case 'constant':
      return atLeast('value', law.value, 0);
    case 'exponential':
      return above('mean', law.mean, 0);
    case 'weibull':
      return above('shape', law.shape, 0) ?? above('scale', law.scale, 0);
    case 'lognormal':
      return above('median', law.median, 0) ?? atLeast('mean', law.mean, law.median);
    case 'uniform':
      return atLeast('from', law.from, 0) ?? atLeast('to', law.to, law.from);
    case 'trace':
      if (law.values.length === 0) return 'values must not be empty';
      for (let i = 0; i < law.values.length; i++) {
        const fault = atLeast(`values[${i}]`, law.values[i], 0);
        if (fault !== null) return fault;
      }
      return null;
    default:
      return assertUnreachable(law);
  }
}

/**
 * Number of trials up to and including the first success, at least 1, with the given mean (>= 1).
 * Throws EngineError for a smaller mean.
 */
export function geometric(mean: number, u: number): number {
  if (!(mean >= 1 && mean < Infinity)) refuse(`mean must be 1 or more, not ${show(mean)}`);
  if (!(u > 0 && u < 1)) refuse(`u must lie between 0 and 1, not ${show(u)}`);
  if (mean === 1) return 1;
  return Math.max(1, Math.ceil(Math.log1p(-u) / Math.log1p(-1 / mean)));
}

/** The standard deviation of the logarithm; a mean equal to the median leaves no spread. */
function sigmaOf(median: number, mean: number): number {
  return Math.sqrt(2 * Math.log(mean / median));
}

function traceQuantile(values: readonly number[], u: number): number {
  let sorted = sortedTraces.get(values);
  if (sorted === undefined) {
    if (values.length === 0) refuse('values must not be empty');
    sorted = [...values].sort((a, b) => a - b);
    sortedTraces.set(values, sorted);
  }
  return sorted[Math.floor(u * sorted.length)];
}

function above(name: string, value: number, bound: number): string | null {
  if (Number.isFinite(value) && value > bound) return null;
  return `${name} must be a number above ${bound}, not ${show(value)}`;
}

function atLeast(name: string, value: number, bound: number): string | null {
  if (Number.isFinite(value) && value >= bound) return null;
  return `${name} must be a number of at least ${bound}, not ${show(value)}`;
}

function refuse(message: string): never {
  throw new EngineError('bad-argument', message);
}

function assertUnreachable(law: never): never {
  throw new EngineError('bad-argument', `unknown law ${show(law)}`);
}

/**
 * The incomplete gamma and beta functions and their inverses, from sums, products, log and exp alone (V8's pow differs
 * between versions). Series and continued fractions after Abramowitz and Stegun, 6.5.29, 6.5.31 and 26.5.8; Lentz'
 * method evaluates the fractions from the front.
 */
import { logGamma as logGammaFromOne } from '../../engine/special.ts';

const TINY = 1e-300;
const CLOSE = 1e-15;
const MOST_TERMS = 100_000;

/** The logarithm of the gamma function for x > 0: the engine's begins at 1, and gamma(x) = gamma(x + 1) / x. */
export function logGamma(x: number): number {
  return x >= 1 ? logGammaFromOne(x) : logGammaFromOne(x + 1) - Math.log(x);
}

/** The share of a gamma law of the given shape (> 0) and scale 1 that lies below x: P(shape, x). */
export function gammaBelow(shape: number, x: number): number {
  if (x <= 0) return 0;
  if (x === Infinity) return 1;
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape));
  return x < shape + 1 ? front * gammaSeries(shape, x) : 1 - front * gammaFraction(shape, x);
}

function gammaSeries(shape: number, x: number): number {
  let term = 1 / shape;
  let sum = term;
  for (let n = 1; n < MOST_TERMS; n++) {
    term *= x / (shape + n);
    sum += term;
    if (term < sum * CLOSE) break;
  }
  return sum;
}

function gammaFraction(shape: number, x: number): number {
  let b = x + 1 - shape;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < MOST_TERMS; n++) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / away(a * d + b);
    c = away(b + a / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < CLOSE) break;
  }
  return h;
}

/** The share of a beta law (both parameters > 0) that lies below x: I_x(a, b). */
export function betaBelow(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const logs = a * Math.log(x) + b * Math.log1p(-x);
  const front = Math.exp(logs + logGamma(a + b) - logGamma(a) - logGamma(b));
  // The fraction converges fast only below the mean; the mirror image serves the rest.
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(a, b, x)) / a;
  return 1 - (front * betaFraction(b, a, 1 - x)) / b;
}

function betaFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < CLOSE) break;
  }
  return h;
}

function away(x: number): number {
  return Math.abs(x) < TINY ? TINY : x;
}

/** The x below which a gamma law has probability p, 0 < p < 1. */
export function gammaQuantile(shape: number, p: number): number {
  let high = shape + 1;
  while (gammaBelow(shape, high) < p) high *= 2;
  return bisect(0, high, (x) => gammaBelow(shape, x) < p);
}

/** The x below which a beta law has probability p, 0 < p < 1. */
export function betaQuantile(a: number, b: number, p: number): number {
  return bisect(0, 1, (x) => betaBelow(a, b, x) < p);
}

/** Halves [low, high] until no double lies between: the place where `below` turns from true to false. */
export function bisect(low: number, high: number, below: (x: number) => boolean): number {
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (below(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

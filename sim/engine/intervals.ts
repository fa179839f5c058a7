/**
 * Sets of numbers as half-open intervals: a flat array [from, to, from, to, ...], sorted, disjoint
 * and not touching, so that equal sets are equal arrays. Every function returns a fresh array and
 * leaves its arguments as they were.
 */
export type IntervalSet = readonly number[];

/** Whether a set holds nothing. */
export function isEmpty(set: IntervalSet): boolean {
  return set.length === 0;
}

/** Whether two sets hold the same numbers. */
export function equal(a: IntervalSet, b: IntervalSet): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Whether x lies in the set, by bisection. */
export function contains(set: IntervalSet, x: number): boolean {
  return (boundariesUpTo(set, x) & 1) === 1;
}

/** How many boundaries are <= x; odd means that x is inside. */
function boundariesUpTo(set: IntervalSet, x: number): number {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (set[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The total length, or the total of any additive `length` of an interval (messages, bytes). */
export function measure(set: IntervalSet, length?: (from: number, to: number) => number): number {
  let sum = 0;
  for (let i = 0; i < set.length; i += 2) {
    sum += length === undefined ? set[i + 1] - set[i] : length(set[i], set[i + 1]);
  }
  return sum;
}

/**
 * A set from pairs in any order: they may overlap or touch, and empty or reversed ones are dropped.
 */
export function normalise(pairs: readonly number[]): number[] {
  const starts: number[] = [];
  for (let i = 0; i + 1 < pairs.length; i += 2) if (pairs[i] < pairs[i + 1]) starts.push(i);
  starts.sort((i, j) => pairs[i] - pairs[j] || pairs[i + 1] - pairs[j + 1]);
  const out: number[] = [];
  for (const i of starts) append(out, pairs[i], pairs[i + 1]);
  return out;
}

/** Adds an interval that begins no earlier than the last one, joining the two when they meet. */
function append(out: number[], from: number, to: number): void {
  const last = out.length - 1;
  if (last >= 0 && from <= out[last]) {
    if (to > out[last]) out[last] = to;
    return;
  }
  out.push(from, to);
}

/** What is in either set. */
export function union(a: IntervalSet, b: IntervalSet): number[] {
  if (b.length === 0) return a.slice();
  if (a.length === 0) return b.slice();
  if (a[a.length - 1] < b[0]) return a.concat(b);
  if (b[b.length - 1] < a[0]) return b.concat(a);
  const out: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (j >= b.length || (i < a.length && a[i] <= b[j])) {
      append(out, a[i], a[i + 1]);
      i += 2;
    } else {
      append(out, b[j], b[j + 1]);
      j += 2;
    }
  }
  return out;
}

/** What is in both sets. */
export function intersect(a: IntervalSet, b: IntervalSet): number[] {
  if (a.length === 0 || b.length === 0) return [];
  if (b.length === 2) return clip(a, b[0], b[1]);
  if (a.length === 2) return clip(b, a[0], a[1]);
  const out: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const from = Math.max(a[i], b[j]);
    const to = Math.min(a[i + 1], b[j + 1]);
    if (from < to) out.push(from, to);
    if (a[i + 1] < b[j + 1]) i += 2;
    else j += 2;
  }
  return out;
}

/** What is in the set and in [from, to). */
export function clip(set: IntervalSet, from: number, to: number): number[] {
  const out: number[] = [];
  if (!(from < to)) return out;
  // Start at the interval that holds `from`, or else at the first one after it.
  const start = boundariesUpTo(set, from) & ~1;
  for (let i = start; i < set.length && set[i] < to; i += 2) {
    out.push(Math.max(set[i], from), Math.min(set[i + 1], to));
  }
  return out;
}

/** What is in `a` but not in `b`. */
export function subtract(a: IntervalSet, b: IntervalSet): number[] {
  if (a.length === 0) return [];
  if (b.length === 0 || b[b.length - 1] <= a[0] || a[a.length - 1] <= b[0]) return a.slice();
  const out: number[] = [];
  let j = 0;
  for (let i = 0; i < a.length; i += 2) {
    let from = a[i];
    const to = a[i + 1];
    while (j < b.length && b[j + 1] <= from) j += 2;
    // The cut that reaches past `to` is kept for the next interval of `a`.
    for (let k = j; k < b.length && b[k] < to; k += 2) {
      if (b[k] > from) out.push(from, b[k]);
      if (b[k + 1] > from) from = b[k + 1];
    }
    if (from < to) out.push(from, to);
  }
  return out;
}

/** What is in [from, to) but not in the set. */
export function complementWithin(set: IntervalSet, from: number, to: number): number[] {
  return from < to ? subtract([from, to], set) : [];
}

/**
 * Lengths of time counted in buckets that grow by half a percent: a year has thousands of backup procedures, and their
 * quantiles must not need all of them in memory. A bucket is a whole number; its value is off by a quarter percent at most.
 */
const GROWTH = Math.log(1.005);

export function bucketOf(ms: number): number {
  return ms <= 1 ? 0 : Math.round(Math.log(ms) / GROWTH);
}

/** The middle of a bucket, in whole milliseconds. */
export function valueOf(bucket: number): number {
  return Math.round(Math.exp(bucket * GROWTH));
}

/** Counts by bucket, as plain data. */
export type Histogram = Record<string, number>;

export function tally(histogram: Histogram, ms: number): void {
  const bucket = bucketOf(ms);
  histogram[bucket] = (histogram[bucket] ?? 0) + 1;
}

/** Pairs of bucket and count, by bucket. */
export function pairsOf(histogram: Histogram): number[] {
  const buckets = Object.keys(histogram).map(Number);
  buckets.sort((a, b) => a - b);
  return buckets.flatMap((bucket) => [bucket, histogram[bucket]]);
}

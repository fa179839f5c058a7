/** Resampling of whole replications, by keyed draws: the same seed gives the same intervals everywhere. */
import { uniform } from '../../engine/draw.ts';
import type { Interval } from './poisson.ts';

export const RESAMPLES = 2000;

/** Beyond this many replications they are drawn in blocks of neighbours, which keeps memory flat. */
const MOST_BLOCKS = 2000;

/** How often each block of replications was drawn, resample after resample: RESAMPLES × blocks counts, flat. */
export interface Resamples {
  readonly blocks: number;
  readonly times: Uint16Array;
}

/** Draws the resamples once; every difference of one run shares them. */
export function drawResamples(seed: number, replications: number): Resamples {
  const blocks = Math.min(replications, MOST_BLOCKS);
  const times = new Uint16Array(RESAMPLES * blocks);
  for (let resample = 0; resample < RESAMPLES; resample++) {
    const base = resample * blocks;
    for (let i = 0; i < blocks; i++) {
      const u = uniform(seed, i, 'experiment/bootstrap', 'resample', resample);
      times[base + Math.floor(u * blocks)]++;
    }
  }
  return { blocks, times };
}

export interface Bootstrapped {
  readonly ci95: Interval;
  /** Two-sided probability, under resampling, that the sign is wrong; at least 1 / (RESAMPLES + 1). */
  readonly p: number;
}

/**
 * The percentile interval of a ratio of sums over replications (a mean over pairs: sum of differences ÷ pairs). Null
 * where some resample is empty too often to say anything: fewer than two replications have anything.
 */
export function bootstrapRatio(
  resamples: Resamples,
  sums: readonly number[],
  counts: readonly number[],
): Bootstrapped | null {
  const sumOf = fold(sums, resamples.blocks);
  const countOf = fold(counts, resamples.blocks);
  const active: number[] = [];
  for (let i = 0; i < countOf.length; i++) if (countOf[i] > 0) active.push(i);
  if (active.length < 2) return null;
  const ratios: number[] = [];
  let below = 0;
  let above = 0;
  for (let resample = 0; resample < RESAMPLES; resample++) {
    const base = resample * resamples.blocks;
    let sum = 0;
    let count = 0;
    for (const i of active) {
      const times = resamples.times[base + i];
      sum += times * sumOf[i];
      count += times * countOf[i];
    }
    if (count === 0) continue;
    ratios.push(sum / count);
    if (sum <= 0) below++;
    if (sum >= 0) above++;
  }
  ratios.sort((a, b) => a - b);
  const last = ratios.length - 1;
  return {
    ci95: [ratios[Math.floor(last * 0.025)], ratios[Math.ceil(last * 0.975)]],
    p: Math.min(1, (2 * (Math.min(below, above) + 1)) / (ratios.length + 1)),
  };
}

/** Sums of neighbours, so that there are as many values as blocks. */
function fold(values: readonly number[], blocks: number): readonly number[] {
  if (values.length === blocks) return values;
  const folded = new Array<number>(blocks).fill(0);
  values.forEach((value, i) => (folded[Math.floor((i * blocks) / values.length)] += value));
  return folded;
}

/**
 * Adjusted probabilities for several comparisons at once (Holm, Scandinavian Journal of Statistics 6, 1979), in the
 * order given: each may be held against the level as if it were alone.
 */
export function holm(probabilities: readonly number[]): number[] {
  const order = probabilities.map((_, i) => i);
  order.sort((i, j) => probabilities[i] - probabilities[j] || i - j);
  const adjusted = new Array<number>(probabilities.length).fill(1);
  let running = 0;
  order.forEach((index, rank) => {
    running = Math.max(running, probabilities[index] * (order.length - rank));
    adjusted[index] = Math.min(1, running);
  });
  return adjusted;
}

/** How many independent, equal observations weighted ones in clusters are worth. */
import { normalQuantile } from '../../engine/special.ts';
import { clopperPearson } from './binomial.ts';
import { freedomOf, varianceOf } from './clusters.ts';
import type { Interval } from './poisson.ts';
import { studentQuantile } from './student.ts';

/** Kish's number (Survey Sampling, 1965): what unequal weights leave of so many observations. */
export function kish(weights: readonly number[]): number {
  let sum = 0;
  let squares = 0;
  for (const weight of weights) {
    sum += weight;
    squares += weight * weight;
  }
  return squares === 0 ? 0 : (sum * sum) / squares;
}

/** One observation (an injection): its weight, its base run, and the part of it that counts as a success. */
export interface Weighed {
  readonly replication: number;
  readonly weight: number;
  readonly success: number;
}

export interface EffectiveShare {
  readonly share: number;
  readonly effective: number;
  /** Kish's number of the observations, whatever the share. */
  readonly kish: number;
}

/** From so many observations on both sides on, what base runs differ by says how sure a share is. */
const BOTH_SIDES = 15;
/** Nothing is worth more: an interval as narrow as this is none. */
const MOST_WORTH = 1e6;

/**
 * A share with the number of independent trials that it is worth: as many as make a binomial vary like the base runs do
 * (Korn and Graubard, Survey Methodology 24, 1998), fewer where few base runs say how they vary. Where nearly all lie on
 * one side, no more than Kish's number, since what was never seen does not vary. Parts whose probabilities are known
 * (worlds of one injection) make a share surer than its number of injections would.
 */
export function effectiveShare(
  trials: readonly Weighed[],
  phases: readonly number[],
): EffectiveShare | null {
  const total = trials.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return null;
  const share = trials.reduce((sum, each) => sum + each.weight * each.success, 0) / total;
  const number = kish(trials.map(({ weight }) => weight));
  const moves = new Array<number>(phases.length).fill(0);
  for (const { replication, weight, success } of trials) {
    moves[replication] += (weight * (success - share)) / total;
  }
  const freedom = freedomOf({ moves, phases });
  if (freedom < 1) return { share, effective: 0, kish: number };
  const variance = varianceOf({ moves, phases });
  const unsure = normalQuantile(0.975) / studentQuantile(freedom, 0.975);
  const some = trials.filter(({ success }) => success > 0).length;
  const without = trials.filter(({ success }) => success < 1).length;
  const most = Math.min(some, without) >= BOTH_SIDES ? MOST_WORTH : number;
  const worth = variance > 0 ? Math.min(most, (share * (1 - share)) / variance) : most;
  return { share, effective: worth * unsure * unsure, kish: number };
}

/** Clopper and Pearson's interval on the effective number of trials. */
export function shareInterval(found: EffectiveShare | null, level = 0.95): Interval | null {
  if (found === null || found.effective <= 0) return null;
  return clopperPearson(found.share * found.effective, found.effective, level);
}

/** What a year may bring: laws whose mean and quantiles are known, light tails and heavy ones. */
import { uniform } from '../../sim/engine/draw.ts';
import { normalQuantile } from '../../sim/engine/special.ts';

const SEED = 2007;

export type Chance = () => number;

/** A stream of deviates for one trial; the same for every run of this command. */
export function chanceOf(trial: number, purpose: string): Chance {
  let ordinal = 0;
  return () => uniform(SEED, trial, 'test/coverage', purpose, ordinal++);
}

export function poisson(mean: number, u: Chance): number {
  const limit = Math.exp(-mean);
  let product = u();
  let count = 0;
  while (product > limit) {
    product *= u();
    count++;
  }
  return count;
}

export interface Law {
  readonly name: string;
  readonly draw: (u: Chance) => number;
  readonly mean: number;
  /** Whether 2 % of the events make much of the mean: a run may have seen none, and no rule can know that. */
  readonly rare?: true;
  /** The value below which a share of them lies; absent where it has no closed form. */
  readonly quantile?: (share: number) => number;
}

const exponential = (u: Chance): number => -Math.log(u());

function lognormal(sigma: number): Law {
  return {
    name: `lognormal, sigma ${sigma}`,
    draw: (u) => Math.exp(sigma * normalQuantile(u())),
    mean: Math.exp((sigma * sigma) / 2),
    quantile: (share) => Math.exp(sigma * normalQuantile(share)),
  };
}

export const laws: readonly Law[] = [
  {
    name: 'normal, mean 1, sd 1',
    draw: (u) => 1 + normalQuantile(u()),
    mean: 1,
    quantile: (share) => 1 + normalQuantile(share),
  },
  {
    name: 'exponential',
    draw: exponential,
    mean: 1,
    quantile: (share) => -Math.log(1 - share),
  },
  lognormal(1),
  lognormal(1.5),
  // Recovery times of PARAMETERS: median 68 min, mean 352 min.
  lognormal(1.8),
  {
    name: 'a night, 2 % days',
    draw: (u) => (u() < 0.02 ? 100 * exponential(u) : 24 * u()),
    mean: 0.02 * 100 + 0.98 * 12,
    rare: true,
  },
  {
    name: 'nearly the same, 2 % days',
    draw: (u) => (u() < 0.02 ? 100 * exponential(u) : 1 + 4 * (u() - 0.5)),
    mean: 0.02 * 100 + 0.98,
    rare: true,
  },
];

/** How many events a year brings, and how many years are simulated. */
export const sizes = [
  { rate: 0.1, replications: 400 },
  { rate: 0.4, replications: 200 },
  { rate: 2, replications: 200 },
  { rate: 0.4, replications: 1000 },
] as const;

/** What all base runs of an exposure have in common: plain data, so that it can be handed to a thread. */
import type { Plan } from '../../org/plan.ts';
import type { ForcedCause } from '../../org/wiring/strikes.ts';

export interface ExposureSettings {
  readonly seed: number;
  /** Names and plans of the strategies, in the order of the scenario. */
  readonly names: readonly string[];
  readonly plans: readonly Plan[];
  /** Causes to inject. */
  readonly causes: readonly ForcedCause[];
  /** Whether the ledger is audited after every event. */
  readonly check: boolean;
}

/** Base runs of an exposure: three visits of every hour of the week for each cause. */
export const BASE_RUNS = 36;

/** Hours between two visits of one base run, and so how many base runs it takes to visit every hour once. */
export const STRIDE_HOURS = 12;

/** Visits of one base run for each cause. */
export const VISITS = 168 / STRIDE_HOURS;

/** Of the worlds in which just one of the sets that are needed is bad, so many are run. */
export const ONE_BAD_WORLDS = 2;

/** One injection in so many also meets latent damage, a rebuild or a bad sector, with that many times the weight. */
export const RARE_EVERY = 4;

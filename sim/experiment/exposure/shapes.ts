/**
 * What an exposure leaves behind: incidents injected into the steady state, in worlds that are weighed, the same worlds
 * under every strategy (MEASURES, two ways to ask). The contract between whoever injects and whoever estimates.
 */
import type { Ms } from '../../engine/types.ts';
import type { IncidentRecord } from '../../measure/index.ts';
import type { CauseKey } from '../../org/causes.ts';
import type { Plan } from '../../org/plan.ts';

/** What of the hidden state a world fixes; 'sound': nothing is wrong that nobody knows. */
export type HiddenState =
  'sound' | 'one-bad-set' | 'more-bad-sets' | 'latent-damage' | 'rebuilding' | 'bad-sector';

/** One root cause, forced upon its owner at one instant of a base run; the same under every strategy. */
export interface Injection {
  /** Number of the base run: whole replications vary together. */
  readonly replication: number;
  readonly cause: CauseKey;
  /** Path of what carries the cause. */
  readonly owner: string;
  /** Key of the root cause; where something preceded it in an earlier fork, its ordinal there is an earlier one. */
  readonly key: string;
  readonly at: Ms;
  /** Hour of the week, 0 (Monday 00:00) to 167: the stratum. */
  readonly hour: number;
}

/** One injection under one state of what is hidden. */
export interface ExposedWorld {
  /** Index of the injection. */
  readonly injection: number;
  readonly hidden: HiddenState;
  /** Keys of the sets that are bad in it. */
  readonly badSets: readonly string[];
  /** The strategies that needed one of them, and for which it is bad; under the others all is as in the sound world. */
  readonly metBy: readonly string[];
  /**
   * With one bad set, by strategy: when the last full before it was due that is there, and that nothing is known or hidden
   * to be wrong with; absent where there is none.
   */
  readonly fullsBefore: Readonly<Record<string, Ms>>;
  /** Share of the injection's probability that this world stands for; those of one injection add up to 1. */
  readonly weight: number;
}

/** How a cause of the table is treated by an exposure. */
export type ExposureStatus =
  /** Forced upon its owners. */
  | 'injected'
  /** A part of the hidden state in which others strike, or drawn by chance on occasions after them. */
  | 'within the others'
  | 'switched off'
  | 'not modelled'
  /** Left out by the caller. */
  | 'not asked';

export interface ExposedCause {
  readonly cause: CauseKey;
  readonly status: ExposureStatus;
  /** Expected strikes a year over the whole organization, by the scenario's law; 0 where it is not injected. */
  readonly perYear: number;
  /** Instants given up, since no week of the base run was quiet at that hour under every strategy. */
  readonly skipped: number;
}

/** Everything that was injected, and what came of it. */
export interface Exposure {
  readonly seed: number;
  /** Base runs. */
  readonly replications: number;
  readonly causes: readonly ExposedCause[];
  readonly injections: readonly Injection[];
  readonly worlds: readonly ExposedWorld[];
  /** By strategy. */
  readonly strategies: Readonly<
    Record<
      string,
      {
        readonly plan: Plan;
        /** By world: the incident that bears the injected key; null where nothing was impaired. */
        readonly outcomes: readonly (IncidentRecord | null)[];
      }
    >
  >;
}

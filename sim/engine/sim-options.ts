import type { Model, Ms, SimImage, World } from './types.ts';

/** How a simulation runs, apart from what it simulates. */
export interface RunOptions<Plan, Org, Facts> {
  /**
   * Runs events of one instant and rank in another order, to show hidden dependence on it. null: in
   * order.
   */
  readonly shuffleTies?: number | null;
  /** Called after every event; what it throws ends the run, with the event's name. */
  readonly check?: (world: World<Plan, Org, Facts>) => void;
  /** More events than this at one instant are an endless loop. 100,000 when absent. */
  readonly maxEventsAtOneInstant?: number;
}

/** What a new simulation needs. `org` becomes the simulation's own: it is changed in place. */
export interface SimOptions<Plan, Org, Facts> extends RunOptions<Plan, Org, Facts> {
  readonly model: Model<World<Plan, Org, Facts>>;
  readonly plan: Plan;
  readonly org: Org;
  readonly now: Ms;
  readonly seed: number;
  readonly replication: number;
}

/** What continues a simulation from an image, which stays as it is and may be used again. */
export interface ResumeOptions<Plan, Org, Facts> extends RunOptions<Plan, Org, Facts> {
  readonly model: Model<World<Plan, Org, Facts>>;
  readonly plan: Plan;
  readonly image: SimImage<Org>;
}

/** How a fork differs from its origin: other luck from here on, or another order among equals. */
export interface ForkOptions {
  readonly replication?: number;
  /**
   * Draws everything that is not drawn yet from another stream of keys, 0 to 4,294,967,295. Equal salts give equal forks.
   * What is drawn already and only waits (pending events, fields of the state) stays: the model redraws that.
   */
  readonly salt?: number;
  readonly shuffleTies?: number | null;
}

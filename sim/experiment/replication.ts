/** One strategy, one replication: build, listen, run to the end of the horizon, then on until every incident is closed. */
import { DAY, HOUR } from '../engine/clock.ts';
import type { Ms } from '../engine/types.ts';
import type { Heard, ReplicationResult } from '../measure/index.ts';
import { attachMeasures, readMeasures } from '../measure/index.ts';
import type { Plan } from '../org/plan.ts';

/** A simulation as the experiment drives it. */
export interface Driven extends Heard {
  readonly fingerprint: string;
  readonly events: number;
  runUntil(until: Ms): void;
}

/** What the experiment needs of the organization; the caller passes sim/org/wiring.ts. */
export interface Model {
  createOrganization(
    plan: Plan,
    options: { seed: number; replication: number; check?: boolean },
  ): Driven;
  organizationIsQuiet(sim: Driven): boolean;
}

export interface ReplicationOptions {
  readonly seed: number;
  readonly replication: number;
  /** Whether the ledger is audited after every event. */
  readonly check?: boolean;
  /** Hears the simulation before it begins: a trace, the recorder of a story. */
  readonly listen?: (sim: Driven) => void;
  /** Runs it to an instant, in place of its own `runUntil`: whoever keeps its history does so on the way. */
  readonly drive?: (sim: Driven, until: Ms) => void;
  /** Called every few weeks of simulated time: a chance to stop, by throwing. */
  readonly pause?: () => void | Promise<void>;
}

/** Some thousand events of a mid-sized organization: Ctrl-C and the progress line wait no longer than this takes. */
const STRETCH: Ms = 14 * DAY;
const RUN_OUT_STEP: Ms = HOUR;

export async function runReplication(
  model: Model,
  plan: Plan,
  options: ReplicationOptions,
): Promise<ReplicationResult> {
  const { seed, replication, check = false, listen, pause } = options;
  const { drive = (driven, until) => driven.runUntil(until) } = options;
  const { clock } = plan;
  const sim = model.createOrganization(plan, { seed, replication, check });
  attachMeasures(sim, plan);
  listen?.(sim);
  while (sim.now < clock.end) {
    drive(sim, Math.min(clock.end, sim.now + STRETCH));
    if (pause !== undefined) await pause();
  }
  while (sim.now < clock.latest && !model.organizationIsQuiet(sim)) {
    drive(sim, Math.min(clock.latest, sim.now + RUN_OUT_STEP));
  }
  return readMeasures(sim, plan, replication);
}

import { HOUR } from '../../sim/engine/clock.ts';
import { quantile } from '../../sim/engine/laws.ts';
import { createSim } from '../../sim/engine/sim.ts';
import type { RunOptions, Sim } from '../../sim/engine/sim.ts';
import type { Model, World } from '../../sim/engine/types.ts';

/**
 * Machines that fail and are repaired by a few mechanics: enough to exercise every call of a world.
 */
export interface ToyPlan {
  readonly machines: number;
  readonly meanLifeMs: number;
  readonly meanRepairMs: number;
}

interface Machine {
  up: boolean;
  lives: number;
  /** The watchdog that would report the machine as overdue; 0 when none is set. */
  timer: number;
}

export interface ToyOrg {
  machines: Machine[];
  freeMechanics: number;
  waiting: number[];
  overdue: number;
  news: number[];
}

export interface ToyFacts {
  failed: { machine: number };
  repaired: { machine: number; lives: number };
}

export type ToyWorld = World<ToyPlan, ToyOrg, ToyFacts>;
export type ToySim = Sim<ToyPlan, ToyOrg, ToyFacts>;

function fail(w: ToyWorld, id: number): void {
  const machine = w.org.machines[id];
  machine.up = false;
  machine.timer = w.at(w.now + 8 * HOUR, 'machine.overdue', id);
  w.say('failed', { machine: id });
  w.tell('machineDown', id, 0);
}

function beginRepair(w: ToyWorld, id: number): void {
  if (w.org.freeMechanics === 0) {
    w.org.waiting.push(id);
    return;
  }
  w.org.freeMechanics--;
  const u = w.draw(`machine ${id}`, 'repair', w.org.machines[id].lives);
  const lasts = quantile({ type: 'exponential', mean: w.plan.meanRepairMs }, u);
  // Whole hours, so that many events fall on one instant and ties are common.
  w.at(w.now + Math.ceil(lasts / HOUR) * HOUR, 'machine.repaired', id, w.now);
}

function repaired(w: ToyWorld, id: number): void {
  const machine = w.org.machines[id];
  machine.up = true;
  machine.lives++;
  w.cancel(machine.timer);
  machine.timer = 0;
  w.org.freeMechanics++;
  w.say('repaired', { machine: id, lives: machine.lives });
  scheduleFailure(w, id);
  const next = w.org.waiting.shift();
  if (next !== undefined) beginRepair(w, next);
}

export function scheduleFailure(w: ToyWorld, id: number): void {
  const u = w.draw(`machine ${id}`, 'life', w.org.machines[id].lives);
  const life = quantile({ type: 'weibull', shape: 1.5, scale: w.plan.meanLifeMs }, u);
  w.at(w.now + Math.ceil(life / HOUR) * HOUR, 'machine.failed', id);
}

export const toyModel: Model<ToyWorld> = {
  events: {
    'machine.failed': { rank: 1, run: fail },
    'machine.repaired': { rank: 0, run: repaired },
    'machine.overdue': {
      rank: 2,
      run(w, id) {
        w.org.overdue++;
        w.org.machines[id].timer = 0;
      },
    },
  },
  news: {
    machineDown: [
      (w, id) => void (w.org.news[id] = (w.org.news[id] + 1) % 1000),
      (w, id) => beginRepair(w, id),
    ],
  },
};

export interface ToyOptions extends RunOptions<ToyPlan, ToyOrg, ToyFacts> {
  readonly seed?: number;
  readonly replication?: number;
  readonly machines?: number;
  /** With as many mechanics as machines nothing depends on the order among equals. */
  readonly mechanics?: number;
}

/** A toy under way from instant 0, with the first failures scheduled. */
export function toySim(options: ToyOptions = {}): ToySim {
  const { seed = 1, replication = 0, machines = 20, mechanics = 2, ...run } = options;
  const plan = { machines, meanLifeMs: 100 * HOUR, meanRepairMs: 6 * HOUR };
  const org: ToyOrg = {
    machines: Array.from({ length: machines }, () => ({ up: true, lives: 0, timer: 0 })),
    freeMechanics: mechanics,
    waiting: [],
    overdue: 0,
    news: new Array<number>(machines).fill(0),
  };
  const sim = createSim({ model: toyModel, plan, org, now: 0, seed, replication, ...run });
  for (let id = 0; id < machines; id++) scheduleFailure(sim.world, id);
  return sim;
}

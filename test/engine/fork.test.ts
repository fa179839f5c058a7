/** A fork goes its own way: whatever is cancelled or rescheduled in it, its origin never learns. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSim } from '../../sim/engine/sim.ts';
import type { Sim } from '../../sim/engine/sim.ts';
import type { Model, World } from '../../sim/engine/types.ts';

interface Org {
  /** Handle of each owner's next event, or 0. */
  timers: number[];
  log: number[];
}
type TimerWorld = World<object, Org, object>;
type TimerSim = Sim<object, Org, object>;

const OWNERS = 12;

const model: Model<TimerWorld> = {
  events: {
    ring: {
      rank: 0,
      run(w, owner) {
        w.org.log.push(w.now * 100 + owner);
        w.org.timers[owner] = w.at(w.now + 3 + owner, 'ring', owner);
      },
    },
  },
  news: {},
};

function begin(): TimerSim {
  const org: Org = { timers: Array.from({ length: OWNERS }, () => 0), log: [] };
  const sim = createSim<object, Org, object>({
    model,
    plan: {},
    org,
    now: 0,
    seed: 1,
    replication: 0,
  });
  for (let i = 0; i < OWNERS; i++) sim.world.org.timers[i] = sim.world.at(i, 'ring', i);
  return sim;
}

/** Cancels what is scheduled for an owner, or puts it off. */
interface Change {
  readonly owner: number;
  readonly delay: number | null;
}

function apply(sim: TimerSim, { owner, delay }: Change): void {
  const { world } = sim;
  expect(world.cancel(world.org.timers[owner])).toBe(world.org.timers[owner] !== 0);
  world.org.timers[owner] = delay === null ? 0 : world.at(sim.now + delay, 'ring', owner);
}

const change = fc.record({
  owner: fc.integer({ min: 0, max: OWNERS - 1 }),
  delay: fc.option(fc.integer({ min: 0, max: 40 })),
});
const step = fc.record({ ms: fc.integer({ min: 0, max: 20 }), changes: fc.array(change) });

describe('a fork whose schedule is changed', () => {
  it('leaves its origin alone, and its origin leaves it alone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.array(step, { maxLength: 7 }),
        (at, steps) => {
          const origin = begin();
          origin.runUntil(at);
          const before = origin.snapshot();
          const forks = [origin.fork(), origin.fork()];
          // One fork is changed now, the other after everything else has happened.
          const drive = (sim: TimerSim) => {
            for (const { ms, changes } of steps) {
              for (const each of changes) apply(sim, each);
              sim.runUntil(sim.now + ms);
            }
            sim.runUntil(200);
            return sim.snapshot();
          };
          const first = drive(forks[0]);
          expect(origin.snapshot()).toEqual(before);
          const plain = begin();
          plain.runUntil(200);
          origin.runUntil(200);
          expect(origin.snapshot()).toEqual(plain.snapshot());
          expect(drive(forks[1])).toEqual(first);
        },
      ),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { EngineError } from '../../sim/engine/errors.ts';
import { createSim } from '../../sim/engine/sim.ts';
import type { Model, World } from '../../sim/engine/types.ts';
import { toyModel, toySim } from './toy.ts';
import type { ToyWorld } from './toy.ts';

type BareWorld = World<object, { runs: number }, { done: { id: number } }>;

/** A simulation with one kind of event that does `act`. */
function simThat(act: (w: BareWorld, a: number) => void, options: object = {}) {
  const model: Model<BareWorld> = { events: { go: { rank: 0, run: act } }, news: {} };
  const org = { runs: 0 };
  const sim = createSim({ model, plan: {}, org, now: 0, seed: 1, replication: 0, ...options });
  sim.world.at(10, 'go');
  return sim;
}

describe('world.at(when, kind, a, b)', () => {
  const wrong: [string, (w: ToyWorld) => unknown, string][] = [
    ['the past', (w) => w.at(-5, 'machine.failed'), 'instant -5 is 5 ms before now, 0'],
    ['a fraction', (w) => w.at(1.5, 'machine.failed'), 'whole number of ms, not 1.5'],
    ['NaN', (w) => w.at(NaN, 'machine.failed'), 'not NaN'],
    ['never', (w) => w.at(Infinity, 'machine.failed'), 'not Infinity'],
    [
      'an unknown kind',
      (w) => w.at(1, 'machine.fial'),
      "no kind of event is called 'machine.fial'",
    ],
    ['a bad a', (w) => w.at(1, 'machine.failed', NaN), 'a must be a finite number, not NaN'],
    ['a bad b', (w) => w.at(1, 'machine.failed', 0, Infinity), 'b must be a finite number'],
    [
      'an object',
      (w) => w.at(1, 'machine.failed', {} as never),
      'a must be a finite number, not {}',
    ],
  ];
  it.each(wrong)('refuses %s at once', (_name, call, message) => {
    const sim = toySim({ machines: 0 });
    expect(() => call(sim.world)).toThrow(EngineError);
    expect(() => call(sim.world)).toThrow(message);
    expect(sim.pending()).toEqual([]);
  });

  it('takes -0 for 0, as a snapshot in a file would', () => {
    const sim = toySim({ machines: 0 });
    sim.world.at(-0, 'machine.failed', -0, -0);
    expect(Object.is(sim.peek()?.a, 0)).toBe(true);
  });
});

describe('world.tell and world.draw', () => {
  it('refuse unknown news and bad numbers', () => {
    const { world } = toySim();
    expect(() => world.tell('machineUp', 0, 0)).toThrow("no news is called 'machineUp'");
    expect(() => world.tell('machineDown', NaN, 0)).toThrow('a must be a finite number, not NaN');
    expect(() => world.draw('x', 'y', -1)).toThrow('ordinal must be an integer 0 to 4294967295');
  });
});

describe('an event that goes wrong', () => {
  it('is named with its kind, numbers and instant; the cause is kept', () => {
    const cause = new RangeError('no such disk');
    const sim = simThat(() => {
      throw cause;
    });
    const error = thrownBy(() => sim.runUntil(20));
    expect(error.message).toBe("event 1, 'go' (a 0, b 0) at Thu 1970-01-01 00:00: no such disk");
    expect([error.code, error.cause]).toEqual(['event-failed', cause]);
  });

  it('keeps the code of an engine error', () => {
    const sim = simThat((w) => void w.at(w.now - 1, 'go'));
    expect(thrownBy(() => sim.runUntil(20)).code).toBe('time-in-the-past');
  });

  it('ends the simulation: its state is half changed', () => {
    const sim = simThat(() => {
      throw new Error('broken');
    });
    thrownBy(() => sim.runUntil(20));
    for (const call of [() => sim.runUntil(30), () => sim.snapshot(), () => sim.fork()]) {
      expect(call).toThrow('after an event that failed');
    }
  });

  it('may be one that a check found', () => {
    const check = (w: BareWorld) => {
      if (w.org.runs > 2) throw new Error('too many runs');
    };
    const sim = simThat((w) => (w.org.runs++, void w.at(w.now + 1, 'go')), { check });
    expect(thrownBy(() => sim.runUntil(20)).message).toContain("event 3, 'go'");
  });
});

describe('inside an event', () => {
  it('a snapshot, a fork and another run are refused', () => {
    for (const what of ['snapshot', 'fork', 'step'] as const) {
      const sim = simThat(() => void sim[what]());
      expect(thrownBy(() => sim.runUntil(20)).message).toContain('inside an event');
    }
  });
});

describe('maxEventsAtOneInstant', () => {
  it('names the kind that ran most often', () => {
    const model: Model<BareWorld> = {
      events: {
        calm: { rank: 0, run: () => undefined },
        loop: {
          rank: 0,
          run(w) {
            if (++w.org.runs % 5 === 0) w.at(w.now, 'calm');
            w.at(w.now, 'loop');
          },
        },
      },
      news: {},
    };
    const org = { runs: 0 };
    const options = { model, plan: {}, org, now: 0, seed: 1, replication: 0 };
    const sim = createSim({ ...options, maxEventsAtOneInstant: 1000 });
    sim.world.at(5, 'loop');
    const error = thrownBy(() => sim.runUntil(20));
    expect(error.code).toBe('too-many-at-one-instant');
    expect(error.message).toContain("more than 1000 events at Thu 1970-01-01 00:00, mostly 'loop'");
    expect(sim.events).toBe(1001);
  });

  it('counts each instant by itself', () => {
    const sim = simThat((w) => void w.at(w.now + 1, 'go'), { maxEventsAtOneInstant: 2 });
    sim.runUntil(1000);
    expect(sim.events).toBe(991);
  });
});

describe('createSim', () => {
  it('refuses seeds, ranks and state by name', () => {
    const make = (change: object) => () => simThat(() => undefined, change);
    expect(make({ seed: 1.5 })).toThrow('seed must be an integer 0 to 4294967295, not 1.5');
    expect(make({ replication: -1 })).toThrow('replication must be');
    expect(make({ shuffleTies: -1 })).toThrow('shuffleTies must be');
    expect(make({ now: 0.5 })).toThrow('now must be a whole number of ms, not 0.5');
    expect(make({ org: { runs: undefined } })).toThrow('org.runs is undefined');
    const go = { rank: 512, run: () => undefined };
    expect(make({ model: { events: { go }, news: {} } })).toThrow("rank of 'go'");
  });

  it('numbers kinds by name, whatever their order in the table', () => {
    const { events, news } = toyModel;
    const reversed = Object.fromEntries(Object.entries(events).reverse());
    const options = { plan: toySim().world.plan, org: toySim().world.org, now: 0 };
    const first = createSim({ ...options, model: toyModel, seed: 1, replication: 0 });
    const second = createSim({
      ...options,
      model: { events: reversed, news },
      seed: 1,
      replication: 0,
    });
    expect(second.snapshot().model).toBe(first.snapshot().model);
  });
});

function thrownBy(call: () => void): EngineError {
  try {
    call();
  } catch (error) {
    if (error instanceof EngineError) return error;
  }
  throw new Error('no EngineError was thrown');
}

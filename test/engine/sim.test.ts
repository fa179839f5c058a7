import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../sim/engine/clock.ts';
import { stateDigest } from '../../sim/engine/digest.ts';
import { resumeSim } from '../../sim/engine/sim.ts';
import { toyModel, toySim } from './toy.ts';
import type { ToySim } from './toy.ts';

const END = 2000 * HOUR;

/** Everything about a simulation that a copy of it must share. */
function whole(sim: ToySim): unknown {
  return JSON.parse(JSON.stringify(sim.snapshot()));
}

describe('runUntil(t)', () => {
  it('runs all events up to and including t, and then it is t', () => {
    const sim = toySim();
    sim.runUntil(END);
    expect(sim.now).toBe(END);
    expect(sim.events).toBeGreaterThan(500);
    expect(sim.peek()?.time).toBeGreaterThan(END);
  });

  it('gives the same run however it is cut into pieces', () => {
    const straight = toySim();
    straight.runUntil(END);
    const cut = fc.property(fc.array(fc.integer({ min: 0, max: END })), (stops) => {
      const sim = toySim();
      for (const stop of [...stops].sort((a, b) => a - b)) sim.runUntil(stop);
      sim.runUntil(END);
      expect(whole(sim)).toEqual(whole(straight));
    });
    fc.assert(cut, { numRuns: 20 });
  });

  it('keeps its fingerprint from version to version', () => {
    const sim = toySim();
    sim.runUntil(END);
    expect([sim.events, sim.fingerprint]).toMatchInlineSnapshot(`
      [
        989,
        "71514e71be602465",
      ]
    `);
  });

  it('gives other runs for other seeds and replications', () => {
    const prints = [toySim(), toySim({ seed: 2 }), toySim({ replication: 1 })].map((sim) => {
      sim.runUntil(END);
      return sim.fingerprint;
    });
    expect(new Set(prints).size).toBe(3);
  });

  it('refuses the past and fractions', () => {
    const sim = toySim();
    sim.runUntil(HOUR);
    for (const wrong of [0, HOUR + 0.5, NaN, Infinity]) {
      expect(() => sim.runUntil(wrong)).toThrow(`cannot run until ${wrong}`);
    }
  });
});

describe('step() and peek()', () => {
  it('run and show one event at a time', () => {
    const stepped = toySim();
    const seen: unknown[] = [];
    for (let next = stepped.peek(); next !== null && next.time <= END; next = stepped.peek()) {
      seen.push(next);
      expect(stepped.step()).toBe(true);
      expect(stepped.now).toBe(next.time);
    }
    const straight = toySim();
    straight.runUntil(END);
    expect(stepped.fingerprint).toBe(straight.fingerprint);
    expect(seen).toHaveLength(straight.events);
  });

  it('say when nothing is pending', () => {
    const sim = toySim({ machines: 0 });
    expect(sim.peek()).toBe(null);
    expect(sim.step()).toBe(false);
    sim.runUntil(END);
    expect([sim.now, sim.events]).toEqual([END, 0]);
  });
});

describe('snapshot() and resumeSim()', () => {
  it('continue exactly as if nothing had happened, from any event, through JSON', () => {
    const straight = toySim();
    straight.measures['loss'] = { total: 3, parts: [1, 2] };
    straight.runUntil(END);
    const resumed = fc.property(fc.nat(straight.events), (events) => {
      const before = toySim();
      before.measures['loss'] = { total: 3, parts: [1, 2] };
      for (let i = 0; i < events; i++) before.step();
      const image = JSON.parse(JSON.stringify(before.snapshot()));
      const after = resumeSim({ model: toyModel, plan: before.world.plan, image });
      after.runUntil(END);
      before.runUntil(END);
      expect(whole(after)).toEqual(whole(straight));
      expect(whole(before)).toEqual(whole(straight));
    });
    fc.assert(resumed, { numRuns: 40 });
  });

  it('refuse another format, another model and a broken fingerprint, by name', () => {
    const sim = toySim();
    const image = sim.snapshot();
    const { plan } = sim.world;
    const resume = (change: object, model = toyModel) => {
      return () => resumeSim({ model, plan, image: { ...image, ...change } });
    };
    expect(resume({ format: 'dialtone/snapshot/0' })).toThrow("format is 'dialtone/snapshot/0'");
    const other = { events: { 'machine.failed': toyModel.events['machine.failed'] }, news: {} };
    expect(resume({}, other)).toThrow("the snapshot's model is");
    expect(resume({ fingerprint: 'xyz' })).toThrow("not 'xyz'");
    expect(resume({ seed: -1 })).toThrow('seed must be an integer 0 to 4294967295, not -1');
  });

  it('share nothing: running on leaves the image as it was', () => {
    const sim = toySim();
    sim.runUntil(100 * HOUR);
    const image = sim.snapshot();
    const before = JSON.stringify(image);
    sim.runUntil(END);
    resumeSim({ model: toyModel, plan: sim.world.plan, image }).runUntil(END);
    expect(JSON.stringify(image)).toBe(before);
  });

  it('name the key path of state that is not plain', () => {
    const sim = toySim();
    sim.world.org.machines[3].lives = NaN;
    expect(() => sim.snapshot()).toThrow('org.machines[3].lives is the number NaN');
    sim.world.org.machines[3].lives = 0;
    sim.measures['seen'] = new Map();
    expect(() => sim.snapshot()).toThrow('measures.seen is an instance of Map');
  });
});

describe('fork()', () => {
  it('goes the same way by itself, and changes nothing for its origin', () => {
    const sim = toySim();
    sim.runUntil(300 * HOUR);
    const before = whole(sim);
    const fork = sim.fork();
    expect(whole(fork)).toEqual(before);
    fork.runUntil(END);
    expect(whole(sim)).toEqual(before);
    sim.runUntil(END);
    expect(whole(sim)).toEqual(whole(fork));
  });

  it('with another replication shares the past and the pending events, not the luck', () => {
    const sim = toySim();
    sim.runUntil(300 * HOUR);
    const fork = sim.fork({ replication: 9 });
    expect(fork.fingerprint).toBe(sim.fingerprint);
    expect(fork.pending()).toEqual(sim.pending());
    sim.runUntil(END);
    fork.runUntil(END);
    expect(fork.fingerprint).not.toBe(sim.fingerprint);
    expect(fork.snapshot().replication).toBe(9);
  });

  it('takes no listeners along', () => {
    const sim = toySim();
    let heard = 0;
    sim.onAny(() => heard++);
    sim.fork().runUntil(END);
    expect(heard).toBe(0);
  });

  it('keeps handles: an event cancelled in one still comes in the other', () => {
    const sim = toySim({ machines: 0 });
    const handle = sim.world.at(5, 'machine.overdue');
    const fork = sim.fork();
    expect(fork.world.cancel(handle)).toBe(true);
    expect([sim.pending().length, fork.pending().length]).toEqual([1, 0]);
  });
});

describe('shuffleTies', () => {
  /** (time, rank, kind, a) of all events of a run. */
  function events(shuffleTies: number | null): string[] {
    const sim = toySim({ shuffleTies, machines: 40 });
    const seen: string[] = [];
    for (let next = sim.peek(); next !== null && next.time <= 500 * HOUR; next = sim.peek()) {
      seen.push(`${next.time} ${toyModel.events[next.kind].rank} ${next.kind} ${next.a}`);
      sim.step();
    }
    return seen;
  }

  it('runs the same events up to the order among equals, as long as they are independent', () => {
    const plain = toySim({ machines: 40 });
    const first = plain.pending();
    const shuffled = toySim({ machines: 40, shuffleTies: 5 }).pending();
    expect(shuffled).not.toEqual(first);
    const key = (e: (typeof first)[number]) => `${e.time} ${e.rank}`;
    expect(shuffled.map(key)).toEqual(first.map(key));
    expect(stateDigest({}, shuffled)).toBe(stateDigest({}, first));
  });

  it('ends in another state only where order among equals matters', () => {
    const digest = (shuffleTies: number | null, mechanics: number) => {
      const sim = toySim({ machines: 40, mechanics, shuffleTies });
      sim.runUntil(END);
      return stateDigest(sim.world.org, sim.pending());
    };
    expect(digest(5, 40)).toBe(digest(null, 40));
    expect(digest(6, 40)).toBe(digest(null, 40));
    expect(digest(5, 2)).not.toBe(digest(null, 2));
  });

  it('is itself repeatable, and survives a snapshot', () => {
    expect(events(5)).toEqual(events(5));
    expect(events(5)).not.toEqual(events(null));
    const straight = toySim({ shuffleTies: 5 });
    straight.runUntil(300 * HOUR);
    const image = JSON.parse(JSON.stringify(straight.snapshot()));
    const resumed = resumeSim({ model: toyModel, plan: straight.world.plan, image });
    straight.runUntil(END);
    resumed.runUntil(END);
    expect(whole(resumed)).toEqual(whole(straight));
  });
});

import { describe, expect, it } from 'vitest';
import { HOUR } from '../../sim/engine/clock.ts';
import { recordWindow } from '../../sim/engine/recorder.ts';
import { createSim } from '../../sim/engine/sim.ts';
import type { Model, World } from '../../sim/engine/types.ts';
import { toySim } from './toy.ts';

const FROM = 200 * HOUR;
const TO = 500 * HOUR;
const END = 900 * HOUR;

describe('recordWindow(sim, until)', () => {
  it('ends in the state and fingerprint of the fast run, which goes on from it', () => {
    const fast = toySim();
    fast.runUntil(TO);
    const recorded = toySim();
    recorded.runUntil(FROM);
    recordWindow(recorded, TO);
    expect(recorded.snapshot()).toEqual(fast.snapshot());
    fast.runUntil(END);
    recorded.runUntil(END);
    expect(recorded.snapshot()).toEqual(fast.snapshot());
  });

  it('its root at t is the state that a fast run has at t', () => {
    const recorded = toySim();
    recorded.runUntil(FROM);
    const { roots } = recordWindow(recorded, TO);
    for (const t of [FROM, FROM + 1, FROM + 7 * HOUR, FROM + 100 * HOUR - 1, TO, TO + HOUR]) {
      const fast = toySim();
      fast.runUntil(Math.min(t, TO));
      const root = roots.findLast(({ at }) => at <= t);
      expect(root?.org).toEqual(fast.world.org);
    }
    expect(roots[0].at).toBe(FROM);
  });

  it('keeps one root an instant, sharing what did not change', () => {
    const sim = toySim();
    const { roots } = recordWindow(sim, TO);
    expect(new Set(roots.map((root) => root.at)).size).toBe(roots.length);
    const [first, second] = roots;
    const shared = first.org.machines.filter((m, i) => m === second.org.machines[i]);
    expect(shared.length).toBeGreaterThan(first.org.machines.length / 2);
  });

  it('says the same facts as a fast run', () => {
    const facts = (record: boolean) => {
      const sim = toySim();
      const heard: unknown[] = [];
      sim.onAny((fact) => heard.push(fact));
      if (record) recordWindow(sim, TO);
      else sim.runUntil(TO);
      return heard;
    };
    expect(facts(true)).toEqual(facts(false));
  });

  it('takes no root for an instant at which nothing changed', () => {
    const model: Model<World<object, { n: number }, object>> = {
      events: { idle: { rank: 0, run: () => undefined } },
      news: {},
    };
    const sim = createSim({ model, plan: {}, org: { n: 0 }, now: 0, seed: 1, replication: 0 });
    sim.world.at(5, 'idle');
    expect(recordWindow(sim, 10).roots).toEqual([{ at: 0, org: { n: 0 } }]);
    expect([sim.now, sim.events]).toEqual([10, 1]);
  });
});

describe('recordWindow under a check', () => {
  type Org = { rows: { n: number }[]; kept: { n: number }[] };
  type RowWorld = World<object, Org, object>;

  /** `go` runs twice; what it does the first time stands in the first root. */
  function under(check: boolean, run: (w: RowWorld) => void) {
    const model: Model<RowWorld> = { events: { go: { rank: 0, run } }, news: {} };
    const org: Org = { rows: [{ n: 1 }, { n: 2 }], kept: [] };
    const sim = createSim<object, Org, object>({
      ...{ model, plan: {}, org, now: 0, seed: 1, replication: 0 },
      ...(check ? { check: () => undefined } : {}),
    });
    sim.world.at(5, 'go');
    sim.world.at(6, 'go');
    return () => recordWindow(sim, 10);
  }

  it('freezes its roots', () => {
    const { roots } = under(true, (w) => void (w.org.rows[1].n += 1))();
    expect(roots.map(({ org }) => org.rows[1].n)).toEqual([2, 3, 4]);
    expect(roots.every(({ org }) => Object.isFrozen(org.rows[0]))).toBe(true);
  });

  it('catches who changes a record behind the draft', () => {
    // `shift` hands out the record itself, not a draft of it.
    const behind = (w: RowWorld) => {
      const row = w.org.rows.shift();
      if (row !== undefined) row.n += 1;
    };
    expect(under(true, behind)).toThrow(/event 2, 'go'.*(read only|not extensible)/);
  });

  it('names what is not plain when the window is over', () => {
    const twice = (w: RowWorld) => {
      const row = { n: w.now };
      w.org.rows.push(row);
      w.org.kept.push(row);
    };
    expect(under(true, twice)).toThrow('org.kept[0] is the same object as org.rows[2]');
    expect(under(false, twice)).not.toThrow();
  });
});

describe('a draft that leaks', () => {
  type Org = { disk: { id: number } };
  type LeakyWorld = World<object, Org, { broke: { disk: unknown } }>;

  function leaky(run: (w: LeakyWorld) => void) {
    const model: Model<LeakyWorld> = {
      events: { go: { rank: 0, run } },
      news: { heard: [() => undefined] },
    };
    const org = { disk: { id: 4 } };
    const sim = createSim({ model, plan: {}, org, now: 0, seed: 1, replication: 0 });
    sim.world.at(5, 'go');
    return () => recordWindow(sim, 10);
  }

  it('into say is refused by name, however deep', () => {
    const live = 'is a live part of the state';
    expect(leaky((w) => w.say('broke', { disk: w.org.disk }))).toThrow(`say('broke').disk ${live}`);
    const nested = leaky((w) => w.say('broke', { disk: [{ it: w.org.disk }] }));
    expect(nested).toThrow(`say('broke').disk.0.it ${live}`);
    expect(leaky((w) => w.say('broke', { disk: w.org.disk.id }))).not.toThrow();
  });

  it('into at or tell is refused by name', () => {
    const at = leaky((w) => void w.at(9, 'go', w.org.disk as never));
    expect(at).toThrow("at('go'): a is a live part of the state");
    const tell = leaky((w) => w.tell('heard', 0, w.org.disk as never));
    expect(tell).toThrow("tell('heard'): b is a live part of the state");
  });

  it('leaves the last whole state behind, plain', () => {
    const model: Model<LeakyWorld> = {
      events: {
        go: {
          rank: 0,
          run(w) {
            w.org.disk.id++;
            throw new Error('broken');
          },
        },
      },
      news: {},
    };
    const org = { disk: { id: 4 } };
    const sim = createSim({ model, plan: {}, org, now: 0, seed: 1, replication: 0 });
    sim.world.at(5, 'go');
    expect(() => recordWindow(sim, 10)).toThrow('broken');
    expect(sim.world.org).toEqual({ disk: { id: 4 } });
    expect(Object.isFrozen(sim.world.org)).toBe(false);
  });
});

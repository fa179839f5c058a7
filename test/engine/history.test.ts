import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../sim/engine/clock.ts';
import { History } from '../../sim/engine/history.ts';
import { toySim } from './toy.ts';

const END = 900 * HOUR;

function historyOf(everyMs = 50 * HOUR, most = 64) {
  const sim = toySim();
  const history = new History(sim, { everyMs, most });
  history.runUntil(END);
  return { sim, history };
}

describe('History', () => {
  it('ends in the state and fingerprint of a plain run', () => {
    const plain = toySim();
    plain.runUntil(END);
    expect(historyOf().sim.snapshot()).toEqual(plain.snapshot());
  });

  it('stateAt(t) is a plain run at t, queue included, for any t and in any order', () => {
    const { history } = historyOf();
    fc.assert(
      fc.property(fc.integer({ min: history.from, max: END }), (t) => {
        const plain = toySim();
        plain.runUntil(t);
        expect(history.stateAt(t).snapshot()).toEqual(plain.snapshot());
      }),
      { numRuns: 40 },
    );
  });

  it('what it hands out may be run on, and changes nothing of it', () => {
    const { sim, history } = historyOf();
    const end = sim.snapshot();
    const middle = history.stateAt(END / 2);
    middle.world.org.machines.forEach((machine) => (machine.lives += 1000));
    middle.runUntil(END);
    expect(middle.snapshot()).not.toEqual(end);
    const again = history.stateAt(END / 2);
    again.runUntil(END);
    expect(again.snapshot()).toEqual(end);
    expect(sim.snapshot()).toEqual(end);
  });

  it('keeps no more keyframes than it may, and still answers for all of the run', () => {
    for (const most of [2, 3, 8]) {
      const { history } = historyOf(3 * HOUR, most);
      expect(history.keyframes).toBeLessThanOrEqual(most);
      expect(history.keyframes).toBeGreaterThan(most / 2 - 1);
      const plain = toySim();
      plain.runUntil(END / 3);
      expect(history.stateAt(END / 3).snapshot()).toEqual(plain.snapshot());
    }
  });

  it('refuses by name what it cannot do', () => {
    const { history } = historyOf();
    for (const t of [history.from - 1, END + 1, 0.5, NaN]) {
      expect(() => history.stateAt(t)).toThrow(`no state at ${t}: this history goes from`);
    }
    const make = (everyMs: number, most: number) => () => new History(toySim(), { everyMs, most });
    expect(make(0, 8)).toThrow('everyMs must be a whole number from 1, not 0');
    expect(make(HOUR, 1)).toThrow('most must be a whole number from 2, not 1');
  });
});

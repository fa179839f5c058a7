/** Forks with other luck, and events that are called off by kind. */
import { describe, expect, it } from 'vitest';
import { resumeSim } from '../../sim/engine/sim.ts';
import type { SimImage } from '../../sim/engine/types.ts';
import { toyModel, toySim } from './toy.ts';
import type { ToyOrg, ToySim } from './toy.ts';

const YEAR = 365 * 86_400_000;

function begun(): ToySim {
  const sim = toySim({ seed: 5 });
  sim.runUntil(sim.now + YEAR);
  return sim;
}

const after = (sim: ToySim): string => {
  sim.runUntil(sim.now + YEAR);
  return sim.fingerprint;
};

describe('fork with a salt', () => {
  it('has other luck than its origin, and the same as another fork with that salt', () => {
    const origin = begun();
    const [one, again, other] = [1, 1, 2].map((salt) => after(origin.fork({ salt })));
    expect(again).toBe(one);
    expect(new Set([one, other, after(origin.fork()), after(origin.fork({ salt: 0 }))]).size).toBe(
      4,
    );
  });

  it('keeps its luck in a snapshot and in forks of its own', () => {
    const fork = begun().fork({ salt: 7 });
    const image = JSON.parse(JSON.stringify(fork.snapshot())) as SimImage<ToyOrg>;
    const resumed: ToySim = resumeSim({ model: toyModel, plan: fork.world.plan, image });
    const plain = fork.fork();
    const expected = after(fork);
    expect(after(plain)).toBe(expected);
    expect(after(resumed)).toBe(expected);
  });

  it('refuses a salt that is no word', () => {
    expect(() => begun().fork({ salt: -1 })).toThrow('salt must be an integer');
  });
});

describe('forget', () => {
  it('calls off every pending event of a kind, and no other', () => {
    const sim = begun();
    const before = sim.pending();
    const kind = 'machine.failed';
    const doomed = before.filter((event) => event.kind === kind);
    expect(doomed.length).toBeGreaterThan(0);
    expect(sim.forget([kind])).toBe(doomed.length);
    expect(sim.pending()).toEqual(before.filter((event) => event.kind !== kind));
  });

  it('refuses a kind that does not exist', () => {
    expect(() => begun().forget(['machine.faild'])).toThrow('no kind of event');
  });
});

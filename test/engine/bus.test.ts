import { describe, expect, it } from 'vitest';
import { HOUR } from '../../sim/engine/clock.ts';
import { toySim } from './toy.ts';

describe('facts', () => {
  it('carry their type, instant and the ordinal of their event', () => {
    const sim = toySim();
    const heard: unknown[] = [];
    sim.on('failed', (fact) => heard.push(fact));
    while (heard.length === 0) sim.step();
    expect(heard).toEqual([
      { type: 'failed', at: sim.now, event: sim.events, machine: expect.any(Number) },
    ]);
  });

  it('hears(type) follows those who listen, by type and to all', () => {
    const sim = toySim();
    const off = sim.on('failed', () => undefined);
    expect([sim.world.hears('failed'), sim.world.hears('repaired')]).toEqual([true, false]);
    const offAll = sim.onAny(() => undefined);
    expect(sim.world.hears('repaired')).toBe(true);
    offAll();
    offAll();
    off();
    off();
    expect([sim.world.hears('failed'), sim.world.hears('repaired')]).toEqual([false, false]);
  });

  it('stop coming after off, for that listener alone', () => {
    const sim = toySim();
    const counts = { first: 0, second: 0, all: 0 };
    const off = sim.on('failed', () => counts.first++);
    sim.on('failed', () => counts.second++);
    sim.onAny(() => counts.all++);
    sim.runUntil(200 * HOUR);
    const before = counts.first;
    off();
    sim.runUntil(400 * HOUR);
    expect(counts.first).toBe(before);
    expect(counts.second).toBeGreaterThan(before);
    expect(counts.all).toBeGreaterThan(counts.second);
  });

  it('change nothing, whoever listens', () => {
    const silent = toySim();
    const watched = toySim();
    watched.onAny(() => undefined);
    silent.runUntil(1000 * HOUR);
    watched.runUntil(1000 * HOUR);
    expect(watched.snapshot()).toEqual(silent.snapshot());
  });
});

import { createSim } from '../../sim/engine/sim.ts';
import type { World } from '../../sim/engine/types.ts';
import { measureApart, mediansOf } from './bench.ts';
import type { Bench, Measured } from './bench.ts';
import { findPeers } from './peers.ts';

/**
 * The hold model: so many events are pending, and each one, when it runs, schedules one more after
 * a uniform delay. All kernels run this very model, delays by the same generator.
 */
const SIZES = [
  { pending: 1_000, atLeast: { 'C++': 0.7, SimPy: 8, 'SIM.JS': 3 } },
  { pending: 100_000, atLeast: { 'C++': 0.7, SimPy: 15, 'SIM.JS': 10 } },
];
/** Events in a measurement: about a second's work for the slowest. */
const EVENTS: Readonly<Record<string, number>> = {
  'C++': 3_000_000,
  SimPy: 300_000,
  'SIM.JS': 500_000,
};
const OWN_EVENTS = 3_000_000;
const ROUNDS = 5;
const MEAN_DELAY_MS = 2 ** 19;
/** 2007-01-01, since instants of real length are no small integers to V8. */
const START_MS = 1_167_609_600_000;

export const hold: Bench = {
  name: 'hold',
  async run(note) {
    const peers = await findPeers(note);
    const results: Measured[] = [];
    for (const { pending, atLeast } of SIZES) {
      const medians = await mediansOf(ROUNDS, {
        plain: () => measureApart('hold', 'plain', pending),
        watchdog: () => measureApart('hold', 'watchdog', pending),
        ...Object.fromEntries(
          peers.map((peer) => [peer.name, () => peer.hold(pending, EVENTS[peer.name])]),
        ),
      } as Record<string, () => Promise<number>>);
      for (const { name } of peers) {
        note(`${name}, ${pending} pending: ${(medians[name] / 1e6).toFixed(2)} M events/s`);
      }
      const ratioTo = Object.fromEntries(
        peers.map(({ name }) => [name, medians.plain / medians[name]]),
      );
      const unit = 'events/s';
      results.push({ name: `hold-${pending}`, value: medians.plain, unit, ratioTo, atLeast });
      results.push({
        name: `hold-${pending}-watchdog`,
        value: medians.watchdog,
        unit,
        ratioTo: { [`hold-${pending}`]: medians.watchdog / medians.plain },
        // Cancelling a watchdog in every event costs at most half the speed.
        atLeast: { [`hold-${pending}`]: 0.5 },
      });
    }
    return results;
  },
  apart: (variant, pending) => eventsPerSecond(variant === 'watchdog', Number(pending)),
};

interface Org {
  /** Of each chain of events, the handle of its watchdog. */
  readonly watchdogs: number[];
}
type BenchWorld = World<null, Org, Record<string, never>>;

/** Kept as a signed integer, of the same bits: V8 would put an unsigned one in a box a time. */
let state = 12345;
function delay(): number {
  state = (Math.imul(state, 1664525) + 1013904223) | 0;
  return 1 + (state >>> 12);
}

function next(world: BenchWorld, a: number): void {
  world.at(world.now + delay(), 'bench.next', a, 0);
}

/** As next, and the watchdog of the chain is put off: cancelled, and set again for much later. */
function nextWatched(world: BenchWorld, a: number): void {
  const { watchdogs } = world.org;
  world.cancel(watchdogs[a]);
  watchdogs[a] = world.at(world.now + 8 * MEAN_DELAY_MS, 'bench.watchdog', a, 0);
  world.at(world.now + delay(), 'bench.next', a, 0);
}

function eventsPerSecond(watched: boolean, pending: number): number {
  const sim = createSim<null, Org, Record<string, never>>({
    model: {
      events: {
        'bench.next': { rank: 2, run: watched ? nextWatched : next },
        'bench.watchdog': { rank: 1, run: () => undefined },
      },
      news: {},
    },
    plan: null,
    org: { watchdogs: Array.from({ length: pending }, () => 0) },
    now: START_MS,
    seed: 1,
    replication: 0,
  });
  for (let a = 0; a < pending; a++) sim.world.at(START_MS + delay(), 'bench.next', a, 0);

  const run = (events: number) => {
    const before = sim.events;
    sim.runUntil(sim.now + Math.round((events / pending) * MEAN_DELAY_MS));
    return sim.events - before;
  };
  // In parts, so that what is compiled at the end of a run is not compiled while we measure.
  for (let i = 0; i < 10; i++) run(pending / 5 + OWN_EVENTS / 10);
  const start = performance.now();
  const ran = run(OWN_EVENTS);
  return (ran / (performance.now() - start)) * 1000;
}

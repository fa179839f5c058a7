/**
 * Flows that share volumes and networks against small steps of time: in each step every flow moves on by what its
 * links, shared by the flows that are on them at its beginning, and its own ceiling let through.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bytesDone,
  changeUserShare,
  createFlow,
  endFlow,
  shortenFlow,
  slowBytes,
  startFlow,
} from '../../sim/org/hardware/flows.ts';
import type { Flow } from '../../sim/org/hardware/state.ts';
import { still, stillPlan } from './minimal.ts';

const MB = 1e6;
const STEP_MS = 50;

interface Wish {
  volume: number;
  volumeLimit: number;
  network: number;
  networkLimit: number;
  cap: number;
  slowest: number;
  bytes: number;
}

interface Running extends Wish {
  id: number;
  flow: Flow;
  done: number;
  slow: number;
}

const wish = (bytes: fc.Arbitrary<number>): fc.Arbitrary<Wish> =>
  fc.record({
    volume: fc.nat(1),
    volumeLimit: fc.integer({ min: 5, max: 200 }).map((n) => n * MB),
    network: fc.nat(1),
    networkLimit: fc.integer({ min: 5, max: 110 }).map((n) => n * MB),
    cap: fc.integer({ min: 5, max: 120 }).map((n) => n * MB),
    slowest: fc.integer({ min: 0, max: 60 }).map((n) => n * MB),
    bytes,
  });

const steps = fc.array(
  fc.record({
    waitSteps: fc.nat(400),
    do: fc.constantFrom('start', 'start', 'end', 'share', 'shorten'),
    of: fc.nat(7),
    share: fc.constantFrom(1, 0.5, 0.25),
    wish: wish(fc.integer({ min: 1, max: 1200 }).map((n) => n * MB)),
  }),
  { minLength: 1, maxLength: 14 },
);

const SLOWDOWN = 2;

/** Bytes per second of each. */
function ratesOf(running: readonly Running[], shares: readonly number[]): number[] {
  return running.map((r) => {
    const onVolume = running.filter((other) => other.volume === r.volume).length;
    const onNetwork = running.filter((other) => other.network === r.network).length;
    const volume = (r.volumeLimit * shares[r.volume]) / onVolume;
    const rate = Math.min(r.cap, volume, r.networkLimit / onNetwork);
    return rate < r.slowest ? rate / SLOWDOWN : rate;
  });
}

/** One step for all: nobody's bytes in the step depend on what another does within it. */
function move(running: readonly Running[], shares: readonly number[]): void {
  const rates = ratesOf(running, shares);
  running.forEach((r, i) => {
    const bytes = Math.min(r.bytes - r.done, (rates[i] * STEP_MS) / 1000);
    r.done += bytes;
    if (rates[i] < r.slowest) r.slow += bytes;
  });
}

describe('flows that share links', () => {
  it('move as many bytes as in small steps, at full and at slow rates, and end in the same step', () => {
    let ended = 0;
    let slowed = 0;
    fc.assert(
      fc.property(steps, (list) => {
        const plan = stillPlan([[1]], 150);
        const sim = still(plan);
        const w = sim.world;
        // A network of its own beside the library's.
        w.org.hardware.load.push(0);
        const network = plan.volumes.length;
        // Whoever asked has gone, so that waking it does nothing.
        w.org.procedures.list.push(null);
        let started = 0;
        const shares = [1, 1];
        const running: Running[] = [];
        const compare = (r: Running): void => {
          expect(Math.abs(bytesDone(w, r.flow) - r.done)).toBeLessThan(1 + r.bytes * 1e-9);
          expect(Math.abs(slowBytes(w, r.flow) - r.slow)).toBeLessThan(1 + r.bytes * 1e-9);
          if (r.slow > 0) slowed += 1;
        };
        for (const action of list) {
          for (let i = 0; i < action.waitSteps; i++) {
            move(running, shares);
            sim.runUntil(sim.now + STEP_MS);
            for (const r of running.filter((each) => each.done >= each.bytes - 1)) {
              // What ends, ends at the end of the step for both: its links are shared until then.
              expect(r.flow.bytes - bytesDone(w, r.flow)).toBeLessThan(1 + r.bytes * 1e-9);
              compare(r);
              expect(Math.abs(endFlow(w, r.id) - r.bytes)).toBeLessThanOrEqual(1);
              running.splice(running.indexOf(r), 1);
              ended += 1;
            }
          }
          running.forEach(compare);
          const chosen = running[action.of % Math.max(1, running.length)];
          if (action.do === 'start') {
            started += 1;
            const o = action.wish;
            const link = network + o.network;
            const flow = createFlow(
              0, started, o.volume, o.volumeLimit, link, o.networkLimit, o.cap, o.slowest, SLOWDOWN, o.bytes,
            ); // prettier-ignore
            running.push({ ...o, id: startFlow(w, flow), flow, done: 0, slow: 0 });
          } else if (action.do === 'share') {
            shares[action.of % 2] = action.share;
            changeUserShare(w, action.of % 2, action.share);
          } else if (chosen !== undefined && action.do === 'end') {
            expect(Math.abs(endFlow(w, chosen.id) - chosen.done)).toBeLessThanOrEqual(2);
            running.splice(running.indexOf(chosen), 1);
          } else if (chosen !== undefined) {
            const bytes = Math.ceil(chosen.done + (chosen.bytes - chosen.done) / 2) + 2;
            if (bytes >= chosen.bytes) continue;
            shortenFlow(w, chosen.id, bytes);
            chosen.bytes = bytes;
          }
          // Whoever is under way is woken when its bytes are through at its present rate, to the millisecond.
          const due = new Map(sim.pending().map((e) => [e.b, e.time]));
          const rates = ratesOf(running, shares);
          running.forEach((r, i) => {
            const ms = ((r.bytes - r.done) / rates[i]) * 1000;
            const planned = (due.get(r.flow.serial) as number) - sim.now;
            expect(planned).toBeGreaterThan(ms - 1);
            expect(planned).toBeLessThan(ms + 2);
          });
        }
      }),
      { numRuns: 120 },
    );
    expect(ended).toBeGreaterThan(50);
    expect(slowed).toBeGreaterThan(100);
  });
});

/**
 * Waits from the engine's resources against queueing theory. The same test must reject a rate that is wrong by 10 %, or
 * it would prove nothing.
 */
import { describe, expect, it } from 'vitest';
import { defineProcedure, type ProcedureState } from '../../sim/engine/procedure.ts';
import { procedureTables, startProcedure } from '../../sim/engine/procedure-run.ts';
import { createPool } from '../../sim/engine/resources.ts';
import { createSim } from '../../sim/engine/sim.ts';
import type { World } from '../../sim/engine/types.ts';

interface Station {
  /** Mean time between arrivals, and law of the service, in ms. */
  readonly arrivalMs: number;
  readonly serviceMs: number;
  readonly deterministic: boolean;
  readonly servers: number;
  readonly customers: number;
}
interface Shop {
  procedures: ProcedureState;
  arrived: number;
  waits: number[];
}
type W = World<Station, Shop, Record<never, never>>;
interface Customer {
  readonly number: number;
}

/** Exponential deviate, rounded to whole milliseconds; means are long enough for that not to matter. */
const exponential = (mean: number, u: number): number => Math.round(-mean * Math.log(u));

const visit = defineProcedure<W, Customer>('visit', {
  first: 'serve',
  steps: {
    serve: {
      needs: () => [{ pool: 0, unit: -1 }],
      begin: (w, p) => {
        w.org.waits.push(p.began - p.asked);
      },
      lasts: (w, p) =>
        w.plan.deterministic
          ? w.plan.serviceMs
          : exponential(w.plan.serviceMs, w.draw('shop', 'service', p.vars.number)),
      then: 'done',
    },
  },
  tags: () => ({ job: -1, group: -1, database: -1, drive: -1, person: false }),
});

const tables = procedureTables({ visit });

function waitsOf(station: Station, seed: number): number[] {
  const sim = createSim<Station, Shop, Record<never, never>>({
    model: {
      events: {
        ...tables.events,
        arrive: {
          rank: 10,
          run(w: W) {
            w.org.arrived += 1;
            const { arrived } = w.org;
            startProcedure(w, visit, { number: arrived });
            if (arrived >= w.plan.customers) return;
            w.at(
              w.now + exponential(w.plan.arrivalMs, w.draw('shop', 'arrival', arrived)),
              'arrive',
            );
          },
        },
      },
      news: tables.news,
    },
    plan: station,
    org: {
      procedures: {
        pools: [createPool('a server', station.servers)],
        waiting: [],
        nextOrder: 0,
        grantPending: false,
        list: [],
        trails: [],
      },
      arrived: 0,
      waits: [],
    },
    now: 0,
    seed,
    replication: 0,
  });
  sim.world.at(0, 'arrive');
  sim.runUntil(8e15);
  return sim.world.org.waits;
}

/** 99.9 % interval of a mean by the means of 40 batches, the first batch dropped as warm-up. */
function interval(waits: readonly number[]): readonly [number, number] {
  const size = Math.floor(waits.length / 41);
  const means: number[] = [];
  for (let b = 1; b <= 40; b++) {
    let sum = 0;
    for (let i = b * size; i < (b + 1) * size; i++) sum += waits[i];
    means.push(sum / size);
  }
  const mean = means.reduce((a, b) => a + b) / 40;
  const variance = means.reduce((a, b) => a + (b - mean) * (b - mean), 0) / 39;
  const half = 3.56 * Math.sqrt(variance / 40);
  return [mean - half, mean + half];
}

/**
 * Mean wait in M/D/c: the number in system one service later is what was beyond the c servers plus the arrivals of that
 * time (Crommelin 1932), iterated to its fixed point; Little's law gives the wait.
 */
function waitMDc(arrivalMs: number, serviceMs: number, servers: number): number {
  const load = serviceMs / arrivalMs;
  const size = 400;
  const arrivals = [Math.exp(-load)];
  for (let k = 1; k < size; k++) arrivals.push((arrivals[k - 1] * load) / k);
  let p: number[] = Array.from({ length: size }, (_, i) => (i === 0 ? 1 : 0));
  for (let turn = 0; turn < 600; turn++) {
    const next = Array.from({ length: size }, () => 0);
    for (let n = 0; n < size; n++) {
      if (p[n] < 1e-15) continue;
      const left = Math.max(0, n - servers);
      for (let k = 0; left + k < size && arrivals[k] > 1e-18; k++)
        next[left + k] += p[n] * arrivals[k];
    }
    p = next;
  }
  const queue = p.reduce((sum, share, n) => sum + share * Math.max(0, n - servers), 0);
  return queue * arrivalMs;
}

const N = 160_000;

describe('waits for resources', () => {
  const mm1 = {
    arrivalMs: 2_000_000,
    serviceMs: 1_000_000,
    deterministic: false,
    servers: 1,
    customers: N,
  };
  const md3 = {
    arrivalMs: 500_000,
    serviceMs: 1_200_000,
    deterministic: true,
    servers: 3,
    customers: N,
  };

  it(`M/M/1 at load 0.5: the mean wait of ${N} customers is rho / (mu - lambda)`, () => {
    const theory = 0.5 / (1 / 1_000_000 - 1 / 2_000_000);
    const [low, high] = interval(waitsOf(mm1, 1));
    expect(low).toBeLessThan(theory);
    expect(high).toBeGreaterThan(theory);
    const [wrongLow] = interval(waitsOf({ ...mm1, arrivalMs: 2_000_000 / 1.1 }, 1));
    expect(wrongLow).toBeGreaterThan(theory);
  });

  it(`M/D/3 at load 0.8: the mean wait of ${N} customers is Crommelin's`, () => {
    const theory = waitMDc(500_000, 1_200_000, 3);
    const [low, high] = interval(waitsOf(md3, 2));
    expect(low).toBeLessThan(theory);
    expect(high).toBeGreaterThan(theory);
    const [, wrongHigh] = interval(waitsOf({ ...md3, arrivalMs: 500_000 * 1.1 }, 2));
    expect(wrongHigh).toBeLessThan(theory);
  });
});

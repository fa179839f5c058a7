import { describe, expect, it } from 'vitest';
import { HOUR } from '../../sim/engine/clock.ts';
import { analyse } from '../../sim/experiment/analyse.ts';
import { levelOf, looksOf, runSequentially } from '../../sim/experiment/sequential.ts';
import type { SequentialInput } from '../../sim/experiment/sequential.ts';
import type { FakeIncident } from './fake-pool.ts';
import { fakePool } from './fake-pool.ts';

const years: Readonly<Record<string, (i: number) => readonly FakeIncident[]>> = {
  weekly: (i) => [{ dataMs: (20 + ((i * 7919) % 13)) * HOUR, windowMs: HOUR }],
  daily: (i) => [{ dataMs: (17 + ((i * 6007) % 13)) * HOUR, windowMs: HOUR }],
};

function poolsOf(first: number, count: number) {
  return Object.fromEntries(
    Object.entries(years).map(([name, make]) => {
      const pool = fakePool(Array.from({ length: count }, (_, i) => make(first + i)));
      const results = pool.results.map((each, i) => ({ ...each, replication: first + i }));
      return [name, { ...pool, results, durations: { '3000': count } }];
    }),
  );
}

function asked(changes: Partial<SequentialInput>) {
  const batches: [number, number][] = [];
  const found = runSequentially({
    ...{ seed: 1, baseline: 'weekly', strategies: [{ name: 'weekly' }, { name: 'daily' }] },
    ...{ expectations: [], first: 50, most: 800, precision: null, untilDecided: false },
    runBatch: (first, count) => {
      batches.push([first, count]);
      return Promise.resolve(poolsOf(first, count));
    },
    ...changes,
  });
  return found.then((each) => ({ ...each, batches }));
}

describe('years in batches', () => {
  it('are looked at when their number has doubled, at most as often as planned, and share 5 %', () => {
    expect(looksOf(200, 3200)).toEqual([200, 400, 800, 1600, 3200]);
    expect(looksOf(200, 1000)).toEqual([200, 400, 800, 1000]);
    expect(looksOf(200, 100)).toEqual([100]);
    expect(5 * (1 - levelOf(5))).toBeCloseTo(0.05, 12);
  });

  it('stop as soon as means are precise enough', async () => {
    const { sequential, batches } = await asked({ precision: 0.05 });
    expect(batches).toEqual([
      [0, 50],
      [50, 50],
    ]);
    expect(sequential).toMatchObject({ looks: 2, planned: 5, replications: 100, open: [] });
  });

  it('go on until what a verdict leads with is decided, and say what was not', async () => {
    const { sequential } = await asked({ untilDecided: true });
    expect(sequential.open).toEqual([]);
    expect(sequential.replications).toBeLessThan(800);
    const same = (first: number, count: number) => {
      const pools = poolsOf(first, count);
      const swapped = pools.weekly.results.map((each, i) =>
        (first + i) % 2 === 0 ? each : pools.daily.results[i],
      );
      const other = pools.weekly.results.map((each, i) =>
        (first + i) % 2 === 0 ? pools.daily.results[i] : each,
      );
      return Promise.resolve({
        weekly: { ...pools.weekly, results: swapped },
        daily: { ...pools.daily, results: other },
      });
    };
    const open = await asked({ untilDecided: true, most: 100, runBatch: same });
    expect(open.sequential.open).toContain('recovery.data of daily against weekly');
    expect(open.sequential).toMatchObject({ looks: 2, planned: 2 });
  });

  it('end in what one run of that length says, save that intervals are wider', async () => {
    const { pools, sequential } = await asked({ precision: 0.05 });
    const strategies = ['weekly', 'daily'].map((name) => ({ name, label: name }));
    const common = { seed: 1, replications: 100, baseline: 'weekly', strategies, expectations: [] };
    const batched = analyse({ ...common, pools, sequential });
    const once = analyse({ ...common, pools: poolsOf(0, 100) });
    expect(analyse({ ...common, pools }).strategies).toEqual(once.strategies);
    const width = (of: typeof once) => {
      const [low, high] = of.strategies[0].metrics['recovery.data'][0].ci95!;
      return high - low;
    };
    expect(width(batched)).toBeGreaterThan(width(once) * 1.1);
  });
});

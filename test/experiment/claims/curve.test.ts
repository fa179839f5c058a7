import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { sourceCurve, CURVE_REPLICATIONS } from '../../../sim/experiment/claims/curve.ts';
import { runStrategies, type StrategyPlan } from '../../../sim/experiment/run.ts';
import { smallYaml } from '../../support/organization.ts';
import { loadSmall, model } from '../../report/small.ts';

const seed = 1;
const simulate = (strategies: readonly StrategyPlan[], replications: number) =>
  runStrategies(model, strategies, { seed, replications });

const text = (rest: string): string =>
  smallYaml({ rest: `hazards: none\n${rest}` }).replace(
    'strategies:\n  only: {}\nbaseline: only',
    'strategies:\n  weekly: {}\n  daily: { backup: { jobs: { full: { when: daily 20:00 }, nightly: null } } }\nbaseline: weekly',
  );

describe('sourceCurve', () => {
  it('a night without a failure takes what tape and bytes need, at every rate', async () => {
    const scenario = loadSmall(text(''));
    const { points, own } = await sourceCurve(scenario, scenario.strategies, simulate);
    expect(own).toBe(30e6);
    expect(points.map(({ value }) => value / 1e6)).toEqual([10, 15, 20, 25, 30, 40, 60]);
    const nights = points.map(({ cells }) => cells.daily.nightMs!);
    // An LTO-3 that gets less than 27 MB/s stops and starts, and writes half as fast.
    const copies = points.map(({ value }) => (10 * 2 ** 30) / (value < 27e6 ? value / 2 : value));
    const rest = nights.map((ms, i) => ms / 1000 - copies[i]);
    for (const each of rest) {
      // Exchange, load, locate; rewind, unload, exchange; and the logs of a day.
      expect(each).toBeGreaterThan(10 + 19 + 46 + 46 + 19 + 10);
      expect(each).toBeLessThan(600);
    }
    for (const { cells } of points) {
      expect(cells.daily.overruns).toBe(0);
      expect(cells.weekly.nightMs!).toBeLessThan(cells.daily.nightMs!);
      // Nothing is drawn, so all replications are the same.
      expect(cells.daily.nightCi95![1] - cells.daily.nightCi95![0]).toBeLessThan(1);
    }
  });

  it('at the own rate of the scenario is the scenario itself, on the same futures', async () => {
    const rate = 'parameters: { backup: { sourceBytesPerSecond: 12 MB/s } }\n';
    const scenario = loadSmall(
      text(rate).replace('hazards: none', 'hazards: { job-failed: 20 % }'),
    );
    const { points, own } = await sourceCurve(scenario, scenario.strategies, simulate);
    const point = points.find(({ value }) => value === 12e6)!;
    expect(own).toBe(12e6);
    const pools = await simulate(scenario.strategies, CURVE_REPLICATIONS);
    for (const name of ['weekly', 'daily']) {
      const jobs = pools[name].results.map((each) => each.jobs);
      const nights = jobs.reduce((sum, each) => sum + each.nights, 0);
      const length = jobs.reduce((sum, each) => sum + each.nightsMs, 0);
      expect(point.cells[name].nightMs).toBe(length / nights);
    }
  });

  it('shows nights that do not fit into their window, and what they take from maintenance', async () => {
    const scenario = loadSmall(text('').replace('window: 20:00-06:00', 'window: 20:00-20:30'));
    const { points } = await sourceCurve(scenario, scenario.strategies, simulate);
    const shares = points.map(({ cells }) => cells.daily.overruns);
    // 10 GiB in half an hour need 6 MB/s and the time of the tape; at half the rate below 27 MB/s.
    expect(shares).toEqual([1, 0, 0, 0, 0, 0, 0]);
    // The full that never fits is run again night after night, and the incrementals wait behind it for the drive.
    expect(points[0].cells.weekly.overruns).toBeGreaterThan(1 / 7);
    expect(points[0].cells.daily.longestNightMs).toBeLessThan(HOUR);
  });

  it('names no own rate where strategies differ in it, and has a point for each', async () => {
    const own = 'parameters: { backup: { sourceBytesPerSecond: 12 MB/s } }';
    const scenario = loadSmall(
      text('').replace('nightly: null } } }', `nightly: null } }, ${own} }`),
    );
    const curve = await sourceCurve(scenario, scenario.strategies, simulate);
    expect(curve.own).toBe(null);
    expect(curve.points.map(({ value }) => value / 1e6)).toEqual([10, 12, 15, 20, 25, 30, 40, 60]);
  });
});

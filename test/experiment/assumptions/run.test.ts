/** The whole way: a scenario, its verdict, its guesses at both ends; each with a known answer. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExperimentResult } from '../../../sim/experiment/analyse.ts';
import { analyse } from '../../../sim/experiment/analyse.ts';
import type { Simulate } from '../../../sim/experiment/assumptions/rounds.ts';
import { assumptionsOf } from '../../../sim/experiment/assumptions/run.ts';
import type { Assumptions } from '../../../sim/experiment/assumptions/shapes.ts';
import { runStrategies } from '../../../sim/experiment/run.ts';
import type { Pool } from '../../../sim/measure/population.ts';
import type { Scenario } from '../../../sim/scenario/index.ts';
import { variantOf } from '../../../sim/scenario/index.ts';
import { loadSmall, model } from '../../report/small.ts';
import { TINY } from './tiny.ts';

const REPLAY = 'parameters/store/replayLogsPerSecond';

let scenario: Scenario;
let pools: Record<string, Pool>;
let experiment: ExperimentResult;
const asked: string[] = [];

const simulate: Simulate = (plans, extent) => {
  asked.push(`${plans.length} plans from ${extent.first}, ${extent.replications} times`);
  return runStrategies(model, plans, { seed: scenario.seed, ...extent });
};

const look = (only: readonly string[]): Promise<Assumptions> =>
  assumptionsOf({ ...{ scenario, strategies: scenario.strategies, pools, experiment }, only,
    ...{ vary: variantOf, simulate, screened: 8 } }); // prettier-ignore

beforeAll(async () => {
  scenario = loadSmall(TINY);
  const { seed, replications, strategies } = scenario;
  pools = await runStrategies(model, strategies, { seed, replications });
  experiment = analyse({ ...scenario, pools });
});

const replayOf = (strategy: string): number =>
  pools[strategy].results[0].incidents[0].waterfall
    .filter(({ span }) => span === 'replay')
    .reduce((sum, { ms }) => sum + ms, 0);

describe('a verdict that hangs on how fast logs are replayed', () => {
  it('flips at the slow end, by the length that the same logs then take', async () => {
    asked.length = 0;
    const { ends, varied, replications } = await look([REPLAY]);
    expect(varied.map(({ path }) => path)).toEqual([REPLAY]);
    expect(replications).toEqual({ screened: 8, confirmed: 24 });
    const [low, high] = (['low', 'high'] as const).map((end) =>
      ends.find((each) => each.metric === 'recovery.data' && each.end === end)!,
    );
    expect(low).toMatchObject({ path: REPLAY, of: 'daily', minus: 'weekly', from: 'worse' });
    expect(low).toMatchObject({ to: 'better', change: 'flips', replications: 24 });
    expect(high).toMatchObject({ from: 'worse', to: 'worse', change: 'none' });
    // At half a log a second the logs of both take four times as long as at two, at ten a fifth.
    const replay = replayOf('daily') - replayOf('weekly');
    expect(replay).toBeLessThan(-1_800_000);
    expect(Math.abs(low.shift! - 3 * replay)).toBeLessThan(1000);
    expect(Math.abs(high.shift! + 0.8 * replay)).toBeLessThan(1000);
    // Worst first.
    expect(ends[0].change).toBe('flips');
    // Both ends change something else as well (downtime), so both are looked at again; what is as it was, too.
    expect(asked).toEqual([
      ...['2 plans from 0, 8 times', '4 plans from 0, 8 times'],
      ...['2 plans from 8, 16 times', '2 plans from 8, 16 times'],
    ]);
  });

  it('does not hang on how long people take, which both wait for alike', async () => {
    asked.length = 0;
    const { ends, varied } = await look(['parameters/operations']);
    expect(varied.length).toBeGreaterThan(10);
    expect(ends.filter(({ change }) => change !== 'none')).toEqual([]);
    expect(asked.filter((each) => !each.endsWith('from 0, 8 times'))).toEqual([]);
  });

  it('is told an end that makes no scenario', async () => {
    const problems = [{ message: 'no such thing' }] as never;
    const { refused, ends } = await assumptionsOf({
      ...{ scenario, strategies: scenario.strategies, pools, experiment, simulate, screened: 8 },
      ...{ only: [REPLAY], vary: () => ({ ok: false, problems }) },
    });
    expect(ends).toEqual([]);
    expect(refused).toEqual([
      { path: REPLAY, end: 'low', why: 'no such thing' },
      { path: REPLAY, end: 'high', why: 'no such thing' },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { HOUR } from '../../sim/engine/clock.ts';
import { expectationsOf } from '../../sim/experiment/expect.ts';
import { drawResamples } from '../../sim/experiment/statistics/bootstrap.ts';
import type { Expectation } from '../../sim/scenario/index.ts';
import type { Pool } from '../../sim/measure/population.ts';
import { fakePool } from './fake-pool.ts';

const resamples = drawResamples(1, 100);
const steady = fakePool(Array.from({ length: 100 }, () => [{ dataMs: 3 * HOUR }]));
const mixed = fakePool(Array.from({ length: 100 }, (_, i) => [{ dataMs: (1 + (i % 9)) * HOUR }]));
const few = fakePool(Array.from({ length: 100 }, (_, i) => (i < 10 ? [{}] : [])));
const none = fakePool(Array.from({ length: 100 }, () => []));

const base: Expectation = {
  ...{ file: 's.yaml', line: 3, column: 5, name: 'e', strategies: ['plan'], difference: null },
  ...{ metric: 'recovery.data', over: 'incident', per: 'incident', stat: 'p95', given: 'years' },
  ...{ where: {}, weight: 'mailbox', unit: 'ms', atMost: 4 * HOUR, atLeast: null, above: null },
  ...{ proof: 'interval', whenUndecided: 'fail' },
};

function outcome(pool: ReturnType<typeof fakePool>, changes: Partial<Expectation> = {}) {
  const [result] = expectationsOf({ plan: pool }, ['plan'], [{ ...base, ...changes }], resamples);
  return result;
}

describe('expectations', () => {
  it('pass when the whole interval is inside, miss when it is beyond', () => {
    expect(outcome(steady)).toMatchObject({ outcome: 'pass', measured: 3 * HOUR, unit: 'ms' });
    expect(outcome(steady, { atMost: 2 * HOUR }).outcome).toBe('miss');
    expect(outcome(steady, { atMost: null, atLeast: 2 * HOUR }).outcome).toBe('pass');
    expect(outcome(steady, { atMost: null, atLeast: 4 * HOUR }).outcome).toBe('miss');
  });

  it('are undecided when the interval straddles the limit', () => {
    const found = outcome(mixed, { stat: 'mean', atMost: 5 * HOUR });
    expect(found.outcome).toBe('undecided');
    expect(found.because).toContain('straddles the limit');
    const estimated = outcome(mixed, { stat: 'mean', atMost: 5 * HOUR, proof: 'estimate' });
    expect(estimated.outcome).toBe('pass');
  });

  it('are undecided when there are too few, with the replications needed, or nothing happened', () => {
    expect(outcome(few)).toMatchObject({ outcome: 'undecided', measured: null });
    expect(outcome(few).because).toBe(
      '10 of the 72 independent observations that it needs: about 720 replications',
    );
    expect(outcome(none)).toMatchObject({ outcome: 'undecided', because: 'nothing happened' });
  });

  it('given exposure are not asked where nothing was injected', () => {
    const found = outcome(steady, { given: 'exposure' });
    expect(found).toMatchObject({ outcome: 'undecided', given: 'exposure', measured: null });
    expect(found.because).toContain('not asked');
  });

  it('a probability is a share with an exact interval, beyond a limit if one is given', () => {
    const probability = { stat: 'probability', unit: 'share', atMost: 0.5 } as const;
    const found = outcome(mixed, { ...probability, above: 8 * HOUR });
    expect(found.measured).toBeCloseTo(0.11, 12);
    expect(found.outcome).toBe('pass');
    const jobs = { ...probability, metric: 'backup.overruns', over: 'job', atMost: 0.01 } as const;
    expect(outcome(none, jobs)).toMatchObject({ outcome: 'pass', measured: 0 });
  });

  it('the largest value seen proves a miss but never a pass', () => {
    expect(outcome(steady, { stat: 'max', atMost: 2 * HOUR }).outcome).toBe('miss');
    const found = outcome(steady, { stat: 'max' });
    expect(found).toMatchObject({ outcome: 'undecided', ci95: null });
  });

  it('times still open prove a miss where enough have lasted too long, and never a pass', () => {
    const make = (open: number) =>
      fakePool(Array.from({ length: 100 }, (_, i) => [i < open ? { open: true } : {}]));
    const late = outcome(make(30), { stat: 'p95', atMost: HOUR / 2 });
    expect(late).toMatchObject({ outcome: 'miss', measured: null, ci95: null });
    const unknown = outcome(make(30), { stat: 'p95', atMost: 4 * HOUR });
    expect(unknown).toMatchObject({ outcome: 'undecided' });
    expect(unknown.because).toContain('so much is still open');
    expect(outcome(make(30), { stat: 'p95', proof: 'estimate' }).outcome).toBe('undecided');
  });

  it('a quantile of jobs needs replications, however many jobs they have', () => {
    const pool: Pool = {
      ...fakePool(Array.from({ length: 40 }, () => [])),
      durations: { 100: 40_000 },
    };
    const asked = { metric: 'backup.duration', over: 'job', stat: 'p95', atMost: HOUR } as const;
    const { because } = outcome(pool, asked);
    expect(because).toContain('40 of the 72 independent observations');
    expect(because).toContain('about 72 replications');
  });

  it('a total over incidents varies with their number', () => {
    const pool = fakePool(
      Array.from({ length: 100 }, (_, i) =>
        Array.from({ length: i % 4 }, (_x, k) => ({ key: `${k}` })),
      ),
    );
    const found = outcome(pool, { stat: 'total', atMost: 200 * HOUR });
    expect(found).toMatchObject({ outcome: 'pass', measured: 150 * HOUR });
    expect(found.ci95![1] - found.ci95![0]).toBeGreaterThan(40 * HOUR);
  });

  it('say what a mean still needs', () => {
    const found = outcome(few, { stat: 'mean', atMost: 20 * HOUR });
    expect(found.because).toBe(
      '10 of 50 replications with any: 10 of the 50 independent observations that it needs: about 500 replications',
    );
  });

  it('of a difference hold the paired mean against the limit', () => {
    const changes: Partial<Expectation> = {
      ...{ strategies: [], difference: { of: 'a', minus: 'b' }, stat: 'mean', atMost: 0 },
    };
    const each = { ...base, ...changes };
    const run = (names: string[], pools: Record<string, ReturnType<typeof fakePool>>) =>
      expectationsOf(pools, names, [each], resamples)[0];
    expect(run(['a', 'b'], { a: steady, b: mixed }).outcome).toBe('pass');
    expect(run(['a', 'b'], { a: mixed, b: steady }).outcome).toBe('miss');
    expect(run(['a'], { a: steady }).because).toContain('b was not simulated');
  });

  it('speak of the strategies that were simulated, with the place that wrote them', () => {
    const results = expectationsOf(
      { plan: steady },
      ['plan'],
      [{ ...base, strategies: ['plan', 'other'] }],
      resamples,
    );
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({
      ...{ strategy: 'plan', whenUndecided: 'fail' },
      position: { file: 's.yaml', line: 3, column: 5 },
    });
  });
});

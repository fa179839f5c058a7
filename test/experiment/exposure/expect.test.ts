import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { expectationsOf } from '../../../sim/experiment/expect.ts';
import { drawResamples } from '../../../sim/experiment/statistics/bootstrap.ts';
import type { Expectation } from '../../../sim/scenario/index.ts';
import { loadText, problemsOf, SMALL } from '../../scenario/helper.ts';
import { fakePool } from '../fake-pool.ts';
import { fakeExposure } from './fake-exposure.ts';

const scattered = (i: number): number => (i * 7919) % 101;

const exposure = fakeExposure({
  causes: { 'volume-lost': 1, 'server-failed': 9 },
  strategies: {
    weekly: ({ cause }, _, i) => ({
      dataMs: cause === 'volume-lost' ? (5 + (i % 3)) * HOUR : HOUR,
      windowMs: cause === 'volume-lost' && scattered(i) % 2 === 0 ? 12 * HOUR : 0,
    }),
    daily: ({ cause }, _, i) => ({
      dataMs: cause === 'volume-lost' ? (4 + (i % 3)) * HOUR : HOUR,
      windowMs: cause === 'volume-lost' && scattered(i) % 4 === 0 ? 12 * HOUR : 0,
    }),
  },
});
const pools = { weekly: fakePool([[]]), daily: fakePool([[]]) };
const resamples = drawResamples(1, 1);

const base: Expectation = {
  ...{ file: 's.yaml', line: 3, column: 5, name: 'e', strategies: ['weekly'], difference: null },
  ...{ metric: 'recovery.data', over: 'incident', per: 'incident', stat: 'p95', given: 'exposure' },
  ...{ where: {}, weight: 'mailbox', unit: 'ms', atMost: 4 * HOUR, atLeast: null, above: null },
  ...{ proof: 'interval', whenUndecided: 'fail' },
};

function outcome(changes: Partial<Expectation>) {
  const asked = [{ ...base, ...changes }];
  return expectationsOf(pools, ['weekly', 'daily'], asked, resamples, exposure)[0];
}

describe('expectations given exposure', () => {
  it('are about all causes by their rates, or about one that is named', () => {
    // A strike in ten is a lost volume: the median is a failed server, p95 a volume.
    expect(outcome({ stat: 'p50' })).toMatchObject({ outcome: 'pass', measured: HOUR });
    expect(outcome({})).toMatchObject({ outcome: 'miss', given: 'exposure' });
    const volume = { where: { cause: 'volume-lost' } };
    expect(outcome({ ...volume, stat: 'p50' })).toMatchObject({ measured: 6 * HOUR });
    expect(outcome({ where: { cause: 'server-failed' } }).outcome).toBe('pass');
  });

  it('per database and by class, as those of years', () => {
    const found = outcome({ per: 'database', where: { cause: 'volume-lost', class: 'premium' } });
    expect(found).toMatchObject({ outcome: 'miss', measured: 7 * HOUR });
  });

  it('means and probabilities have intervals, and say what would decide', () => {
    const loss = { metric: 'loss.messages', stat: 'probability', unit: 'share' } as const;
    const found = outcome({ ...loss, atMost: 0.3, where: { cause: 'volume-lost' } });
    expect(found.measured).toBeCloseTo(0.5, 1);
    expect(found.outcome).toBe('miss');
    const close = outcome({ ...loss, atMost: 0.51, where: { cause: 'volume-lost' } });
    expect(close.outcome).toBe('undecided');
    expect(close.because).toMatch(/straddles the limit; about \d+ base runs would decide it/);
    const mean = outcome({ stat: 'mean', atMost: 2 * HOUR });
    expect(mean.measured).toBeCloseTo(1.5 * HOUR, 3);
    expect(mean.outcome).toBe('pass');
  });

  it('of two strategies are paired world by world', () => {
    const between = { strategies: [], difference: { of: 'daily', minus: 'weekly' } } as const;
    const mean = outcome({ ...between, stat: 'mean', atMost: 0 });
    expect(mean).toMatchObject({ strategy: null, outcome: 'pass' });
    expect(mean.measured).toBeCloseTo(-0.1 * HOUR, 3);
    const loss = { metric: 'loss.window', stat: 'probability', unit: 'share' } as const;
    const where = { cause: 'volume-lost' };
    const found = outcome({ ...between, ...loss, where, above: HOUR, atMost: -0.15 });
    expect(found.measured).toBeCloseTo(-0.25, 1);
    expect(found.outcome).toBe('pass');
  });

  it('of a cause that was not injected are not decided, with the reason', () => {
    const why = (cause: string) => outcome({ where: { cause } }).because;
    expect(why('page-damage')).toBe('not asked: this run left page-damage out');
  });
});

describe('what cannot be asked given exposure is refused where it is written', () => {
  it.each([
    ['metric: backup.media, stat: mean, atMost: 3 cartridges', 'given', 'no incident has'],
    [
      'metric: loss.messages, over: replication, stat: mean, atMost: 3 messages',
      ...['over', 'it has no replications'],
    ],
    [
      'metric: loss.messages, over: incident, stat: total, atMost: 3 messages',
      ...['stat', 'have no total'],
    ],
  ])('%s', (text, key, message) => {
    const [problem] = problemsOf(loadText(`${SMALL}expect: [{ ${text}, given: exposure }]\n`));
    expect(problem.path.endsWith(key)).toBe(true);
    expect(problem.message).toContain(message);
    expect(problem.line).toBeGreaterThan(1);
  });
});

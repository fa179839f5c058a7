import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { drawResamples } from '../../../sim/experiment/statistics/bootstrap.ts';
import { againstBaseline, assertedBy } from '../../../sim/experiment/suite/against.ts';
import type { Expectation } from '../../../sim/scenario/index.ts';
import { fakePool } from '../fake-pool.ts';

const resamples = drawResamples(1, 100);
const make = (dataMs: (i: number) => number) =>
  fakePool(Array.from({ length: 100 }, (_, i) => [{ dataMs: dataMs(i) }]));

const base: Expectation = {
  ...{ file: 's.yaml', line: 3, column: 5, name: 'e', strategies: ['plan'], difference: null },
  ...{ metric: 'recovery.data', over: 'incident', per: 'incident', stat: 'p95', given: 'years' },
  ...{ where: {}, weight: 'mailbox', unit: 'ms', atMost: 4 * HOUR, atLeast: null, above: null },
  ...{ proof: 'interval', whenUndecided: 'warn' },
};

const now = make((i) => (2 + (i % 7)) * HOUR);

function against(then: ReturnType<typeof make> | null, known = ['plan']) {
  const before: Record<string, ReturnType<typeof make>> = then === null ? {} : { plan: then };
  const runs = { now: { plan: now }, then: before, known };
  return againstBaseline(assertedBy([base]), runs, resamples)[0];
}

describe('against the baseline', () => {
  it('is worse, better or equal by pairs, where two means by themselves would decide nothing', () => {
    const faster = make((i) => (1.8 + (i % 7)) * HOUR);
    const slower = make((i) => (2.2 + (i % 7)) * HOUR);
    expect(against(faster)).toMatchObject({ outcome: 'miss', unit: 'ms', stat: 'mean' });
    expect(against(faster).because).toMatch(/^worse: /);
    expect(against(faster).measured).toBeCloseTo(0.2 * HOUR, 3);
    expect(against(slower)).toMatchObject({ outcome: 'pass' });
    expect(against(slower).because).toMatch(/^better: /);
    expect(against(make((i) => (2 + (i % 7)) * HOUR)).because).toMatch(/^equal: /);
  });

  it('is undecided where the pairs say nothing, and counts as the expectation says', () => {
    const other = make((i) => (2 + ((i * 5 + 3) % 7)) * HOUR);
    const found = against(other);
    expect(found).toMatchObject({ outcome: 'undecided', whenUndecided: 'warn' });
    expect(found.because).toContain('holds zero');
  });

  it('needs no run of a plan that has not changed, and says where there is no partner', () => {
    expect(against(null)).toMatchObject({ outcome: 'pass', measured: null });
    expect(against(null).because).toBe('equal: its plan has not changed');
    expect(against(null, [])).toMatchObject({ outcome: 'undecided' });
    expect(against(null, []).because).toBe("the baseline has no strategy 'plan'");
  });
});

describe('what is compared', () => {
  it('is what the suite asserts, each metric once, and only where more or less is worse', () => {
    const asked = [
      base,
      { ...base, stat: 'mean' as const, strategies: ['other'], whenUndecided: 'fail' as const },
      { ...base, where: { class: 'premium' } },
      { ...base, metric: 'restore.sets' },
      { ...base, metric: 'backup.overruns', over: 'job' as const },
    ];
    const found = assertedBy(asked).map(({ metric, over, strategies, whenUndecided, first }) =>
      [metric.name, over, strategies.join(), whenUndecided, first.where.class ?? ''].join(' '),
    );
    expect(found).toEqual([
      'recovery.data incident plan,other fail ',
      'recovery.data incident plan warn premium',
      'backup.overruns replication plan warn ',
    ]);
  });
});

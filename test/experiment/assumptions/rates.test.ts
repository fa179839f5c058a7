import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { rateChangesOf } from '../../../sim/experiment/assumptions/rates.ts';
import type { VariedFigure } from '../../../sim/experiment/assumptions/shapes.ts';
import { analyseExposure } from '../../../sim/experiment/exposure/analyse.ts';
import { fakeExposure } from '../exposure/fake-exposure.ts';
import type { Outcome } from '../exposure/fake-exposure.ts';

const rate = (cause: string, value: number, low: number, high: number): VariedFigure => ({
  ...{ path: `hazards/${cause}`, unit: '/year', value, low, high, assumed: true },
  ...{ source: '', doc: '', written: { value: '', low: '', high: '' } },
});

/** Where a volume is lost `b` loses two hours more than `a`, where pages are damaged one hour less. */
const a: Outcome = ({ hour }) => ({ windowMs: (3 + (hour % 4)) * HOUR });
const b: Outcome = (injection, hidden, index) => {
  const { windowMs = 0 } = a(injection, hidden, index)!;
  return { windowMs: windowMs + (injection.cause === 'volume-lost' ? 2 : -1) * HOUR };
};
const exposure = fakeExposure({
  causes: { 'volume-lost': 1, 'page-damage': 4 },
  strategies: { a, b },
});
const result = analyseExposure({ exposure, baseline: 'a' });

describe('rates of causes against a composed year', () => {
  const found = rateChangesOf(result, [
    rate('volume-lost', 0.01, 0.003, 0.03),
    rate('page-damage', 0.02, 0.015, 0.1),
    rate('set-unreadable', 0.005, 0.001, 0.05),
  ]).filter(({ metric }) => metric === 'loss.messages');

  it('flip where one cause outweighs the other: 1 x 2 h - 4 x 1 h turns at twice the rate', () => {
    expect(found.map(({ path, end, change }) => [path, end, change])).toEqual([
      ['hazards/volume-lost', 'low', 'none'],
      ['hazards/volume-lost', 'high', 'flips'],
      ['hazards/page-damage', 'low', 'none'],
      ['hazards/page-damage', 'high', 'none'],
    ]);
    const [, high, damage] = found;
    expect(high).toMatchObject({ of: 'b', minus: 'a', from: 'better', to: 'worse' });
    // Three times 2 h less four times 1 h, in messages of a minute each.
    expect(high.mean).toBeCloseTo(120, 6);
    expect(high.turnsAt).toBeCloseTo(0.02, 9);
    expect(damage.turnsAt).toBeCloseTo(0.01, 9);
  });

  it('say nothing of causes that were not injected, or without an exposure', () => {
    expect(rateChangesOf(null, [rate('volume-lost', 0.01, 0.003, 0.03)])).toEqual([]);
    expect(rateChangesOf(result, [rate('disk-failed', 0.03, 0.01, 0.13)])).toEqual([]);
  });

  it('turn nowhere where a rate makes no difference or only more of the same', () => {
    const same = analyseExposure({
      exposure: fakeExposure({ causes: { 'volume-lost': 1 }, strategies: { a, b: a } }),
      baseline: 'a',
    });
    const rows = rateChangesOf(same, [rate('volume-lost', 0.01, 0.003, 0.03)]);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toMatchObject({ change: 'none', turnsAt: null });
  });
});

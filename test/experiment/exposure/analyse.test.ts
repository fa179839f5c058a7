import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { analyseExposure } from '../../../sim/experiment/exposure/analyse.ts';
import { composeAt } from '../../../sim/experiment/exposure/compose.ts';
import type { ExposureResult } from '../../../sim/experiment/exposure/result-shapes.ts';
import { fakeExposure } from './fake-exposure.ts';
import type { Outcome } from './fake-exposure.ts';

/** Lost since the last backup at 20:00, whatever the day. */
const sinceEight: Outcome = ({ hour }) => ({
  windowMs: ((hour + 4) % 24) * HOUR,
  dataMs: (2 + (hour % 5)) * HOUR,
});

function estimate(result: ExposureResult, strategy: string, metric: string, cause: string | null) {
  return result.strategies[strategy]
    .find((each) => each.cause === cause)!
    .metrics.find((each) => each.metric === metric)!;
}

describe('an exposure', () => {
  it('a loss that grows with the hour since the backup has the mean and quantiles of the hours', () => {
    const exposure = fakeExposure({ replications: 48, strategies: { daily: sinceEight } });
    const result = analyseExposure({ exposure, baseline: 'daily' });
    const found = estimate(result, 'daily', 'loss.window', 'volume-lost');
    expect(found).toMatchObject({ n: 672, open: 0, p50: 11 * HOUR, p95: 22 * HOUR });
    expect(found.mean).toBeCloseTo(11.5 * HOUR, 3);
    expect(found.max).toBe(23 * HOUR);
    expect(found.any).toBeCloseTo(23 / 24, 9);
    expect(found.p99).toBe(23 * HOUR);
    // Every base run of a phase is the same, so what is left is no spread at all.
    expect(found.ci95![1] - found.ci95![0]).toBeLessThan(1);
  });

  it('hours of the week count alike, however often each was visited', () => {
    const once = fakeExposure({ replications: 12, strategies: { daily: sinceEight } });
    const uneven = fakeExposure({ replications: 17, strategies: { daily: sinceEight } });
    const mean = (exposure: typeof once) =>
      estimate(analyseExposure({ exposure, baseline: 'daily' }), 'daily', 'loss.window', null).mean;
    expect(mean(uneven)).toBeCloseTo(mean(once)!, 3);
  });

  it('worlds count by their weights: one bad set in a hundred', () => {
    const outcome: Outcome = (_, hidden) => ({ windowMs: hidden === 'sound' ? 0 : 100 * HOUR });
    const exposure = fakeExposure({ bad: 0.01, strategies: { weekly: outcome } });
    const result = analyseExposure({ exposure, baseline: 'weekly' });
    const found = estimate(result, 'weekly', 'loss.window', null);
    expect(found.mean).toBeCloseTo(HOUR, 3);
    expect(found.any).toBeCloseTo(0.01, 9);
    expect(found.max).toBe(100 * HOUR);
  });

  it('causes are mixed by their rates, and strikes that impair nothing are absorbed', () => {
    const outcome: Outcome = ({ cause }, _, i) =>
      cause === 'volume-lost' ? { dataMs: 4 * HOUR } : i % 4 === 0 ? { dataMs: HOUR } : null;
    const causes = { 'volume-lost': 1, 'server-failed': 12 } as const;
    const exposure = fakeExposure({ causes, strategies: { a: outcome } });
    const result = analyseExposure({ exposure, baseline: 'a' });
    // One volume a year with 4 h, three servers a year with 1 h.
    expect(estimate(result, 'a', 'recovery.data', null).mean).toBeCloseTo((7 / 4) * HOUR, 3);
    const [all, , server] = result.strategies.a;
    expect(server.absorbed).toBeCloseTo(0.75, 9);
    expect(all.absorbed).toBeCloseTo(9 / 13, 9);
    const [row] = result.composed.rows;
    expect(row.figures.incidents.mean).toBeCloseTo(4, 9);
    // 100 mailboxes each.
    expect(row.figures['downtime.data'].mean).toBeCloseTo(700, 6);
  });

  it('rates are rescaled without simulating, also from what was written', () => {
    const causes = { 'volume-lost': 1, 'server-failed': 3 } as const;
    const outcome: Outcome = ({ cause, replication }, _, i) => ({
      windowMs: cause === 'volume-lost' ? (1 + ((i * 7) % 5) + (replication % 3)) * HOUR : 0,
    });
    const at = (rates: Record<string, number>) =>
      analyseExposure({
        exposure: fakeExposure({ causes: rates, strategies: { a: outcome, b: outcome } }),
        baseline: 'a',
      });
    const written = JSON.parse(JSON.stringify(at(causes))) as ExposureResult;
    const rescaled = composeAt(written, { 'volume-lost': 5 });
    expect(rescaled).toEqual(at({ 'volume-lost': 5, 'server-failed': 3 }).composed);
    expect(rescaled.rows[0].anyLoss!.value).toBeCloseTo(1 - Math.exp(-5), 9);
    expect(rescaled.rows[0].byCause[1].figures.incidents).toBeCloseTo(3, 9);
    expect(() => composeAt(written, { slip: 1 })).toThrow(/no strikes of slip were injected/);
    expect(() => composeAt(written, { 'volume-lost': -1 })).toThrow(/-1 is no rate/);
  });

  it('a strategy against itself differs by exactly zero in every figure', () => {
    const outcome: Outcome = ({ hour, replication }, hidden, i) =>
      i % 5 === 0
        ? null
        : {
            windowMs: ((hour * 37 + replication) % 29) * HOUR * (hidden === 'sound' ? 1 : 9),
            dataMs: (1 + (i % 13)) * HOUR,
          };
    const strategies = { a: outcome, b: outcome };
    const causes = { 'volume-lost': 0.7, 'page-damage': 0.31 } as const;
    const exposure = fakeExposure({ bad: 0.03, causes, strategies });
    const { differences, composed, tape } = analyseExposure({ exposure, baseline: 'a' });
    expect(differences.length).toBeGreaterThan(10);
    for (const each of [...differences, tape[0].window]) {
      expect(each).toMatchObject({ mean: 0, ci95: [0, 0], worse: 0, better: 0, verdict: 'equal' });
      expect(each.most).toEqual({ worse: 0, better: 0 });
      expect(each.equal).toBeCloseTo(1, 12);
    }
    const row = composed.rows.find(({ minus }) => minus === 'a')!;
    for (const each of Object.values(row.figures)) {
      expect(each).toMatchObject({ mean: 0, ci95: [0, 0] });
    }
  });

  it('differences: the sign, the sides by tie, the largest gap', () => {
    const weekly: Outcome = (_, hidden, i) => ({
      windowMs: hidden === 'sound' ? 12 * HOUR + (i % 3) * HOUR : 120 * HOUR,
      dataMs: 5 * HOUR + (i % 7) * HOUR,
    });
    const daily: Outcome = (_, __, i) => ({
      windowMs: 12 * HOUR,
      dataMs: 3 * HOUR + (i % 5) * HOUR,
    });
    const exposure = fakeExposure({ bad: 0.02, strategies: { weekly, daily } });
    const { differences, tape } = analyseExposure({ exposure, baseline: 'weekly' });
    const window = differences.find(({ metric, cause }) => metric === 'loss.window' && !cause)!;
    expect(window.better).toBeCloseTo(0.02, 9);
    expect(window).toMatchObject({ worse: 0, most: { worse: 0, better: 108 * HOUR } });
    const data = differences.find(({ metric, cause }) => metric === 'recovery.data' && !cause)!;
    expect(data.verdict).toBe('better');
    expect(data.mean).toBeCloseTo(-3 * HOUR, -5);
    expect(tape[0]).toMatchObject({ of: 'daily', minus: 'weekly', neither: 0 });
    expect(tape[0].perYear).toBeCloseTo(2, 9);
  });

  it('times still open give no mean, and quantiles that say what they exceed', () => {
    const outcome: Outcome = (_, __, i) => (i % 5 === 0 ? { open: true } : { dataMs: HOUR });
    const exposure = fakeExposure({ strategies: { a: outcome } });
    const result = analyseExposure({ exposure, baseline: 'a' });
    const found = estimate(result, 'a', 'recovery.data', null);
    expect(found).toMatchObject({ mean: null, ci95: null, p50: HOUR, p95: null });
    expect(found.beyond!.p95).toBe(HOUR);
    expect(found.because).toBe('some are still open');
  });

  it('few base runs, or a week not visited, have no interval, and say how many would do', () => {
    const few = (replications: number) => {
      const exposure = fakeExposure({ replications, strategies: { a: sinceEight } });
      const result = analyseExposure({ exposure, baseline: 'a' });
      return estimate(result, 'a', 'recovery.data', null);
    };
    expect(few(3)).toMatchObject({ ci95: null, needs: { baseRuns: 12 } });
    expect(few(3).because).toContain('42 of the 168 hours of the week');
    expect(few(12).ci95).not.toBeNull();
  });

  it('an hour of the week is what was injected at that hour', () => {
    const exposure = fakeExposure({ strategies: { a: sinceEight } });
    const { hourly } = analyseExposure({ exposure, baseline: 'a' });
    const window = hourly.find(({ metric, cause }) => metric === 'loss.window' && !cause)!;
    expect(window.mean[19]).toBe(23 * HOUR);
    expect(window.mean[20]).toBe(0);
    expect(window.any[20]).toBe(0);
    expect(window.max[167]).toBe(3 * HOUR);
  });
});

import { describe, expect, it } from 'vitest';
import { HOUR } from '../../sim/engine/clock.ts';
import { causeCountsOf } from '../../sim/experiment/cause-counts.ts';
import { estimateFor, estimatesOf } from '../../sim/experiment/estimates.ts';
import { clopperPearson } from '../../sim/experiment/statistics/binomial.ts';
import { poissonInterval } from '../../sim/experiment/statistics/poisson.ts';
import { metricOf, metrics } from '../../sim/metrics/index.ts';
import { causeKeys } from '../../sim/org/causes.ts';
import { fakePool } from './fake-pool.ts';

const quiet = fakePool(Array.from({ length: 200 }, () => []));

describe('estimates', () => {
  it('without an incident are n: 0 and null, never 0', () => {
    const data = estimateFor(quiet, metricOf('recovery.data')!, 'incident', {})!;
    expect(data).toMatchObject({ n: 0, mean: null, ci95: null, p50: null, p95: null, max: null });
    expect(data.needs).toMatchObject({ p95: 72, p99: 368, mean: 50 });
  });

  it('0 of 200 years with a loss is at most 1.83 %', () => {
    const loss = estimateFor(quiet, metricOf('loss.messages')!, 'replication', {})!;
    expect(loss).toMatchObject({ n: 200, mean: 0, ci95: null, replicationsWithAny: 0 });
    expect(loss.anyCi95![1]).toBeCloseTo(0.0183, 4);
  });

  it('counts have exact Poisson intervals', () => {
    const pool = fakePool(Array.from({ length: 100 }, (_, i) => (i % 10 === 0 ? [{}] : [])));
    const count = estimateFor(pool, metricOf('causes.volume-lost')!, 'replication', {})!;
    const [low, high] = poissonInterval(10);
    expect(count.method).toBe('exact Poisson');
    expect(count.ci95![0]).toBeCloseTo(low / 100, 12);
    expect(count.ci95![1]).toBeCloseTo(high / 100, 12);
  });

  it('means have a Student interval only from 50 replications with any', () => {
    const of = (count: number) =>
      fakePool(
        Array.from({ length: 200 }, (_, i) => (i < count ? [{ dataMs: i * HOUR + 1 }] : [])),
      );
    const metric = metricOf('recovery.data')!;
    const few = estimateFor(of(49), metric, 'incident', {})!;
    expect(few.mean).not.toBeNull();
    expect(few.ci95).toBeNull();
    expect(few.needs.mean).toBe(50);
    const many = estimateFor(of(50), metric, 'incident', {})!;
    expect(many.ci95).not.toBeNull();
    expect(many.needs.mean).toBeUndefined();
  });

  it('an open incident leaves no mean, and quantiles beyond it are not invented', () => {
    const pool = fakePool([[{ open: true }], ...Array.from({ length: 99 }, () => [{}])]);
    const data = estimateFor(pool, metricOf('recovery.data')!, 'incident', {})!;
    expect(data).toMatchObject({ n: 100, censored: 1, mean: null, p50: HOUR });
  });

  it('shares of jobs are exact, and know that jobs of a replication fail together', () => {
    const even = estimateFor(quiet, metricOf('backup.failures')!, 'job', {})!;
    expect(even).toMatchObject({ n: 200_000, mean: 0.03, method: 'Clopper-Pearson' });
    expect(even.ci95).toEqual(clopperPearson(6000, 200_000));
  });

  it('cover every available metric, and are split by cause and class', () => {
    const pool = fakePool(Array.from({ length: 20 }, () => [{ windowMs: HOUR }]));
    const all = estimatesOf(pool);
    const available = Object.values(metrics).filter((metric) => metric.available);
    expect(Object.keys(all).sort()).toEqual(available.map(({ name }) => name).sort());
    const [perReplication, perIncident, perDatabase] = all['loss.messages'];
    expect([perReplication.over, perIncident.over, perDatabase.over]).toEqual([
      'replication',
      'incident',
      'database',
    ]);
    const parts = perIncident.where.map(({ cause, scope, class: name }) => cause ?? scope ?? name);
    expect(parts).toEqual(['volume-lost', 'database', 'standard', 'premium']);
  });
});

describe('cause counts', () => {
  const [counts] = [causeCountsOf({ plan: quiet }, ['plan'])];
  const of = (cause: string) => counts.find((each) => each.cause === cause)!;

  it('list every cause of the table, simulated, switched off or not modelled', () => {
    expect(counts.map(({ cause }) => cause)).toEqual([...causeKeys]);
    expect(of('volume-lost').status).toBe('simulated');
    expect(of('page-damage').status).toBe('switched off');
    expect(of('slip').status).toBe('not modelled');
  });

  it('expect rate × owners × years, or probability × occasions', () => {
    // 4 volumes at 1 % a year of 365 days, 200 horizons of 364 days.
    expect(of('volume-lost').rate).toBeCloseTo(0.01, 12);
    expect(of('volume-lost').counts.plan.expected).toBeCloseTo((4 * 0.01 * 364 * 200) / 365, 9);
    expect(of('job-failed').counts.plan.expected).toBeCloseTo(0.03 * 1000 * 200, 9);
    expect(of('slip').counts.plan.expected).toBeNull();
  });
});

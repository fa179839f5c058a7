import { describe, expect, it } from 'vitest';
import { HOUR, WEEK } from '../../sim/engine/clock.ts';
import { causeCountsOf } from '../../sim/experiment/cause-counts.ts';
import { estimateFor as estimateWith, estimatesOf } from '../../sim/experiment/estimates.ts';
import { clopperPearson } from '../../sim/experiment/statistics/binomial.ts';
import { drawResamples } from '../../sim/experiment/statistics/bootstrap.ts';
import { poissonInterval } from '../../sim/experiment/statistics/poisson.ts';
import { populationOf } from '../../sim/measure/population.ts';
import type { Pool } from '../../sim/measure/population.ts';
import type { Where } from '../../sim/measure/where.ts';
import { metricOf, metrics } from '../../sim/metrics/index.ts';
import type { Metric, Over } from '../../sim/metrics/index.ts';
import { causeKeys } from '../../sim/org/causes.ts';
import { fakePlan } from '../measure/fake.ts';
import { fakePool } from './fake-pool.ts';

const resamples = drawResamples(1, 200);

function estimateFor(pool: Pool, metric: Metric, over: Over, where: Where) {
  return estimateWith(pool, metric, over, where, resamples);
}

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
    expect([few.because, many.because]).toEqual(['49 of 50 replications with any', undefined]);
  });

  it('the mean of a loss needs 149 events, since a rare, worse kind may be unseen', () => {
    const of = (count: number) =>
      fakePool(
        Array.from({ length: 200 }, (_, i) =>
          i < count ? [{ windowMs: (i % 7) * HOUR + 1 }] : [],
        ),
      );
    const metric = metricOf('loss.window')!;
    const few = estimateFor(of(148), metric, 'incident', {})!;
    expect(few).toMatchObject({ ci95: null, needs: { mean: 149 } });
    expect(few.because).toContain('a rare, worse kind may still be unseen');
    expect(estimateFor(of(149), metric, 'incident', {})!.ci95).not.toBeNull();
  });

  it('one replication that makes the spread makes the interval wide; skewed ones a bootstrapped one', () => {
    const of = (dataMs: (i: number) => number) =>
      fakePool(Array.from({ length: 200 }, (_, i) => [{ dataMs: dataMs(i) }]));
    const metric = metricOf('recovery.data')!;
    const wild = estimateFor(
      of((i) => (i === 0 ? 1000 * HOUR : HOUR + i)),
      metric,
      'incident',
      {},
    )!;
    expect(wild.ci95![1]).toBeGreaterThan((7 * 1000 * HOUR) / 200);
    const even = estimateFor(
      of((i) => HOUR * (1 + (i % 9))),
      metric,
      'incident',
      {},
    )!;
    expect(even.method).toBe('Student t');
    const skewed = estimateFor(
      of((i) => (i % 12 === 0 ? 30 : 1) * HOUR),
      metric,
      'incident',
      {},
    )!;
    expect(skewed.method).toBe('studentized bootstrap');
    expect(skewed.ci95![1] - skewed.mean!).toBeGreaterThan(skewed.mean! - skewed.ci95![0]);
  });

  it('an open incident leaves no mean, and quantiles beyond it are not invented', () => {
    const pool = fakePool([[{ open: true }], ...Array.from({ length: 99 }, () => [{}])]);
    const data = estimateFor(pool, metricOf('recovery.data')!, 'incident', {})!;
    expect(data).toMatchObject({ n: 100, censored: 1, mean: null, p50: HOUR });
    expect(data).toMatchObject({ method: 'Kaplan-Meier', because: 'some are still open' });
    expect(data.beyond).toBeUndefined();
  });

  it('quantiles that open incidents leave without a value are beyond the last one that closed', () => {
    const pool = fakePool(Array.from({ length: 100 }, (_, i) => [i < 80 ? {} : { open: true }]));
    const data = estimateFor(pool, metricOf('recovery.data')!, 'incident', {})!;
    expect(data).toMatchObject({ p50: HOUR, p95: null, beyond: { p95: HOUR } });
    expect(data.quantileCi95).toMatchObject({ p50: [HOUR, HOUR], p95: null });
  });

  it('availability by databases counts a small one as much as a large one', () => {
    const plan = fakePlan();
    const small = plan.databases.map((each) =>
      each.id === 0 ? each : { ...each, mailboxes: [9, 1], mailboxCount: 10 },
    );
    const databases = small as unknown as typeof plan.databases;
    const pool = fakePool([[{ dataMs: 10 * HOUR }]], {}, fakePlan({ databases }));
    const values = (weight: 'mailbox' | 'database') => {
      const metric = metricOf('availability.service')!;
      const found = populationOf(pool, metric, 'replication', { class: 'premium' }, weight);
      return found.kind === 'values' ? found.values[0] : null;
    };
    const down = (10 * HOUR) / (52 * WEEK);
    expect(values('mailbox')).toBeCloseTo(1 - (down * 10) / 13, 12);
    expect(values('database')).toBeCloseTo(1 - down / 4, 12);
  });

  it('shares of jobs are exact, and know that jobs of a replication fail together', () => {
    const even = estimateFor(quiet, metricOf('backup.failures')!, 'job', {})!;
    expect(even).toMatchObject({ n: 200_000, mean: 0.03, method: 'Clopper-Pearson' });
    expect(even.ci95).toEqual(clopperPearson(6000, 200_000));
  });

  it('cover every available metric, and are split by cause and class', () => {
    const pool = fakePool(Array.from({ length: 20 }, () => [{ windowMs: HOUR }]));
    const all = estimatesOf(pool, drawResamples(1, 20));
    // Without prices there is no cost.
    const available = Object.values(metrics).filter((m) => m.available && !m.needsPrices);
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
    expect(of('site-lost').status).toBe('not modelled');
  });

  it('expect rate × owners × years, or probability × occasions', () => {
    // 4 volumes at 1 % a year of 365 days, 200 horizons of 364 days.
    expect(of('volume-lost').rate).toBeCloseTo(0.01, 12);
    expect(of('volume-lost').counts.plan.expected).toBeCloseTo((4 * 0.01 * 364 * 200) / 365, 9);
    expect(of('job-failed').counts.plan.expected).toBeCloseTo(0.03 * 1000 * 200, 9);
    expect(of('site-lost').counts.plan.expected).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, WEEK } from '../../sim/engine/clock.ts';
import { bucketOf, pairsOf, tally, valueOf } from '../../sim/measure/histogram.ts';
import type { Histogram } from '../../sim/measure/histogram.ts';
import { attachMeasures, readMeasures } from '../../sim/measure/index.ts';
import type { Pool } from '../../sim/measure/population.ts';
import { populationOf } from '../../sim/measure/population.ts';
import { scorecardRowsOf, scorecardSamples } from '../../sim/measure/scorecard.ts';
import type { Where } from '../../sim/measure/where.ts';
import type { Over } from '../../sim/metrics/index.ts';
import { metricOf } from '../../sim/metrics/index.ts';
import { END, fakePlan, FakeSim, sayBackup, sayIncident, START } from './fake.ts';

const plan = fakePlan();
const at = START + 10 * DAY + 8 * HOUR;

function poolOf(...scripts: readonly ((sim: FakeSim) => void)[]): Pool {
  const durations: Histogram = {};
  const results = scripts.map((script, replication) => {
    const sim = new FakeSim();
    attachMeasures(sim, plan);
    script(sim);
    sim.now = Math.max(sim.now, END);
    return readMeasures(sim, plan, replication);
  });
  for (const { durations: pairs } of results) {
    for (let i = 0; i < pairs.length; i += 2) {
      durations[pairs[i]] = (durations[pairs[i]] ?? 0) + pairs[i + 1];
    }
  }
  return { plan, results, durations };
}

const pool = poolOf(
  (sim) => {
    const lost = { from: at - 5 * HOUR, to: at, messages: 100 };
    sayIncident(sim, { at, key: 'a', databases: [0, 1], dataMs: 6 * HOUR, lost });
    sayIncident(sim, {
      at: at + DAY,
      key: 'b',
      cause: 'page-damage',
      databases: [2],
      dataMs: HOUR,
    });
  },
  () => undefined,
);

function values(name: string, over: Over, where: Where = {}): unknown {
  const found = populationOf(pool, metricOf(name)!, over, where);
  if (found.kind === 'values') return found.values;
  if (found.kind === 'samples') return found.samples.map(({ value }) => value);
  return found;
}

describe('populations', () => {
  it('over replications sum what happened in each', () => {
    expect(values('loss.messages', 'replication')).toEqual([200, 0]);
    expect(values('downtime.service', 'replication')).toEqual([1300, 0]);
    expect(values('causes.absorbed', 'replication')).toEqual([0, 0]);
    expect(values('backup.duration', 'replication')).toEqual([null, null]);
  });

  it('over incidents take the last database, over databases each one', () => {
    expect(values('recovery.data', 'incident')).toEqual([6 * HOUR, HOUR]);
    expect(values('recovery.data', 'database')).toEqual([6 * HOUR, 6 * HOUR, HOUR]);
    expect(values('loss.messages', 'incident')).toEqual([200, 0]);
    expect(values('loss.messages', 'database')).toEqual([100, 100, 0]);
    expect(values('waterfall.detect', 'incident')).toEqual([5 * MINUTE, 5 * MINUTE]);
    expect(values('restore.sets', 'incident')).toEqual([1, 1]);
  });

  it('are selected by cause, scope, class, site and server', () => {
    expect(values('recovery.data', 'incident', { cause: 'page-damage' })).toEqual([HOUR]);
    expect(values('recovery.data', 'incident', { scope: 'server' })).toEqual([6 * HOUR]);
    expect(values('recovery.data', 'incident', { server: 'exch2' })).toEqual([HOUR]);
    expect(values('recovery.data', 'incident', { site: 'dr' })).toEqual([]);
    expect(values('recovery.data', 'incident', { class: 'nobody' })).toEqual([]);
    // 10 of 100 mailboxes of each database are premium.
    expect(values('loss.messages', 'incident', { class: 'premium' })).toEqual([20, 0]);
    expect(values('downtime.service', 'replication', { class: 'premium' })).toEqual([130, 0]);
  });

  it('availability counts each class in its hours', () => {
    const [down] = values('availability.service', 'replication', { class: 'standard' }) as number[];
    const hours = 52 * 55 * 4;
    // Thursday 08:00 to 14:00 for two databases, Friday 08:00 to 09:00 for one.
    expect(down).toBeCloseTo(1 - (2 * 6 + 1) / hours, 12);
    const [premium] = values('availability.service', 'replication', {
      class: 'premium',
    }) as number[];
    expect(premium).toBeCloseTo(1 - (13 * HOUR) / (52 * WEEK * 4), 12);
  });

  it('sla rows are how late it was against the target of the class', () => {
    expect(values('sla.database', 'database', { class: 'standard' })).toEqual([
      2 * HOUR,
      2 * HOUR,
      0,
    ]);
    expect(values('sla.server', 'incident', { class: 'standard' })).toEqual([HOUR]);
    expect(values('sla.database', 'replication', { class: 'premium' })).toEqual([2, 0]);
    expect(values('sla.server', 'replication')).toEqual([1, 0]);
  });

  it('refuse what has no meaning, with the reason', () => {
    const refusals = [
      populationOf(pool, metricOf('backup.duration')!, 'replication', { class: 'premium' }),
      populationOf(pool, metricOf('backup.overruns')!, 'job', { server: 'exch1' }),
      populationOf(pool, metricOf('waterfall.replay')!, 'database', {}),
      populationOf(pool, metricOf('cost.total')!, 'replication', {}),
      populationOf(pool, metricOf('recovery.data')!, 'job', {}),
    ];
    for (const refusal of refusals) expect(refusal.kind).toBe('refused');
  });

  it('databases of one incident share its vote', () => {
    const found = populationOf(pool, metricOf('recovery.data')!, 'database', {});
    if (found.kind !== 'samples') throw new Error(found.kind);
    expect(found.clusters).toBe(2);
    expect(found.samples.map(({ weight }) => weight)).toEqual([0.5, 0.5, 1]);
  });

  it('open incidents are censored at the end of the run', () => {
    const open = poolOf((sim) => {
      const head = { incident: 0, key: 'k', cause: 'page-damage', scope: 'database' } as const;
      sim.say(END - DAY, 'incident.opened', { ...head, databases: [0] });
    });
    const found = populationOf(open, metricOf('recovery.data')!, 'incident', {});
    if (found.kind !== 'samples') throw new Error(found.kind);
    expect(found.samples[0]).toMatchObject({ value: DAY, censored: true });
  });

  it('jobs are shares, and durations in buckets', () => {
    const jobs = poolOf((sim) => {
      sayBackup(sim, START + 2 * HOUR);
      sayBackup(sim, START + 3 * HOUR, { outcome: 'failed' });
    });
    expect(populationOf(jobs, metricOf('backup.failures')!, 'job', {})).toEqual({
      kind: 'shares',
      shares: [[1, 2]],
    });
    const found = populationOf(jobs, metricOf('backup.duration')!, 'job', {});
    expect(found).toMatchObject({ kind: 'durations', sums: [HOUR], counts: [1], max: HOUR });
  });
});

describe('the scorecard', () => {
  it('has a row for database and server in every class, with its target', () => {
    expect(scorecardRowsOf(plan).map((row) => [row.row, row.class, row.targetMs])).toEqual([
      ['database', 'standard', 4 * HOUR],
      ['database', 'premium', HOUR],
      ['server', 'standard', 5 * HOUR],
      ['server', 'premium', null],
    ]);
  });

  it('takes databases one by one, and servers only where a server was destroyed', () => {
    const [database, , server] = scorecardRowsOf(plan);
    const times = (row: typeof database) => scorecardSamples(pool, row).map(({ value }) => value);
    expect(times(database)).toEqual([6 * HOUR, 6 * HOUR, HOUR]);
    expect(times(server)).toEqual([6 * HOUR]);
  });
});

describe('histogram', () => {
  it('finds a length again within a quarter percent', () => {
    for (const ms of [1, 1000, 83_000, 2_345_678, 9e8]) {
      expect(Math.abs(valueOf(bucketOf(ms)) / ms - 1)).toBeLessThan(0.0026);
    }
    const histogram: Histogram = {};
    for (const ms of [5000, 100, 5000]) tally(histogram, ms);
    expect(pairsOf(histogram)).toEqual([bucketOf(100), 1, bucketOf(5000), 2]);
  });
});

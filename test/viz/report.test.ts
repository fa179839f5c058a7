import { describe, expect, test } from 'vitest';
import type { Estimate } from '../../sim/report/data.ts';
import { metricOf, waterfallSpans } from '../../sim/metrics/index.ts';
import { causeRows } from '../../viz/report/cause-rows.ts';
import { figuresOf, marksOf } from '../../viz/report/figures.ts';
import { columnGroups, estimateOf } from '../../viz/report/columns.ts';
import { period, replications } from '../../viz/report/period.ts';
import { undecided } from '../../viz/report/undecided.ts';
import { families, familyOf, kindLabel } from '../../viz/timeline/families.ts';
import { DAY } from './fixture-random.ts';
import { makeReport } from './fixture.ts';

const data = makeReport();
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
const columns = columnGroups('a year').flatMap((group) => group.columns);

function made(over: Estimate['over'], parts: Partial<Estimate>): Estimate {
  const estimate = data.strategies[0].metrics['loss.window'][0];
  return { ...estimate, over, ...parts };
}

describe('columns', () => {
  test('ask for metrics that exist, over populations that they have', () => {
    for (const column of columns) {
      const metric = metricOf(column.metric);
      expect(metric, column.metric).not.toBeNull();
      for (const over of column.over) expect(metric?.over).toContain(over);
    }
  });

  test('take the next population where the first is missing', () => {
    const column = columns.find((each) => each.metric === 'backup.duration')!;
    const strategy = data.strategies[0];
    const job = made('job', { unit: 'ms' });
    const only = { ...strategy, metrics: { 'backup.duration': [job] } };
    expect(estimateOf(only, column)).toBe(job);
    expect(estimateOf({ ...strategy, metrics: {} }, column)).toBeNull();
  });
});

describe('what is not decided', () => {
  test('says what it needs and what it has', () => {
    const said = [
      undecided(null, 'p95'),
      undecided(made('incident', { n: 0, needs: {} }), 'p95'),
      undecided(made('incident', { n: 41, needs: { p95: 72 } }), 'p95'),
      undecided(made('incident', { n: 110, needs: { p95: 72 } }), 'p95'),
      undecided(made('replication', { replicationsWithAny: 31, needs: { mean: 50 } }), 'mean'),
      undecided(made('incident', { n: 110, needs: {}, censored: 2 }), 'max'),
      undecided(made('incident', { n: 99, censored: 9, beyond: { p95: 7_200_000 } }), 'p95'),
      undecided(made('incident', { n: 99, because: '9 of 50 replications with any' }), 'mean'),
    ];
    expect(said.map(plain)).toEqual([
      'not measured',
      'not decided: no incidents',
      'not decided: needs 72 incidents, has 41',
      'not decided: needs 72 independent incidents',
      'not decided: needs 50 replications with any, has 31',
      'not decided: 2 still open at the end',
      'more than 2 h: 9 still open at the end',
      'not decided: 9 of 50 replications with any',
    ]);
  });

  test('has no mark on the axis, and a zero has one', () => {
    const column = columns.find((each) => each.metric === 'loss.window')!;
    const estimate = made('incident', { p50: 0, p95: null, max: null, needs: { p95: 72 } });
    const figures = figuresOf(estimate, column);
    expect(figures.map((figure) => figure.value)).toEqual([0, null, null]);
    expect(marksOf(figures)).toHaveLength(1);
  });

  test('rounding does not lift p95 above the worst', () => {
    const column = columns.find((each) => each.metric === 'recovery.data')!;
    const [p95, max] = [464 * 60_000, 464 * 60_000];
    const quantileCi95 = { p50: null, p95: [6 * 3.6e6, 10 * 3.6e6] as const, p99: null };
    const figures = figuresOf(made('incident', { p95, max, quantileCi95 }), column);
    expect(figures[1].value).toBe(max);
  });

  test('any loss is a share with an exact interval', () => {
    const column = columns.find((each) => each.form === 'any')!;
    const none = figuresOf(made('replication', { n: 200, replicationsWithAny: 0 }), column)[0];
    expect(none.value).toBe(0);
    expect(none.ci?.[0]).toBe(0);
    expect(none.ci?.[1]).toBeCloseTo(0.0183, 4);
  });
});

describe('causes', () => {
  const rows = causeRows(data);

  test('hold every incident once, and only what is simulated', () => {
    data.strategies.forEach((strategy, i) => {
      const incidents = rows.reduce((sum, row) => sum + row.cells[i].incidents, 0);
      expect(incidents).toBe(strategy.incidents.length);
      const shares = rows.reduce((sum, row) => sum + row.cells[i].shareOfLoss, 0);
      expect(shares).toBeCloseTo(1, 9);
    });
    expect(rows.every((row) => row.cause.status === 'simulated')).toBe(true);
  });

  test('without an incident have no mean', () => {
    const idle = rows.find((row) => row.cells[0].incidents === 0);
    expect(idle?.cells[0]).toMatchObject({ meanLossMs: null, meanLossMessages: null });
  });
});

test('every span of the waterfall has words and a family of its own', () => {
  const other = families[families.length - 1];
  for (const span of Object.keys(waterfallSpans)) {
    expect(familyOf(span), span).not.toBe(other);
    expect(kindLabel(span)).not.toBe(span);
  }
  expect(familyOf('constructor')).toBe(other);
  expect(kindLabel('constructor')).toBe('constructor');
});

test('the horizon in words', () => {
  expect([52 * 7 * DAY, 365 * DAY, 26 * 7 * DAY, 10 * DAY].map((ms) => plain(period(ms)))).toEqual([
    'a year',
    'a year',
    '26 weeks',
    '10 d',
  ]);
  expect(plain(replications(200, 364 * DAY))).toBe('200 simulated years');
});

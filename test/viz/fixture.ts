/**
 * A report as the flagship makes it, from a generator with a seed: three strategies, 20 databases, about 110 incidents
 * each, mostly without loss. For looking at the page and for its tests; the figures mean nothing.
 */
import type { Estimate, ReportData, StrategyResult } from '../../sim/report/data.ts';
import { causes, causeKeys } from '../../sim/org/causes.ts';
import { HOUR, MINUTE, Random } from './fixture-random.ts';
import { makeIncidents, STRATEGIES } from './fixture-incidents.ts';
import { makeAssumptions } from './fixture-assumptions.ts';
import { makeClaims } from './fixture-claims.ts';
import { makeExposure } from './fixture-exposure.ts';
import { makeStory } from './fixture-stories.ts';

const REPLICATIONS = 200;

function quantile(sorted: readonly number[], p: number, needed: number): number | null {
  return sorted.length >= needed ? sorted[Math.ceil(p * sorted.length) - 1] : null;
}

function around(value: number | null, spread: number): readonly [number, number] | null {
  return value === null ? null : [value * (1 - spread), value * (1 + spread * 1.4)];
}

function estimate(
  unit: string,
  over: Estimate['over'],
  values: readonly number[],
  replicationsWithAny = 0,
): Estimate {
  const sorted = values.toSorted((a, b) => a - b);
  const n = sorted.length;
  const mean = n > 0 ? sorted.reduce((sum, value) => sum + value, 0) / n : null;
  const [p50, p95, p99] = [
    quantile(sorted, 0.5, 6),
    quantile(sorted, 0.95, 72),
    quantile(sorted, 0.99, 368),
  ];
  const decided = over !== 'replication' || replicationsWithAny >= 50;
  return {
    unit, over, n, mean,
    method: over === 'replication' ? 'Student t' : 'order statistics',
    ci95: decided ? around(mean, 0.15) : null,
    p50, p95, p99,
    max: n > 0 ? sorted[n - 1] : null,
    quantileCi95: { p50: around(p50, 0.08), p95: around(p95, 0.2), p99: null },
    needs: { p95: 72, p99: 368, mean: 50 },
    replicationsWithAny,
    censored: 0,
    where: [],
  }; // prettier-ignore
}

function perReplication(strategy: Pick<StrategyResult, 'incidents'>): number[] {
  const sums = Array.from({ length: REPLICATIONS }, () => 0);
  for (const { replication, loss } of strategy.incidents) sums[replication] += loss.messages;
  return sums;
}

function makeStrategy(index: number, count: number): StrategyResult {
  const { name, label, night, overruns } = STRATEGIES[index];
  const incidents = makeIncidents(index, count, REPLICATIONS);
  const random = new Random(90 + index);
  const losses = perReplication({ incidents });
  const withLoss = losses.filter((loss) => loss > 0).length;
  const of = (pick: (each: (typeof incidents)[number]) => number) => incidents.map(pick);
  const nights = Array.from({ length: REPLICATIONS }, () => night * (0.97 + 0.06 * random.next()));
  const down = Array.from({ length: REPLICATIONS }, () => 700 * random.next() * (1 + index * 0.1));
  return {
    name,
    label,
    fingerprint: `00c0ffee${index}`,
    incidents,
    metrics: {
      'loss.messages': [
        estimate('messages', 'replication', losses, withLoss),
        estimate('messages', 'incident', of((each) => each.loss.messages)),
      ],
      'loss.window': [estimate('ms', 'incident', of((each) => each.loss.windowMs))],
      'recovery.point': [estimate('ms', 'incident', of((each) => each.pointMs))],
      'recovery.data': [estimate('ms', 'incident', of((each) => each.dataMs ?? 0))],
      'downtime.service': [estimate('mailbox-hours', 'replication', down, 84)],
      'backup.duration': [estimate('ms', 'replication', nights, REPLICATIONS)],
      'backup.overruns': [
        estimate('/year', 'replication', nights.map((_, i) => (i % 5 === 0 ? overruns : 0)), 40),
      ],
    },
  }; // prettier-ignore
}

function makeDifferences(strategies: readonly StrategyResult[]): ReportData['differences'] {
  const rows = [
    ['loss.window', 'ms', 10 * HOUR, [3, 101, 6], -2.2 * HOUR, 'not decided by this run'],
    ['recovery.data', 'ms', 5 * MINUTE, [2, 24, 84], -1.9 * HOUR, 'better'],
    ['loss.messages', 'messages', 100, [14, 78, 18], -310, 'equal'],
  ] as const;
  return strategies.slice(1).flatMap((strategy, i) =>
    rows.map(([metric, unit, tie, [worse, equal, better], mean, verdict]) => ({
      of: strategy.name,
      minus: strategies[0].name,
      metric, unit, tie, equal, mean: i === 1 && metric === 'loss.window' ? null : mean,
      over: 'incident' as const,
      pairs: worse + equal + better,
      ci95: i === 1 && metric === 'loss.window' ? null : ([mean * 1.9, mean * (verdict === 'better' ? 0.4 : -0.3)] as const),
      worse: i === 0 ? worse : better,
      better: i === 0 ? better : worse,
      shares: { worse: [0.01, 0.08] as const, equal: null, better: [0.03, 0.14] as const },
      open: 0,
      method: 'studentized bootstrap by replication' as const,
      p: 0.03,
      verdict: i === 1 && verdict === 'better' ? ('worse' as const) : verdict,
      because: verdict === 'better' ? 'the interval lies beyond the tie' : verdict === 'equal' ? 'as often better as worse' : 'about 900 replications would decide it',
    })),
  ); // prettier-ignore
}

function makeCauses(strategies: readonly StrategyResult[]): ReportData['causes'] {
  const strikes: Record<string, readonly [number, number]> = {
    'volume-lost': [80, 84],
    'page-damage': [24, 21],
    'job-failed': [6240, 6198],
    'set-unreadable': [1040, 1057],
    'mount-failed': [520, 498],
  };
  return causeKeys.map((cause) => {
    const { rate, unit, does, source, assumed, modelled } = causes[cause];
    const [expected, seen] = strikes[cause] ?? [null, 0];
    const counts = strategies.map((strategy, i) => {
      const absorbed = cause === 'job-failed' ? seen - 40 : cause === 'volume-lost' ? 3 : 0;
      return [strategy.name, { expected, seen: seen + (seen > 200 ? i * 7 : 0), absorbed }];
    });
    const status = modelled ? 'simulated' : 'not modelled';
    return { cause, rate, unit, does, source, assumed, status, counts: Object.fromEntries(counts) };
  });
}

function makeExpectations(): ReportData['expectations'] {
  const position = { file: 'scenarios/weekly-or-daily.yaml', line: 61, column: 5 };
  const shared = { metric: 'recovery.data', stat: 'p95', unit: 'ms', position };
  return [
    {
      ...shared, name: 'Standard databases are back in 4 h', strategy: 'weekly-incremental',
      outcome: 'miss', measured: 5.2 * HOUR, ci95: [4.8 * HOUR, 6.1 * HOUR],
      limit: { atMost: 4 * HOUR }, because: 'the whole interval lies above the limit',
    },
    {
      ...shared, name: 'Standard databases are back in 4 h', strategy: 'daily-full',
      outcome: 'pass', measured: 3.3 * HOUR, ci95: [3.1 * HOUR, 3.8 * HOUR],
      limit: { atMost: 4 * HOUR }, because: 'the whole interval lies below the limit',
    },
    {
      ...shared, name: 'Standard databases are back in 4 h', strategy: 'weekly-differential',
      outcome: 'undecided', measured: null, ci95: null, limit: { atMost: 4 * HOUR },
      because: 'needs exposure: 41 of 72 incidents',
    },
  ]; // prettier-ignore
}

function makeScorecard(): ReportData['scorecard'] {
  const rows = [
    ['database', 'standard', 4],
    ['database', 'premium', 1],
    ['server', 'standard', 5],
    ['server', 'premium', 2],
  ] as const;
  return rows.map(([row, name, target], r) => ({
    row,
    class: name,
    targetMs: target * HOUR,
    cells: STRATEGIES.map((strategy, i) => {
      const decided = row === 'database';
      const p95 = decided ? (i === 1 ? 3.3 : 5.2 - i * 0.1) * HOUR : null;
      const met = p95 === null ? null : p95 <= target * HOUR;
      const because = decided ? 'p95 against the target' : 'needs 72 incidents, has 26';
      return { strategy: strategy.name, p95, p50: (2.4 + r * 0.2) * HOUR, n: decided ? 96 : 26, met, because };
    }),
  })); // prettier-ignore
}

function makeParameters(): ReportData['parameters'] {
  const rows = [
    ['parameters/media/load', '90 s', 'vendor manual of an LTO-3 library', false, 'loading and threading a cartridge'],
    ['parameters/media/locate', '55 s', 'vendor manual of an LTO-3 library', false, 'half of the tape on average'],
    ['parameters/media/rate', '80 MB/s', 'LTO-3 native rate', false, 'what one drive writes at most'],
    ['parameters/recovery/replay', '2 logs/s', 'no source read', true, 'transaction logs replayed'],
    ['parameters/recovery/decide', '15 min', 'no source read', true, 'from notice to decision'],
    ['parameters/operations/onCall', '45 min', 'the scenario', false, 'time until somebody on call is there'],
    ['parameters/workload/received', '40 messages a day', 'average profile of the product team', false, 'per mailbox'],
    ['causes/job-failed', '3 %', 'no source read', true, 'one group\'s backup fails midway'],
  ] as const; // prettier-ignore
  return rows.map(([path, value, source, assumed, doc], i) => {
    return { path, value, source, assumed, doc, overridden: i === 5 };
  });
}

/** The report. `incidents` per strategy; more than two thousand try how large reports behave. */
export function makeReport(incidents = 110): ReportData {
  const strategies = STRATEGIES.map((_, i) => makeStrategy(i, incidents + i));
  return {
    schema: 'dialtone/report/1',
    scenario: {
      name: 'Weekly full + daily incremental, or daily full?',
      digest: '9f2c41d07be85a3366d1c0b94e7712aa5c03f8de',
      path: 'scenarios/weekly-or-daily.yaml',
    },
    seed: 2007,
    replications: REPLICATIONS,
    horizonMs: 52 * 7 * 24 * HOUR,
    organization: {
      servers: 4,
      databases: 20,
      mailboxes: 2000,
      version: 'exchange-2007',
      summary:
        '4 servers, 20 storage groups, 20 databases, 2000 mailboxes, 2 tape drives, 2 operators',
    },
    verdict: {
      headline:
        'Daily full brings data back about two hours sooner; in 101 of 110 incidents both plans lose the same, ' +
        'and in 6 the weekly plan loses days.',
      sentences: [
        'The difference in lost time is not decided by this run: about 900 replications would decide it.',
        'Daily full fills the backup window: 9 h 10 min of 10 h a night, against 1 h 35 min.',
        'The verdict rests most on two assumptions: the share of unreadable sets (0.5 %) and the replay rate (2 logs a second).',
      ],
    },
    baseline: 'weekly-incremental',
    strategies,
    differences: makeDifferences(strategies),
    exposure: makeExposure(),
    causes: makeCauses(strategies),
    expectations: makeExpectations(),
    scorecard: makeScorecard(),
    claims: makeClaims(strategies.map(({ name }) => name)),
    assumptions: makeAssumptions(strategies[1].name, strategies[0].name),
    stories: [
      makeStory(strategies[0], 0, 'Worst by mail lost'),
      makeStory(strategies[0], 1, 'Median by time to data back'),
      makeStory(strategies[1], 0, 'Worst by mail lost'),
      makeStory(strategies[2], 0, 'Worst by time to data back'),
    ],
    parameters: makeParameters(),
    sequential: null,
    notModelled: [
      { what: 'prices', why: 'checked, but costs come with the next version' },
      { what: 'ageAtStart', why: 'disks do not fail yet' },
      { what: 'online maintenance', why: 'nothing of this question depends on it' },
    ],
  };
}

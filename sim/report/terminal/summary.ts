/** What `compare` prints: expectations first when they fail, the verdict, the table, what is not decided, the causes. */
import type {
  CauseCount,
  Difference,
  Estimate,
  ExpectationResult,
  StrategyResult,
} from '../../experiment/shapes.ts';
import type { ReportData } from '../data.ts';
import { periodOf } from '../../experiment/period.ts';
import { amount, figure, interval } from './amount.ts';
import { claimLines } from './claims.ts';
import { assumptionLines } from './assumptions.ts';
import { costLines } from './costs.ts';
import { exposureBlocks } from './exposure.ts';
import { grid, wrap } from './grid.ts';
import type { Paint } from './paint.ts';
import { pairLines } from './pairs.ts';

const WIDTH = 100;

export type Summary = Pick<
  ReportData,
  | 'scenario'
  | 'seed'
  | 'replications'
  | 'horizonMs'
  | 'organization'
  | 'baseline'
  | 'verdict'
  | 'strategies'
  | 'differences'
  | 'causes'
  | 'expectations'
  | 'exposure'
  | 'sequential'
  | 'notModelled'
  | 'claims'
  | 'assumptions'
>;

export function summaryText(data: Summary, paint: Paint): string {
  const { scenario, organization, seed, replications, strategies } = data;
  const many = strategies.length === 1 ? '1 strategy' : `${strategies.length} strategies`;
  const blocks = [
    [
      paint.bold(scenario.name),
      paint.dim(`${organization.summary}; ${many}, ${replications} replications, seed ${seed}`),
    ],
    sequentialLines(data.sequential),
    expectationLines(data.expectations, paint),
    [
      ...wrap(data.verdict.headline, WIDTH, '').map(paint.bold),
      ...data.verdict.sentences.flatMap((sentence) => wrap(sentence, WIDTH, '- ', '  ')),
    ],
    tableLines(data, paint),
    pairLines(data.differences, data.baseline, paint),
    ...exposureBlocks(data.exposure, paint),
    costLines(data, paint),
    claimLines(data.claims, paint),
    assumptionLines(data.assumptions, paint),
    undecidedLines(data.differences, paint),
    causeLines(data.causes, strategies, paint),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join('\n'))
    .join('\n\n')}\n`;
}

/** What a run in batches stopped at. */
function sequentialLines(sequential: Summary['sequential']): string[] {
  if (sequential === null) return [];
  const { looks, planned, replications, open } = sequential;
  const left = open.length === 0 ? 'what was asked is decided' : `still open: ${open.join(', ')}`;
  const text = `Stopped after ${replications} replications, ${looks} of ${planned} looks: ${left}. Intervals hold at 95 % over all looks.`;
  return wrap(text, WIDTH, '');
}

function estimate(strategy: StrategyResult, metric: string, over: string): Estimate | null {
  return strategy.metrics[metric]?.find((each) => each.over === over) ?? null;
}

/** Strategies as rows; the baseline is marked, and the last column relates time to data to its. */
function tableLines({ strategies, baseline, horizonMs }: Summary, paint: Paint): string[] {
  const period = periodOf(horizonMs);
  const head = [
    '',
    'incidents',
    `${period}s with loss`,
    `lost a ${period}`,
    'data back',
    'p95',
    'relative',
    `down a ${period}`,
    "a night's backup",
  ];
  const base = strategies.find(({ name }) => name === baseline);
  const baseMean =
    base === undefined ? null : (estimate(base, 'recovery.data', 'incident')?.mean ?? null);
  const rows = strategies.map((strategy) => {
    const loss = estimate(strategy, 'loss.messages', 'replication');
    const data = estimate(strategy, 'recovery.data', 'incident');
    const down = estimate(strategy, 'downtime.service', 'replication');
    const night = estimate(strategy, 'backup.duration', 'replication');
    const mean = data?.mean ?? null;
    return [
      `${strategy.name === baseline ? '*' : ' '} ${strategy.name}`,
      String(strategy.incidents.length),
      loss === null ? '–' : `${loss.replicationsWithAny} of ${loss.n}`,
      amount(loss?.mean ?? null, 'messages'),
      amount(mean, 'ms'),
      data?.p95 == null ? missing(data, 'p95') : amount(data.p95, 'ms'),
      mean === null || baseMean === null || baseMean === 0 ? '–' : figure(mean / baseMean),
      amount(down?.mean ?? null, 'mailbox-h'),
      amount(night?.mean ?? null, 'ms'),
    ];
  });
  const [first, ...lines] = grid([head, ...rows]);
  const marks = paint.dim(
    "  * baseline; data back: mean and p95 over incidents; relative: mean ÷ the baseline's",
  );
  return [paint.dim(first), ...lines, marks];
}

/** `> 3 d` where too much still runs, `needs 72` where there are too few. */
function missing(data: Estimate | null, stat: string): string {
  const beyond = data?.beyond?.[stat];
  if (beyond !== undefined) return `> ${amount(beyond, 'ms')}`;
  const needed = data?.needs[stat];
  return needed === undefined ? '–' : `needs ${needed}`;
}

function undecidedLines(differences: readonly Difference[], paint: Paint): string[] {
  const open = differences.filter(({ verdict }) => verdict === 'not decided by this run');
  if (open.length === 0) return [];
  const byReason = new Map<string, { of: string; because: string; metrics: string[] }>();
  for (const { of, metric, because } of open) {
    const key = `${of}: ${because}`;
    const known = byReason.get(key);
    if (known === undefined) byReason.set(key, { of, because, metrics: [metric] });
    else known.metrics.push(metric);
  }
  const lines = [...byReason.values()].flatMap(({ of, because, metrics }) =>
    wrap(`${of}: ${metrics.join(', ')}: ${because}`, WIDTH, '  ', '    '),
  );
  return [paint.open('Not decided by this run'), ...lines];
}

function causeLines(
  causes: readonly CauseCount[],
  strategies: readonly StrategyResult[],
  paint: Paint,
): string[] {
  const simulated = causes.filter(({ status }) => status === 'simulated');
  const rows = simulated.map((cause) => [
    cause.cause,
    cause.status,
    ...strategies.map(({ name }) => countText(cause.counts[name])),
  ]);
  const head = ['', '', ...strategies.map(({ name }) => name)];
  const others = ['switched off', 'not modelled'].flatMap((status) => {
    const names = causes.filter((each) => each.status === status).map(({ cause }) => cause);
    return names.length === 0 ? [] : wrap(`${status}: ${names.join(', ')}`, WIDTH, '  ', '    ');
  });
  const table = simulated.length === 0 ? [] : grid([head, ...rows]);
  return [paint.bold('Causes') + paint.dim(' (seen / expected, absorbed)'), ...table, ...others];
}

function countText(count: CauseCount['counts'][string] | undefined): string {
  if (count === undefined) return '–';
  const expected = count.expected === null ? '–' : figure(count.expected);
  return `${figure(count.seen)} / ${expected}, ${figure(count.absorbed)}`;
}

/** Failures first: mark, name, measured against the limit. */
function expectationLines(expectations: readonly ExpectationResult[], paint: Paint): string[] {
  if (expectations.length === 0) return [];
  const order = { miss: 0, undecided: 1, pass: 2 };
  const sorted = [...expectations].sort((a, b) => order[a.outcome] - order[b.outcome]);
  return [
    paint.bold('Expectations'),
    ...sorted.flatMap((each) => {
      const colour = { miss: paint.bad, undecided: paint.open, pass: paint.good }[each.outcome];
      const [first, ...more] = wrap(expectationText(each), WIDTH, '', '    ');
      return [`  ${colour(markOf(each.outcome))} ${first}`, ...more];
    }),
  ];
}

function markOf(outcome: ExpectationResult['outcome']): string {
  return { miss: '✗', undecided: '?', pass: '✓' }[outcome];
}

function expectationText(each: ExpectationResult): string {
  const { name, strategy, stat, metric, measured, ci95, limit, unit, outcome, because } = each;
  const limits = [
    limit.atMost === undefined ? null : `at most ${amount(limit.atMost, unit)}`,
    limit.atLeast === undefined ? null : `at least ${amount(limit.atLeast, unit)}`,
  ].filter((text) => text !== null);
  const value = [amount(measured, unit), interval(ci95, unit)].filter((text) => text !== '');
  const who = strategy === null ? '' : ` (${strategy})`;
  return `${name}${who}: ${stat} of ${metric} ${value.join(' ')}, ${limits.join(' and ')}: ${outcome}, ${because}`;
}

/**
 * Worse than the baseline? Both resolved scenarios are simulated on the same futures, strategy by strategy, and paired
 * like two strategies of one scenario. What is compared is what the suite asserts.
 */
import type { Metric } from '../../metrics/index.ts';
import { metricOf } from '../../metrics/index.ts';
import type { Pool } from '../../measure/population.ts';
import type { Expectation } from '../../scenario/index.ts';
import type { PairedOver } from '../compare.ts';
import { contrastOf, differenceOf } from '../compare.ts';
import { unitIn } from '../estimates.ts';
import type { ExpectationResult } from '../shapes.ts';
import type { Resamples } from '../statistics/bootstrap.ts';
import { holm } from '../statistics/holm.ts';

const NOW = 'now';
const THEN = 'then';

/** One metric that the suite asserts, and of which strategies. */
export interface Asserted {
  readonly metric: Metric;
  readonly over: PairedOver;
  readonly first: Expectation;
  readonly strategies: readonly string[];
  /** 'warn' only where every expectation of it says so. */
  readonly whenUndecided: 'fail' | 'warn';
}

/** The metrics that cases assert, each once. One of which neither more nor less is worse cannot be worse. */
export function assertedBy(asked: readonly Expectation[]): Asserted[] {
  const found = new Map<string, Asserted>();
  for (const each of asked) {
    const metric = metricOf(each.metric);
    if (metric === null || metric.better === 'neither') continue;
    // Jobs are not paired one by one: a plan may have others. Their counts a year are.
    const over: PairedOver = each.over === 'incident' ? 'incident' : 'replication';
    const key = JSON.stringify([each.metric, over, Object.entries(each.where).sort()]);
    const known = found.get(key);
    const own = each.difference === null ? each.strategies : [each.difference.of];
    const strategies = [...new Set([...(known?.strategies ?? []), ...own])];
    const warn = each.whenUndecided === 'warn' && (known?.whenUndecided ?? 'warn') === 'warn';
    const whenUndecided = warn ? 'warn' : 'fail';
    found.set(key, { metric, over, first: known?.first ?? each, strategies, whenUndecided });
  }
  return [...found.values()];
}

export interface TwoRuns {
  readonly now: Readonly<Record<string, Pool>>;
  /** Of strategies whose plan has changed since; the others are the same by themselves. */
  readonly then: Readonly<Record<string, Pool>>;
  /** Strategies that the baseline has. */
  readonly known: readonly string[];
}

/** A result for each asserted metric and strategy: 'miss' is worse, 'pass' better or equal. */
export function againstBaseline(
  asserted: readonly Asserted[],
  runs: TwoRuns,
  resamples: Resamples,
): ExpectationResult[] {
  return asserted.flatMap((each) => {
    const changed = each.strategies.filter((name) => Object.hasOwn(runs.then, name));
    const contrasts = changed.map((name) =>
      contrastOf(
        { [NOW]: runs.now[name], [THEN]: runs.then[name] },
        ...([NOW, THEN] as const),
        ...([each.metric, each.over, resamples, each.first.where] as const),
      ),
    );
    const adjusted = holm(contrasts.map(({ interval }) => interval.boot?.p ?? 1));
    return each.strategies.map((name) => {
      const place = changed.indexOf(name);
      if (place >= 0)
        return judged(each, name, differenceOf(contrasts[place], adjusted[place]), runs);
      if (runs.known.includes(name)) {
        return resultOf(each, name, runs, 'pass', 'equal: its plan has not changed');
      }
      const because = `the baseline has no strategy '${name}'`;
      return resultOf(each, name, runs, 'undecided', because);
    });
  });
}

function judged(
  each: Asserted,
  name: string,
  { mean, ci95, verdict, because }: ReturnType<typeof differenceOf>,
  runs: TwoRuns,
): ExpectationResult {
  const outcome =
    verdict === 'worse' ? 'miss' : verdict === 'not decided by this run' ? 'undecided' : 'pass';
  const words = outcome === 'undecided' ? because : `${verdict}: ${because}`;
  return { ...resultOf(each, name, runs, outcome, words), measured: mean, ci95 };
}

function resultOf(
  { metric, over, first, whenUndecided }: Asserted,
  strategy: string,
  runs: TwoRuns,
  outcome: ExpectationResult['outcome'],
  because: string,
): ExpectationResult {
  const { file, line, column } = first;
  const parts = Object.entries(first.where).map(([key, value]) => `${key} ${value}`);
  const subject = parts.length === 0 ? metric.name : `${metric.name} (${parts.join(', ')})`;
  return {
    ...{ name: `${subject} is not worse than the baseline`, strategy, metric: metric.name },
    ...{ stat: 'mean', outcome, measured: null, ci95: null },
    ...{ limit: metric.better === 'higher' ? { atLeast: 0 } : { atMost: 0 } },
    ...{ unit: unitIn(runs.now[strategy].plan, metric, over), because, whenUndecided },
    position: { file, line, column },
  };
}

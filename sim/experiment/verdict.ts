/** The answer in words: one sentence first, then what supports it and what limits it. */
import { formatDuration } from '../engine/clock.ts';
import { metricOf } from '../metrics/index.ts';
import type { Pool } from '../measure/population.ts';
import type { ExposureResult } from './exposure/result-shapes.ts';
import { composedSentences, exposureSentences, leadingExposed } from './exposure/words.ts';
import { countOf } from './judge.ts';
import type { Pair } from './pairs.ts';
import { pairIncidents } from './pairs.ts';
import { periodOf, periodsOf } from './period.ts';
import { isScripted } from './scripted.ts';
import { boundsText, percent, round } from './words.ts';
import type { Difference, Estimate, StrategyResult } from './shapes.ts';
import { backupWindowMs } from './window.ts';

export interface VerdictInput {
  readonly pools: Readonly<Record<string, Pool>>;
  readonly strategies: readonly StrategyResult[];
  readonly baseline: string;
  readonly differences: readonly Difference[];
  readonly replications: number;
  readonly horizonMs: number;
  /** What injected incidents say; null where nothing was injected. */
  readonly exposure: ExposureResult | null;
}

export interface Verdict {
  readonly headline: string;
  readonly sentences: readonly string[];
}

export function verdictOf(input: VerdictInput): Verdict {
  const { exposure, strategies, baseline } = input;
  const others = strategies.filter(({ name }) => name !== baseline).map(({ name }) => name);
  const byYears = others.map((name) => comparison(input, name));
  const byExposure = exposure === null ? [] : exposureSentences(exposure, others);
  const incidents = strategies.reduce((sum, each) => sum + each.incidents.length, 0);
  const lead = leading(input, others);
  const support = [
    ...(exposure === null ? [] : composedSentences(exposure)),
    anyLoss(input),
    ...others.flatMap((name) => downtimeSentence(input, name)),
    nights(input),
    ...censoredSentence(input),
  ];
  const first = exposure === null ? null : leadingExposed(exposure, others);
  // What years decide needs no injections; what they do not decide is told by these, and years stand beside it.
  if (
    first !== null &&
    (lead === null || !isDecided(differenceFor(input, others[lead], 'loss.window')))
  ) {
    const rest = byExposure.filter((_, i) => i !== first);
    return { headline: byExposure[first], sentences: [...rest, ...byYears, ...support] };
  }
  if (incidents === 0) {
    const headline = `In ${span(input)} no database was impaired${failedJobs(input)}, so this run decides nothing about recovery.`;
    return { headline, sentences: support };
  }
  if (lead === null) return { headline: single(input), sentences: support };
  const rest = byYears.filter((_, i) => i !== lead);
  return { headline: byYears[lead], sentences: [...rest, ...byExposure, ...support] };
}

/** ', although 12 backups failed', of all strategies together. */
function failedJobs({ pools }: VerdictInput): string {
  let failed = 0;
  for (const { results } of Object.values(pools)) {
    for (const { jobs } of results) failed += jobs.failures;
  }
  return failed === 0 ? '' : `, although ${countOf(failed, 'backup')} failed`;
}

/** The other strategy that differs most clearly: decided on loss first, then on recovery, then the first one. */
function leading(input: VerdictInput, others: readonly string[]): number | null {
  if (others.length === 0) return null;
  for (const metric of ['loss.window', 'recovery.data']) {
    const decided = others
      .map((name, index) => ({ index, difference: differenceFor(input, name, metric) }))
      .filter(({ difference }) => isDecided(difference));
    decided.sort((a, b) => Math.abs(b.difference!.mean!) - Math.abs(a.difference!.mean!));
    if (decided.length > 0) return decided[0].index;
  }
  return 0;
}

function isDecided(difference: Difference | undefined): boolean {
  return difference !== undefined && ['better', 'worse'].includes(difference.verdict);
}

function differenceFor(input: VerdictInput, of: string, metric: string): Difference | undefined {
  return input.differences.find((each) => each.of === of && each.metric === metric);
}

/** 'In 200 simulated years: in 41 of 48 tape recoveries A and B lose within a night of each other, …' */
function comparison(input: VerdictInput, of: string): string {
  const { pools, baseline } = input;
  const { pairs } = pairIncidents(pools[of], pools[baseline], metricOf('loss.window')!, {});
  const fromTape = pairs.filter((pair) => pair.fromTape);
  const tie = backupWindowMs(pools[of].plan, pools[baseline].plan);
  const loss = lossPart(fromTape, tie, of, baseline);
  return `In ${span(input)}, ${of} against ${baseline}: ${loss}; ${recoveryPart(input, of)}.`;
}

function lossPart(pairs: readonly Pair[], tie: number, of: string, minus: string): string {
  if (pairs.length === 0) return 'nothing had to be restored from tape';
  const more = pairs.filter((pair) => pair.of - pair.minus > tie);
  const less = pairs.filter((pair) => pair.minus - pair.of > tie);
  const equal = pairs.length - more.length - less.length;
  const none = pairs.every((pair) => pair.of === 0 && pair.minus === 0);
  if (none) return `none of ${countOf(pairs.length, 'tape recovery', 'tape recoveries')} lost mail`;
  const tail = [
    extreme(more, of, (pair) => pair.of - pair.minus),
    extreme(less, minus, (pair) => pair.minus - pair.of),
  ].filter((text) => text !== null);
  const same = `in ${equal} of ${countOf(pairs.length, 'tape recovery', 'tape recoveries')} they lose within a night of each other`;
  return [same, ...tail].join(', ');
}

function extreme(
  pairs: readonly Pair[],
  loser: string,
  gap: (pair: Pair) => number,
): string | null {
  if (pairs.length === 0) return null;
  const most = Math.max(...pairs.map(gap));
  return `in ${pairs.length} ${loser} loses more (up to ${formatDuration(most)} of mail)`;
}

function recoveryPart(input: VerdictInput, of: string): string {
  const difference = differenceFor(input, of, 'recovery.data');
  if (difference?.mean == null) return 'how soon data is back is not decided by this run';
  const { mean, ci95, verdict, because, pairs } = difference;
  const over = ` over ${pairs === 1 ? 'its one incident' : `all ${pairs} incidents`}`;
  const amount = formatDuration(Math.abs(mean));
  const bounds = ci95 === null ? '' : ` [${boundsText(ci95)}]`;
  const word = mean < 0 ? 'sooner' : 'later';
  if (verdict === 'equal') return `data is back equally soon${bounds}`;
  if (isDecided(difference)) return `data is back ${amount} ${word} on average${over}${bounds}`;
  return `data is back ${amount} ${word} on average${over}${bounds}, which is not decided by this run (${because})`;
}

/** How often a year had any loss, with the exact interval: what means over rare losses hide. */
function anyLoss(input: VerdictInput): string {
  const parts = input.strategies.map((strategy) => {
    const loss = overReplications(strategy, 'loss.messages');
    if (loss === null) return `${strategy.name} unknown`;
    // Of a script there is no share to bound.
    const bounds =
      loss.anyCi95 == null || isScripted(input.pools[strategy.name])
        ? ''
        : ` (${percent(loss.anyCi95[0])} to ${percent(loss.anyCi95[1])})`;
    return `${strategy.name} in ${loss.replicationsWithAny} of ${loss.n}${bounds}`;
  });
  const noun = periodOf(input.horizonMs) === 'year' ? 'Years' : 'Runs';
  return `${noun} with any loss: ${parts.join(', ')}.`;
}

function downtimeSentence(input: VerdictInput, of: string): string[] {
  const difference = differenceFor(input, of, 'downtime.service');
  if (difference?.mean == null) return [];
  const down = [of, input.baseline].map((name) => input.strategies.find((s) => s.name === name)!);
  if (down.every((each) => overReplications(each, 'downtime.service')?.max === 0)) {
    return [`Neither ${of} nor ${input.baseline} was down in ${span(input)}.`];
  }
  const amount = `${round(Math.abs(difference.mean))} mailbox-hours of downtime a ${periodOf(input.horizonMs)}`;
  const word = difference.mean < 0 ? 'fewer' : 'more';
  if (difference.verdict === 'equal') return [`${of} and ${input.baseline} are down equally long.`];
  const decided = isDecided(difference) ? '' : `: not decided by this run (${difference.because})`;
  return [`${of} has ${amount.replace('mailbox-hours', `${word} mailbox-hours`)}${decided}.`];
}

function nights(input: VerdictInput): string {
  const parts = input.strategies.map((strategy) => {
    const night = overReplications(strategy, 'backup.duration');
    const overruns = strategy.metrics['backup.overruns']?.find(({ over }) => over === 'job');
    const length = night?.mean == null ? 'none' : formatDuration(night.mean);
    const share = overruns?.mean == null ? '' : `, ${percent(overruns.mean)} of jobs overrun`;
    return `${strategy.name} ${length}${share}`;
  });
  return `A night's backup takes on average: ${parts.join('; ')}.`;
}

function censoredSentence(input: VerdictInput): string[] {
  return input.strategies.flatMap(({ name, incidents }) => {
    const open = incidents.filter((each) => each.closedAt === null).length;
    if (open === 0) return [];
    const verb = open === 1 ? 'was' : 'were';
    const many = `${countOf(open, 'incident')} of ${name} ${verb} still open`;
    return [`${many} when the run ended: such times are lower bounds.`];
  });
}

function single(input: VerdictInput): string {
  const [strategy] = input.strategies;
  const data = strategy.metrics['recovery.data']?.find(({ over }) => over === 'incident');
  const median =
    data?.p50 == null ? '' : `; the median one has data back after ${formatDuration(data.p50)}`;
  return `In ${span(input)}, ${strategy.name} has ${countOf(strategy.incidents.length, 'incident')}${median}.`;
}

function overReplications(strategy: StrategyResult, metric: string): Estimate | null {
  return strategy.metrics[metric]?.find(({ over }) => over === 'replication') ?? null;
}

function span({ replications, horizonMs }: VerdictInput): string {
  return periodsOf(replications, horizonMs);
}

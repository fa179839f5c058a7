/** A case in words, the same in every reporter. */
import { countOf } from '../../experiment/judge.ts';
import type { CaseResult, Counts, ScenarioResult } from '../../experiment/suite/shapes.ts';
import { formatProblem } from '../../scenario/problem.ts';
import { amount, interval } from '../terminal/amount.ts';

/** '✓', '✗', or '?' where nothing is decided. */
export function markOf({ outcome }: Pick<CaseResult, 'outcome'>): string {
  return { pass: '✓', miss: '✗', undecided: '?' }[outcome];
}

/** 'No nightly job runs into the morning (plan-of-record)'. */
export function nameOf({ name, who }: CaseResult): string {
  return `${name} (${who})`;
}

/** 'p95 of recovery.data', or the paired difference to the baseline. */
export function expressionOf({ kind, stat, metric }: CaseResult): string {
  return kind === 'baseline' ? `${metric}, now - baseline` : `${stat} of ${metric}`;
}

/** '3.2 h [3 h, 3.4 h]'; a dash where nothing was measured. */
export function measuredOf({ measured, ci95, unit }: CaseResult): string {
  return [amount(measured, unit), interval(ci95, unit)].filter((text) => text !== '').join(' ');
}

/** 'at most 4 h'. */
export function limitOf({ kind, limit, unit }: CaseResult): string {
  if (kind === 'baseline') return 'not worse';
  const { atMost, atLeast } = limit;
  return [
    atMost === undefined ? null : `at most ${amount(atMost, unit)}`,
    atLeast === undefined ? null : `at least ${amount(atLeast, unit)}`,
  ]
    .filter((text) => text !== null)
    .join(' and ');
}

/** 'was 3 h [2.8 h, 3.1 h] in the baseline'; null without one. */
export function beforeOf({ before, unit }: CaseResult): string | null {
  if (before === null) return null;
  const words = [amount(before.measured, unit), interval(before.ci95, unit)];
  return `was ${words.filter((text) => text !== '').join(' ')} in the baseline`;
}

/** 'p95 of recovery.data 5 h [4.2 h, 6 h], at most 4 h: miss, the whole interval is beyond the limit'. */
export function sentenceOf(each: CaseResult): string {
  const warned = each.outcome === 'undecided' && !each.fails ? ' (warning only)' : '';
  const what = `${expressionOf(each)} ${measuredOf(each)}, ${limitOf(each)}`;
  return `${what}: ${each.outcome}${warned}, ${each.because}`;
}

export function placeOf({ position }: CaseResult): string {
  const { file, line, column } = position;
  return line === 0 ? file : `${file}:${line}:${column}`;
}

/** Why a scenario has no outcome at all, line by line; empty where it has one. */
export function troubleOf(scenario: ScenarioResult): string[] {
  if (scenario.kind === 'wrong') return scenario.problems.map(formatProblem);
  if (scenario.kind !== 'broken') return [];
  const replay = scenario.replay === null ? [] : [`replay: ${scenario.replay}`];
  return [`${scenario.path}: a bug in the simulator: ${scenario.message}`, ...replay];
}

/** '12 passed, 1 missed, 2 undecided; 15 cases in 4 scenarios'. */
export function totalsOf(counts: Counts, notRun: number): string {
  const parts = [
    `${counts.pass} passed`,
    ...some(counts.miss, 'missed'),
    ...some(counts.undecided, 'undecided'),
    ...some(counts.warned, 'undecided (warning only)'),
  ];
  const { scenarios, cases, wrong, broken } = counts;
  const more = [
    `${countOf(cases, 'case')} in ${countOf(scenarios, 'scenario')}`,
    ...(wrong === 0 ? [] : [`${countOf(wrong, 'scenario')} with mistakes`]),
    ...(broken === 0 ? [] : [`${countOf(broken, 'scenario')} that broke the simulator`]),
    ...(notRun === 0 ? [] : [`${countOf(notRun, 'scenario')} not run`]),
  ];
  return `${parts.join(', ')}; ${more.join(', ')}`;
}

function some(count: number, word: string): string[] {
  return count === 0 ? [] : [`${count} ${word}`];
}

/** What injected incidents say, in sentences. */
import { formatDuration } from '../../engine/clock.ts';
import { boundsText, percent, round } from '../words.ts';
import type { Interval } from '../shapes.ts';
import type { ComposedValue, ExposedDifference, ExposureResult } from './result-shapes.ts';

/** The other strategy that exposure tells most about: decided on loss first, then on recovery; null without any. */
export function leadingExposed(result: ExposureResult, others: readonly string[]): number | null {
  if (result.injections === 0) return null;
  for (const metric of ['loss.window', 'recovery.data']) {
    const decided = others
      .map((name, index) => ({ index, row: differenceFor(result, name, metric) }))
      .filter(({ row }) => isDecided(row));
    decided.sort((a, b) => Math.abs(b.row!.mean!) - Math.abs(a.row!.mean!));
    if (decided.length > 0) return decided[0].index;
  }
  return others.length > 0 ? 0 : null;
}

function differenceFor(
  { differences }: ExposureResult,
  of: string,
  metric: string,
): ExposedDifference | undefined {
  return differences.find(
    (each) => each.of === of && each.metric === metric && each.cause === null,
  );
}

function isDecided(row: ExposedDifference | undefined): boolean {
  return row !== undefined && (row.verdict === 'better' || row.verdict === 'worse');
}

/** 'By exposure, A against B: in 97.6 of 100 tape recoveries they lose within a night of each other, …', one for each. */
export function exposureSentences(
  result: ExposureResult,
  others: readonly string[],
): readonly string[] {
  return others.map((of) => {
    const minus = result.baseline;
    const parts = [tapePart(result, of), ...meanPart(result, of), recoveryPart(result, of)];
    return `By exposure, ${of} against ${minus}: ${parts.join('; ')} (${result.injections} injected strikes).`;
  });
}

function tapePart({ tape, baseline }: ExposureResult, of: string): string {
  const found = tape.find((each) => each.of === of && each.minus === baseline);
  if (found === undefined) return 'no strike led to a restore from tape';
  const { window, neither } = found;
  if (neither > 1 - 1e-9) return 'no tape recovery loses mail';
  const same = `in ${ofHundred(window.equal, window.shares.equal)} of 100 tape recoveries they lose within a night of each other`;
  return [
    same,
    ...loses(window.better, window.shares.better, baseline, window.most.better),
    ...loses(window.worse, window.shares.worse, of, window.most.worse),
  ].join(', ');
}

function loses(share: number, ci95: Interval | null, loser: string, most: number): string[] {
  if (share <= 0) return [];
  return [
    `in ${ofHundred(share, ci95)} ${loser} loses more (up to ${formatDuration(most)} of mail)`,
  ];
}

function ofHundred(share: number, ci95: Interval | null): string {
  const bounds = ci95 === null ? '' : ` [${ci95.map((end) => round(100 * end)).join(' to ')}]`;
  return `${round(100 * share)}${bounds}`;
}

/** Yes, no, or what would decide it: who loses less on average. */
function meanPart(result: ExposureResult, of: string): string[] {
  const row = differenceFor(result, of, 'loss.window');
  if (row?.mean == null) return [];
  const bounds = row.ci95 === null ? '' : ` [${boundsText(row.ci95, ['less', 'more'])}]`;
  const amount = formatDuration(Math.abs(row.mean));
  const word = row.mean < 0 ? 'less' : 'more';
  const said = `on average it loses ${amount} ${word}${bounds}`;
  if (row.verdict === 'equal') return [`${said}, less than a night`];
  return [isDecided(row) ? said : `${said}, which is not decided by this run (${row.because})`];
}

function recoveryPart(result: ExposureResult, of: string): string {
  const row = differenceFor(result, of, 'recovery.data');
  if (row?.mean == null) return 'how soon data is back is not decided by this run';
  const bounds = row.ci95 === null ? '' : ` [${boundsText(row.ci95)}]`;
  if (row.verdict === 'equal') return `data is back equally soon${bounds}`;
  const word = row.mean < 0 ? 'sooner' : 'later';
  const said = `data is back ${formatDuration(Math.abs(row.mean))} ${word} on average${bounds}`;
  return isDecided(row) ? said : `${said}, which is not decided by this run (${row.because})`;
}

/** A year of each strategy put together from its causes, and what years contradict of it. */
export function composedSentences({ composed, warnings }: ExposureResult): readonly string[] {
  const parts = composed.rows.flatMap(({ of, minus, figures, anyLoss }) => {
    if (minus !== null || anyLoss === null) return [];
    const lost = withBounds(figures['loss.messages'], 'messages lost');
    const down = withBounds(figures['downtime.service'], 'mailbox-hours without service');
    const bounds = anyLoss.ci95 === null ? '' : ` [${anyLoss.ci95.map(percent).join(' to ')}]`;
    return [`${of} ${lost}, ${down}, any loss in ${percent(anyLoss.value)}${bounds} of years`];
  });
  if (parts.length === 0) return [];
  const year = `A year composed of all causes by their rates, which are held fixed, as if causes never met: ${parts.join('; ')}.`;
  return [year, ...warnings.map((warning) => `Composed figures and years disagree: ${warning}.`)];
}

function withBounds({ mean, ci95 }: ComposedValue, unit: string): string {
  const bounds = ci95 === null ? '' : ` [${ci95.map(round).join(' to ')}]`;
  return `${round(mean)}${bounds} ${unit}`;
}

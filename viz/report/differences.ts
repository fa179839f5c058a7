/** Each strategy against the baseline, on the same incidents. */
import type { Difference, ReportData } from '../../sim/report/data.ts';
import { metricOf } from '../../sim/metrics/index.ts';
import { balanceBar } from '../charts/balance.ts';
import { el, frame } from '../dom/elements.ts';
import { measure, rounded, signed } from '../format/measure.ts';
import { count, percent, plural } from '../format/number.ts';
import { range } from '../format/range.ts';
import { populationWords } from './undecided.ts';
import { strategyLabel, strategyName } from './strategy-name.ts';

/** Titles of the metrics that are compared; others go by their name. */
const TITLES: Readonly<Record<string, string>> = {
  'loss.messages': 'Messages lost',
  'loss.window': 'Lost time',
  'loss.bytes': 'Bytes lost',
  'recovery.point': 'Recovery point',
  'recovery.data': 'Data back after',
  'recovery.service': 'Service back after',
  'downtime.service': 'Downtime',
  'downtime.data': 'Downtime of data',
  'backup.duration': 'Backup run',
  'backup.failures': 'Failed backups',
  'backup.overruns': 'Overruns',
  'backup.media': 'Cartridges',
  'cost.outlay': 'Outlay',
  'cost.penalty': 'Penalty',
  'cost.total': 'Total cost',
};

/** The title of a metric for a reader. */
export function metricTitle(metric: string): string {
  return Object.hasOwn(TITLES, metric) ? TITLES[metric] : metric;
}

/** The table of paired differences, or nothing where there is only one strategy. */
export function differences(data: ReportData): HTMLElement | null {
  if (data.differences.length === 0) return null;
  const head = ['Strategy', 'What', 'Pair by pair', 'Mean difference', 'Verdict'];
  const pairs = [...new Set(data.differences.map((each) => each.of))];
  const rows = pairs.flatMap((of) => rowsOf(data, of));
  const table = el(
    'table',
    { class: 'plain differences' },
    el('caption', {}, `Against the baseline, ${strategyLabel(data, data.baseline)}`),
    el('thead', {}, el('tr', {}, ...head.map((text) => el('th', { scope: 'col' }, text)))),
    el('tbody', {}, ...rows),
  );
  return el(
    'div',
    {},
    frame('Differences against the baseline', table),
    el(
      'ul',
      { class: 'legend' },
      ...['worse', 'equal', 'better'].map((kind) =>
        el('li', {}, el('span', { class: `swatch balance-swatch ${kind}` }), kind),
      ),
      el(
        'li',
        { class: 'quiet' },
        'A pair is the same failure, or the same simulated year, under both strategies.',
      ),
    ),
  );
}

/** What differs a row each; what is the same in every pair is only named. */
function rowsOf(data: ReportData, of: string): HTMLElement[] {
  const own = data.differences.filter((each) => each.of === of);
  const differing = own.filter((each) => each.worse + each.better > 0 || each.verdict !== 'equal');
  const same = own
    .filter((each) => !differing.includes(each))
    .map((each) => metricTitle(each.metric));
  const rows = differing.map((each, i) => differenceRow(data, each, i === 0));
  if (same.length === 0) return rows;
  const name = el('th', { scope: 'row' }, rows.length === 0 ? strategyName(data, of) : '');
  const words = `The same in every pair: ${same.join(', ')}`;
  return [...rows, el('tr', {}, name, el('td', { colspan: 4, class: 'quiet' }, words))];
}

function differenceRow(data: ReportData, each: Difference, first: boolean): HTMLElement {
  const tie = each.tie > 0 ? `equal within ${measure(each.tie, each.unit)}` : 'equal if the same';
  const mean =
    each.mean === null
      ? el('span', { class: 'undecided' }, 'not decided')
      : el('b', {}, signed(rounded(each.mean, each.ci95, each.unit), each.unit));
  const interval =
    each.ci95 &&
    el('small', { title: `95 % interval: ${each.method}` }, range(each.ci95, each.unit));
  return el(
    'tr',
    { class: first ? 'first' : '' },
    el('th', { scope: 'row' }, first ? strategyName(data, each.of) : ''),
    el(
      'td',
      { title: metricOf(each.metric)?.doc ?? null },
      metricTitle(each.metric),
      el('small', {}, tie),
    ),
    el('td', {}, balanceBar(each), el('small', {}, pairWords(each)), shareWords(each)),
    el('td', {}, mean, interval),
    el(
      'td',
      {},
      el('b', { class: `verdict-${each.verdict.split(' ')[0]}` }, each.verdict),
      el('small', {}, each.because),
    ),
  );
}

/** `worse 2, equal 70, better 6 of 78 incidents`. */
function pairWords({ worse, equal, better, pairs, over }: Difference): string {
  const counts = `worse ${count(worse)}, equal ${count(equal)}, better ${count(better)}`;
  return `${counts} of ${over ? populationWords(over, pairs) : plural(pairs, 'pair')}`;
}

/** `worse in 0.3 to 9 %, better in 1 to 11 % of all such pairs`: how far a share of so few pairs can be trusted. */
function shareWords({ shares, open }: Difference): HTMLElement | null {
  const parts = (['worse', 'better'] as const).flatMap((kind) => {
    const ci95 = shares[kind];
    return ci95 === null ? [] : [`${kind} in ${range(ci95, 'share') ?? percent(ci95[0])}`];
  });
  if (parts.length === 0) return null;
  const left = open === 0 ? '' : `; ${plural(open, 'pair')} still open left out`;
  const title = '95 % intervals: Clopper-Pearson';
  return el('small', { title }, `${parts.join(', ')} of all such pairs${left}`);
}

/** Each strategy against the baseline, on the same incidents. */
import type { Difference, ReportData } from '../../sim/report/data.ts';
import { metricOf } from '../../sim/metrics/index.ts';
import { balanceBar } from '../charts/balance.ts';
import { el, frame } from '../dom/elements.ts';
import { measure, rounded, signed } from '../format/measure.ts';
import { count } from '../format/number.ts';
import { range } from '../format/range.ts';
import { strategyLabel, strategyName } from './strategy-name.ts';

/** Titles of the metrics that are compared most; others go by their name. */
const TITLES: Readonly<Record<string, string>> = {
  'loss.messages': 'Messages lost',
  'loss.window': 'Lost time',
  'loss.bytes': 'Bytes lost',
  'recovery.point': 'Recovery point',
  'recovery.data': 'Data back after',
  'recovery.service': 'Service back after',
  'downtime.service': 'Downtime',
};

/** The title of a metric for a reader. */
export function metricTitle(metric: string): string {
  return Object.hasOwn(TITLES, metric) ? TITLES[metric] : metric;
}

/** The table of paired differences, or nothing where there is only one strategy. */
export function differences(data: ReportData): HTMLElement | null {
  if (data.differences.length === 0) return null;
  const head = ['Strategy', 'What', 'Incident by incident', 'Mean difference', 'Verdict'];
  let last = '';
  const rows = data.differences.map((difference) => {
    const pair = `${difference.of} - ${difference.minus}`;
    const first = pair !== last;
    last = pair;
    return differenceRow(data, difference, first);
  });
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
      el('li', { class: 'quiet' }, 'Pairs are the same failure under both strategies.'),
    ),
  );
}

function differenceRow(data: ReportData, each: Difference, first: boolean): HTMLElement {
  const tie = each.tie > 0 ? `equal within ${measure(each.tie, each.unit)}` : 'equal if the same';
  const mean =
    each.mean === null
      ? el('span', { class: 'undecided' }, 'not decided')
      : el('b', {}, signed(rounded(each.mean, each.ci95, each.unit), each.unit));
  const interval = each.ci95 && el('small', {}, range(each.ci95, each.unit));
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
    el(
      'td',
      {},
      balanceBar(each),
      el(
        'small',
        {},
        `worse ${count(each.worse)}, equal ${count(each.equal)}, better ${count(each.better)}`,
      ),
    ),
    el('td', {}, mean, interval),
    el(
      'td',
      {},
      el('b', { class: `verdict-${each.verdict.split(' ')[0]}` }, each.verdict),
      el('small', {}, each.because),
    ),
  );
}

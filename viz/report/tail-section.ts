/** The tail of the loss: the share of incidents that lose nothing, the chart, and the same as a table. */
import type { ReportData } from '../../sim/report/data.ts';
import { tailChart } from '../charts/tail.ts';
import { zeroShares } from '../charts/zero-share.ts';
import { el, frame } from '../dom/elements.ts';
import { duration } from '../format/duration.ts';
import { count, percent } from '../format/number.ts';
import { reaching, tailOf, type Tail } from '../stats/tail.ts';
import { incidentLists } from './incident-list.ts';
import { strategyLabel, strategyName } from './strategy-name.ts';

const HOUR = 3_600_000;
const LEVELS = [1, 4, 12, 24, 48, 168].map((hours) => hours * HOUR);

/** How much an incident loses, from nothing to the worst. */
export function tailSection(data: ReportData): HTMLElement {
  const lines = data.strategies.map((strategy) => ({
    label: strategyLabel(data, strategy.name),
    tail: tailOf(strategy.incidents.map((incident) => incident.loss.windowMs)),
  }));
  return el(
    'div',
    { class: 'tail' },
    el('h3', {}, 'How bad a loss can be'),
    el(
      'p',
      {},
      'Of all incidents, the share that loses at least so much time of mail. A line further right ' +
        'loses more.',
    ),
    zeroShares(lines),
    tailChart(lines, {
      unit: 'ms',
      xLabel: 'Time of mail lost by one incident, at least (log scale)',
      yLabel: 'Share of incidents',
    }),
    frame(
      'Loss by incident',
      levelTable(
        data,
        lines.map((line) => line.tail),
      ),
    ),
    incidentLists(data),
  );
}

function levelTable(data: ReportData, tails: readonly Tail[]): HTMLElement {
  const levels = LEVELS.filter((level) => tails.some((tail) => reaching(tail, level) > 0));
  const head = [
    'Strategy',
    'Incidents',
    'Lose nothing',
    ...levels.map((x) => `at least ${duration(x)}`),
  ];
  const rows = data.strategies.map((strategy, i) => {
    const tail = tails[i];
    const cells = [tail.zeros, ...levels.map((level) => reaching(tail, level))];
    return el(
      'tr',
      {},
      el('th', { scope: 'row' }, strategyName(data, strategy.name)),
      el('td', {}, count(tail.n)),
      ...cells.map((n) =>
        el('td', {}, count(n), el('small', {}, tail.n > 0 ? percent(n / tail.n) : '')),
      ),
    );
  });
  return el(
    'table',
    { class: 'plain numbers' },
    el('thead', {}, el('tr', {}, ...head.map((text) => el('th', { scope: 'col' }, text)))),
    el('tbody', {}, ...rows),
  );
}

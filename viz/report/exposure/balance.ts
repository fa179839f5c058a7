/** Each strategy against the baseline in the same worlds, cause by cause. */
import type {
  ExposedDifference,
  ExposureResult,
} from '../../../sim/experiment/exposure/result-shapes.ts';
import type { ReportData } from '../../../sim/report/data.ts';
import { balanceBar } from '../../charts/balance.ts';
import { el, frame } from '../../dom/elements.ts';
import { measure, rounded, signed } from '../../format/measure.ts';
import { percent } from '../../format/number.ts';
import { range } from '../../format/range.ts';
import { causesByLoss } from './choose.ts';
import { metricTitle } from '../differences.ts';
import { strategyLabel, strategyName } from '../strategy-name.ts';

const SHOWN = ['loss.window', 'recovery.data'];

/** Nothing where there is no second strategy, or nothing was injected. */
export function balancePart(data: ReportData, exposure: ExposureResult): HTMLElement | null {
  const rows = exposure.differences.filter(({ metric, n }) => SHOWN.includes(metric) && n > 0);
  if (rows.length === 0) return null;
  const order = [null, ...causesByLoss(exposure)];
  const others = [...new Set(rows.map(({ of }) => of))];
  const head = ['Strategy', 'Cause', 'What', 'Share of the worlds', 'Mean difference', 'Verdict'];
  const table = el(
    'table',
    { class: 'plain exposed' },
    el(
      'caption',
      {},
      `In the same worlds as the baseline, ${strategyLabel(data, exposure.baseline)}`,
    ),
    el('thead', {}, el('tr', {}, ...head.map((text) => el('th', { scope: 'col' }, text)))),
    el(
      'tbody',
      {},
      ...others.flatMap((of) =>
        ofStrategy(
          data,
          rows.filter((each) => each.of === of),
          order,
        ),
      ),
    ),
  );
  return el('div', {}, frame('Strategies in the same worlds', table));
}

/** All causes together first, then the one that loses most. */
function ofStrategy(
  data: ReportData,
  rows: readonly ExposedDifference[],
  order: readonly (string | null)[],
): HTMLElement[] {
  const told = rows
    .filter(({ cause, worse, better }) => cause === null || worse + better > 0)
    .toSorted((a, b) => order.indexOf(a.cause) - order.indexOf(b.cause));
  return told.map((each, i) => {
    const first = i === 0;
    const sameCause = !first && told[i - 1].cause === each.cause;
    return el(
      'tr',
      { class: first ? 'first' : '' },
      el('th', { scope: 'row' }, first ? strategyName(data, each.of) : ''),
      el('td', {}, sameCause ? '' : (each.cause ?? 'all, by their rates')),
      el(
        'td',
        {},
        metricTitle(each.metric),
        el('small', {}, `equal within ${measure(each.tie, each.unit)}`),
      ),
      el('td', {}, sharesBar(each), el('small', {}, sharesWords(each))),
      el('td', {}, ...meanOf(each)),
      el(
        'td',
        {},
        el('b', { class: `verdict-${each.verdict.split(' ')[0]}` }, each.verdict),
        el('small', {}, each.because),
      ),
    );
  });
}

function meanOf({ mean, ci95, unit, method }: ExposedDifference): (HTMLElement | null)[] {
  if (mean === null) return [el('span', { class: 'undecided' }, 'not decided')];
  const interval = ci95 === null ? null : range(ci95, unit);
  return [
    el('b', {}, signed(rounded(mean, ci95, unit), unit)),
    interval === null ? null : el('small', { title: `95 % interval: ${method}` }, interval),
  ];
}

function sharesBar({ worse, equal, better }: ExposedDifference): HTMLElement {
  return balanceBar({ worse, equal, better }, percent);
}

function sharesWords({ worse, better, most, shares, unit }: ExposedDifference): string {
  if (worse === 0 && better === 0) return 'never further apart than that';
  const side = (kind: 'worse' | 'better', share: number, gap: number): string => {
    const ci95 = shares[kind];
    const within = ci95 === null ? '' : ` (${range(ci95, 'share') ?? percent(ci95[0])})`;
    return share === 0
      ? `never ${kind}`
      : `${kind} in ${percent(share)}${within}, by up to ${measure(gap, unit)}`;
  };
  return `${side('worse', worse, most.worse)}; ${side('better', better, most.better)}`;
}

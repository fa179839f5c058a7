/** How long a night takes, and how often it overruns, by what the source delivers. */
import { line, scaleLinear, scaleLog } from 'd3';
import type { Curve } from '../../../sim/experiment/claims/shapes.ts';
import type { ReportData } from '../../../sim/report/data.ts';
import { axisTitle } from '../../charts/axis-title.ts';
import { linearTicks } from '../../charts/axis.ts';
import { el, frame, svg } from '../../dom/elements.ts';
import { onWidth } from '../../dom/resize.ts';
import { bare } from '../../format/measure.ts';
import { percent } from '../../format/number.ts';
import { range } from '../../format/range.ts';
import { strategyIndex, strategyName } from '../strategy-name.ts';

const HEIGHT = 280;

/** The chart, and the same as a table; null where the curve has no point. */
export function curvePart(data: ReportData, curve: Curve): HTMLElement | null {
  const points = curve.points.filter(({ because }) => because === null);
  if (points.length === 0) return null;
  const chart = el('div', { class: 'curve-chart' });
  onWidth(chart, (width) => chart.replaceChildren(draw(data, { ...curve, points }, width)));
  return el(
    'div',
    {},
    el('h3', {}, 'A night, by what the source delivers'),
    el(
      'p',
      {},
      `The mean night of a strategy, from its first procedure to its last; beside each point, in the table, the share of ` +
        `procedures that leave their window. ${curve.replications} replications at each point.`,
    ),
    chart,
    el(
      'ul',
      { class: 'legend' },
      ...data.strategies.map(({ name }) => el('li', {}, strategyName(data, name))),
    ),
    frame('Nights by what the source delivers', curveTable(data, curve)),
  );
}

function draw(data: ReportData, { points, own, unit }: Curve, width: number): SVGSVGElement {
  const box = { left: 62, right: width - 44, top: 14, bottom: HEIGHT - 46 };
  const values = points.map(({ value }) => value);
  const nights = points.flatMap(({ cells }) =>
    Object.values(cells).flatMap(({ nightMs, nightCi95 }) => [nightMs ?? 0, nightCi95?.[1] ?? 0]),
  );
  const high = Math.max(...nights) * 1.05;
  const x = scaleLog([Math.min(...values), Math.max(...values)], [box.left, box.right]);
  const y = scaleLinear([0, high], [box.bottom, box.top]);
  const root = svg('svg', {
    ...{ width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img' },
    'aria-label': 'Mean night against what the source delivers: one line for each strategy',
  });
  for (const value of values) {
    const at = x(value);
    root.append(
      svg('line', {
        class: value === own ? 'axis' : 'grid',
        x1: at,
        x2: at,
        y1: box.top,
        y2: box.bottom,
      }),
      svg('text', { x: at, y: box.bottom + 18, 'text-anchor': 'middle' }, rateText(value, unit)),
    );
  }
  for (const tick of linearTicks(high, 'ms', 5)) {
    root.append(
      svg('line', { class: 'grid', x1: box.left, x2: box.right, y1: y(tick), y2: y(tick) }),
      svg('text', { x: box.left - 8, y: y(tick) + 4, 'text-anchor': 'end' }, bare(tick, 'ms')),
    );
  }
  root.append(axisTitle(box, HEIGHT, titleOf(own, unit)));
  for (const { name } of data.strategies) {
    const known = points.filter(({ cells }) => cells[name]?.nightMs != null);
    const path = line<(typeof known)[number]>()
      .x(({ value }) => x(value))
      .y(({ cells }) => y(cells[name].nightMs ?? 0));
    const kind = `strategy-${strategyIndex(data, name) % 8}`;
    root.append(svg('path', { class: `stair ${kind}`, d: path(known) ?? '' }));
    for (const { value, cells } of known) {
      const { nightCi95, nightMs } = cells[name];
      const at = x(value);
      if (nightCi95 !== null) {
        root.append(
          svg('line', {
            class: `whisker ${kind}`,
            x1: at,
            x2: at,
            y1: y(nightCi95[0]),
            y2: y(nightCi95[1]),
          }),
        );
      }
      root.append(svg('circle', { class: `point ${kind}`, cx: at, cy: y(nightMs ?? 0), r: 4 }));
    }
  }
  return root;
}

const titleOf = (own: number | null, unit: string): string =>
  own === null
    ? 'What a source delivers'
    : `What a source delivers; the scenario has ${rateText(own, unit)}`;

/** Rates are decimal, as vendors give them. */
function rateText(value: number, unit: string): string {
  return unit === 'B/s' ? `${Number((value / 1e6).toPrecision(3))} MB/s` : bare(value, unit);
}

function curveTable(data: ReportData, { points, own, unit }: Curve): HTMLElement {
  const rows = points.map(({ value, because, cells }) =>
    el(
      'tr',
      {},
      el(
        'th',
        { scope: 'row' },
        rateText(value, unit),
        value === own ? el('small', { class: 'tag' }, 'as it is') : null,
      ),
      ...(because === null
        ? data.strategies.map(({ name }) => cellOf(cells[name]))
        : [el('td', { colspan: data.strategies.length, class: 'undecided' }, because)]),
    ),
  );
  const head = data.strategies.map(({ name }) =>
    el('th', { scope: 'col' }, strategyName(data, name)),
  );
  return el(
    'table',
    { class: 'plain numbers' },
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Source'), ...head)),
    el('tbody', {}, ...rows),
  );
}

function cellOf(cell: Curve['points'][number]['cells'][string] | undefined): HTMLElement {
  if (cell === undefined || cell.nightMs === null)
    return el('td', { class: 'undecided' }, 'no night');
  const { nightMs, overruns, overrunsCi95 } = cell;
  const interval = overrunsCi95 === null ? null : range(overrunsCi95, 'share');
  const share =
    overruns === null
      ? ''
      : `overruns ${percent(overruns)}${interval === null ? '' : ` (${interval})`}`;
  return el('td', {}, el('b', {}, bare(nightMs, 'ms')), el('small', {}, share));
}

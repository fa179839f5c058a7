/** How far each figure moves an answer between the ends of its band: one bar a figure, the longest first. */
import { el, svg } from '../dom/elements.ts';
import { bare, signed } from '../format/measure.ts';
import { linearTicks } from './axis.ts';

export interface TornadoRow {
  readonly name: HTMLElement | string;
  /** The answer at each end; null where it is not known. */
  readonly low: number | null;
  readonly high: number | null;
  /** What the ends are, in words. */
  readonly words: { readonly low: string; readonly high: string };
}

export interface Tornado {
  readonly rows: readonly TornadoRow[];
  /** The answer as it stands, where all bars begin. */
  readonly middle: number;
  /** Within so much of zero two strategies count as equal. */
  readonly tie: number;
  readonly unit: string;
}

const HEIGHT = 24;
const INSET = 2;

interface Scale {
  readonly x: (value: number) => string;
  readonly ticks: readonly number[];
}

/** The chart as a table: name, bar, and what the ends come to. */
export function tornadoChart(tornado: Tornado): HTMLElement {
  const { rows, middle, tie, unit } = tornado;
  const ends = rows.flatMap(({ low, high }) => [low, high]).filter((value) => value !== null);
  const scale = scaleOf([...ends, middle, 0, tie, -tie], unit);
  const body = rows.map((row) =>
    el(
      'tr',
      {},
      el('th', { scope: 'row' }, row.name),
      el('td', {}, bar(row, tornado, scale)),
      el('td', {}, endWords(row, 'low', unit)),
      el('td', {}, endWords(row, 'high', unit)),
    ),
  );
  const scaleRow = el(
    'tr',
    { class: 'scale' },
    el('td', {}),
    el('td', {}, labels(scale, unit)),
    el('td', { colspan: 2 }),
  );
  const head = ['Figure', '', 'At its low end', 'At its high end'];
  return el(
    'table',
    { class: 'plain tornado' },
    el('thead', {}, el('tr', {}, ...head.map((text) => el('th', { scope: 'col' }, text)))),
    el('tbody', {}, ...body, scaleRow),
  );
}

function scaleOf(values: readonly number[], unit: string): Scale {
  const most = Math.max(...values);
  const least = Math.min(...values);
  const width = most - least || 1;
  const x = (value: number): string =>
    `${(INSET + ((value - least) / width) * (100 - 2 * INSET)).toFixed(2)}%`;
  // One step for both sides of zero.
  const steps = linearTicks(Math.max(most, -least), unit, 3);
  const ticks = [...steps.map((value) => -value).reverse(), ...steps.slice(1)]
    .map((value) => value + 0)
    .filter((value) => value >= least && value <= most);
  return { x, ticks };
}

function bar(
  { low, high }: TornadoRow,
  { middle, tie }: Tornado,
  { x, ticks }: Scale,
): SVGSVGElement {
  const root = svg('svg', {
    class: 'tornado-bar',
    width: '100%',
    height: HEIGHT,
    'aria-hidden': 'true',
  });
  const stroke = (kind: string, at: number): SVGElement =>
    svg('line', { class: kind, x1: x(at), x2: x(at), y1: 0, y2: HEIGHT });
  if (tie > 0) root.append(box('tie', x(-tie), x(tie), 0, HEIGHT));
  for (const tick of ticks) root.append(stroke(tick === 0 ? 'zero' : 'grid', tick));
  for (const [kind, end] of [
    ['low', low],
    ['high', high],
  ] as const) {
    if (end === null || end === middle) continue;
    root.append(box(kind, x(Math.min(end, middle)), x(Math.max(end, middle)), 6, HEIGHT - 12));
  }
  root.append(stroke('middle', middle));
  return root;
}

function box(kind: string, from: string, to: string, y: number, height: number): SVGRectElement {
  const width = `${(Number.parseFloat(to) - Number.parseFloat(from)).toFixed(2)}%`;
  return svg('rect', { class: kind, x: from, y, width, height });
}

function labels({ x, ticks }: Scale, unit: string): SVGSVGElement {
  const root = svg('svg', { class: 'axis-row', width: '100%', height: 18, 'aria-hidden': 'true' });
  for (const tick of ticks) {
    const text = tick < 0 ? `\u2212${bare(-tick, unit)}` : bare(tick, unit);
    const place = Number.parseFloat(x(tick));
    const anchor = place < 8 ? 'start' : place > 92 ? 'end' : 'middle';
    root.append(svg('text', { x: x(tick), y: 13, 'text-anchor': anchor }, text));
  }
  return root;
}

function endWords({ words, ...row }: TornadoRow, end: 'low' | 'high', unit: string): HTMLElement {
  const value = row[end];
  const answer = value === null ? 'not known' : signed(value, unit);
  return el(
    'span',
    { class: `end ${end}` },
    el('span', { class: `swatch ${end}` }),
    words[end],
    el('small', {}, answer),
  );
}

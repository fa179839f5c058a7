/**
 * Estimates with their intervals on a common axis, without text: the figures stand beside it. All positions are in
 * percent, so the bar follows its cell without a script.
 */
import { svg } from '../dom/elements.ts';
import type { Axis } from './axis.ts';
import type { Mark } from './mark.ts';

const HEIGHT = 22;
const MIDDLE = HEIGHT / 2;
/** Room at both ends, in percent, so that a dot at the end is not cut. */
const INSET = 3;

function percent(axis: Axis, value: number): number {
  return INSET + axis.position(value) * (100 - 2 * INSET);
}

/** The picture of one cell. `strategy` decides the colour. */
export function intervalBar(axis: Axis, marks: readonly Mark[], strategy: number): SVGSVGElement {
  const x = (value: number) => `${percent(axis, value).toFixed(2)}%`;
  const root = svg('svg', {
    class: `interval-bar strategy-${strategy % 8}`,
    height: HEIGHT,
    width: '100%',
    'aria-hidden': 'true',
  });
  for (const tick of axis.ticks) {
    root.append(line('grid', x(tick.value), x(tick.value), 0, HEIGHT));
  }
  root.append(line('base', `${INSET}%`, `${100 - INSET}%`, MIDDLE, MIDDLE));
  marks.forEach((mark, i) => {
    // Intervals of two quantiles overlap: the second one a little lower.
    const y = MIDDLE + (marks.length > 1 ? (i - (marks.length - 1) / 2) * 5 : 0);
    if (mark.ci) root.append(line('interval', x(mark.ci[0]), x(mark.ci[1]), y, y));
    root.append(symbol(mark.shape, x(mark.value), y));
  });
  return root;
}

/** The labels of the axis, once under all bars of a column. */
export function axisRow(axis: Axis): SVGSVGElement {
  const root = svg('svg', { class: 'axis-row', height: 18, width: '100%', 'aria-hidden': 'true' });
  axis.ticks.forEach((tick, i) => {
    const short = tick.label.length < 4;
    const anchor = tick.at < 0.08 && !short ? 'start' : tick.at > 0.9 ? 'end' : 'middle';
    const x = i === 0 ? INSET : percent(axis, tick.value);
    root.append(svg('text', { x: `${x.toFixed(2)}%`, y: 13, 'text-anchor': anchor }, tick.label));
  });
  return root;
}

function line(kind: string, x1: string, x2: string, y1: number, y2: number): SVGLineElement {
  return svg('line', { class: kind, x1, x2, y1, y2 });
}

function symbol(shape: Mark['shape'], x: string, y: number): SVGElement {
  if (shape === 'stroke') return line('stroke', x, x, y - 6, y + 6);
  return svg('circle', { class: shape, cx: x, cy: y, r: 4 });
}

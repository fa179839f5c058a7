/** The tail of the loss per incident: which share of the incidents loses at least so much, both axes logarithmic. */
import { pointer } from 'd3';
import { el, svg } from '../dom/elements.ts';
import { onWidth } from '../dom/resize.ts';
import { bare } from '../format/measure.ts';
import { count, percent } from '../format/number.ts';
import { reaching, type Tail } from '../stats/tail.ts';
import { axisTitle } from './axis-title.ts';
import { stairPath, tailFrame, type Box, type TailFrame } from './tail-lines.ts';

export interface TailLine {
  readonly label: string;
  readonly tail: Tail;
}

export interface TailOptions {
  readonly unit: string;
  readonly xLabel: string;
  readonly yLabel: string;
}

const HEIGHT = 300;

/** The chart with a reading line under the pointer. What it shows also stands in the table below it. */
export function tailChart(lines: readonly TailLine[], options: TailOptions): HTMLElement {
  const root = el('div', { class: 'tail-chart' });
  const reading = el('div', { class: 'tooltip', hidden: true });
  const canvas = el('div');
  root.append(canvas, reading);
  onWidth(root, (width) => {
    const box = { left: 62, right: width - 16, top: 14, bottom: HEIGHT - 46 };
    const frame = tailFrame(
      lines.map((line) => line.tail),
      options.unit,
      box,
    );
    reading.hidden = true;
    if (!frame) {
      canvas.replaceChildren(el('p', {}, 'No incident lost anything under any strategy.'));
      return;
    }
    const picture = draw(lines, options, frame, box, width);
    readUnderPointer(picture, reading, lines, options, frame, box);
    canvas.replaceChildren(picture);
  });
  return root;
}

function draw(
  lines: readonly TailLine[],
  options: TailOptions,
  frame: TailFrame,
  box: Box,
  width: number,
): SVGSVGElement {
  const name = `${options.yLabel}, against ${options.xLabel}: one line for each strategy`;
  const root = svg('svg', {
    width,
    height: HEIGHT,
    viewBox: `0 0 ${width} ${HEIGHT}`,
    role: 'img',
    'aria-label': name,
  });
  for (const tick of frame.xTicks) {
    const x = frame.x(tick);
    root.append(
      svg('line', { class: 'grid', x1: x, x2: x, y1: box.top, y2: box.bottom }),
      svg('text', { x, y: box.bottom + 18, 'text-anchor': 'middle' }, bare(tick, options.unit)),
    );
  }
  for (const tick of frame.yTicks) {
    const y = frame.y(tick);
    root.append(
      svg('line', { class: 'grid', x1: box.left, x2: box.right, y1: y, y2: y }),
      svg('text', { x: box.left - 8, y: y + 4, 'text-anchor': 'end' }, percent(tick)),
    );
  }
  root.append(
    svg('line', { class: 'axis', x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom }),
    axisTitle(box, HEIGHT, options.xLabel),
  );
  root.append(
    svg('text', { class: 'axis-title', x: box.left + 8, y: box.top + 14 }, options.yLabel),
  );
  lines.forEach((line, i) => {
    root.append(
      svg('path', { class: `stair strategy-${i % 8}`, d: stairPath(line.tail, frame, box) }),
    );
  });
  return root;
}

function readUnderPointer(
  picture: SVGSVGElement,
  reading: HTMLElement,
  lines: readonly TailLine[],
  options: TailOptions,
  frame: TailFrame,
  box: Box,
): void {
  const cursor = svg('line', {
    class: 'cursor',
    y1: box.top,
    y2: box.bottom,
    visibility: 'hidden',
  });
  picture.append(cursor);
  picture.addEventListener('pointermove', (event) => {
    const [x, y] = pointer(event, picture);
    if (x < box.left || x > box.right) return;
    const value = frame.x.invert(x);
    cursor.setAttribute('x1', String(x));
    cursor.setAttribute('x2', String(x));
    cursor.setAttribute('visibility', 'visible');
    const rows = lines.map((line, i) => {
      const reached = reaching(line.tail, value);
      const text = `${line.label}: ${count(reached)} of ${count(line.tail.n)}`;
      return el('p', { class: `strategy-${i % 8}` }, el('span', { class: 'line-swatch' }), text);
    });
    reading.replaceChildren(el('strong', {}, `At least ${bare(value, options.unit)}`), ...rows);
    reading.hidden = false;
    const left = x > (box.left + box.right) / 2 ? x - reading.offsetWidth - 14 : x + 14;
    reading.style.left = `${left}px`;
    reading.style.top = `${Math.max(0, y - 20)}px`;
  });
  picture.addEventListener('pointerleave', () => {
    reading.hidden = true;
    cursor.setAttribute('visibility', 'hidden');
  });
}

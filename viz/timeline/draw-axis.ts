/** The time axis above the rows, its grid through them, and the line of the failure. */
import { svg } from '../dom/elements.ts';
import { duration } from '../format/duration.ts';
import { shortInstant } from '../format/instant.ts';
import { toX, type Frame } from './frame.ts';
import { timeTicks, type View } from './scale.ts';

/** Draws the axis anew: two dozen elements, cheaper than joining them. */
export function drawAxis(
  axis: SVGGElement,
  grid: SVGGElement,
  view: View,
  frame: Frame,
  height: number,
  t0: number,
  mark: View | null,
  flag: number,
): void {
  const ticks = timeTicks(view, frame.right - frame.left).map((tick) => {
    return { ...tick, x: toX(tick.at, view, frame) };
  });
  const bottom = frame.top + height;
  grid.replaceChildren(
    ...markBand(mark, view, frame, height),
    ...ticks.map(({ x, major }) =>
      svg('line', { class: major ? 'day' : '', x1: x, x2: x, y1: frame.top - 4, y2: bottom }),
    ),
    ...failureLine(t0, view, frame, bottom),
  );
  axis.replaceChildren(
    // Which day it is, even where no midnight is in view.
    ...(ticks.some((tick) => tick.major)
      ? []
      : [svg('text', { class: 'range', x: 6, y: 14 }, shortInstant(view.from))]),
    ...ticks
      // A label that would stand over the edge is left out.
      .filter(({ x }) => x > frame.left + 12 && x < frame.right - 24)
      // So is one that the scrubber's flag would cover in part; the flag says the time.
      .filter(({ x, major }) => Math.abs(x - flag) > (major ? 62 : 44))
      .map(({ x, label, major }) =>
        svg('text', { class: major ? 'day' : '', x, y: 14, 'text-anchor': 'middle' }, label),
      ),
  );
}

/** What is marked, with its length, behind everything else. */
function markBand(mark: View | null, view: View, frame: Frame, height: number): SVGElement[] {
  if (mark === null || mark.to < view.from || mark.from > view.to) return [];
  const from = Math.max(frame.left, toX(mark.from, view, frame));
  const to = Math.min(frame.right, Math.max(from + 1, toX(mark.to, view, frame)));
  const band = { class: 'mark', x: from, width: to - from, y: frame.top, height };
  const x = Math.min(Math.max((from + to) / 2, frame.left + 30), frame.right - 30);
  const text = { class: 'mark', x, y: frame.top - 2, 'text-anchor': 'middle' };
  // An event has no length: then it is the instant that is marked.
  const words = mark.to > mark.from ? duration(mark.to - mark.from) : shortInstant(mark.from);
  return [svg('rect', band), svg('text', text, words)];
}

function failureLine(t0: number, view: View, frame: Frame, bottom: number): SVGElement[] {
  if (t0 < view.from || t0 > view.to) return [];
  const x = toX(t0, view, frame);
  return [
    svg('line', { class: 'failure', x1: x, x2: x, y1: frame.top - 6, y2: bottom }),
    svg('path', { class: 'failure', d: `M${x - 5},${frame.top - 12}h10l-5,8z` }),
  ];
}

/** Where the timeline's parts stand inside its picture, and the way from time to pixels. */
import type { Placed } from './layout.ts';
import type { Target } from './hit.ts';
import type { View } from './scale.ts';

export interface Frame {
  readonly width: number;
  /** Left edge of the time area; names stand left of it. */
  readonly left: number;
  readonly right: number;
  /** Lower edge of the axis; rows begin here. */
  readonly top: number;
}

const AXIS = 30;
/** An instant still needs a body that can be seen and hit. */
const THINNEST = 3;

/** The frame for a width: names take less of a narrow page. */
export function frameFor(width: number): Frame {
  return { width, left: width < 1000 ? 156 : 200, right: width - 8, top: AXIS };
}

/** Pixel of an instant. */
export function toX(at: number, view: View, frame: Frame): number {
  const share = (at - view.from) / (view.to - view.from);
  return frame.left + share * (frame.right - frame.left);
}

/** Instant of a pixel. */
export function toTime(x: number, view: View, frame: Frame): number {
  const share = (x - frame.left) / (frame.right - frame.left);
  return view.from + share * (view.to - view.from);
}

/** Edges of an item in pixels, cut to what is visible; null when it lies outside. */
export function extent(item: Placed, view: View, frame: Frame): readonly [number, number] | null {
  if (item.to < view.from || item.from > view.to) return null;
  const from = toX(item.from, view, frame);
  if (item.type === 'event') return [from - 5, from + 5];
  const to = Math.max(toX(item.to, view, frame), from + THINNEST);
  // Far beyond the edge pixels lose precision, and a stroke of a thousand screens is slow.
  return [Math.max(from, frame.left - 20), Math.min(to, frame.right + 20)];
}

/** What can be pointed at. */
export function targets(items: readonly Placed[], view: View, frame: Frame): Target[] {
  return items.flatMap((item) => {
    const edges = extent(item, view, frame);
    if (!edges) return [];
    const y0 = frame.top + item.y;
    const x0 = Math.max(edges[0], frame.left);
    return [{ id: item.id, x0, x1: Math.min(edges[1], frame.right), y0, y1: y0 + item.height }];
  });
}

/** The visible range of time, as plain values: zooming and moving it, and the ticks of its axis. */
import { scaleUtc } from 'd3';
import { clock, clockSeconds, day } from '../format/instant.ts';

export interface View {
  readonly from: number;
  readonly to: number;
}

/** Nothing in an incident is told in less than seconds. */
export const NARROWEST = 60_000;

/** Zooms by a factor (below 1: closer) around an instant that keeps its place, inside the bounds. */
export function zoom(view: View, factor: number, around: number, bounds: View): View {
  const whole = bounds.to - bounds.from;
  const width = Math.min(whole, Math.max(NARROWEST, (view.to - view.from) * factor));
  const share = (around - view.from) / (view.to - view.from);
  return inside({ from: around - share * width, to: around + (1 - share) * width }, bounds);
}

/** Moves by a share of what is visible. */
export function pan(view: View, share: number, bounds: View): View {
  const by = share * (view.to - view.from);
  return inside({ from: view.from + by, to: view.to + by }, bounds);
}

/** Fits a stretch, with some room around it. */
export function fit(from: number, to: number, bounds: View): View {
  const width = Math.max(NARROWEST, to - from);
  const room = width * 0.15;
  const middle = (from + to) / 2;
  return inside({ from: middle - width / 2 - room, to: middle + width / 2 + room }, bounds);
}

/** Moves as little as needed to show a stretch; a stretch that is wider than the view shows its start. */
export function reveal(view: View, from: number, to: number, bounds: View): View {
  const width = view.to - view.from;
  if (from < view.to && to > view.from && (from >= view.from || to <= view.to)) return view;
  if (from <= view.from && to >= view.to) return view;
  const start = to - from > width * 0.8 ? from - width * 0.1 : (from + to) / 2 - width / 2;
  return inside({ from: start, to: start + width }, bounds);
}

/** Shifted, not cut, so that a view keeps its width at the ends; never wider than the bounds. */
export function inside(view: View, bounds: View): View {
  const width = Math.min(view.to - view.from, bounds.to - bounds.from);
  const from = Math.min(Math.max(view.from, bounds.from), bounds.to - width);
  return { from, to: from + width };
}

/** The bounds of a story, never empty. */
export function boundsOf(from: number, to: number): View {
  return to - from >= NARROWEST ? { from, to } : { from, to: from + NARROWEST };
}

export interface TimeTick {
  readonly at: number;
  readonly label: string;
  /** A day begins. */
  readonly major: boolean;
}

/** Ticks at round times, about one per 90 px; a tick at midnight is labelled with the day. */
export function timeTicks(view: View, width: number): TimeTick[] {
  const scale = scaleUtc([view.from, view.to], [0, width]);
  return scale.ticks(Math.max(2, Math.floor(width / 90))).map((date) => {
    const at = date.getTime();
    const major = at % 86_400_000 === 0;
    const time = at % 60_000 === 0 ? clock(at) : clockSeconds(at);
    return { at, major, label: major ? day(at) : time };
  });
}

/**
 * Where things stand from top to bottom. Packing goes by time, not by pixels, so rows do not jump while one zooms, and
 * it is done again only when lanes fold.
 */
import type { TimelineEvent, TimelineSpan } from '../../sim/report/data.ts';
import type { Row } from './lanes.ts';

export const TRACK = 20;
const GAP = 2;
const PAD = 4;
/** Events have a strip of their own, so that they never cover a span's words. */
const EVENT_STRIP = 14;
/** Height of what a folded lane shows of the lanes under it. */
const BRIEF = 8;
const LEAST = 24;

export interface Item {
  /** Stable name within the story: `s12` or `e3`. */
  readonly id: string;
  readonly type: 'span' | 'event';
  readonly lane: string;
  readonly from: number;
  readonly to: number;
  readonly kind: string;
  readonly label: string;
  readonly details: readonly string[];
}

export interface Placed extends Item {
  /** Index of the row that shows it. */
  readonly row: number;
  readonly y: number;
  readonly height: number;
  /** Shown in brief, by a folded lane above its own. */
  readonly brief: boolean;
}

export interface Layout {
  readonly rows: readonly (Row & { readonly y: number; readonly height: number })[];
  readonly items: readonly Placed[];
  readonly height: number;
}

/** Spans and events as items of one kind. A span that ends before it begins is shown as an instant. */
export function itemsOf(spans: readonly TimelineSpan[], events: readonly TimelineEvent[]): Item[] {
  return [
    ...spans.map(({ from, to, ...rest }, i): Item => {
      return { ...rest, id: `s${i}`, type: 'span', from, to: Math.max(from, to) };
    }),
    ...events.map(({ at, ...rest }, i): Item => {
      return { ...rest, id: `e${i}`, type: 'event', from: at, to: at };
    }),
  ];
}

/** First track that is free, for each span: as few tracks as overlap at once. */
export function packTracks(spans: readonly { from: number; to: number }[]): number[] {
  const order = spans.map((_, i) => i);
  // The longer one first at equal starts: it is the frame of the others.
  order.sort((a, b) => spans[a].from - spans[b].from || spans[b].to - spans[a].to || a - b);
  const busyUntil: number[] = [];
  const tracks = spans.map(() => 0);
  for (const i of order) {
    const free = busyUntil.findIndex((until) => until <= spans[i].from);
    tracks[i] = free < 0 ? busyUntil.length : free;
    busyUntil[tracks[i]] = spans[i].to;
  }
  return tracks;
}

/** Rows and items placed. An item whose lane does not exist is left out. */
export function layOut(rows: readonly Row[], items: readonly Item[]): Layout {
  const byLane = new Map<string, Item[]>();
  for (const item of items) {
    const list = byLane.get(item.lane);
    if (list) list.push(item);
    else byLane.set(item.lane, [item]);
  }
  const placedRows: (Row & { y: number; height: number })[] = [];
  const placed: Placed[] = [];
  let y = 0;
  rows.forEach((row, index) => {
    const height = placeRow(row, index, y, byLane, placed);
    placedRows.push({ ...row, y, height });
    y += height;
  });
  return { rows: placedRows, items: placed, height: y };
}

function placeRow(
  row: Row,
  index: number,
  top: number,
  byLane: ReadonlyMap<string, Item[]>,
  placed: Placed[],
): number {
  const own = byLane.get(row.id) ?? [];
  const spans = own.filter((item) => item.type === 'span');
  const events = own.filter((item) => item.type === 'event');
  const tracks = packTracks(spans);
  let y = top + PAD;
  spans.forEach((span, i) => {
    const at = y + tracks[i] * (TRACK + GAP);
    placed.push({ ...span, row: index, y: at, height: TRACK, brief: false });
  });
  if (spans.length > 0) y += (Math.max(...tracks) + 1) * (TRACK + GAP);
  for (const event of events) {
    placed.push({ ...event, row: index, y, height: EVENT_STRIP, brief: false });
  }
  if (events.length > 0) y += EVENT_STRIP;
  const hidden = row.hidden.flatMap((id) => byLane.get(id) ?? []);
  const brief = own.length > 0 ? y : top + LEAST / 2 - BRIEF / 2;
  for (const item of hidden) {
    placed.push({ ...item, row: index, y: brief, height: BRIEF, brief: true });
  }
  if (hidden.length > 0) y = brief + BRIEF;
  return Math.max(LEAST, y + PAD - top);
}

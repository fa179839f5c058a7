/** Spans and events of the timeline as SVG: one element each, so that each can be focused and read aloud. */
import { select } from 'd3';
import { clusters, type Cluster } from './clusters.ts';
import { familyOf } from './families.ts';
import type { Placed } from './layout.ts';
import type { LaneGroup } from './draw-rows.ts';
import { extent, toX, type Frame } from './frame.ts';
import type { View } from './scale.ts';
import { fitText, fullName } from './words.ts';

export interface Drawing {
  readonly view: View;
  readonly frame: Frame;
  readonly measure: (text: string) => number;
  readonly laneName: (lane: string) => string;
  /** The item that the keyboard is on: drawn even where it is outside the view, or the focus would be lost. */
  readonly active: string | null;
  /** Items that match the search; null when nobody searches. */
  readonly hits: ReadonlySet<string> | null;
}

const APART = 11;
const DIAMOND = 'M0,-6 L6,0 L0,6 L-6,0 Z';
/** A mark that stands for several, with room for their number. */
const PILL = 'M-6,-7 h14 a7,7 0 0 1 0,14 h-14 a7,7 0 0 1 0,-14 Z';

/** Draws what is visible of all rows. */
export function drawItems(rows: LaneGroup, items: readonly Placed[], drawing: Drawing): void {
  const byRow = new Map<number, Placed[]>();
  for (const item of items) {
    const visible = extent(item, drawing.view, drawing.frame) !== null;
    if (!visible && item.id !== drawing.active) continue;
    const list = byRow.get(item.row);
    if (list) list.push(item);
    else byRow.set(item.row, [item]);
  }
  rows.each(function draw(row, i) {
    const group = this.querySelector<SVGGElement>(':scope > g.items');
    if (!group) return;
    const own = byRow.get(i) ?? [];
    drawSpans(
      group,
      own.filter((item) => item.type === 'span'),
      row.y,
      drawing,
    );
    drawEvents(
      group,
      own.filter((item) => item.type === 'event'),
      row.y,
      drawing,
    );
  });
}

function classes(item: Placed, drawing: Drawing): string {
  const family = familyOf(item.kind);
  return [
    'item',
    item.type,
    family.className,
    family.hatched ? 'hatched' : '',
    item.brief ? 'brief' : '',
    item.id === drawing.active ? 'active' : '',
    drawing.hits === null ? '' : drawing.hits.has(item.id) ? 'hit' : 'dim',
  ]
    .filter((name) => name !== '')
    .join(' ');
}

function drawSpans(parent: SVGGElement, spans: Placed[], top: number, drawing: Drawing): void {
  const { view, frame, measure } = drawing;
  const nodes = select(parent)
    .selectAll<SVGGElement, Placed>('g.span')
    .data(spans, (span) => span.id)
    .join((enter) => {
      const node = enter.append('g').attr('role', 'img');
      node.append('rect').attr('class', 'body').attr('rx', 2);
      node.append('rect').attr('class', 'hatch').attr('rx', 2);
      node.append('text');
      return node;
    })
    .attr('class', (span) => classes(span, drawing))
    .attr('data-item', (span) => span.id)
    .attr('tabindex', (span) => (span.id === drawing.active ? 0 : -1))
    .attr('aria-label', (span) => fullName(span, drawing.laneName(span.lane)));
  nodes.each(function place(span) {
    const [from, to] = extent(span, view, frame) ?? [frame.left - 30, frame.left - 20];
    const y = span.y - top;
    for (const rect of this.querySelectorAll('rect')) {
      rect.setAttribute('x', String(from));
      rect.setAttribute('y', String(y));
      rect.setAttribute('width', String(to - from));
      rect.setAttribute('height', String(span.height));
    }
    const text = this.querySelector('text');
    const left = Math.max(from, frame.left) + 5;
    const room = Math.min(to, frame.right) - left - 4;
    if (!text) return;
    text.textContent = span.brief || room < 18 ? '' : fitText(span.label, room, measure);
    text.setAttribute('x', String(left));
    text.setAttribute('y', String(y + span.height - 6));
  });
}

function drawEvents(parent: SVGGElement, events: Placed[], top: number, drawing: Drawing): void {
  const joined = clusters(events, (at) => toX(at, drawing.view, drawing.frame), APART);
  const shown = joined.map((each) => withActive(each, drawing.active));
  const nodes = select(parent)
    .selectAll<SVGGElement, Cluster>('g.event')
    .data(shown, (cluster) => cluster.first.id)
    .join((enter) => {
      const node = enter.append('g').attr('role', 'img');
      node.append('path');
      node.append('text').attr('x', 1).attr('y', 4).attr('text-anchor', 'middle');
      return node;
    })
    .attr('class', ({ first }) => classes(first, drawing))
    .attr('data-item', ({ first }) => first.id)
    .attr('tabindex', ({ first }) => (first.id === drawing.active ? 0 : -1))
    .attr('aria-label', ({ members }) =>
      members.map((each) => fullName(each, drawing.laneName(each.lane))).join('; '),
    )
    .attr('transform', ({ first, x }) => {
      return `translate(${x},${first.y - top + first.height / 2})`;
    });
  nodes.select('path').attr('d', ({ members }) => (members.length > 1 ? PILL : DIAMOND));
  nodes.select('text').text(({ members }) => (members.length > 1 ? String(members.length) : ''));
}

/** The member that the keyboard is on stands for its cluster, so that it has an element to focus. */
function withActive(cluster: Cluster, active: string | null): Cluster {
  const own = cluster.members.find((member) => member.id === active);
  return own ? { ...cluster, first: own } : cluster;
}

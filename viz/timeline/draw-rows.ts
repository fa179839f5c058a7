/** Rows of the timeline: stripes, names, and the handles that fold them. */
import { select, type Selection } from 'd3';
import { plural } from '../format/number.ts';
import type { Layout } from './layout.ts';
import type { Frame } from './frame.ts';
import { fitText } from './words.ts';

export type LaneGroup = Selection<SVGGElement, Layout['rows'][number], SVGGElement, unknown>;

const INDENT = 12;
const KIND: Readonly<Record<string, string>> = { drive: 'tape drive', heading: 'lanes' };

/** Draws the rows anew and returns their groups, into which the items go. */
export function drawRows(
  parent: SVGGElement,
  layout: Layout,
  frame: Frame,
  measure: (text: string) => number,
  toggle: (lane: string) => void,
): LaneGroup {
  const counts = layout.rows.map(() => 0);
  for (const item of layout.items) counts[item.row] += 1;
  const rows = select(parent)
    .selectAll<SVGGElement, Layout['rows'][number]>('g.lane')
    .data(layout.rows, (row) => row.id)
    .join((enter) => createRow(enter, toggle))
    .attr('role', 'group')
    .attr('aria-label', (row, i) => {
      const kind = KIND[row.kind] ?? row.kind;
      return `${row.label}, ${kind}, ${plural(counts[i], 'item')}${row.folded ? ', folded' : ''}`;
    })
    .attr('transform', (row) => `translate(0,${frame.top + row.y})`);
  rows.order();
  rows
    .select('rect.stripe')
    .attr('width', frame.width)
    .attr('height', (row) => row.height)
    .classed('odd', (_, i) => i % 2 === 1);
  rows.select('g.handle').each(function draw(row) {
    drawHandle(this as SVGGElement, row, frame, measure);
  });
  return rows;
}

function createRow(
  enter: Selection<d3.EnterElement, Layout['rows'][number], SVGGElement, unknown>,
  toggle: (lane: string) => void,
) {
  const row = enter.append('g').attr('class', 'lane');
  row.append('rect').attr('class', 'stripe');
  const handle = row.append('g').attr('class', 'handle');
  handle.append('rect').attr('class', 'handle-area');
  handle.append('path');
  handle.append('text');
  handle.append('title');
  handle.on('click', (_, data) => {
    if (data.foldable) toggle(data.id);
  });
  handle.on('keydown', (event: KeyboardEvent, data) => {
    if (!data.foldable || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    event.stopPropagation();
    toggle(data.id);
  });
  row.append('g').attr('class', 'items').attr('clip-path', 'url(#timeline-clip)');
  return row;
}

function drawHandle(
  handle: SVGGElement,
  row: Layout['rows'][number],
  frame: Frame,
  measure: (text: string) => number,
): void {
  const x = 6 + row.depth * INDENT;
  const middle = Math.min(row.height, 28) / 2;
  const node = select(handle)
    .classed('foldable', row.foldable)
    .attr('tabindex', row.foldable ? 0 : null)
    .attr('role', row.foldable ? 'button' : null)
    .attr('aria-expanded', row.foldable ? String(!row.folded) : null)
    .attr('aria-label', row.foldable ? `${row.folded ? 'Unfold' : 'Fold'} ${row.label}` : null);
  node
    .select('rect')
    .attr('width', frame.left - 4)
    .attr('height', row.height);
  const triangle = row.folded ? 'M0,-4 L6,0 L0,4 Z' : 'M-1,-3 L7,-3 L3,3 Z';
  node
    .select('path')
    .attr('d', row.foldable ? triangle : null)
    .attr('transform', `translate(${x},${middle})`);
  node
    .select('text')
    .attr('x', x + 12)
    .attr('y', middle + 4)
    .text(fitText(row.label, frame.left - x - 20, measure));
  node.select('title').text(row.label);
}

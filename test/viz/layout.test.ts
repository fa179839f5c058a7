import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusters } from '../../viz/timeline/clusters.ts';
import { distance, nearest, REACH } from '../../viz/timeline/hit.ts';
import { laneTree, visibleRows } from '../../viz/timeline/lanes.ts';
import { itemsOf, layOut, packTracks } from '../../viz/timeline/layout.ts';
import { makeReport } from './fixture.ts';

describe('tracks', () => {
  test('spans that follow each other share a track; those that overlap do not', () => {
    const spans = [
      { from: 0, to: 10 },
      { from: 10, to: 20 },
      { from: 5, to: 15 },
    ];
    expect(packTracks(spans)).toEqual([0, 0, 1]);
  });

  test('never put two at the same time on one track', () => {
    const span = fc.tuple(fc.nat(100), fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 40 }), (drawn) => {
        const spans = drawn.map(([from, length]) => ({ from, to: from + length }));
        const tracks = packTracks(spans);
        spans.forEach((a, i) =>
          spans.forEach((b, j) => {
            const overlap = i < j && a.from < b.to && b.from < a.to;
            if (overlap) expect(tracks[i]).not.toBe(tracks[j]);
          }),
        );
      }),
    );
  });
});

describe('the layout of a story', () => {
  const story = makeReport().stories[0];
  const items = itemsOf(story.spans, story.events);
  const tree = laneTree(story.lanes);

  test('places every item once, inside its row', () => {
    const layout = layOut(visibleRows(tree, new Set()), items);
    expect(layout.items.map((item) => item.id).toSorted()).toEqual(
      items.map((item) => item.id).toSorted(),
    );
    for (const item of layout.items) {
      const row = layout.rows[item.row];
      expect(item.y).toBeGreaterThanOrEqual(row.y);
      expect(item.y + item.height).toBeLessThanOrEqual(row.y + row.height);
    }
  });

  test('rows follow each other without a gap', () => {
    const { rows, height } = layOut(visibleRows(tree, new Set()), items);
    let y = 0;
    for (const row of rows) {
      expect(row.y).toBe(y);
      y += row.height;
    }
    expect(height).toBe(y);
  });

  test('folded, the items of hidden lanes are shown in brief, none is lost', () => {
    const folded = new Set(tree.map((node) => node.id));
    const layout = layOut(visibleRows(tree, folded), items);
    expect(layout.items).toHaveLength(items.length);
    expect(layout.items.some((item) => item.brief)).toBe(true);
    expect(layout.height).toBeLessThan(layOut(visibleRows(tree, new Set()), items).height);
  });

  test('close events are drawn as one mark that holds them all', () => {
    const layout = layOut(visibleRows(tree, new Set()), items);
    const events = layout.items.filter((item) => item.type === 'event');
    const joined = clusters(events, () => 0, 10);
    expect(joined).toHaveLength(new Set(events.map((event) => event.row)).size);
    expect(joined.flatMap((each) => each.members)).toHaveLength(events.length);
    expect(clusters(events, (at) => at, 1e-9).length).toBeGreaterThan(joined.length);
  });
});

describe('pointing', () => {
  const wide = { id: 'wide', x0: 0, x1: 200, y0: 0, y1: 20 };
  const narrow = { id: 'narrow', x0: 90, x1: 100, y0: 0, y1: 20 };

  test('measures from the edge, and 0 inside', () => {
    expect(distance(narrow, 95, 10)).toBe(0);
    expect(distance(narrow, 103, 24)).toBe(5);
  });

  test('takes the nearest within reach, the narrower one of two', () => {
    expect(nearest([wide, narrow], 95, 10)?.id).toBe('narrow');
    expect(nearest([narrow, wide], 95, 10)?.id).toBe('narrow');
    expect(nearest([narrow, wide], 50, 10)?.id).toBe('wide');
    expect(nearest([narrow], 100 + REACH, 10)?.id).toBe('narrow');
    expect(nearest([narrow], 100 + REACH + 1, 10)).toBeNull();
  });
});

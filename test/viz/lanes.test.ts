import { describe, expect, test } from 'vitest';
import type { TimelineLane } from '../../sim/report/data.ts';
import {
  ancestors,
  foldableLanes,
  laneTree,
  usedLanes,
  visibleRows,
} from '../../viz/timeline/lanes.ts';

const lane = (id: string, kind: TimelineLane['kind'], parent: string | null = null) => {
  return { id, kind, label: id.toUpperCase(), parent };
};

const lanes = [
  lane('p1', 'person'),
  lane('p2', 'person'),
  lane('s1', 'server'),
  lane('g1', 'group', 's1'),
  lane('d1', 'database', 'g1'),
  lane('drive', 'drive'),
  lane('i', 'incident'),
];

describe('lanes', () => {
  const tree = laneTree(lanes);

  test('stand in the order of their kinds; several of a kind under a heading', () => {
    expect(visibleRows(tree, new Set()).map(({ id, depth }) => [id, depth])).toEqual([
      ['i', 0], ['s1', 0], ['g1', 1], ['d1', 2], ['drive', 0],
      ['heading:person', 0], ['p1', 1], ['p2', 1],
    ]); // prettier-ignore
  });

  test('folded, a row stands for all that are under it', () => {
    const rows = visibleRows(tree, new Set(['s1']));
    expect(rows.map((row) => row.id)).toEqual(
      ['i', 's1', 'drive', 'heading:person', 'p1', 'p2'],
    ); // prettier-ignore
    expect(rows[1]).toMatchObject({ foldable: true, folded: true, hidden: ['g1', 'd1'] });
  });

  test('name what can be folded and what hides a lane', () => {
    expect(foldableLanes(tree)).toEqual(['s1', 'g1', 'heading:person']);
    expect(ancestors(tree, 'd1')).toEqual(['s1', 'g1']);
    expect(ancestors(tree, 'nobody')).toEqual([]);
  });

  test('of a missing parent, or in a circle, are roots and not lost', () => {
    const odd = [
      lane('a', 'server', 'b'),
      lane('b', 'server', 'a'),
      lane('c', 'group', 'gone'),
      lane('d', 'database', 'd'),
    ];
    const rows = visibleRows(laneTree(odd), new Set());
    const shown = rows.map((row) => row.id).filter((id) => !id.startsWith('heading:'));
    expect(shown.toSorted()).toEqual(['a', 'b', 'c', 'd']);
  });

  test('without anything on them are left out, but not those above one with something', () => {
    expect(usedLanes(lanes, new Set(['d1', 'p2'])).map((each) => each.id)).toEqual([
      'p2', 's1', 'g1', 'd1',
    ]); // prettier-ignore
  });
});

import { describe, expect, test } from 'vitest';
import { bindings, commandOf } from '../../viz/timeline/keys.ts';
import { laneTree, visibleRows } from '../../viz/timeline/lanes.ts';
import { itemsOf, layOut } from '../../viz/timeline/layout.ts';
import { search } from '../../viz/timeline/search.ts';
import { firstFrom, stepEvent, stepInRow, stepRow } from '../../viz/timeline/walk.ts';
import { fitText, fullName } from '../../viz/timeline/words.ts';
import { makeReport } from './fixture.ts';

const stroke = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'altKey' | 'metaKey', boolean>> = {},
) => {
  return { key, ctrlKey: false, altKey: false, metaKey: false, ...held };
};

describe('keys', () => {
  test.each([
    ['w', 'zoom-in'],
    ['W', 'zoom-in'],
    ['s', 'zoom-out'],
    ['a', 'pan-left'],
    ['d', 'pan-right'],
    ['.', 'next-event'],
    [',', 'previous-event'],
    ['f', 'focus'],
    ['/', 'search'],
    ['?', 'help'],
    ['Escape', 'clear'],
    ['q', null],
  ])('%s means %s', (key, command) => {
    expect(commandOf(stroke(key))).toBe(command);
  });

  test('with Ctrl belong to the browser', () => {
    expect(commandOf(stroke('w', { ctrlKey: true }))).toBeNull();
    expect(commandOf(stroke('f', { metaKey: true }))).toBeNull();
  });

  test('no key means two things', () => {
    const keys = bindings.flatMap((each) => each.keys);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('walking', () => {
  const story = makeReport().stories[0];
  const items = itemsOf(story.spans, story.events);
  const layout = layOut(visibleRows(laneTree(story.lanes), new Set()), items);

  test('the dot visits every event once, in time, and the comma goes back', () => {
    const visited = [];
    let at = stepEvent(layout.items, null, 1, story.from);
    while (at) {
      visited.push(at);
      const next = stepEvent(layout.items, at, 1, 0);
      if (next) expect(stepEvent(layout.items, next, -1, 0)?.id).toBe(at.id);
      at = next;
    }
    expect(visited).toHaveLength(story.events.length);
    const times = visited.map((event) => event.from);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('arrows go along a lane and across lanes', () => {
    const first = firstFrom(layout.items, story.from)!;
    const next = stepInRow(layout.items, first, 1);
    expect(next?.row).toBe(first.row);
    const below = stepRow(layout.items, first, 1)!;
    expect(below.row).toBeGreaterThan(first.row);
    expect(stepRow(layout.items, below, -1)?.row).toBe(first.row);
    expect(stepRow(layout.items, first, -1)).toBeNull();
  });

  test('search wants all words, in any field', () => {
    const name = (lane: string) => lane;
    const found = search(items, 'REPLAY night', name);
    expect(found.length).toBeGreaterThan(0);
    expect(search(items, 'replay nowhere', name)).toEqual([]);
    expect(search(items, '  ', name)).toEqual([]);
  });
});

describe('words', () => {
  test('a full name holds lane, kind, time and details', () => {
    const item = itemsOf(makeReport().stories[0].spans, [])[0];
    const name = fullName(item, 'drive 1');
    expect(name).toContain('drive 1. Backup');
    for (const detail of item.details) expect(name).toContain(detail);
  });

  test('a text is cut to its width, and vanishes where nothing could be read', () => {
    const measure = (text: string) => text.length * 10;
    expect(fitText('restore', 100, measure)).toBe('restore');
    expect(fitText('restore-image', 80, measure)).toBe('restore…');
    expect(fitText('restore-image', 30, measure)).toBe('');
  });
});

import { describe, expect, it } from 'vitest';
import { Merger } from '../../sim/scenario/merge.ts';
import { Problems } from '../../sim/scenario/problem.ts';
import { toPlain } from '../../sim/scenario/tree.ts';
import { fromValue } from '../../sim/scenario/value.ts';

function merge(base: unknown, patch: unknown): { value: unknown; problems: string[] } {
  const problems = new Problems();
  const tree = (value: unknown) => fromValue('x', value, problems)!;
  const merged = new Merger(problems).merge(
    base === undefined ? undefined : tree(base),
    tree(patch),
  );
  const value = JSON.parse(JSON.stringify(toPlain(merged))) as unknown;
  return { value, problems: problems.all.map((each) => each.message) };
}

describe('merge', () => {
  // The table of RFC 7396, appendix A, as far as documents are maps.
  it.each<[unknown, unknown, unknown]>([
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: 'b' }, { a: null }, {}],
    [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [
      ['a', 'b'],
      ['c', 'd'],
      ['c', 'd'],
    ],
    [{ a: 'b' }, ['c'], ['c']],
    [{ a: 'foo' }, 'bar', 'bar'],
    [{ e: 'f' }, { a: 1 }, { e: 'f', a: 1 }],
    [[1, 2], { a: 'b', c: null }, { a: 'b' }],
    [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
  ])('%j + %j', (base, patch, expected) => {
    expect(merge(base, patch).value).toEqual(expected);
  });

  it('expands ranges, and lets a more exact key patch what they wrote', () => {
    const document = { s2: { b: 3 }, 's1..s3': { a: 1, b: 2 } };
    expect(merge(undefined, document)).toEqual({
      value: { s1: { a: 1, b: 2 }, s2: { a: 1, b: 3 }, s3: { a: 1, b: 2 } },
      problems: [],
    });
  });

  it('deletes one member of a range', () => {
    expect(merge(undefined, { 's1..s3': { a: 1 }, s2: null }).value).toEqual({
      s1: { a: 1 },
      s3: { a: 1 },
    });
  });

  it('expands globs and ranges against the base, at any depth', () => {
    const base = { s1: { v: { x: 1 }, w: { x: 1 } }, s2: { v: { x: 1 } }, t1: { v: { x: 1 } } };
    const patch = { 's*': { '*': { x: 2 } }, 't1..t2': { v: { y: 3 } }, s1: { w: null } };
    expect(merge(base, patch)).toEqual({
      value: {
        s1: { v: { x: 2 } },
        s2: { v: { x: 2 } },
        t1: { v: { x: 1, y: 3 } },
        t2: { v: { y: 3 } },
      },
      problems: [],
    });
  });

  it('refuses overlaps and globs that match nothing', () => {
    expect(merge(undefined, { 'a1..a3': {}, 'a3..a5': {} }).problems).toEqual([
      "'a3..a5' and 'a1..a3' both cover 'a3'",
    ]);
    expect(merge({ ab: 1 }, { 'a*': 2, '*b': 3 }).problems).toEqual([
      "'*b' and 'a*' both cover 'ab'",
    ]);
    expect(merge(undefined, { '*': 1 }).problems).toEqual([
      "'*' matches nothing that this patches",
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNatural, expandRange, matchesGlob } from '../../sim/scenario/names.ts';
import { editDistance, nearest } from '../../sim/scenario/nearest.ts';
import { matchPlaces } from '../../sim/scenario/paths.ts';

describe('expandRange', () => {
  it('keeps prefix and width', () => {
    expect(expandRange('exch1..exch3')).toEqual({ ok: true, names: ['exch1', 'exch2', 'exch3'] });
    expect(expandRange('db08..db11')).toEqual({
      ok: true,
      names: ['db08', 'db09', 'db10', 'db11'],
    });
    expect(expandRange('a1b1..a1b2')).toEqual({ ok: true, names: ['a1b1', 'a1b2'] });
  });

  it.each([
    ['exch1..exch10', 'exch01..exch10'],
    ['exch4..exch1', 'ascends'],
    ['exch1..mbx4', 'begin alike'],
    ['a00001..a99999', 'at most 10000'],
    ['exch..exch4', 'reads prefix1..prefix9'],
    ['..', 'reads prefix1..prefix9'],
  ])('refuses %s', (key, part) => {
    const range = expandRange(key);
    expect(range.ok ? '' : range.why).toContain(part);
  });
});

describe('matchesGlob', () => {
  it.each([
    ['*', 'exch1', true],
    ['exch*', 'exch1', true],
    ['*1', 'exch1', true],
    ['e*h*', 'exch1', true],
    ['exch', 'exch1', false],
    ['*2', 'exch1', false],
    ['ab*ba', 'aba', false],
  ])('%s %s', (pattern, name, expected) => {
    expect(matchesGlob(pattern, name)).toBe(expected);
  });

  it('does not backtrack', () => {
    expect(matchesGlob(`${'*a'.repeat(2000)}b`, 'a'.repeat(20_000))).toBe(false);
  });
});

describe('compareNatural', () => {
  it('puts sg9 before sg10, and parents before children', () => {
    const sorted = ['s/sg10', 's/sg9', 's', 's/sg9/d', 'r/sg1'].sort(compareNatural);
    expect(sorted).toEqual(['r/sg1', 's', 's/sg9', 's/sg9/d', 's/sg10']);
  });

  it('is a total order', () => {
    const name = fc.stringMatching(/^[a-c0-2/]{0,6}$/);
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(compareNatural(a, b))).toBe(-Math.sign(compareNatural(b, a)) + 0);
        if (compareNatural(a, b) === 0) expect(a).toBe(b);
        if (compareNatural(a, b) <= 0 && compareNatural(b, c) <= 0) {
          expect(compareNatural(a, c)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });
});

describe('nearest', () => {
  it('finds what was meant', () => {
    expect(nearest('storagegroup', ['servers', 'storageGroups'])).toBe('storageGroups');
    expect(nearest('daly-full', ['weekly', 'daily-full'])).toBe('daily-full');
    expect(nearest('xyzzy', ['weekly', 'daily-full'])).toBe(null);
    expect(editDistance('teh', 'the')).toBe(1);
  });
});

describe('matchPlaces', () => {
  const known = [
    'servers/exch1/storageGroups/sg1',
    'servers/exch1/storageGroups/sg2',
    'servers/exch2/storageGroups/sg1',
    'servers/exch1/nodes/a/volumes/logs',
  ].map((path, id) => ({ id, path }));
  const ids = (path: string): unknown => {
    const match = matchPlaces(path, 'group', known);
    return match.ok ? match.places.map((place) => place.id) : (match.nearest ?? match.message);
  };

  it.each<[string, unknown]>([
    ['servers/exch1/storageGroups/sg1', [0]],
    ['servers/*/storageGroups/sg1', [0, 2]],
    ['servers/exch1..exch2/storageGroups/*', [0, 1, 2]],
    ['servers/exch1/volumes/logs', [3]],
    ['servers/exch1/storageGroup/sg1', 'servers/exch1/storageGroups/sg1'],
    ['servers/exhc2/storageGroups/sg1', 'servers/exch2/storageGroups/sg1'],
    ['servers/exch1..exch3/storageGroups/sg1', "'exch3' of the range matches no group"],
    ['servers/exch1', 'the path names no group'],
    ['servers/exch1/storageGroups/sg1/databases/db1', 'the path names no group'],
  ])('%s', (path, expected) => {
    expect(ids(path)).toEqual(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { readTree } from '../tools/tree.mjs';
import { countsOf, coverage } from './coverage.ts';
import { mutations } from './mutations.ts';
import { problemsOf } from './mutation.ts';
import * as scope from './scope.ts';
import { readTable } from './table.ts';
import type { FactGroup } from './table.ts';
import { idsIn, patternFor, titlesOf } from './titles.ts';

const GROUPS = ['ESE', 'E', 'TRN'];

/** Groups of which an expert would miss nearly every fact. */
const STORE = ['ESE', 'BKP', 'TRN', 'RST', 'REC', 'TAPE', 'MON', 'X'];

describe('the table', () => {
  const table = readTable('.');

  it('has every row of every group, numbered without gaps', () => {
    const sizes = Object.fromEntries(table.map(({ group, facts }) => [group, facts.length]));
    expect(sizes).toEqual({
      ...{ ESE: 46, BKP: 76, TRN: 17, RST: 66, REC: 31, REP: 31, DIAL: 18, RSG: 23, SRV: 64 },
      ...{ CLU: 65, AD: 57, TAPE: 31, MON: 20, SLA: 22, PERM: 13, STR: 32, E: 56, W: 33, X: 24 },
    });
    for (const { group, facts } of table) {
      expect(facts.map((fact) => fact.id)).toEqual(
        facts.map((_, i) => `${group}-${String(i + 1).padStart(2, '0')}`),
      );
      for (const { statement, source } of facts) expect(statement && source).toBeTruthy();
    }
  });

  it('knows every id that a title, the scope or a mutation names', () => {
    const groups = table.map((each) => each.group);
    const titles = readTree('.', ['test'], /\.test\.ts$/).flatMap((file) =>
      titlesOf(file.path, file.source, groups),
    );
    expect(coverage(table, titles, scope).errors).toEqual([]);
    const known = new Set(table.flatMap((group) => group.facts.map((fact) => fact.id)));
    expect(problemsOf(mutations, '.', known)).toEqual([]);
  });

  it('leaves out at most one fact in twenty of what the store is built by', () => {
    for (const { group, facts } of table) {
      if (!STORE.includes(group)) continue;
      const left = facts.filter(({ id }) => id in scope.outOfScope);
      expect(left.length, group).toBeLessThanOrEqual(facts.length / 20);
    }
  });
});

describe('titles', () => {
  const read = (source: string) =>
    titlesOf('a.test.ts', source, GROUPS).map(({ line, ids }) => `${line} ${ids.join(' ')}`);

  it('are found behind every way to begin a test', () => {
    expect(
      read(`
        it('TRN-01: a full deletes', () => {});
        test("TRN-02 ESE-01: two at once", () => {});
        it.each([['a', (b)]])('TRN-03, E-03: %s', () => {});
        it.skipIf(a && (b || c))(
          \`TRN-04: \${d('x')} in a template\`,
        );
        it.concurrent.only('shows TRN-05 at its end (TRN-05)', () => {});
      `),
    ).toEqual(['2 TRN-01', '3 TRN-02 ESE-01', '4 TRN-03 E-03', '5 TRN-04', '8 TRN-05']);
  });

  it('of tests that never run, or stand in comments and strings, show nothing', () => {
    expect(
      read(`
        it.skip('TRN-01: no', () => {});
        it.todo('TRN-02: no');
        it.fails('TRN-03: no', () => {});
        // it('TRN-04: no', () => {});
        const text = "it('TRN-05: no')";
        describe('TRN-06: a heading', () => {});
        page.test('TRN-07: a method');
        it('speaks of none', () => {});
      `),
    ).toEqual([]);
  });

  it('name ids of known groups anywhere, and anything that stands where ids do', () => {
    expect(idsIn('LTO-3 and SHA-256 are no facts, TRN-99 is meant as one', GROUPS)).toEqual([
      'TRN-99',
    ]);
    expect(idsIn('TRM-01: a slip', GROUPS)).toEqual(['TRM-01']);
    expect(idsIn('ESE-12: is not E-12', GROUPS)).toEqual(['ESE-12', 'E-12']);
    expect(idsIn('ESE-12: alone', GROUPS)).toEqual(['ESE-12']);
  });

  it('are told apart by the pattern for vitest', () => {
    const pattern = new RegExp(patternFor(['E-03', 'TRN-01']));
    expect(
      ['a E-03: x', 'b TRN-01: x', 'ESE-03: x', 'TRN-011: x'].map((t) => pattern.test(t)),
    ).toEqual([true, true, false, false]);
  });
});

describe('coverage', () => {
  const fact = (id: string) => ({ id, statement: 's', source: '000:1' });
  const table: FactGroup[] = [
    {
      group: 'TRN',
      title: 'truncation',
      facts: ['TRN-01', 'TRN-02', 'TRN-03', 'TRN-04'].map(fact),
    },
  ];
  const titled = (...ids: string[]) => [{ file: 'a.test.ts', line: 7, title: ids.join(' '), ids }];

  it('counts what is tested, open, waiting for its part and left out', () => {
    const found = coverage(table, titled('TRN-01'), {
      outOfScope: { 'TRN-03': 'why' },
      waiting: { 'TRN-04': 'clusters' },
      claimed: ['TRN-01', 'TRN-02'],
    });
    expect(countsOf(found)).toEqual({
      groups: { TRN: { total: 4, tested: 1, outOfScope: 1, waiting: 1 } },
    });
    expect(found.groups[0].open).toEqual(['TRN-02']);
    expect(found.missing).toEqual(['TRN-02']);
    expect(found.errors).toEqual([]);
  });

  it('refuses ids that do not exist, and facts both put aside and shown or claimed', () => {
    const found = coverage(table, titled('TRN-03', 'TRN-04', 'TRN-09'), {
      outOfScope: { 'TRN-03': 'why', 'TRN-08': 'why' },
      waiting: { 'TRN-04': 'clusters' },
      claimed: ['TRN-03', 'TRN-07'],
    });
    expect(found.errors).toEqual([
      'a.test.ts:7: no fact TRN-09',
      'a.test.ts:7: TRN-03 is out of scope',
      'a.test.ts:7: TRN-04 waits for its part',
      'scope.ts: no fact TRN-08',
      'scope.ts: no fact TRN-07',
      'scope.ts: TRN-03 twice',
    ]);
  });
});

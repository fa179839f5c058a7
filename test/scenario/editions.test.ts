/** What each edition of each version holds on one server: refused beyond, with the place and the limit's source. */
import { describe, expect, it } from 'vitest';
import { editions } from '../../sim/org/store/editions.ts';
import { formatProblem } from '../../sim/scenario/index.ts';
import { good, loadText, problemsOf, SMALL } from './helper.ts';

interface Shape {
  readonly version: '2003' | '2007';
  readonly edition?: string;
  /** Databases of each storage group. */
  readonly groups: readonly number[];
  readonly size?: string;
  readonly rest?: string;
}

/** The small organization with groups of its own on its first server. */
function text({ version, edition, groups, size = '1 GiB', rest = '' }: Shape): string {
  const lines = groups.map((count, i) => {
    const databases = `db1..db${count}: { on: database, mailboxes: { standard: 9 }, profile: light, size: ${size} }`;
    return `        sg${i + 1}: { logs: logs, databases: { ${databases} } }\n`;
  });
  const [before, after] = SMALL.split(/ {8}sg1\.\.sg2:[^]*?(?= {2}libraries)/);
  const line = edition === undefined ? '' : `      edition: ${edition}\n`;
  return `${before
    .replace('organization:\n', `organization:\n  version: exchange-${version}\n`)
    .replace('exch1..exch2:\n', `exch1:\n${line}`)}${lines.join('')}${after}${rest}`;
}

const says = (shape: Shape): string[] => problemsOf(loadText(text(shape))).map(formatProblem);
const fits = (shape: Shape): boolean => loadText(text(shape)).ok;

const SERVER = 'organization/servers/exch1';
const many = (count: number): number[] => Array.from({ length: count }, () => 1);

describe('editions', () => {
  it.each([
    ['2003', 'standard', [2], [1, 1], '2 storage groups; exchange-2003 standard has at most 1'],
    ['2003', 'enterprise', many(4), many(5), '5 storage groups; exchange-2003 enterprise has at most 4'],
    ['2007', 'standard', many(5), many(6), '6 storage groups; exchange-2007 standard has at most 5'],
    ['2007', 'enterprise', many(50), many(51), '51 storage groups; exchange-2007 enterprise has at most 50'],
  ] as const)('storage groups of %s %s', (version, edition, most, more, message) => {
    expect(fits({ version, edition, groups: most })).toBe(true);
    const found = says({ version, edition, groups: more });
    const { source } = editions[`exchange-${version}`][edition];
    const wanted = `: error: ${SERVER}/storageGroups: ${message} a server (${source})`;
    expect(found.filter((each) => each.includes(wanted))).toHaveLength(1);
    for (const each of found) expect(each).toMatch(/^test\.yaml:\d+:\d+: /);
  }); // prettier-ignore

  it.each([
    ['2003', 'standard', [2], [3], '3 databases; exchange-2003 standard has at most 2 a server'],
    ['2003', 'enterprise', [5, 5, 5, 5], [6, 5, 5, 5], '21 databases; exchange-2003 enterprise has at most 20 a server'],
    ['2007', 'standard', [3, 2], [3, 3], '6 databases; exchange-2007 standard has at most 5 a server'],
    ['2007', 'enterprise', [...many(48), 2], [...many(48), 3], '51 databases; exchange-2007 enterprise has at most 50 a server'],
  ] as const)('databases of %s %s', (version, edition, most, more, message) => {
    expect(fits({ version, edition, groups: most })).toBe(true);
    expect(says({ version, edition, groups: more })[0]).toContain(`storageGroups: ${message}`);
  }); // prettier-ignore

  it.each(['2003', '2007'] as const)('databases of one storage group of %s', (version) => {
    expect(fits({ version, groups: [5] })).toBe(true);
    const [found, ...others] = says({ version, groups: [6] });
    expect(others).toEqual([]);
    expect(found).toContain(`${SERVER}/storageGroups/sg1/databases: 6 databases; `);
    expect(found).toContain(`exchange-${version} enterprise has at most 5 a storage group (`);
  });

  it('the size of a database of 2003 Standard, by Service Pack', () => {
    const shape = { version: '2003', edition: 'standard', groups: [1] } as const;
    expect(fits({ ...shape, size: '75 GiB' })).toBe(true);
    const [found, ...others] = says({ ...shape, size: '76 GiB' });
    expect(others).toEqual([]);
    expect(found).toContain(
      `${SERVER}/storageGroups/sg1/databases/db1/size: a database of 81.6 GB; ` +
        'exchange-2003 standard has at most 80.53 GB in a database (parameters/store/standardDatabaseBytes, slipstick.com)',
    );
    const rest = 'parameters: { store: { standardDatabaseBytes: 16 GiB } }\n';
    expect(fits({ ...shape, size: '16 GiB', rest })).toBe(true);
    expect(fits({ ...shape, size: '17 GiB', rest })).toBe(false);
    // Neither the other edition nor the other version has it.
    expect(fits({ ...shape, edition: 'enterprise', size: '76 GiB' })).toBe(true);
    expect(fits({ ...shape, version: '2007', size: '76 GiB' })).toBe(true);
  });

  it('is enterprise where the scenario does not say, and a default like others', () => {
    const { defaults } = good(loadText(text({ version: '2003', groups: [5] }))).strategies[0];
    expect(defaults.find((each) => each.path === `${SERVER}/edition`)).toMatchObject({
      ...{ value: 'enterprise', source: 'the scenario language', assumed: false },
    });
    const edition = 'standart';
    expect(says({ version: '2003', edition, groups: [1] })[0]).toContain(
      "did you mean 'standard'?",
    );
  });

  it('holds for each server by itself, and for a strategy that changes it', () => {
    const strategy = (edition: string): string =>
      `strategies: { other: { organization: { servers: { exch1: { edition: ${edition} } } } } }\n`;
    const shape = { version: '2003', groups: [1, 1] } as const;
    expect(fits({ ...shape, rest: strategy('enterprise') })).toBe(true);
    expect(says({ ...shape, rest: strategy('standard') })[0]).toContain('at most 1 a server');
  });
});

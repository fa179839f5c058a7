import { beforeAll, describe, expect, it } from 'vitest';
import { SMALL } from '../report/small.ts';
import { demandBuild, dialtone, folderWith } from './command.ts';

let cwd: string;
beforeAll(() => {
  demandBuild();
  cwd = folderWith({ 'small.yaml': SMALL });
});

const inspect = (...args: string[]) => dialtone(['inspect', 'small.yaml', ...args], { cwd });
const WHEN = ['--at', 'week 2 Wed 12:00'];

describe('dialtone inspect', () => {
  it('prints a header, and as JSON the same fields', () => {
    const database = 'servers/exch1/storageGroups/sg1/databases/db1';
    const { code, out, err } = inspect(database, ...WHEN);
    expect(code, err).toBe(0);
    expect(out).toContain('State: Dirty Shutdown');
    const json = JSON.parse(inspect(database, ...WHEN, '--json', '-').out);
    expect(json.schema).toBe('dialtone/inspection/1');
    const fields: [string, string][] = json.sections[0].fields;
    const required = fields.find(([name]) => name === 'Log Required')![1];
    expect(out).toContain(`Log Required: ${required}`);
  });

  it('refuses a path that names nothing, with the nearest one', () => {
    const { code, err } = inspect('libraries/lib2', ...WHEN);
    expect(code).toBe(2);
    expect(err).toContain("did you mean 'libraries/lib1'?");
  });

  it('refuses an instant outside of the run, and one that is none', () => {
    expect(inspect('libraries/lib1', '--at', '2006-01-01 00:00').err).toContain(
      'outside of this run',
    );
    const { code, err } = inspect('libraries/lib1', '--at', 'Thu 14:30');
    expect(code).toBe(2);
    expect(err).toContain('--at');
  });
});

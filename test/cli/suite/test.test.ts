/** `dialtone test` as its users run it. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { invalid, parseXml } from '../../report/suite/junit-schema.ts';
import { demandBuild } from '../command.ts';
import { EXPECT, FAILING, FILES, Folder, scenario } from './folder.ts';

beforeAll(demandBuild);

const one = {
  'organization.yaml': FILES['organization.yaml'],
  'suite/a.yaml': FILES['suite/a.yaml'],
};

describe('dialtone test', () => {
  it('ends with 0 where everything passes, and with 1 where something fails', () => {
    const folder = new Folder();
    const good = folder.run(['test', 'suite/a.yaml', 'suite/c.yaml']);
    expect(good.code, good.err).toBe(0);
    expect(good.out).toBe('······\n\n6 passed; 6 cases in 2 scenarios\n');
    const bad = folder.run(['test', 'suite']);
    expect(bad.code).toBe(1);
    expect(bad.out).toContain('✗ Nothing breaks (weekly)  suite/b.yaml:6:5');
    expect(bad.out).toMatch(
      /\? Nothing is lost \(weekly\) .*\n.* against at most 0 messages\n.*undecided: .* replications\n/,
    );
    expect(bad.out).toContain('9 passed');
    expect(bad.out).toContain('14 cases in 4 scenarios');
  });

  it('an undecided outcome that is only to warn fails nothing', () => {
    const text = FAILING.split('\n')
      .filter((line) => /expect:|Perhaps/.test(line))
      .join('\n');
    const folder = new Folder({ ...one, 'suite/a.yaml': scenario('A', 1, text) });
    const { code, out } = folder.run(['test', 'suite']);
    expect({ code, last: out.split('\n').at(-2) }).toEqual({
      ...{ code: 0, last: '0 passed, 1 undecided (warning only); 1 case in 1 scenario' },
    });
    expect(out).toContain('Warnings');
  });

  it('a failing case prints commands that show it again, as a shell takes them', () => {
    const folder = new Folder({ ...one, "suite/it's b.yaml": FILES['suite/b.yaml'] });
    const { out } = folder.run(['test', "suite/it's b.yaml", '--replications', '3']);
    const commands = [...out.matchAll(/^ +\$ dialtone (.*)$/gm)].map(([, each]) => each);
    expect(commands[0]).toBe(
      "compare 'suite/it'\\''s b.yaml' --strategy weekly --seed 2 --replications 3",
    );
    const words = ['compare', "suite/it's b.yaml", ...commands[0].split("b.yaml' ")[1].split(' ')];
    const again = folder.run([...words, '--assert']);
    expect(again.code).toBe(1);
    expect(again.out).toContain('✗ Nothing breaks (weekly)');
  });

  it('a miss about incidents names the worst one, which explain tells', () => {
    const text = `expect:\n  - { name: Fast, strategy: daily, metric: recovery.data, stat: max, atMost: 1 min }\n`;
    const folder = new Folder({ ...one, 'suite/a.yaml': scenario('A', 1, text) });
    const { code, out } = folder.run(['test']);
    expect(code).toBe(1);
    const [, words] = /^ +\$ dialtone (explain .*)$/m.exec(out)!;
    const args = words.split(' ').map((word) => word.replaceAll("'", ''));
    const told = folder.run(args);
    expect(told.code, told.err).toBe(0);
  });

  it('without names takes what writes `expect:` itself, and nothing hidden or installed', () => {
    const folder = new Folder({
      ...one,
      '.hidden/x.yaml': scenario('X', 1, EXPECT),
      'node_modules/y/y.yaml': scenario('Y', 1, EXPECT),
      'other.yaml': 'expect: no scenario\n',
    });
    const { code, out } = folder.run(['test', '--list']);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'suite/a.yaml › Back in a year (weekly)  suite/a.yaml:6:5',
      'suite/a.yaml › Back in a year (daily)  suite/a.yaml:6:5',
      'suite/a.yaml › No job runs over (weekly)  suite/a.yaml:7:5',
      '3 cases in 1 scenario',
      '',
    ]);
    expect(existsSync(join(folder.path, '.dialtone'))).toBe(false);
  });

  it('--grep selects by title, and simulates only whom that concerns', () => {
    const folder = new Folder();
    const found = JSON.parse(folder.results('-g', 'a.yaml › no JOB')) as {
      scenarios: { cases: { title: string }[]; fingerprints: object }[];
    };
    expect(found.scenarios).toHaveLength(1);
    expect(found.scenarios[0].cases.map(({ title }) => title)).toEqual([
      'suite/a.yaml › No job runs over (weekly)',
    ]);
    expect(Object.keys(found.scenarios[0].fingerprints)).toEqual(['weekly']);
  });

  it('--last-failed runs what failed here last, from a folder that ignores itself', () => {
    const folder = new Folder();
    expect(folder.run(['test', '--last-failed'])).toMatchObject({ code: 2 });
    expect(folder.run(['test', '-q']).code).toBe(1);
    expect(folder.read('.dialtone/.gitignore')).toBe('*\n');
    const again = folder.run(['test', '--last-failed', '--list']);
    expect(again.out).toMatch(/^suite\/b\.yaml › Nothing breaks \(weekly\)/);
    expect(again.out).not.toMatch(/Perhaps|a\.yaml/);
    folder.write('suite/b.yaml', scenario('B', 2, EXPECT));
    expect(folder.run(['test', '-q']).code).toBe(0);
    const none = folder.run(['test', '--last-failed']);
    expect(none).toMatchObject({ code: 2 });
    expect(none.err).toContain('nothing failed in the last run');
  });

  it('--max-failures stops at the same place for any number of workers', () => {
    const folder = new Folder();
    folder.write('suite/e.yaml', FILES['suite/b.yaml']);
    folder.write('suite/f.yaml', FILES['suite/b.yaml']);
    const runs = ['1', '2', '4'].map((workers) =>
      folder.results('--max-failures', '1', '--workers', workers),
    );
    const { counts } = JSON.parse(runs[0]) as { counts: object };
    expect(counts).toMatchObject({ scenarios: 2, notRun: 4 });
    expect(runs[1]).toBe(runs[0]);
    expect(runs[2]).toBe(runs[0]);
  });

  it('--seed and --replications stand in place of what the scenarios say', () => {
    const folder = new Folder(one);
    const { scenarios } = JSON.parse(folder.results('--seed', '9', '--replications', '2')) as {
      scenarios: object[];
    };
    expect(scenarios).toMatchObject([{ seed: 9, replications: 2 }]);
  });
});

describe('reporters', () => {
  it('several at once, to files and to the terminal', () => {
    const folder = new Folder();
    mkdirSync(join(folder.path, 'top'));
    writeFileSync(join(folder.path, 'summary.md'), 'before\n');
    const env = { GITHUB_STEP_SUMMARY: 'summary.md', GITHUB_WORKSPACE: join(folder.path, '..') };
    const spec = 'list,junit=out/junit.xml,github,html=out/r.html';
    const { code, out } = folder.run(['test', '--reporter', spec], env);
    expect(code).toBe(1);
    expect(invalid(parseXml(folder.read('out/junit.xml')))).toEqual([]);
    const name = folder.path.split('/').at(-1);
    expect(out).toContain(`::error file=${name}/suite/b.yaml,line=6,col=5,title=Nothing breaks`);
    expect(folder.read('summary.md')).toMatch(/^before\n### dialtone: \d+ passed/);
    expect(folder.read('out/r.html')).toMatch(/^<!doctype html>/);
  });

  it('--output names the file of a data reporter; without one it has standard output for itself', () => {
    const folder = new Folder(one);
    const args = ['test', '--reporter', 'dot', '--reporter', 'json'];
    const piped = folder.run(args);
    expect(piped.err).toContain('3 passed');
    const filed = folder.run([...args, '--output', 'deep/er/r.json']);
    expect(filed.out).toContain('3 passed');
    expect(folder.read('deep/er/r.json')).toBe(piped.out);
    expect(JSON.parse(piped.out)).toMatchObject({ schema: 'dialtone/suite/1' });
  });

  it('a terminal is what draws colours; FORCE_COLOR and NO_COLOR go before', () => {
    const folder = new Folder(one);
    expect(folder.run(['test']).out).not.toContain('\u001b');
    expect(folder.run(['test'], { FORCE_COLOR: '1' }).out).toContain('\u001b[32m');
    expect(folder.run(['test', '--no-color'], { FORCE_COLOR: '1' }).out).not.toContain('\u001b');
  });
});

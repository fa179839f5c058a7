/** What ends `dialtone test` and `dialtone merge` with 2, and what they say. */
import { beforeAll, describe, expect, it } from 'vitest';
import { demandBuild } from '../command.ts';
import { EXPECT, FILES, Folder, scenario } from './folder.ts';

let folder: Folder;
beforeAll(() => {
  demandBuild();
  folder = new Folder();
});

describe('dialtone test refuses', () => {
  it.each<[string, string[], string]>([
    [
      'a pattern that matches nothing',
      ['nowhere/**/*.yaml'],
      "no scenario matches 'nowhere/**/*.yaml'",
    ],
    [
      'a file that is not there',
      ['suite/aa.yaml'],
      "no such file: 'suite/aa.yaml'; did you mean 'suite/a.yaml'?",
    ],
    ['a folder in which nothing is expected', ['.dialtone-none'], "no such file: '.dialtone-none'"],
    [
      'scenarios without expectations',
      ['organization.yaml'],
      'no expectations in organization.yaml',
    ],
    [
      'a pattern of titles that matches none',
      ['-g', 'zebra'],
      '--grep zebra: none of 14 cases matches',
    ],
    ['a pattern that is none', ['-g', '('], 'Invalid regular expression'],
    [
      'an unknown reporter',
      ['--reporter', 'list,junti=x.xml'],
      "no reporter 'junti'; did you mean 'junit'?",
    ],
    [
      'two of them on standard output',
      ['--reporter', 'json,junit'],
      'json and junit cannot both go to standard output',
    ],
    ['two that draw', ['--reporter', 'list,dot'], 'list and dot cannot both draw on the terminal'],
    ['one file for two', ['--reporter', 'json=x,junit=x'], 'two outputs cannot both go to x'],
    [
      'a file that nobody writes',
      ['--reporter', 'list', '--output', 'x'],
      '--output x: no json, junit or html',
    ],
    ['a shard beyond the last', ['--shard', '4/3'], "'4/3' is invalid. Expected i/n"],
    ['a shard from zero', ['--shard=0/3'], "'0/3' is invalid. Expected i/n"],
    ['a shard that stops early', ['--shard=1/2', '--max-failures', '1'], 'cannot be merged'],
    ['no failures at all', ['--max-failures', '0'], 'Expected a whole number from 1'],
    [
      'a baseline of a part',
      ['--update-baseline', 'x.json', '-g', 'a'],
      'a baseline is of whole scenarios',
    ],
    [
      'a baseline in the place of a folder',
      ['--baseline', 'suite'],
      'A baseline is a file that ends in .json',
    ],
    ['a baseline that is not there', ['--baseline', 'gone.json'], 'gone.json: no such file'],
  ])('%s', (_, args, says) => {
    const { code, err } = folder.run(['test', ...args]);
    expect(err).toContain(says);
    expect(code).toBe(2);
  });

  it('nothing where --pass-with-no-tests is said', () => {
    for (const args of [['nowhere/**'], ['-g', 'zebra'], ['organization.yaml']]) {
      const { code, err } = folder.run(['test', '--pass-with-no-tests', ...args]);
      expect({ code, err }).toEqual({ code: 0, err: '' });
    }
  });

  it.each<[string, string, string]>([
    [
      'an unknown metric',
      'metric: loss.mesages, over: incident, stat: mean, atMost: 1 messages',
      "expect/0/metric: no metric 'loss.mesages'",
    ],
    [
      'a quantile of a share',
      'metric: backup.overruns, over: job, stat: p95, atMost: 1 %',
      "expect/0/stat: 'backup.overruns' over job is one share of all jobs: it has no p95",
    ],
    [
      'a quantile of a difference',
      'difference: { of: daily, minus: weekly }, metric: recovery.data, stat: p95, atMost: 1 h',
      'expect/0/stat: a difference is a paired mean, not the p95',
    ],
    [
      'jobs by class',
      'metric: backup.failures, over: job, stat: mean, where: { class: premium }, atMost: 1 %',
      "expect/0/where/class: 'backup.failures' over job cannot be split by class",
    ],
  ])('%s, with its place, and tests the other files', (_, expectation, says) => {
    const text = `expect:\n  - { ${expectation} }\n`;
    const mixed = new Folder({
      'organization.yaml': FILES['organization.yaml'],
      'suite/a.yaml': scenario('A', 1, EXPECT),
      'suite/b.yaml': scenario('B', 1, text),
    });
    const { code, out } = mixed.run(['test', '--reporter', 'list,junit=o.xml,github']);
    expect(code).toBe(2);
    expect(out).toMatch(new RegExp(`suite/b\\.yaml:6:\\d+: error: `));
    expect(out).toContain(says);
    expect(out).toContain('::error file=suite/b.yaml,line=6,col=');
    expect(out).toContain('3 passed; 3 cases in 2 scenarios, 1 scenario with mistakes');
    expect(mixed.read('o.xml')).toContain('<error message=');
    const listed = mixed.run(['test', '--list']);
    expect(listed.code).toBe(2);
    expect(listed.err).toContain(says);
  });
});

/** Shards of a suite: together they are the run that one machine would have made, also after somebody pulled a plug. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { commandPath, demandBuild } from '../command.ts';
import { EXPECT, FILES, Folder, scenario } from './folder.ts';

const WRONG = scenario('W', 1, EXPECT).replace('recovery.data', 'recovery.dada');
const ALL = ['json=all.json', 'junit=all.xml', 'html=all.html', 'list=all.txt', 'github=all.md'];

let folder: Folder;
let whole: string[];
beforeAll(() => {
  demandBuild();
  folder = new Folder({ ...FILES, 'suite/w.yaml': WRONG });
  expect(folder.run(['test', '--workers', '1', ...reporters('one')]).code).toBe(2);
  whole = reports('one');
}, 120_000);

function reporters(name: string): string[] {
  return ['--reporter', ALL.map((each) => each.replace('all', name)).join(',')];
}

function reports(name: string): string[] {
  return ALL.map((each) => folder.read(each.split('=')[1].replace('all', name)));
}

describe('one digest', () => {
  it('for any number of workers', () => {
    for (const workers of ['2', '4']) {
      expect(folder.run(['test', '--workers', workers, ...reporters('many')]).code).toBe(2);
      expect(reports('many')).toEqual(whole);
    }
  }, 120_000);

  it.each([1, 2, 3, 7])(
    'for %i shards, merged in any order',
    (count) => {
      const files: string[] = [];
      for (let i = count; i >= 1; i--) {
        const file = `parts/${count}-${i}.jsonl`;
        const more = i % 2 === 0 ? ['--workers', '1'] : [];
        const args = [
          'test',
          `--shard=${i}/${count}`,
          '--partial',
          file,
          '--reporter',
          'json',
          ...more,
        ];
        expect([0, 1, 2]).toContain(folder.run(args).code);
        files.push(file);
      }
      const merged = folder.run(['merge', ...files, ...reporters('merged')]);
      expect(merged.code, merged.err).toBe(2);
      expect(reports('merged')).toEqual(whole);
    },
    240_000,
  );
});

describe('merge refuses', () => {
  const shard = (file: string, ...args: string[]) =>
    folder.run(['test', '-q', '--partial', file, ...args]);
  beforeAll(() => {
    shard('m/1.jsonl', '--shard=1/3', '-g', 'No job');
    shard('m/2.jsonl', '--shard=2/3', '-g', 'No job');
    shard('m/3.jsonl', '--shard=3/3', '-g', 'No job');
    shard('m/seed.jsonl', '--shard=3/3', '-g', 'No job', '--seed', '5');
    shard('m/four.jsonl', '--shard=3/4', '-g', 'No job');
    const text = folder.read('m/3.jsonl');
    folder.write('m/old.jsonl', text.replace('"dialtone":"0.1.0"', '"dialtone":"0.0.9"'));
    folder.write('m/build.jsonl', text.replace(/"program":"\w+"/, '"program":"other"'));
    folder.write('m/format.jsonl', text.replace('partial/1', 'partial/2'));
    folder.write('m/cut.jsonl', text.slice(0, -10));
    folder.write('m/none.jsonl', 'no JSON\n');
  }, 120_000);

  it.each<[string, string[], string]>([
    ['a missing shard', ['1', '3'], 'missing: the file of shard 2/3'],
    [
      'a shard that is there twice',
      ['1', '2', '3', '2'],
      'm/2.jsonl: shard 2/3 is there twice, also as m/2.jsonl',
    ],
    [
      'shards of different runs',
      ['1', '2', 'seed'],
      'm/seed.jsonl: not of the same run as m/1.jsonl: scenarios, seeds',
    ],
    ['another number of shards', ['1', '2', 'four'], 'one is of 3 shards, the other of 4'],
    ['another version', ['1', '2', 'old'], 'm/old.jsonl: written by dialtone 0.0.9, this is 0.1.0'],
    ['another build', ['1', '2', 'build'], 'another build of dialtone wrote it'],
    [
      'another format',
      ['1', '2', 'format'],
      "no file of a shard that this version reads (it is 'dialtone/partial/2')",
    ],
    [
      'a shard that did not come to its end',
      ['1', '2', 'cut'],
      'm/cut.jsonl: shard 3/3 did not come to its end',
    ],
    ['something else', ['1', '2', 'none'], 'm/none.jsonl: no file of a shard'],
    ['a file that is not there', ['1', '2', 'gone'], 'm/gone.jsonl: no such file'],
  ])('%s', (_, names, says) => {
    const { code, err, out } = folder.run(['merge', ...names.map((name) => `m/${name}.jsonl`)]);
    expect(err).toContain(says);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it('a pattern that matches nothing, and an unknown reporter', () => {
    expect(folder.run(['merge', 'm/*.zip'])).toMatchObject({ code: 2 });
    const { code, err } = folder.run(['merge', 'm/*.jsonl', '--reporter', 'junti']);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining("'junit'") });
  });
});

describe('a run that is killed', () => {
  it('loses no finished scenario, and the next one simulates only the others', async () => {
    const suite = new Folder();
    for (const name of 'abc') suite.write(`suite/${name}.yaml`, scenario(name, 1, EXPECT));
    suite.write(
      'suite/d.yaml',
      scenario('d', 4, EXPECT).replace('seed:', 'replications: 400\nseed:'),
    );
    const args = ['test', '--shard=1/1', '--workers', '1'];
    const child = spawn(process.execPath, [commandPath(), ...args], {
      cwd: suite.path,
      stdio: 'ignore',
    });
    const file = join(suite.path, '.dialtone/shard-1-of-1.jsonl');
    const lines = () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').length - 1 : 0);
    while (lines() < 4 && child.exitCode === null)
      await new Promise((next) => setTimeout(next, 20));
    child.kill('SIGKILL');
    await new Promise((end) => child.on('close', end));
    expect(lines()).toBe(4);
    // A kill in the middle of a line; and a mark, to see that what is told later comes from the file.
    const kept = readFileSync(file, 'utf8').replaceAll(/"weekly":"\w{16}"/g, '"weekly":"kept"');
    suite.write('.dialtone/shard-1-of-1.jsonl', `${kept}{"index":3,"resu`);
    const options = ['--reporter', 'json'];
    // Another suite begins anew.
    const other = suite.run([...args, ...options, '-g', 'a.yaml']);
    expect(other.err).toBe('');
    expect(other.out).not.toContain('"kept"');
    suite.write('.dialtone/shard-1-of-1.jsonl', `${kept}{"index":3,"resu`);
    const again = suite.run([...args, ...options]);
    expect(again.err).toContain('3 of 4 scenarios were finished before');
    expect(again.out.match(/"weekly": "kept"/g)).toHaveLength(3);
    expect(lines()).toBe(6);
    expect(suite.run(['merge', file, ...options]).out).toBe(again.out);
    // What came to its end is no reason to skip anything.
    const third = suite.run([...args, ...options]);
    expect(third.err).not.toContain('finished before');
    expect(third.out).not.toContain('"kept"');
  }, 240_000);
});

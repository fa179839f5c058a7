/** The command on any number of threads, and with a simulator or workers that break. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { SHORT } from '../report/small.ts';
import { brokenCopy } from './broken-copy.ts';
import { demandBuild, dialtone, folderWith } from './command.ts';

let cwd: string;
beforeAll(() => {
  demandBuild();
  cwd = folderWith({
    'short.yaml': SHORT,
    'wide.yaml': SHORT.replace('seed: 11', 'seed: 4294967296'),
  });
});

describe('--workers', () => {
  it('changes no byte of results, page, trace and terminal, also under --check', () => {
    const outputs = (...workers: string[]) => {
      const files = ['r.json', 'r.html', 'r.jsonl'];
      const args = [
        'compare',
        'short.yaml',
        '--exposure',
        '0',
        '--check',
        '--trace',
        'r.jsonl',
        '--replication',
        '1',
      ];
      const more = ['--replications', '2', '--json', 'r.json', '--html', 'r.html', ...workers];
      const { code, out, err } = dialtone([...args, ...more], { cwd });
      expect({ code, err }).toEqual({ code: 0, err: '' });
      return [out, ...files.map((file) => readFileSync(join(cwd, file), 'utf8'))];
    };
    const one = outputs('--workers', '1');
    expect(one.every((text) => text.length > 1000)).toBe(true);
    for (const workers of ['2', '3', '5']) expect(outputs('--workers', workers)).toEqual(one);
  });

  it('may be left out, or a share of the cores', () => {
    const results = (...workers: string[]) =>
      dialtone(['run', 'short.yaml', '--json', '-', '--quiet', ...workers], { cwd }).out;
    const one = results('--workers', '1');
    expect(one.length).toBeGreaterThan(1000);
    expect(results()).toBe(one);
    expect(results('--workers', '50%')).toBe(one);
  });

  it('is a whole number from 1 or a share of the cores; all else ends with 2', () => {
    for (const value of ['0', '-2', '1.5', '1e1', 'many', '', '0%', '101%', '-5%', '257']) {
      const { code, out, err } = dialtone(['run', 'short.yaml', '--workers', value], { cwd });
      expect({ code, out }, value).toEqual({ code: 2, out: '' });
      expect(err).toContain(`'--workers <n>' argument '${value}' is invalid. Expected a`);
    }
  });
});

describe('a seed beyond its width', () => {
  it('ends with 2 and its place, in the scenario and on the command line', () => {
    const written = dialtone(['compare', 'wide.yaml', '--exposure', '0'], { cwd });
    expect(written).toMatchObject({ code: 2, out: '' });
    expect(written.err).toMatch(/wide\.yaml:3:7: error: seed: more than 4294967295/);
    for (const seed of ['4294967296', '-1', '1.5', '1e3', 'x']) {
      const given = dialtone(['compare', 'short.yaml', '--exposure', '0', '--seed', seed], { cwd });
      expect(given).toMatchObject({ code: 2, out: '' });
      expect(given.err).toContain(`argument '${seed}' is invalid`);
    }
    const widest = [
      'compare',
      'short.yaml',
      '--exposure',
      '0',
      '--seed',
      '4294967295',
      '--replications',
      '1',
    ];
    expect(dialtone([...widest, '--quiet'], { cwd }).code).toBe(0);
  });
});

describe('a simulator that breaks a promise', () => {
  it('ends with 3 and the command that repeats it, the same for any number of workers', () => {
    const files = ['dialtone.js', 'worker.js'];
    const code = "if (asked >= 2) throw new Error('a promise is broken');";
    const command = brokenCopy(code, files);
    const run = (...args: string[]) => dialtone(args, { cwd, command });
    const told = ['1', '3'].map((workers) => {
      const {
        code: exit,
        out,
        err,
      } = run('compare', 'short.yaml', '--exposure', '0', '--workers', workers);
      expect({ exit, out }).toEqual({ exit: 3, out: '' });
      return err.split('\n');
    });
    const [[what, replay, stack]] = told;
    expect(what).toBe(
      "dialtone: a bug in the simulator: strategy 'weekly', replication 2, seed 11: a promise is broken",
    );
    expect(replay).toBe(
      'replay: dialtone run short.yaml --strategy weekly --replication 2 --check --seed 11',
    );
    expect(stack).toBe('Error: a promise is broken');
    expect(told[1].slice(0, 3)).toEqual([what, replay, stack]);
    const again = run(...replay.slice('replay: dialtone '.length).split(' '));
    expect(again.code).toBe(3);
    expect(again.err).toContain(what);
  });
});

describe('a worker that dies', () => {
  const args = [
    'compare',
    'short.yaml',
    '--exposure',
    '0',
    '--workers',
    '2',
    '--json',
    '-',
    '--quiet',
  ];

  it('loses nothing: its run is taken over, and one line on standard error says so', () => {
    const marker = join(cwd, 'marker');
    const once = `if (asked === 1 && (await import('node:fs')).existsSync(${JSON.stringify(marker)}) === false) {
      (await import('node:fs')).writeFileSync(${JSON.stringify(marker)}, '');
      process.exit(9);
    }`;
    const ended = dialtone(args, { cwd, command: brokenCopy(once, ['worker.js']) });
    expect(existsSync(marker)).toBe(true);
    expect(ended.code, ended.err).toBe(0);
    expect(ended.out).toBe(dialtone(args, { cwd }).out);
    expect(ended.err).toMatch(
      /^dialtone: a worker ended in strategy '\w+', replication 1 \(it ended with code 9\); another one takes over\n$/,
    );
  });

  it('twice over the same run, out of memory, ends with 3, by name', () => {
    const hog = 'if (asked === 1) for (const all = []; ; ) all.push(new Array(10_000).fill(1.5));';
    const command = brokenCopy(hog, ['worker.js']);
    const { code, out, err } = dialtone(args, { cwd, command, node: ['--max-old-space-size=96'] });
    expect({ code, out }, err).toEqual({ code: 3, out: '' });
    expect(err).toMatch(
      /strategy '\w+', replication 1, seed 11: it ended 2 workers \(out of memory\); \d of 8 runs had finished/,
    );
    expect(err).toMatch(/replay: dialtone run short\.yaml --strategy \w+ --replication 1 --check/);
  });
});

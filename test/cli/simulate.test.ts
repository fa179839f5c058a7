import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { SMALL } from '../report/small.ts';
import { commandPath, demandBuild, dialtone, folderWith } from './command.ts';

let cwd: string;
beforeAll(() => {
  demandBuild();
  cwd = folderWith({ 'small.yaml': SMALL });
});

describe('dialtone compare', () => {
  it('prints the verdict and the table, writes results and page, and ends with 0', () => {
    const args = [
      'compare',
      'small.yaml',
      '--exposure',
      '0',
      '--json',
      'out/r.json',
      '--html',
      'out/r.html',
    ];
    const { code, out, err } = dialtone(args, { cwd });
    expect(code, err).toBe(0);
    expect(out).toContain('daily against weekly');
    expect(out).toContain('wrote out/r.json');
    expect(out).not.toContain('\u001b');
    const results = JSON.parse(readFileSync(join(cwd, 'out/r.json'), 'utf8'));
    expect(results.schema).toBe('dialtone/results/1');
    const html = readFileSync(join(cwd, 'out/r.html'), 'utf8');
    const data = /<script[^>]*id="?data"?[^>]*>([^<]*)<\/script>/.exec(html);
    const report = JSON.parse(data![1]);
    expect(report.schema).toBe('dialtone/report/1');
    expect(report.stories.length).toBeGreaterThan(1);
    expect(report.stories[0].command).toMatch(
      /^dialtone explain small\.yaml --incident \S+ --strategy weekly --replication \d --seed 11$/,
    );
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['r.html', 'r.json']);
  });

  it('gives the same bytes in two processes, and others for another seed', () => {
    const run = (seed: string) =>
      dialtone(
        ['compare', 'small.yaml', '--exposure', '0', '--json', '-', '--quiet', '--seed', seed],
        { cwd },
      ).out;
    const first = run('5');
    expect(first.length).toBeGreaterThan(1000);
    expect(run('5')).toBe(first);
    expect(run('6')).not.toBe(first);
  });

  it('puts the table on standard error when results take standard output', () => {
    const { code, out, err } = dialtone(
      ['compare', 'small.yaml', '--exposure', '0', '--json', '-'],
      { cwd },
    );
    expect(code).toBe(0);
    expect(JSON.parse(out).baseline).toBe('weekly');
    expect(err).toContain('daily against weekly');
  });

  it('takes some strategies; the first becomes the baseline where it was left out', () => {
    const args = [
      'compare',
      'small.yaml',
      '--strategy',
      'daily',
      '--exposure',
      '0',
      '--replications',
      '1',
      '--json',
      '-',
    ];
    const results = JSON.parse(dialtone([...args, '--quiet'], { cwd }).out);
    expect(Object.keys(results.strategies)).toEqual(['daily']);
    expect(results).toMatchObject({ baseline: 'daily', replications: 1, differences: {} });
  });

  it('a check of the ledger after every event changes nothing', () => {
    const run = (...more: string[]) =>
      dialtone(['run', 'small.yaml', '--replications', '1', '--json', '-', '--quiet', ...more], {
        cwd,
      });
    const checked = run('--check');
    expect(checked.err).toBe('');
    expect(checked.out).toBe(run().out);
  });

  it('--assert ends with 1 when an expectation is missed or undecided, unless that only warns', () => {
    const asserted = (file: string) =>
      dialtone(['compare', file, '--exposure', '0', '--assert'], { cwd }).code;
    const kept = SMALL.replace(/^ {2}- \{ name: Back in a week.*\n/m, '');
    writeFileSync(join(cwd, 'kept.yaml'), kept);
    writeFileSync(join(cwd, 'open.yaml'), kept.replace(', whenUndecided: warn', ''));
    writeFileSync(
      join(cwd, 'missed.yaml'),
      `${kept}  - { strategy: weekly, metric: backup.media, stat: mean, atMost: 0 cartridges, proof: estimate }\n`,
    );
    expect(asserted('kept.yaml')).toBe(0);
    expect(asserted('open.yaml')).toBe(1);
    expect(asserted('missed.yaml')).toBe(1);
    expect(dialtone(['compare', 'missed.yaml', '--exposure', '0'], { cwd }).code).toBe(0);
  });

  it('--trace writes every fact of one replication as lines of JSON', () => {
    const args = ['run', 'small.yaml', '--trace', 't.jsonl', '--replication', '1', '--quiet'];
    expect(dialtone(args, { cwd }).code).toBe(0);
    const lines = readFileSync(join(cwd, 't.jsonl'), 'utf8').trimEnd().split('\n');
    const [head, ...facts] = lines.map((line) => JSON.parse(line));
    expect(head).toMatchObject({ schema: 'dialtone/trace/1', seed: 11, replication: 1 });
    expect(facts.length).toBeGreaterThan(100);
    expect(facts.map(({ at }) => at)).toEqual(facts.map(({ at }) => at).sort((a, b) => a - b));
    expect(facts.some(({ type }) => type === 'backup.ended')).toBe(true);
    const beyond = dialtone(['run', 'small.yaml', '--trace', 'u', '--replication', '9'], { cwd });
    expect(beyond.code).toBe(2);
    expect(existsSync(join(cwd, 'u'))).toBe(false);
  });

  it('obeys NO_COLOR, FORCE_COLOR and --no-color', () => {
    const args = ['run', 'small.yaml', '--replications', '1'];
    const colours = (more: string[], env: Record<string, string>) =>
      dialtone([...args, ...more], { cwd, env }).out.includes('\u001b');
    expect(colours([], { FORCE_COLOR: '1' })).toBe(true);
    expect(colours([], { FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false);
    expect(colours(['--no-color'], { FORCE_COLOR: '1' })).toBe(false);
  });
});

describe('interrupting', () => {
  it('Ctrl-C ends at once with 130, and leaves nothing behind', async () => {
    const folder = folderWith({ 'small.yaml': SMALL });
    mkdirSync(join(folder, 'out'));
    const args = [
      'compare',
      'small.yaml',
      '--exposure',
      '0',
      '--replications',
      '100000',
      '--json',
      'out/r.json',
    ];
    const child = spawn(process.execPath, [commandPath(), ...args], { cwd: folder });
    while (readdirSync(join(folder, 'out')).length === 0) {
      await new Promise((wake) => setTimeout(wake, 20));
    }
    await new Promise((wake) => setTimeout(wake, 300));
    const asked = performance.now();
    child.kill('SIGINT');
    const code = await new Promise((ended) => child.on('exit', (exit) => ended(exit)));
    expect(code).toBe(130);
    expect(performance.now() - asked).toBeLessThan(5000);
    expect(readdirSync(join(folder, 'out'))).toEqual([]);
  });
});

/** The tarball, installed in an empty folder without a network, as users get it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { demandBuild, dialtone } from '../cli/command.ts';
import { SHORT } from '../report/small.ts';

const OFFLINE = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund'];
const folder = mkdtempSync(join(tmpdir(), 'dialtone-package-'));
let tarball: string;

function run(program: string, args: readonly string[], cwd = folder) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    ...{ cwd, encoding: 'utf8' },
    maxBuffer: 1 << 28,
  });
  return { code: status, out: stdout, err: stderr };
}

beforeAll(() => {
  demandBuild();
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [{ filename }] = JSON.parse(execFileSync('npm', pack, { encoding: 'utf8' })) as [
    { filename: string },
  ];
  tarball = join(folder, filename);
  writeFileSync(join(folder, 'short.yaml'), SHORT);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  execFileSync('npm', ['install', ...OFFLINE, tarball], { cwd: folder, stdio: 'pipe' });
});

describe('the package', () => {
  it('needs no other package, and brings the licenses of those inside of it', () => {
    const modules = readdirSync(join(folder, 'node_modules')).filter((name) => name[0] !== '.');
    expect(modules).toEqual(['dialtone']);
    const licenses = readFileSync(join(folder, 'node_modules/dialtone/dist/LICENSES.txt'), 'utf8');
    for (const name of ['commander', 'mitt', 'yaml', 'zod', 'd3-scale', 'd3-zoom']) {
      expect(licenses).toMatch(new RegExp(`^${name} \\d`, 'm'));
    }
  });

  it('is explained by a suite that runs', () => {
    const readme = readFileSync(join(folder, 'node_modules/dialtone/README.md'), 'utf8');
    const [, shown] = /^```ts\n([\s\S]*?)^```$/m.exec(readme) as RegExpExecArray;
    expect(readFileSync('test/package/example-suite.test.ts', 'utf8')).toContain(shown.trim());
  });

  it('brings a command that validates, prints the schema and compares', () => {
    const npx = (...args: string[]) =>
      run('npx', ['--offline', '--no-install', 'dialtone', ...args]);
    expect(npx('validate', 'short.yaml').out).toContain('short.yaml: fine');
    expect(JSON.parse(npx('schema').out).$schema).toContain('json-schema.org');
    const args = [
      'compare',
      'short.yaml',
      '--replications',
      '2',
      '--exposure',
      '2',
      '--workers',
      '2',
      '--quiet',
    ];
    const { code, err } = npx(...args, '--json', 'r.json', '--html', 'r.html');
    expect(code, err).toBe(0);
    const here = dialtone([...args, '--json', '-'], { cwd: folder });
    expect(readFileSync(join(folder, 'r.json'), 'utf8')).toBe(here.out);
    expect(readFileSync(join(folder, 'r.html'), 'utf8')).toContain('dialtone/report/1');
    const shipped = 'node_modules/dialtone/scenarios/weekly-or-daily.yaml';
    expect(npx('validate', shipped).code).toBe(0);
  });

  it('tests a suite of scenarios with threads of its own', () => {
    const asked = 'metric: backup.overruns, over: job, stat: mean, atMost: 99 %, proof: estimate';
    const text = `dialtone: 1\nextends: ../short.yaml\nreplications: 2\nexpect: [{ ${asked} }]\n`;
    mkdirSync(join(folder, 'suite'));
    for (const name of ['a', 'b', 'c']) writeFileSync(join(folder, `suite/${name}.yaml`), text);
    const tested = run('npx', [
      '--offline',
      '--no-install',
      'dialtone',
      'test',
      'suite',
      '-j',
      '2',
    ]);
    expect(tested.code, tested.err).toBe(0);
    expect(tested.out).toContain('6 passed; 6 cases in 3 scenarios');
  }, 120_000);

  it('runs from the tarball in an empty folder', () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    const args = ['--yes', '--offline', `--package=${tarball}`, 'dialtone', '--version'];
    const { code, out, err } = run('npx', args, empty);
    expect(code, err).toBe(0);
    expect(out.trim()).toBe('0.1.0');
  });

  it('answers a program with the bytes of the command, for any number of workers', () => {
    const program = `
      import { compare, load } from 'dialtone';
      const loaded = await load('short.yaml', { seed: 5 });
      const seen = [];
      for (const workers of [1, 3]) {
        const results = await compare(loaded.scenario, {
          replications: 3, exposure: 2, seed: 7, workers, onProgress: ({ done, total }) => seen.push(done + '/' + total),
        });
        console.log(JSON.stringify(results, null, 2));
      }
      if (seen.length !== 16 || seen[5] !== '6/6' || seen[15] !== '2/2') throw new Error(seen.join());
    `;
    const { code, out, err } = run(process.execPath, ['--input-type=module', '-e', program]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const args = ['compare', 'short.yaml', '--replications', '3', '--exposure', '2', '--seed', '7'];
    const here = dialtone([...args, '--quiet', '--json', '-'], { cwd: folder }).out;
    expect(out).toBe(here + here);
  });

  it('lets go at once when it is told to, and leaves no thread behind', () => {
    const program = `
      import { compare, load } from 'dialtone';
      const { scenario } = await load('short.yaml');
      for (const workers of [1, 2]) {
        const controller = new AbortController();
        const options = { replications: 100000, workers, signal: controller.signal };
        setTimeout(() => controller.abort(), 300);
        const ended = await compare(scenario, options).catch((thrown) => thrown.name);
        const left = process.getActiveResourcesInfo().filter((name) => /Worker|MessagePort/.test(name));
        console.log(ended, left.length);
      }
    `;
    const { code, out, err } = run(process.execPath, ['--input-type=module', '-e', program]);
    expect({ code, out, err }).toEqual({ code: 0, out: 'AbortError 0\nAbortError 0\n', err: '' });
  });

  it.each(['bundler', 'node16'])('has types for a program that resolves by %s', (resolution) => {
    const good = `
      import { compare, formatProblem, load, ReplicationFailed } from 'dialtone';
      import type { CompareOptions, Results, Scenario } from 'dialtone';
      const loaded = await load({ text: 'dialtone: 1' });
      if (!loaded.ok) throw new Error(loaded.problems.map(formatProblem).join());
      const scenario: Scenario = loaded.scenario;
      const options: CompareOptions = { workers: 2, onProgress: ({ done }) => void done.toFixed() };
      const results: Results = await compare(scenario, options);
      const p95: number | null = results.strategies['a'].metrics['recovery.data'].p95;
      export const all = [p95, ReplicationFailed, results.differences, scenario.digest.length];
    `;
    const bad = `
      import { compare, load } from 'dialtone';
      const loaded = await load('x.yaml', { sead: 1 });
      await compare(loaded.scenario, { workers: '2' });
    `;
    const module = resolution === 'bundler' ? 'esnext' : 'node16';
    const compile = (name: string, text: string) => {
      writeFileSync(join(folder, name), text);
      const options = [
        '--ignoreConfig',
        '--noEmit',
        '--strict',
        '--target',
        'es2022',
        '--types',
        '',
      ];
      const more = ['--module', module, '--moduleResolution', resolution, name];
      return run(resolve('node_modules/.bin/tsc'), [...options, '--lib', 'es2023,dom', ...more]);
    };
    expect(compile('good.ts', good)).toMatchObject({ code: 0, out: '' });
    const refused = compile('bad.ts', bad).out;
    for (const word of ['sead', "'scenario'", "'string'"]) expect(refused).toContain(word);
  });
});

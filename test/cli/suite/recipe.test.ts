/** The workflow that ships, by running its commands: three shards, then the report. */
import { chmodSync, readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { invalid, parseXml } from '../../report/suite/junit-schema.ts';
import { commandPath, demandBuild } from '../command.ts';
import { EXPECT, FILES, Folder, scenario } from './folder.ts';

interface Job {
  readonly strategy?: { readonly matrix: { readonly shard: readonly number[] } };
  readonly steps: readonly { readonly run?: string; readonly uses?: string }[];
}

const text = readFileSync('scenarios/ci/dialtone.yml', 'utf8');
const { jobs } = parse(text) as { jobs: { simulate: Job; report: Job } };
const matrix = jobs.simulate.strategy?.matrix.shard ?? [];

beforeAll(demandBuild);

function commandsOf({ steps }: Job): string[] {
  return steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
}

/** A step as the runner executes it; `npx` finds the command that was built. */
function execute(folder: Folder, command: string) {
  folder.write('bin/npx', `#!/bin/sh\nshift\nexec "${process.execPath}" "${commandPath()}" "$@"\n`);
  chmodSync(join(folder.path, 'bin/npx'), 0o755);
  const env = {
    ...process.env,
    PATH: `${join(folder.path, 'bin')}:${process.env.PATH ?? ''}`,
    ...{
      CI: 'true',
      GITHUB_WORKSPACE: folder.path,
      GITHUB_STEP_SUMMARY: join(folder.path, 's.md'),
    },
  };
  const shell = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', command];
  const { status, stdout, stderr } = spawnSync('bash', shell, {
    ...{ cwd: folder.path, env, encoding: 'utf8' },
  });
  return { code: status, out: stdout, err: stderr };
}

function workflow(folder: Folder) {
  const [install, simulate, ...rest] = commandsOf(jobs.simulate);
  expect([install, rest]).toEqual(['npm ci', []]);
  const shards = matrix.map((shard) =>
    execute(folder, simulate.replaceAll('${{ matrix.shard }}', String(shard))),
  );
  const [again, report, ...others] = commandsOf(jobs.report);
  expect([again, others]).toEqual(['npm ci', []]);
  return { shards: shards.map(({ code }) => code), report: execute(folder, report) };
}

describe('the workflow', () => {
  it('has as many machines as shards, and hands over what they leave', () => {
    expect(matrix).toEqual([1, 2, 3]);
    expect(text).toContain('/3 --partial=shards/');
    expect(text.match(/path: shards$/gm)).toHaveLength(2);
  });

  it('marks what failed in the job of the report, and in no other', () => {
    const folder = new Folder();
    const { shards, report } = workflow(folder);
    expect(shards).toEqual([0, 0, 0]);
    expect(report.code, report.err).toBe(1);
    expect(report.out).toContain('::error file=suite/b.yaml,line=6,col=5,title=Nothing breaks');
    expect(folder.read('s.md')).toContain('| ✗ | Nothing breaks');
    expect(invalid(parseXml(folder.read('out/junit.xml')))).toEqual([]);
    expect(folder.read('out/report.html')).toContain('14 cases in 4 scenarios');
  }, 120_000);

  it('is green where everything passes, and red at once where a scenario is wrong', () => {
    const { 'organization.yaml': organization } = FILES;
    const good = new Folder({
      'organization.yaml': organization,
      'a.yaml': FILES['suite/a.yaml'].replace('../', ''),
    });
    expect(workflow(good)).toMatchObject({ shards: [0, 0, 0], report: { code: 0 } });
    const wrong = scenario('A', 1, EXPECT).replace('stat: mean', 'stat: p99').replace('../', '');
    const bad = new Folder({ 'organization.yaml': organization, 'a.yaml': wrong });
    const ended = workflow(bad);
    expect(ended.shards).toContain(1);
    expect(ended.report.code).toBe(2);
    expect(ended.report.out).toContain('::error file=a.yaml,line=7,col=');
  }, 120_000);
});

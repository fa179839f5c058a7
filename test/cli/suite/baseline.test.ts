/** Not worse than the baseline: both scenarios as they were resolved, on the same futures. */
import { beforeAll, describe, expect, it } from 'vitest';
import { demandBuild } from '../command.ts';
import { FILES, Folder, scenario } from './folder.ts';

const FILE = 'dialtone-baseline.json';
const TEXT = `expect:
  - { name: Nights, strategy: all, metric: backup.duration, over: job, stat: mean, atMost: 1 week, proof: estimate }
  - { name: Tapes, strategy: daily, metric: backup.media, stat: mean, atMost: 99 cartridges, proof: estimate }
`;
/** Enough replications for a paired mean to have an interval. */
const scene = scenario('A', 1, TEXT).replace('seed:', 'replications: 30\nseed:');
const organization = FILES['organization.yaml'];

let folder: Folder;
let written: string;
beforeAll(() => {
  demandBuild();
  folder = new Folder({ 'organization.yaml': organization, 'suite/a.yaml': scene });
  const { code, err } = folder.run(['test', '--update-baseline']);
  expect(code, err).toBe(0);
  written = folder.read(FILE);
}, 120_000);

interface Told {
  scenarios: { cases: { title: string; kind: string; outcome: string; because: string }[] }[];
}

function against(...args: string[]) {
  const ended = folder.run(['test', '--baseline', '--reporter', 'json', ...args]);
  expect(ended.out, ended.err).not.toBe('');
  const { scenarios } = JSON.parse(ended.out) as Told;
  const cases = scenarios[0].cases.filter(({ kind }) => kind === 'baseline');
  return { code: ended.code, cases, out: ended.out };
}

describe('a baseline', () => {
  it('holds what was measured, and the whole scenario', () => {
    const file = JSON.parse(written) as { schema: string; scenarios: Record<string, unknown>[] };
    expect(file.schema).toBe('dialtone/baseline/1');
    expect(file.scenarios[0]).toMatchObject({ path: 'suite/a.yaml', name: 'A', replications: 30 });
    expect(file.scenarios[0].cases).toMatchObject([
      { title: 'suite/a.yaml › Nights (weekly)', unit: 'ms', measured: expect.any(Number) },
      { title: 'suite/a.yaml › Nights (daily)' },
      { title: 'suite/a.yaml › Tapes (daily)' },
    ]);
    expect(folder.run(['test', '--update-baseline']).code).toBe(0);
    expect(folder.read(FILE)).toBe(written);
  });

  it('of what has not changed is equal, and is simulated no second time', () => {
    const { code, cases, out } = against();
    expect(code).toBe(0);
    expect(cases.map(({ title, outcome }) => `${outcome} ${title}`)).toEqual([
      'pass suite/a.yaml › backup.duration is not worse than the baseline (weekly)',
      'pass suite/a.yaml › backup.duration is not worse than the baseline (daily)',
      'pass suite/a.yaml › backup.media is not worse than the baseline (daily)',
    ]);
    expect(cases[0].because).toBe('equal: its plan has not changed');
    expect(JSON.parse(out)).toMatchObject({
      scenarios: [{ cases: [{ before: { measured: expect.any(Number) } }, {}, {}, {}, {}, {}] }],
    });
  });

  it('shows what became worse and what better, and fails by what is worse', () => {
    const slower = 'parameters: { backup: { sourceBytesPerSecond: 9 MB/s } }\n';
    folder.write('suite/a.yaml', scene + slower);
    const worse = against();
    expect(worse.code).toBe(1);
    expect(worse.cases[0]).toMatchObject({ outcome: 'miss' });
    expect(worse.cases[0].because).toMatch(/^worse: /);
    expect(against('--workers', '1').out).toBe(worse.out);
    folder.run(['test', '--update-baseline', 'slow.json']);
    folder.write('suite/a.yaml', scene);
    const better = folder.run([
      'test',
      '--baseline',
      'slow.json',
      '-g',
      'Nights',
      '--reporter',
      'json',
    ]);
    const { scenarios } = JSON.parse(better.out) as Told;
    const nights = scenarios[0].cases.filter(({ kind }) => kind === 'baseline');
    expect(nights.map(({ outcome, because }) => `${outcome} ${because.slice(0, 8)}`)).toEqual([
      'pass better: ',
      'pass better: ',
    ]);
    expect(better.code).toBe(0);
  }, 240_000);

  it('that cannot decide says how much more would, and counts as whenUndecided says', () => {
    const few = ['--replications', '3'];
    const slower = 'parameters: { backup: { sourceBytesPerSecond: 19 MB/s } }\n';
    folder.write('suite/a.yaml', scene + slower);
    const undecided = against(...few);
    expect(undecided.code).toBe(1);
    expect(undecided.cases[0]).toMatchObject({ outcome: 'undecided' });
    folder.write('suite/a.yaml', scene.replaceAll(' }\n', ', whenUndecided: warn }\n') + slower);
    expect(against(...few).code).toBe(0);
    folder.write('suite/a.yaml', scene);
  }, 240_000);

  it.each<[string, (text: string) => string, string, string]>([
    [
      'of another format',
      (all) => all.replace('baseline/1', 'baseline/2'),
      scene,
      "it has 'dialtone/baseline/2', not 'dialtone/baseline/1'",
    ],
    ['cut short', () => '{"schema": "dialtone/base', scene, 'not a baseline, or a truncated one: '],
    [
      'without its scenarios',
      () => '{"schema": "dialtone/baseline/1"}',
      scene,
      'not a whole baseline',
    ],
    [
      'of another path',
      (all) => all.replace('"suite/a.yaml"', '"suite/aa.yaml"'),
      scene,
      "a baseline without 'suite/a.yaml'; did you mean 'suite/aa.yaml'?",
    ],
    [
      'of another scenario',
      (all) => all,
      scene.replace('scenario: A', 'scenario: B'),
      "of another scenario: 'A', and no longer 'B'",
    ],
    [
      'over another time',
      (all) => all,
      scene.replace('seed:', 'horizon: 3 weeks\nseed:'),
      'counts from Mon 2007-03-05 00:00 to Mon 2007-03-19 00:00, and the scenario from',
    ],
    [
      'that no longer loads',
      (all) => all.replace('2 x lto-3', '2 x lto-33'),
      scene,
      'suite/a.yaml: error: organization/libraries/lib1/drives',
    ],
  ])('%s is refused by name', (_, change, text, says) => {
    folder.write(FILE, change(written));
    folder.write('suite/a.yaml', text);
    const { code, err, out } = folder.run(['test', '--baseline']);
    folder.write(FILE, written);
    folder.write('suite/a.yaml', scene);
    expect(err).toContain(says);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  });

  it('does not overwrite what is no baseline', () => {
    folder.write('package.json', '{ "name": "mine" }');
    const { code, err } = folder.run(['test', '--update-baseline', 'package.json']);
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('no baseline') });
    expect(folder.read('package.json')).toBe('{ "name": "mine" }');
  });
});

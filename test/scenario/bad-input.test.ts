import { describe, expect, it } from 'vitest';
import { formatProblem, type Problem } from '../../sim/scenario/index.ts';
import { loadFiles, loadText, placeOf, problemsOf, small, SMALL } from './helper.ts';

/** Every mistake of issue 2, part "Bad input", and their relatives: where it is shown, what is said, the nearest name. */
interface Case {
  readonly title: string;
  readonly text: string;
  /** The word at which the problem stands. */
  readonly at: string;
  readonly path: string;
  readonly says: string;
  readonly nearest?: string;
}

const withFault = (fault: string): string => `${SMALL}faults: { gone: ${fault} }\n`;
const withExpect = (rest: string): string => `${SMALL}expect: [{ ${rest} }]\n`;

const cases: readonly Case[] = [
  {
    title: 'an unknown key',
    text: small('quota: 400 MiB', 'qota: 400 MiB'),
    at: 'qota',
    path: 'organization/servers/exch1/storageGroups/sg1/databases/db1/qota',
    says: "unknown key 'qota'",
    nearest: 'quota',
  },
  {
    title: 'an unknown key at the top',
    text: `${SMALL}replicatoins: 5\n`,
    at: 'replicatoins',
    path: 'replicatoins',
    says: "unknown key 'replicatoins'",
    nearest: 'replications',
  },
  {
    title: 'a wrong unit',
    text: small('400 MiB', '400 Mb'),
    at: '400 Mb',
    path: 'organization/servers/exch1/storageGroups/sg1/databases/db1/quota',
    says: "'Mb' is no unit here: megabytes are MB or MiB",
  },
  {
    title: 'a missing unit',
    text: small('400 MiB', '400'),
    at: '400 }',
    path: 'organization/servers/exch1/storageGroups/sg1/databases/db1/quota',
    says: 'a size needs a unit',
  },
  {
    title: 'a negative size',
    text: small('400 MiB', '-400 MiB'),
    at: '-400 MiB',
    path: 'organization/servers/exch1/storageGroups/sg1/databases/db1/quota',
    says: 'a size is not negative',
  },
  {
    title: 'a strategy without a backup',
    text: `${SMALL}strategies: { lazy: { backup: { jobs: { full: null } } } }\n`,
    at: 'lazy',
    path: 'strategies/lazy',
    says: "the strategy 'lazy' has no backup",
  },
  {
    title: 'a fault that names nothing',
    text: withFault('{ at: week 3 Thu 14:30, lose: servers/exhc2/nodes/a/volumes/logs }'),
    at: 'servers/exhc2',
    path: 'faults/gone/lose',
    says: "nothing is called 'exhc2' there",
    nearest: 'servers/exch2/nodes/a/volumes/logs',
  },
  {
    title: 'a database without room',
    text: small('quota: 400 MiB', 'quota: 400 MiB, size: 2 TB'),
    at: '2 TB',
    path: 'organization/servers/exch1/storageGroups/sg2/databases/db1/size',
    says: "a database without room: 4 TB of 2 databases on 'database', which holds 1.022 TB",
  },
  {
    title: 'a horizon of zero',
    text: `${SMALL}horizon: 0 weeks\n`,
    at: '0 weeks',
    path: 'horizon',
    says: 'a time of more than nothing is needed',
  },
  {
    title: 'a horizon that rounds to zero',
    text: `${SMALL}horizon: 0.0001 ms\n`,
    at: '0.0001 ms',
    path: 'horizon',
    says: 'a time of more than nothing is needed',
  },
  {
    title: 'a horizon of more than 100 years',
    text: `${SMALL}horizon: 101 years\n`,
    at: '101 years',
    path: 'horizon',
    says: 'at most 100 years',
  },
  {
    title: 'NaN',
    text: `${SMALL}seed: .nan\n`,
    at: '.nan',
    path: 'seed',
    says: 'not a whole number',
  },
  {
    title: 'NaN in place of a time',
    text: `${SMALL}warmup: .nan\n`,
    at: '.nan',
    path: 'warmup',
    says: 'NaN is not a number',
  },
  {
    title: 'a bare Thursday',
    text: withFault('{ at: Thu 14:30, lose: servers/exch2 }'),
    at: 'Thu 14:30',
    path: 'faults/gone/at',
    says: "which Thu? Say 'week 3 Thu 14:30' or a date",
  },
  {
    title: 'a fault after the horizon',
    text: withFault('{ at: week 53 Mon 00:00, lose: servers/exch2 }'),
    at: 'week 53',
    path: 'faults/gone/at',
    says: 'Mon 2007-12-31 00:00 lies outside of the horizon',
  },
  {
    title: 'a fault without a verb',
    text: withFault('{ at: week 3 Thu 14:30 }'),
    at: '{ at: week 3',
    path: 'faults/gone',
    says: 'a fault does nothing without a verb',
  },
  {
    title: 'a verb that is not modelled yet',
    text: withFault('{ at: week 3 Thu 14:30, fail: servers/exch2 }'),
    at: 'fail',
    path: 'faults/gone/fail',
    says: "'fail' is not modelled yet",
  },
  {
    title: 'an unknown volume',
    text: small('logs: logs', 'logs: log'),
    at: 'log\n',
    path: 'organization/servers/exch1/storageGroups/sg1/logs',
    says: "no volume 'log'",
    nearest: 'logs',
  },
  {
    title: 'an unknown class',
    text: `${SMALL.replace('  servers:', '  classes: { standart: { hours: always } }\n  servers:')}`,
    at: '100 }',
    path: 'organization/servers/exch1/storageGroups/sg1/databases/db1/mailboxes/standard',
    says: "no class 'standard'",
    nearest: 'standart',
  },
  {
    title: 'an unknown disk',
    text: small('8 x sas-15k-146gb', '8 x sas-15k-147gb'),
    at: '8 x sas',
    path: 'organization/servers/exch1/nodes/a/volumes/database/disks',
    says: "no model 'sas-15k-147gb' in the catalogue",
    nearest: 'sas-15k-146gb',
  },
  {
    title: 'an unknown library',
    text: small('window: 20:00-06:00', 'to: libraries/lib2'),
    at: 'libraries/lib2',
    path: 'backup/jobs/full/to',
    says: "nothing is called 'lib2' there",
    nearest: 'libraries/lib1',
  },
  {
    title: 'an unknown cause',
    text: `${SMALL}hazards: { volume-lots: 2 %/year }\n`,
    at: 'volume-lots',
    path: 'hazards/volume-lots',
    says: "no cause 'volume-lots'",
    nearest: 'volume-lost',
  },
  {
    title: 'a cause that is not modelled yet',
    text: `${SMALL}hazards: { disk-failed: none }\n`,
    at: 'disk-failed',
    path: 'hazards/disk-failed',
    says: "the cause 'disk-failed' is not modelled yet",
  },
  {
    title: 'a probability where an intensity belongs',
    text: `${SMALL}hazards: { volume-lost: 2 % }\n`,
    at: '2 %',
    path: 'hazards/volume-lost',
    says: "'%' is no unit of an intensity",
  },
  {
    title: 'a bare number where a rate belongs',
    text: `${SMALL}hazards: { volume-lost: 0.02 }\n`,
    at: '0.02',
    path: 'hazards/volume-lost',
    says: 'an intensity needs a unit',
  },
  {
    title: 'an unknown figure',
    text: `${SMALL}parameters: { store: { replayLogPerSecond: 1 logs/s } }\n`,
    at: 'replayLogPerSecond',
    path: 'parameters/store/replayLogPerSecond',
    says: "unknown key 'replayLogPerSecond'",
    nearest: 'replayLogsPerSecond',
  },
  {
    title: 'a figure in a wrong unit',
    text: `${SMALL}parameters: { backup: { sourceBytesPerSecond: 20 MB } }\n`,
    at: '20 MB',
    path: 'parameters/backup/sourceBytesPerSecond',
    says: "'MB' is no unit of a rate",
  },
  {
    title: 'an unknown baseline',
    text: `${SMALL}strategies: { daily: {} }\nbaseline: dayly\n`,
    at: 'dayly',
    path: 'baseline',
    says: "no strategy 'dayly'",
    nearest: 'daily',
  },
  {
    title: 'an unknown strategy to extend',
    text: `${SMALL}strategies: { daily: {}, other: { extends: daly } }\n`,
    at: 'daly',
    path: 'strategies/other/extends',
    says: "no strategy 'daly'",
    nearest: 'daily',
  },
  {
    title: 'a strategy that extends itself',
    text: `${SMALL}strategies: { a: { extends: b }, b: { extends: a } }\n`,
    at: 'b }, b',
    path: '',
    says: 'a cycle',
  },
  {
    title: 'a runbook that is not modelled yet',
    text: `${SMALL}recovery: { for: { volume-lost: [roll-forward, repair] } }\n`,
    at: 'repair',
    path: 'recovery/for/volume-lost/1',
    says: "the runbook 'repair' is not modelled yet",
  },
  {
    title: 'a ladder for nothing',
    text: `${SMALL}recovery: { for: { volume-los: [roll-forward] } }\n`,
    at: 'volume-los',
    path: 'recovery/for/volume-los',
    says: "'volume-los' is no fault, no cause and nothing that can be lost",
    nearest: 'volume-lost',
  },
  {
    title: 'an unknown metric',
    text: withExpect('metric: loss.mesages, over: incident, stat: mean, atMost: 3 messages'),
    at: 'loss.mesages',
    path: 'expect/0/metric',
    says: "no metric 'loss.mesages'",
    nearest: 'loss.messages',
  },
  {
    title: 'an over that is missing where a metric has two',
    text: withExpect('metric: loss.messages, stat: mean, atMost: 3 messages'),
    at: '{ metric: loss',
    path: 'expect/0/over',
    says: "over what? 'loss.messages' has several",
  },
  {
    title: 'a limit in a wrong unit',
    text: withExpect('metric: recovery.data, stat: p95, atMost: 4 GB'),
    at: '4 GB',
    path: 'expect/0/atMost',
    says: "'GB' is no unit of a time",
  },
  {
    title: 'an impossible stat',
    text: withExpect('metric: recovery.data, stat: p96, atMost: 4 h'),
    at: 'p96',
    path: 'expect/0/stat',
    says: 'not one of the choices',
    nearest: 'p95',
  },
  {
    title: 'an expectation of nobody',
    text: withExpect('metric: recovery.data, strategy: plam, stat: p95, atMost: 4 h'),
    at: 'plam',
    path: 'expect/0/strategy',
    says: "no strategy 'plam'",
    nearest: 'plan',
  },
  {
    title: 'an unknown class in where',
    text: withExpect('metric: recovery.data, where: { class: standart }, stat: p95, atMost: 4 h'),
    at: 'standart',
    path: 'expect/0/where/class',
    says: "no class 'standart'",
    nearest: 'standard',
  },
  {
    title: 'a range that descends',
    text: small('exch1..exch2', 'exch2..exch1'),
    at: 'exch2..exch1',
    path: 'organization/servers/exch2..exch1',
    says: 'a range ascends: exch1..exch2',
  },
  {
    title: 'overlapping ranges',
    text: `${SMALL}strategies: { a: { organization: { servers: { exch1..exch2: {}, exch2..exch2: {} } } } }\n`,
    at: 'exch2..exch2',
    path: 'organization/servers/exch2..exch2',
    says: "'exch2..exch2' and 'exch1..exch2' both cover 'exch2'",
  },
  {
    title: 'a pattern that patches nothing',
    text: `${SMALL}strategies: { a: { organization: { servers: { mbx*: { site: hq } } } } }\n`,
    at: 'mbx*',
    path: 'organization/servers/mbx*',
    says: "'mbx*' matches nothing that this patches",
  },
  {
    title: 'a name with capitals',
    text: small('{ hq: {} }', '{ HQ: {} }'),
    at: 'HQ',
    path: 'organization/sites/HQ',
    says: "'HQ' is not a name",
  },
  {
    title: 'an odd mirror',
    text: small('2 x sas-15k-73gb', '3 x sas-15k-73gb'),
    at: '3 x sas',
    path: 'organization/servers/exch1/nodes/a/volumes/logs/disks',
    says: 'raid1 has an even number of disks',
  },
  {
    title: 'a key twice',
    text: `${SMALL}seed: 1\nseed: 2\n`,
    at: 'seed: 2',
    path: 'seed',
    says: "the key 'seed' stands twice in one map (first in line 18)",
  },
  {
    title: 'another version of the language',
    text: small('dialtone: 1', 'dialtone: 2'),
    at: '2',
    path: 'dialtone',
    says: 'a version that this program does not read',
  },
];

describe('a mistake is shown where it stands', () => {
  it.each(cases)('$title', ({ text, at, path, says, nearest }) => {
    const result = loadText(text);
    expect(result.ok).toBe(false);
    const problems = problemsOf(result);
    const problem = problems.find((each) => each.message.includes(says));
    expect(problem, problems.map(formatProblem).join('\n')).toBeDefined();
    expect(`${problem!.line}:${problem!.column}`).toBe(placeOf(text, at));
    if (path !== '') expect(problem!.path).toBe(path);
    expect(problem!.nearest).toBe(nearest);
    expect(problem!.severity).toBe('error');
    // One mistake, one complaint: what follows from it is no news.
    const others = problems.filter((each) => each !== problem && each.severity === 'error');
    expect(others.map(formatProblem).filter((line) => !line.includes('cycle'))).toEqual([]);
  });

  it('all mistakes come at once, in the order of the text', () => {
    const text = [
      small('400 MiB', '400 Mb').replace('8 x sas', '8x xas'),
      'horizon: 0 h',
      'faults: { gone: { at: Thu 14:30, lose: servers/exch9 } }',
      'baseline: nobody',
      'expect: [{ metric: nothing.such, atMost: 4 }]',
    ].join('\n');
    const problems = problemsOf(loadText(text));
    expect(problems.map((each) => each.path)).toEqual([
      'organization/servers/exch1/nodes/a/volumes/database/disks',
      'organization/servers/exch1/storageGroups/sg1/databases/db1/quota',
      'horizon',
      'faults/gone/at',
      'faults/gone/lose',
      'baseline',
      'expect/0/metric',
    ]);
    const lines = problems.map((each) => each.line);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });

  it('formats as file:line:column with everything that helps', () => {
    const [problem] = problemsOf(
      loadText(small('{ hq: {} }', '{ hq: { part: {} } }')),
    ) as Problem[];
    expect(formatProblem(problem)).toBe(
      "test.yaml:3:18: error: organization/sites/hq/part: unknown key 'part'; expected 'parts' or 'offset'; did you mean 'parts'?",
    );
  });
});

describe('a file that cannot be used', () => {
  it.each([
    ['', 'not a scenario'],
    ['just text', 'not a scenario'],
    ['- dialtone: 1', 'not a scenario'],
    ['scenario: x', 'no version'],
    ['a: [1, 2', 'not YAML'],
    ['a: *nowhere', "no anchor '&nowhere'"],
    ['a: !!js/function x', 'not YAML'],
    ['%YAML 1.1\n---\ndialtone: 1', 'YAML 1.2'],
    ['dialtone: 1\n---\ndialtone: 1', 'not YAML'],
    ['? [a, b]\n: 1', 'a key is a plain word'],
  ])('%j', (text, says) => {
    const problems = problemsOf(loadText(text));
    expect(problems.map((each) => each.message).join('; ')).toContain(says);
  });

  it('is named, with why it cannot be read', () => {
    const result = loadFiles({ 'a.yaml': 'dialtone: 1\nextends: ./gone.yaml\n' });
    expect(problemsOf(result).map(formatProblem)).toEqual([
      "a.yaml:2:10: error: cannot read 'gone.yaml': no such file",
    ]);
  });
});

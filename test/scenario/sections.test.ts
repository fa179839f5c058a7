import { describe, expect, it } from 'vitest';
import type { Plan } from '../../sim/org/plan.ts';
import { good, loadFiles, loadText, problemsOf, small, SMALL } from './helper.ts';

const plan = (text: string): Plan => good(loadText(text)).strategies[0].plan;
const YEAR = 365 * 86_400_000;

describe('jobs', () => {
  const jobs = (text: string): unknown =>
    plan(text).jobs.map((job) => [
      job.name,
      job.groups.map((each) => [each.group, each.databases]),
    ]);
  const two = SMALL.replace('databases: { db1:', 'databases: { db1..db2:');

  it('without `of` cover what is backed up nowhere else, each all of it', () => {
    const text = `${small('type: full,', 'type: full, of: servers/exch1,')}    a: { type: full, when: Sat 22:00 }\n    b: { type: incremental, when: Sat 23:00 }\n`;
    const rest = [[2, [2]], [3, [3]]]; // prettier-ignore
    expect(jobs(text)).toEqual([
      ['a', rest],
      ['b', rest],
      ['full', [[0, [0]], [1, [1]]]], // prettier-ignore
    ]);
  });

  it('full selects databases, incremental and differential cover the whole group', () => {
    const of = 'of: servers/exch1/storageGroups/sg1/databases/db2,';
    expect(jobs(two.replace('type: full,', `type: full, ${of}`))).toEqual([['full', [[0, [1]]]]]);
    for (const type of ['incremental', 'differential']) {
      expect(jobs(two.replace('type: full,', `type: ${type}, ${of}`))).toEqual([
        ['full', [[0, [0, 1]]]],
      ]);
    }
  });

  it('take lists of paths with ranges and patterns', () => {
    const text = small(
      'type: full,',
      'type: full, of: [servers/exch1..exch2/storageGroups/sg2, servers/exch1],',
    );
    expect(jobs(text)).toEqual([
      [
        'full',
        [
          [0, [0]],
          [1, [1]],
          [3, [3]],
        ],
      ],
    ]);
  });

  it('a wrong path in a list is shown by itself', () => {
    const [problem] = problemsOf(
      loadText(small('type: full,', 'type: full, of: [servers/exch1, servers/exch3],')),
    );
    expect(problem).toMatchObject({
      path: 'backup/jobs/full/of/1',
      column: 45,
      nearest: 'servers/exch1',
    });
  });
});

describe('recovery', () => {
  const ladders = (recovery: string): unknown => plan(`${SMALL}recovery: ${recovery}\n`).recovery;

  it('has ladders by what was lost', () => {
    expect(plan(SMALL).recovery).toEqual({
      ladders: {
        'database-volume': ['roll-forward', 'restore-to-last-set'],
        'log-volume': ['restore-to-last-set'],
        'page-damage': ['roll-forward'],
      },
      fullAfterRecovery: 'at-once',
    });
  });

  it('a ladder for volume-lost holds for both kinds of volume that have none of their own', () => {
    const text =
      '{ for: { volume-lost: [restore-to-last-set], log-volume: [{ run: roll-forward }] }, fullAfterRecovery: next window }';
    expect(ladders(text)).toEqual({
      ladders: {
        'volume-lost': ['restore-to-last-set'],
        'database-volume': ['restore-to-last-set'],
        'log-volume': ['roll-forward'],
        'page-damage': ['roll-forward'],
      },
      fullAfterRecovery: 'next-window',
    });
  });
});

describe('hazards', () => {
  const hazards = (text: string): Plan['hazards'] => plan(`${SMALL}hazards: ${text}\n`).hazards;

  it('none switches every one off', () => {
    expect(Object.values(hazards('none'))).toEqual([null, null, null, null, null]);
    const scenario = good(loadText(`${SMALL}hazards: none\n`));
    expect(scenario.causes.find((each) => each.key === 'volume-lost')?.why).toBe('switched off');
    expect(scenario.causes.find((each) => each.key === 'disk-failed')?.why).toBe('not modelled');
  });

  it('a map changes what it names; `others` says what holds for the rest', () => {
    expect(hazards('{ volume-lost: 2 %/year, job-failed: none }')).toMatchObject({
      'volume-lost': { type: 'exponential', mean: YEAR / 0.02 },
      'job-failed': null,
      'mount-failed': { type: 'constant', value: 0.005 },
    });
    expect(hazards('{ volume-lost: 0.5 /year, others: none }')).toEqual({
      'volume-lost': { type: 'exponential', mean: 2 * YEAR },
      'job-failed': null,
      'mount-failed': null,
      'page-damage': null,
      'set-unreadable': null,
    });
  });

  it.each([
    [
      '{ weibull: { shape: 1.12, scale: 461386 h } }',
      { type: 'weibull', shape: 1.12, scale: 461_386 * 3_600_000 },
    ],
    ['{ exponential: { mean: 3 year } }', { type: 'exponential', mean: 3 * YEAR }],
    [
      '{ lognormal: { median: 68 min, mean: 352 min } }',
      { type: 'lognormal', median: 4_080_000, mean: 21_120_000 },
    ],
    ['{ uniform: { from: 5 min, to: 20 min } }', { type: 'uniform', from: 300_000, to: 1_200_000 }],
    ['3 weeks', { type: 'constant', value: 21 * 86_400_000 }],
    ['0 /year', null],
  ])('takes the law %s', (text, law) => {
    expect(hazards(`{ volume-lost: ${text} }`)['volume-lost']).toEqual(law);
  });

  it.each([
    ['{ weibul: { shape: 1, scale: 1 h } }', "no law 'weibul'"],
    ['{ weibull: { shape: 1 } }', 'weibull lacks scale'],
    ['{ weibull: { shape: 1 h, scale: 1 h } }', 'shape: a number from 0.05 to 100'],
    ['{ exponential: { mean: 3 } }', 'mean: a time needs a unit'],
    ['{ lognormal: { median: 3 h, mean: 2 h } }', 'mean must be a number of at least'],
    ['{ uniform: { from: 3 h, to: 2 h } }', 'to must be a number of at least'],
    ['{ exponential: { mean: 3 h, sigma: 1 h } }', "'sigma' is no part of exponential"],
    ['{ trace: gone.csv }', "cannot read 'gone.csv'"],
    ['{ trace: ../x.csv }', 'outside of the current directory'],
    ['0 h', 'a strike a minute at most'],
  ])('refuses the law %s', (text, says) => {
    const [problem] = problemsOf(loadText(`${SMALL}hazards: { volume-lost: ${text} }\n`));
    expect(problem.message).toContain(says);
    expect(problem).toMatchObject({ path: 'hazards/volume-lost', line: 18, column: 25 });
  });

  it('reads a trace beside the file that names it', () => {
    const files = {
      'dir/lives.csv': 'life\n3 year\n"400 d"\n\n',
      'dir/base.yaml': `${SMALL}hazards: { volume-lost: { trace: lives.csv } }\n`,
      'a.yaml': 'dialtone: 1\nextends: dir/base.yaml\n',
    };
    const [strategy] = good(loadFiles(files)).strategies;
    expect(strategy.plan.hazards['volume-lost']).toEqual({
      type: 'trace',
      values: [3 * YEAR, 400 * 86_400_000],
    });
  });
});

describe('faults', () => {
  const faults = (text: string): unknown =>
    plan(`${SMALL}faults: { f: { at: 2007-01-10 12:00, ${text} } }\n`).faults;
  const common = { name: 'f', path: 'faults/f', at: 1_168_430_400_000 };

  it.each<[string, object]>([
    ['lose: servers/exch2/nodes/a/volumes/logs', { verb: 'lose', volumes: [3] }],
    ['lose: servers/exch2/volumes/logs', { verb: 'lose', volumes: [3] }],
    ['lose: servers/exch2', { verb: 'lose', volumes: [2, 3] }],
    ['lose: [servers/*/nodes/a/volumes/logs, servers/exch1]', { verb: 'lose', volumes: [0, 1, 3] }],
    [
      'corrupt: servers/exch1/storageGroups/sg2/databases/db1',
      { verb: 'corrupt', database: 1, pages: 4, singleBit: false },
    ],
    [
      'corrupt: { database: servers/exch1/storageGroups/sg2/databases/db1, pages: 9 }',
      { verb: 'corrupt', database: 1, pages: 9, singleBit: false },
    ],
    [
      'corrupt: { database: servers/exch1/storageGroups/sg2/databases/db1, singleBit: true }',
      { verb: 'corrupt', database: 1, pages: 1, singleBit: true },
    ],
    [
      'spoil: { newestSetOf: servers/exch2/storageGroups/sg1 }',
      { verb: 'spoil', group: 2, only: 'any' },
    ],
    [
      'spoil: { newestFullOf: servers/exch2/storageGroups/sg1 }',
      { verb: 'spoil', group: 2, only: 'full' },
    ],
  ])('%s', (text, fault) => {
    expect(faults(text)).toEqual([{ ...common, ...fault }]);
  });

  it.each([
    ['corrupt: servers/*/storageGroups/sg2/databases/db1', 'a fault names one database'],
    ['corrupt: servers/exch1', 'the path names no database'],
    ['spoil: { }', 'which set?'],
    [
      'lose: servers/exch1, spoil: { newestSetOf: servers/exch2/storageGroups/sg1 }',
      'a fault has one verb',
    ],
    [
      'corrupt: { database: servers/exch1/storageGroups/sg2/databases/db1, pages: 0 }',
      'pages: a whole number',
    ],
  ])('refuses %s', (text, says) => {
    const problems = problemsOf(
      loadText(`${SMALL}faults: { f: { at: 2007-01-10 12:00, ${text} } }\n`),
    );
    expect(problems.map((each) => each.message).join()).toContain(says);
  });
});

describe('expectations', () => {
  const expectation = (text: string): unknown =>
    good(loadText(`${SMALL}expect: [{ ${text} }]\n`)).expectations[0];

  it.each<[string, object]>([
    [
      'metric: loss.messages, over: incident, stat: p95, atMost: 60 messages',
      { atMost: 60, unit: 'messages' },
    ],
    ['metric: loss.bytes, over: replication, stat: mean, atMost: 1 MB', { atMost: 1e6, unit: 'B' }],
    [
      'metric: availability.service, stat: mean, atLeast: 99.9 %',
      { atLeast: 0.999, unit: 'share' },
    ],
    [
      'metric: backup.overruns, over: job, stat: probability, atMost: 1 %',
      { atMost: 0.01, unit: 'share' },
    ],
    [
      'metric: backup.overruns, over: replication, stat: mean, atMost: 2 /year',
      { atMost: 2, unit: '/year' },
    ],
    [
      'metric: downtime.data, stat: mean, atMost: 50 mailbox-hours',
      { atMost: 50, unit: 'mailbox-hours' },
    ],
    ['metric: restore.sets, stat: max, atMost: 7 sets', { atMost: 7, unit: 'sets' }],
    ['metric: causes.volume-lost, stat: total, atMost: 3', { atMost: 3, unit: 'count' }],
    ['metric: waterfall.replay, stat: p95, atMost: 1 h', { atMost: 3_600_000, unit: 'ms' }],
    [
      'metric: recovery.data, stat: probability, above: 4 h, atMost: 5 %',
      { atMost: 0.05, above: 14_400_000, unit: 'share' },
    ],
  ])('%s', (text, expected) => {
    expect(expectation(text)).toMatchObject({
      ...expected,
      given: 'years',
      proof: 'interval',
      whenUndecided: 'fail',
    });
  });

  it('a difference may be asked to be below zero', () => {
    const text = `${SMALL}strategies: { a: {}, b: {} }\nexpect: [{ difference: { of: a, minus: b }, metric: recovery.data, stat: mean, atMost: -5 min }]\n`;
    const [found] = good(loadText(text)).expectations;
    expect(found).toMatchObject({
      difference: { of: 'a', minus: 'b' },
      strategies: [],
      atMost: -300_000,
    });
  });

  it.each([
    ['metric: recovery.data, stat: mean', 'an expectation needs a limit'],
    ['metric: recovery.data, stat: mean, atMost: -1 h', 'not negative'],
    ['metric: recovery.data, stat: mean, atMost: 1 h, atLeast: 2 h', 'nothing can be both'],
    [
      'metric: recovery.data, over: job, stat: mean, atMost: 1 h',
      "'recovery.data' is not over job",
    ],
    [
      'metric: recovery.data, stat: mean, above: 1 h, atMost: 1 h',
      "'above' goes with stat: probability",
    ],
    ['metric: recovery.data, atMost: 1 h', 'missing: which number'],
    ['metric: cost.total, stat: mean, atMost: 5', 'not modelled yet'],
    [
      'metric: backup.duration, over: job, per: database, stat: mean, atMost: 5 h',
      "'per' splits incidents",
    ],
    ['metric: restore.sets, stat: mean, atMost: 5', 'a count of sets needs a unit'],
    ['metric: causes.volume-lost, stat: mean, atMost: 5 h', 'not a number'],
    ['metric: availability.data, stat: mean, atLeast: 101 %', 'at most 100 %'],
    [
      'metric: recovery.data, stat: mean, atMost: 5 h, where: { cause: volume-los }',
      "no cause 'volume-los'",
    ],
    [
      'metric: recovery.data, stat: mean, atMost: 5 h, strategy: plan, difference: { of: plan, minus: plan }',
      'not both',
    ],
  ])('refuses %s', (text, says) => {
    const problems = problemsOf(loadText(`${SMALL}expect: [{ ${text} }]\n`));
    expect(problems.map((each) => each.message).join()).toContain(says);
    expect(problems.every((each) => each.line === 18)).toBe(true);
  });
});

describe('the organization', () => {
  it('fills in the smallest directory, hub, class and team', () => {
    const small = plan(SMALL);
    expect(small.controllers).toEqual([
      {
        id: 0,
        path: 'directory/domains/corp/controllers/dc1',
        name: 'dc1',
        domain: 'corp',
        site: 0,
      },
    ]);
    expect(small.hubs).toEqual([{ id: 0, path: 'hubs/hub1', name: 'hub1', site: 0 }]);
    expect(small.classes[0]).toMatchObject({
      name: 'standard',
      restoreMs: { database: null, server: null },
    });
    expect(small.operations).toMatchObject({
      teams: [{ people: 2, onCallMs: 2_700_000 }],
      readLog: { week: { length: 5 } },
    });
  });

  it('nobody on call, nobody who reads the log', () => {
    const text = `${SMALL}operations: { operators: { night: { people: 1, hours: daily 22:00-06:00, onCall: none } }, readLog: never }\n`;
    expect(plan(text).operations).toMatchObject({ teams: [{ onCallMs: null }], readLog: null });
  });

  it.each([
    ['raid5, disks: 8', 'raid10, disks: 8', 4 * 146e9, 4 * 80e6, 4 * 80e6],
    ['raid5, disks: 8', 'raid5, disks: 4', 3 * 146e9, 3 * 80e6, (150e6 * 3) / 7],
    ['raid5, disks: 8', 'raid5, disks: 15', 14 * 146e9, 14 * 80e6, 300e6],
  ])('%s → %s: room and rates follow the RAID level', (from, to, room, read, write) => {
    expect(plan(small(from, to)).volumes[0]).toMatchObject({
      capacityBytes: room,
      readBytesPerSecond: read,
      writeBytesPerSecond: write,
    });
  });

  it.each([
    ['raid5, disks: 8', 'raid5, disks: 2', 'raid5 has at least 3 disks'],
    ['raid5, disks: 8', 'raid10, disks: 5', 'an even number'],
    ['raid5, disks: 8', 'raid1, disks: 4', 'more of them are raid10'],
    ['sg1..sg2', 'sg01..sg51', '51 databases; exchange-2007 has at most 50'],
    ['organization:\n', 'organization:\n  version: exchange-2010\n', 'not one of the choices'],
    ['{ standard: 100 }', '{ standard: 0 }', 'at least one mailbox'],
    ['{ hq: {} }', '{ hq: {}, dr: {} }', 'missing: which site?'],
  ])('%s → %s is refused', (from, to, says) => {
    expect(problemsOf(loadText(small(from, to)))[0].message).toContain(says);
  });

  it('links and offsets are checked, and listed as without effect', () => {
    const text = small(
      '{ hq: {} }',
      '{ hq: {}, dr: { offset: -5 h } }\n  links: { wan: { between: [hq, dr], bandwidth: 1.544 Mbit/s, latency: 60 ms } }',
    );
    const all = text
      .replaceAll('volumes:', 'site: hq\n      volumes:')
      .replace('lib1: {', 'lib1: { site: hq,');
    const scenario = good(
      loadText(
        `${all}`.replace(
          '  servers:',
          '  hubs: { hub1: { site: hq } }\n  directory: { domains: { corp: { controllers: { dc1: { site: hq } } } } }\n  servers:',
        ),
      ),
    );
    expect(scenario.notModelled.map((each) => each.path)).toEqual([
      'organization/sites/dr/offset',
      'organization/links/wan',
    ]);
    expect(problemsOf(loadText(all.replace('[hq, dr]', '[hq, rd]')))[0]).toMatchObject({
      message: "no site 'rd'",
      nearest: 'dr',
    });
  });
});

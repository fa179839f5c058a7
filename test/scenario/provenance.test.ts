import { describe, expect, it } from 'vitest';
import { formatProblem, formatResolved, loadScenario } from '../../sim/scenario/index.ts';
import type { LoadResult } from '../../sim/scenario/index.ts';
import {
  FLAGSHIP,
  good,
  loadFiles,
  loadText,
  problemsOf,
  readDisk,
  small,
  SMALL,
} from './helper.ts';

const lines = (result: LoadResult): string[] =>
  problemsOf(result).map((p) => `${p.file}:${p.line}:${p.column} ${p.path}`);

describe('a mistake points at the line that wrote the value', () => {
  it('in the file that is extended', () => {
    const base = small('400 MiB', '400 Mb');
    expect(
      lines(
        loadFiles({ 'base.yaml': base, 'dir/child.yaml': 'dialtone: 1\nextends: ../base.yaml\n' }),
      ),
    ).toEqual([
      'base.yaml:12:100 organization/servers/exch1/storageGroups/sg1/databases/db1/quota',
    ]);
  });

  it('in the patch of a strategy, and in the strategy that it extends', () => {
    const text = `${SMALL}strategies:
  a: { organization: { servers: { '*': { storageGroups: { sg2: { logs: lgos } } } } } }
  b:
    extends: a
    backup: { jobs: { full: { keep: 2 months } } }
`;
    expect(lines(loadText(text))).toEqual([
      'test.yaml:19:72 organization/servers/exch1/storageGroups/sg2/logs',
      'test.yaml:22:37 backup/jobs/full/keep',
    ]);
  });

  it('in the defaults of jobs', () => {
    expect(lines(loadText(small('20:00-06:00', '20:00')))).toEqual([
      'test.yaml:15:23 backup/jobs/full/window',
    ]);
  });

  it('in one member of a range', () => {
    const text = small('  libraries:', '    exch2: { site: hp }\n  libraries:');
    expect(lines(loadText(text))).toEqual(['test.yaml:13:20 organization/servers/exch2/site']);
  });

  it('at the anchor, where a value is an alias', () => {
    const text = small('quota: 400 MiB', 'quota: &q 400 Mb, size: *q');
    expect(lines(loadText(text))[0]).toContain('test.yaml:12:103');
  });
});

describe('extends', () => {
  it('patches the whole document, strategies included', () => {
    const base = `${SMALL}seed: 5
strategies:
  old: {}
  kept: { label: As it was, backup: { jobs: { full: { when: Sat 20:00 } } } }
`;
    const child = `dialtone: 1
extends: base.yaml
seed: 6
organization: { servers: { exch1..exch2: { storageGroups: { '*': { databases: { db1: { quota: 200 MiB } } } } } } }
strategies:
  old: null
  kept: { backup: { jobs: { full: { keep: 1 week } } } }
  new: { extends: kept, label: New }
`;
    const scenario = good(loadFiles({ 'base.yaml': base, 'child.yaml': child }));
    expect(scenario.seed).toBe(6);
    expect(scenario.strategies.map((each) => [each.name, each.label])).toEqual([
      ['kept', 'As it was'],
      ['new', 'New'],
    ]);
    for (const { plan } of scenario.strategies) {
      expect(plan.jobs[0].keepMs).toBe(7 * 86_400_000);
      expect(plan.jobs[0].when.week).toHaveLength(1);
      expect(plan.databases[0].sizeBytes).toBe(200 * 1_048_576 * 100 * 1.2);
    }
  });

  it('stays inside the tree of the current directory', () => {
    const outside = { '../base.yaml': SMALL, 'child.yaml': 'dialtone: 1\nextends: ../base.yaml\n' };
    expect(problemsOf(loadFiles(outside)).map(formatProblem)).toEqual([
      "child.yaml:2:10: error: extends: '../base.yaml' lies outside of the current directory (--allow-path permits it); expected a path such as ./contoso.yaml",
    ]);
    expect(loadFiles(outside, { allowPath: true }).ok).toBe(true);
    const absolute = {
      '/etc/base.yaml': SMALL,
      'child.yaml': 'dialtone: 1\nextends: /etc/base.yaml\n',
    };
    expect(loadFiles(absolute).ok).toBe(false);
    const elsewhere = {
      '/home/me/base.yaml': SMALL,
      '/home/me/s/child.yaml': 'dialtone: 1\nextends: ../base.yaml\n',
    };
    expect(loadFiles(elsewhere).ok).toBe(false);
  });

  it('has no cycle', () => {
    const cycle = {
      'a.yaml': 'dialtone: 1\nextends: b.yaml\n',
      'b.yaml': 'dialtone: 1\nextends: ./a.yaml\n',
    };
    expect(problemsOf(loadFiles(cycle))[0].message).toBe(
      'a cycle: b.yaml extends a.yaml extends b.yaml',
    );
  });

  it('warns where nothing is dropped', () => {
    const result = loadText(`${SMALL}strategies: { kept: {}, olt: null }\n`);
    expect(result.ok).toBe(true);
    expect(problemsOf(result).map((each) => each.message)).toEqual(["no strategy 'olt' to drop"]);
  });
});

describe('--resolved', () => {
  it.each([FLAGSHIP, 'scenarios/incidents/volume-dies-thursday.yaml', 'scenarios/contoso.yaml'])(
    '%s means the same when it is read again',
    (path) => {
      const scenario = good(loadScenario(path, readDisk));
      const again = good(loadText(formatResolved(scenario)));
      expect(again.strategies.map((each) => each.plan)).toEqual(
        scenario.strategies.map((each) => each.plan),
      );
      expect(again.digest).toBe(scenario.digest);
      expect(again.defaults).toEqual([]);
    },
  );

  it('names the source of every default, or marks it as assumed', () => {
    const scenario = good(loadText(SMALL));
    const [plan] = scenario.strategies;
    const byPath = new Map(plan.defaults.map((each) => [each.path, each]));
    expect(byPath.get('parameters/store/logBytes')).toEqual({
      path: 'parameters/store/logBytes',
      value: '1 MiB',
      source: 'ESE-01; slipstick.com 2008-05',
      assumed: false,
    });
    expect(byPath.get('parameters/operations/decideMs')).toMatchObject({
      value: '15 min',
      assumed: true,
    });
    expect(byPath.get('hazards/volume-lost')).toMatchObject({ value: '1 %/year', assumed: true });
    expect(byPath.get('backup/jobs/full/keep')).toMatchObject({ value: '2 weeks', assumed: true });
    expect(
      byPath.get('organization/servers/exch1/storageGroups/sg1/databases/db1/size'),
    ).toMatchObject({
      value: '48000 MiB',
    });
    expect(scenario.defaults.map((each) => each.path)).toEqual([
      'scenario',
      'seed',
      'replications',
      'start',
      'horizon',
      'runOut',
      'baseline',
      'warmup',
    ]);
    const text = formatResolved(scenario);
    expect(text).toContain('decideMs: 15 min # default: no source read (assumed: true)');
    expect(text).toContain('logBytes: 1 MiB # default: ESE-01; slipstick.com 2008-05\n');
  });

  it('a figure that the scenario gives is no default', () => {
    const scenario = good(
      loadText(
        `${SMALL}parameters: { store: { replayLogsPerSecond: 0.5 logs/s }, hardware: { wholeServerShare: 20 % } }\n`,
      ),
    );
    const [{ plan, defaults }] = scenario.strategies;
    expect(plan.figures.store.replayLogsPerSecond).toBe(0.5);
    expect(plan.figures.hardware.wholeServerShare).toBe(0.2);
    expect(defaults.map((each) => each.path)).not.toContain('parameters/store/replayLogsPerSecond');
  });

  it('Exchange 2003 has its own figures', () => {
    const [{ plan, defaults }] = good(
      loadText(small('organization:\n', 'organization:\n  version: exchange-2003\n')),
    ).strategies;
    expect(defaults).toContainEqual({
      path: 'parameters/store/replayLogsPerSecond',
      value: '0.25 log/s',
      source: 'KB Q272234; windowsitpro 26822',
      assumed: false,
    });
    expect(plan.figures.store).toMatchObject({
      logBytes: 5_242_880,
      pageBytes: 4096,
      replayLogsPerSecond: 0.25,
    });
    expect(plan.databases[0].profile).toMatchObject({ sentPerDay: 30, receivedPerDay: 75 });
  });
});

import { describe, expect, it } from 'vitest';
import { DAY, HOUR, instantOf, MINUTE, WEEK } from '../../sim/engine/clock.ts';
import { causeKeys } from '../../sim/org/causes.ts';
import { loadScenario, loadValue } from '../../sim/scenario/index.ts';
import { FLAGSHIP, flagshipText, good, loadText, readDisk, small, SMALL } from './helper.ts';

const flagship = good(loadScenario(FLAGSHIP, readDisk));
const [weekly, daily] = flagship.strategies.map((strategy) => strategy.plan);

describe('the flagship as a plan', () => {
  it('has the organization of the book', () => {
    expect(weekly.servers.map((server) => server.path)).toEqual(
      [1, 2, 3, 4].map((n) => `servers/exch${n}`),
    );
    expect(weekly.databases).toHaveLength(20);
    expect(weekly.databases.reduce((sum, each) => sum + each.mailboxCount, 0)).toBe(2000);
    expect(weekly.databases[7]).toMatchObject({
      id: 7,
      path: 'servers/exch2/storageGroups/sg3/databases/db1',
      group: 7,
      server: 1,
      volume: 2,
      sizeBytes: 47 * 1024 * 1024 * 1024,
      mounted: true,
    });
    expect(weekly.groups[7]).toMatchObject({
      prefix: 'E02',
      logVolume: 3,
      systemVolume: 3,
      databases: [7],
    });
    expect(weekly.classes.map((each) => each.name)).toEqual(['premium', 'standard']);
    expect(weekly.databases[0].mailboxes).toEqual([10, 90]);
    expect(weekly.sites[0].partsMs).toEqual({
      disk: 30 * MINUTE,
      array: 30 * MINUTE,
      server: 4 * HOUR,
    });
  });

  it('knows its disks and tapes by the catalogue', () => {
    expect(weekly.volumes[2]).toMatchObject({
      path: 'servers/exch2/nodes/a/volumes/database',
      capacityBytes: 7 * 146e9,
      readBytesPerSecond: 7 * 80e6,
      writeBytesPerSecond: 150e6,
    });
    expect(weekly.volumes[3]).toMatchObject({
      capacityBytes: 73e9,
      readBytesPerSecond: 80e6,
      writeBytesPerSecond: 80e6,
    });
    expect(weekly.drives.map((each) => each.path)).toEqual([
      'libraries/lib1/drives/1',
      'libraries/lib1/drives/2',
    ]);
    expect(weekly.cartridges).toHaveLength(100);
    expect(weekly.cartridges[99]).toEqual({
      id: 99,
      path: 'libraries/lib1/cartridges/100',
      library: 0,
      capacityBytes: 400e9,
    });
  });

  it('has the jobs of each strategy', () => {
    expect(weekly.jobs.map((job) => `${job.path} ${job.type}`)).toEqual([
      'backup/jobs/full full',
      'backup/jobs/nightly incremental',
    ]);
    expect(daily.jobs).toHaveLength(1);
    const [full, nightly] = weekly.jobs;
    expect(full.when).toEqual({ week: [5 * DAY + 20 * HOUR], monthly: [] });
    expect(nightly.when.week.map((at) => at / HOUR)).toEqual([20, 44, 68, 92, 116, 164]);
    expect(full.groups).toHaveLength(20);
    expect(full.keepMs).toBe(4 * WEEK);
    expect(full.window.slice(0, 4)).toEqual([0, 6 * HOUR, 20 * HOUR, 30 * HOUR]);
  });

  it('has its clock, its baseline and the causes of the table', () => {
    expect(weekly.clock).toEqual({
      warmupStart: instantOf(2007, 1, 29),
      start: instantOf(2007, 3, 5),
      end: instantOf(2008, 3, 3),
      latest: instantOf(2008, 5, 2),
    });
    expect(flagship.baseline).toBe('weekly-incremental');
    expect(flagship.causes.map((each) => each.key)).toEqual(causeKeys);
    expect(flagship.causes.filter((each) => each.simulated).map((each) => each.key)).toEqual([
      'controller-failed',
      'disk-failed',
      'drive-failed',
      'job-failed',
      'job-silently-wrong',
      'logical-corruption',
      'mount-failed',
      'operator-destroys',
      'page-damage',
      'sector-unreadable',
      'server-failed',
      'set-unreadable',
      'volume-lost',
    ]);
    expect(weekly.hazards['volume-lost']).toEqual({ type: 'exponential', mean: 100 * 365 * DAY });
    expect(weekly.hazards['job-failed']).toEqual({ type: 'constant', value: 0.03 });
  });

  it('lists what has no effect yet', () => {
    expect(flagship.notModelled).toEqual([]);
    expect(flagship.prices).toMatchObject({ currency: 'EUR', cartridge: 40 });
    expect(weekly.prices).toMatchObject({ currency: 'EUR', drive: 3500, lostMailboxHour: 10 });
  });

  it('reads its expectation', () => {
    expect(flagship.expectations).toMatchObject([
      {
        name: 'Standard databases are back in 4 h',
        strategies: ['weekly-incremental', 'daily-full', 'weekly-differential'],
        metric: 'recovery.data',
        over: 'incident',
        per: 'database',
        stat: 'p95',
        given: 'exposure',
        where: { class: 'standard' },
        unit: 'ms',
        atMost: 4 * HOUR,
        file: FLAGSHIP,
        line: 52,
        column: 5,
      },
    ]);
  });
});

describe('the digest', () => {
  it('does not depend on comments, order of keys or spelling', () => {
    const plain = good(loadText(SMALL));
    const other = good(
      loadText(
        `# a comment\n${small('{ raid: raid5, disks: 8 x sas-15k-146gb }', '{ disks: 8 x sas-15k-146gb, raid: raid5 }').replace('daily 20:00', '20:00')}`,
      ),
    );
    expect(other.digest).toBe(plain.digest);
    expect(other.strategies[0].plan).toEqual(plain.strategies[0].plan);
  });

  it('changes with what is simulated', () => {
    const digests = [
      SMALL,
      small('400 MiB', '401 MiB'),
      `${SMALL}seed: 2\n`,
      `${SMALL}replications: 3\n`,
    ].map((text) => good(loadText(text)).digest);
    expect(new Set(digests).size).toBe(4);
  });
});

describe('ids', () => {
  it('follow the natural order of paths, not the order in the file', () => {
    const text = small('sg1..sg2:', 'sg09..sg10:').replace('exch1..exch2:', 'exch10:');
    expect(good(loadText(text)).strategies[0].plan.groups.map((each) => each.name)).toEqual([
      'sg09',
      'sg10',
    ]);
    const both = `${SMALL}strategies: { a: { organization: { servers: { exch10: { volumes: { v: { raid: raid1, disks: 2 x sas-15k-73gb } }, storageGroups: { sg1: { logs: v, databases: { db1: { on: v, mailboxes: { standard: 1 }, profile: light, quota: 1 GB } } } } } } } } }\n`;
    const names = good(loadText(both)).strategies[0].plan.servers.map((each) => each.name);
    expect(names).toEqual(['exch1', 'exch2', 'exch10']);
  });
});

describe('other ways to give a scenario', () => {
  it('JSON is YAML', () => {
    const scenario = good(loadText(SMALL));
    const json = good(loadText(JSON.stringify(scenario.resolved)));
    expect(json.strategies[0].plan).toEqual(scenario.strategies[0].plan);
  });

  it('loadValue takes the default export of a module', () => {
    const resolved = good(loadText(SMALL)).resolved;
    const scenario = good(loadValue(resolved, 'scenario.ts', readDisk));
    expect(scenario.strategies[0].plan).toEqual(good(loadText(SMALL)).strategies[0].plan);
    expect(loadValue({ dialtone: 1, organization: () => 1 }, 's.ts', readDisk)).toMatchObject({
      ok: false,
      problems: [{ file: 's.ts', line: 0, message: 'a scenario is plain data: found a function' }],
    });
    const loop: Record<string, unknown> = { dialtone: 1 };
    loop.organization = loop;
    expect(loadValue(loop, 's.ts', readDisk).ok).toBe(false);
  });

  it('the command line goes before the file', () => {
    const overrides = { seed: 7, replications: 3, horizonDays: 70 };
    const scenario = good(loadText(flagshipText, { overrides }));
    expect(scenario).toMatchObject({ seed: 7, replications: 3, horizonMs: 70 * DAY });
    expect(scenario.resolved).toMatchObject({ seed: 7, replications: 3, horizon: '10 weeks' });
    const wrong = loadText(flagshipText, { overrides: { seed: -1, horizonDays: Number.NaN } });
    expect(wrong.ok ? [] : wrong.problems.map((each) => each.path)).toEqual(['seed', 'horizon']);
  });
});

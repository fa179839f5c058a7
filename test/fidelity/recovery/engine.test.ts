/** What a crash takes and what it leaves: logs, cache, damaged pages (ESE-09, 10, 31, 33, 39, 44, 46). */
import { describe, expect, it } from 'vitest';
import { subtract } from '../../../sim/engine/intervals.ts';
import { MINUTE } from '../../../sim/engine/clock.ts';
import { checkpointLog } from '../../../sim/org/store/checkpoint.ts';
import { committed } from '../../../sim/org/store/content.ts';
import { dismount, mountError } from '../../../sim/org/store/mount.ts';
import { formatProblem, loadScenario } from '../../../sim/scenario/index.ts';
import {
  ends,
  groups,
  instant,
  openLogOf,
  runUntil,
  scenario,
  setsOf,
} from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';
import { randomYaml } from '../../support/random.ts';
import {
  DATABASE,
  failing,
  rowsOf,
  SERVER,
  steps,
  struckAt,
  toEnd,
} from '../../support/recovery.ts';

const AT = 'at: week 2 Thu 14:30';
const CRASH = { crash: `${AT}, fail: ${SERVER}` };
const LOGS = `delete: ${SERVER}/storageGroups/sg1/logs`;

describe('a crash', () => {
  it('ESE-09: takes nothing that was committed: soft recovery brings back what the logs hold', () => {
    const watched = failing(CRASH, {}, true);
    runUntil(watched, struckAt(watched) - 1);
    const before = committed(watched.sim.world, 0);
    toEnd(watched);
    const after = committed(watched.sim.world, 0);
    for (const c of [0, 1] as const) expect(subtract(before[c], after[c])).toEqual([]);
    expect(watched.of('database.up').at(-1)!.at).toBeGreaterThan(struckAt(watched));
    expect(watched.sim.world.org.store.databases[0]).toMatchObject({ lost: [[], []] });
    // What clients would have written while it was down was never committed.
    const [from, to] = watched.sim.world.org.store.databases[0].downs.slice(-2);
    expect(from).toBe(struckAt(watched));
    expect(subtract([from, to], after[1])).toEqual([from, to]);
  });

  it('ESE-39: empties the cache, which is made again from the logs behind the checkpoint, and from no others', () => {
    const watched = failing(CRASH);
    runUntil(watched, struckAt(watched) - 1);
    const [checkpoint, open] = [checkpointLog(watched.sim.world, 0), openLogOf(watched)];
    expect(open - checkpoint).toBe(20);
    toEnd(watched);
    const [replay] = steps(watched, 'replay');
    const { replayLogsPerSecond } = watched.plan.figures.store;
    expect(replay.at - replay.began).toBe(((open - checkpoint + 1) / replayLogsPerSecond) * 1000);
    expect(steps(watched).map((s) => s.step)).toEqual(['plan', 'replay', 'mount']);
    expect(setsOf(watched).length).toBeGreaterThan(0);
  });

  it('ESE-10: finds changes in the logs first, in the file later: without its logs the file is of no use', () => {
    const watched = failing({ gone: `${AT}, ${LOGS}` });
    runUntil(watched, struckAt(watched) - 1);
    const { world } = watched.sim;
    expect(openLogOf(watched) - checkpointLog(world, 0)).toBe(20);
    toEnd(watched);
    // The file was there all the time; everything since the last set is lost all the same.
    const [row] = rowsOf(watched);
    expect(row.oldestLost).toBe(instant(watched.plan, 2, 'Wed 20:00'));
    expect(row.lostWindowMs).toBeGreaterThan(18 * 60 * MINUTE);
    expect(steps(watched, 'image')).toHaveLength(1);
    // Once it is all in the file, no log is needed.
    const stopped = failing(CRASH);
    runUntil(stopped, instant(stopped.plan, 1, 'Thu 14:30'));
    dismount(stopped.sim.world, 0, true, 'a test');
    expect(openLogOf(stopped) - checkpointLog(stopped.sim.world, 0)).toBe(0);
  });

  it('ESE-33: damages no page, nor do jobs, drives and operators: that takes hardware', () => {
    const met = (hardware: boolean): [number, number] => {
      let [pages, crashes] = [0, 0];
      for (const seed of [1, 2, 3]) {
        const yaml = randomYaml(seed, '6 weeks');
        const spared = yaml
          .replace(/page-damage: \d+ \/year/, 'page-damage: none')
          .replace(/sector-unreadable: [\de.-]+ %/, 'sector-unreadable: none');
        expect(spared).not.toBe(yaml);
        const watched = watch(hardware ? yaml : spared, { check: false, replication: seed });
        const { store } = watched.sim.world.org;
        const count = (): void => {
          for (const d of store.databases) pages += d.holes.length;
        };
        watched.sim.on('server.up', count);
        watched.sim.on('backup.ended', count);
        toEnd(watched);
        pages += ends(watched).filter((f) => f.because.includes('-1018')).length;
        crashes += watched.of('server.down').length;
      }
      return [pages, crashes];
    };
    const [pages, crashes] = met(false);
    expect(crashes).toBeGreaterThan(3);
    expect(pages).toBe(0);
    expect(met(true)[0]).toBeGreaterThan(0);
  });
});

describe('a database file', () => {
  it('ESE-31: with one wrong bit is read as if it were whole: no backup breaks off, nothing is restored or lost', () => {
    const bit = `corrupt: { database: ${DATABASE}, pages: 1, singleBit: true }`;
    const more = { ...CRASH, bit: `at: week 2 Thu 14:00, ${bit}` };
    const watched = toEnd(failing(more, {}, true));
    expect(watched.sim.world.org.store.databases[0].holes).toMatchObject([{ singleBit: true }]);
    const since = ends(watched).filter((f) => f.began > struckAt(watched));
    expect(since.filter((f) => f.backupType === 'full').length).toBeGreaterThan(0);
    expect(since.every((f) => f.outcome === 'succeeded')).toBe(true);
    expect(steps(watched, 'image')).toEqual([]);
    expect(watched.of('content.lost')).toEqual([]);
    expect(watched.of('incident.opened').map((f) => f.cause)).toEqual(['server-failed']);

    const two = `corrupt: { database: ${DATABASE}, pages: 1 }`;
    const damaged = toEnd(failing({ worse: `at: week 2 Thu 14:00, ${two}` }));
    expect(steps(damaged, 'image')).toHaveLength(1);
    expect(damaged.of('incident.opened').map((f) => f.cause)).toEqual(['page-damage']);
  });

  it('ESE-46: is no complete database while it is mounted: a copy needs the logs from the checkpoint to its end', () => {
    const watched = failing({ gone: `${AT}, ${LOGS}` });
    const { world } = watched.sim;
    runUntil(watched, instant(watched.plan, 1, 'Sat 20:00') - 1);
    const [flushed, open] = [checkpointLog(world, 0), openLogOf(watched)];
    runUntil(watched, instant(watched.plan, 1, 'Sun 12:00'));
    const [full] = ends(watched, 'full').slice(-1);
    expect(full).toMatchObject({ outcome: 'succeeded', lowLog: flushed });
    expect(full.highLog).toBeGreaterThanOrEqual(open);
    runUntil(watched, struckAt(watched) - 1);
    expect(world.org.store.databases[0]).toMatchObject({ mounted: true, clean: false });
    // The very file that is copied every week cannot be mounted once its logs are gone.
    runUntil(watched, struckAt(watched));
    expect(world.org.store.databases[0]).toMatchObject({ fileLost: false, clean: false });
    expect(mountError(world, 0)).toBe('missing-log');
    // The copy can, after a replay from its first log on.
    toEnd(watched);
    expect(watched.of('replay.done')[0].from).toBe(full.lowLog);
  });
});

describe('a server', () => {
  const of = (
    version: string,
    counts: readonly number[],
    change: (yaml: string) => string = (yaml) => yaml,
  ): string[] => {
    const shape = counts.map((n, g) => [
      `sg${g + 1}`,
      Object.fromEntries(Array.from({ length: n }, (_, i) => [`db${i + 1}`, { size: '1 GiB' }])),
    ]);
    const yaml = scenario({ groups: groups(Object.fromEntries(shape)) }).replace(
      'exchange-2007',
      `exchange-${version}`,
    );
    const loaded = loadScenario('test.yaml', () => change(yaml));
    if (loaded.ok) return [];
    for (const { path } of loaded.problems)
      expect(path).toContain('organization/servers/mbx1/storageGroups');
    return loaded.problems.map(formatProblem);
  };
  const FOLDERS = '{ kind: public, on: database, posts: 9 messages, size: 1 GiB }';
  /** Of 2003, with a public folder database more in the last group. */
  const withPublic = (counts: readonly number[]): string[] =>
    of('2003', counts, (yaml) =>
      yaml.replace('  libraries:', `            pf: ${FOLDERS}\n  libraries:`),
    );

  it('ESE-44: has 4 storage groups and 20 databases at most in 2003; a scenario with more is refused where it says so', () => {
    expect(of('2003', [5, 5, 5, 5])).toEqual([]);
    const groupsTooMany = of('2003', [1, 1, 1, 1, 1]);
    expect(groupsTooMany).toHaveLength(1);
    expect(groupsTooMany[0]).toContain('5 storage groups; exchange-2003 enterprise has at most 4');
    expect(groupsTooMany[0]).toMatch(/test\.yaml:\d+:\d+/);
    const [databasesTooMany] = of('2003', [6, 5, 5, 5]);
    expect(databasesTooMany).toContain('21 databases; exchange-2003 enterprise has at most 20');
    const fifty = Array.from({ length: 50 }, () => 1);
    expect(of('2007', fifty)).toEqual([]);
    expect(of('2007', [...fifty, 1])).toHaveLength(2);
  });

  it('E-53: has 5 databases a group and 20 in all in 2003, beside which a recovery storage group does not count', () => {
    const [, groupTooFull] = of('2003', [6, 5, 5, 5]);
    expect(groupTooFull).toContain(
      'sg1/databases: 6 databases; exchange-2003 enterprise has at most 5',
    );
    expect(of('2003', [6])).toHaveLength(1);
    // A public folder database is one of them.
    expect(withPublic([5, 5, 5, 4])).toEqual([]);
    expect(withPublic([5, 5, 5, 5])).toEqual([
      expect.stringContaining('21 databases; exchange-2003 enterprise has at most 20'),
      expect.stringContaining('6 databases; exchange-2003 enterprise has at most 5'),
    ]);
    // Twenty stand, and a drill still restores one of them beside the others.
    const five = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`db${n}`, { size: '1 GiB' }]));
    const yaml = scenario({ groups: groups({ sg1: five, sg2: five, sg3: five, sg4: five }) })
      .replace('exchange-2007', 'exchange-2003')
      .replace('operations:', 'operations:\n  drills: { weekly: { when: Tue 09:00 } }');
    const watched = watch(yaml, { check: false });
    runUntil(watched, instant(watched.plan, 1, 'Wed 00:00'));
    expect(watched.plan.databases).toHaveLength(20);
    expect(watched.of('drill.ended').map((f) => f.outcome)).toContain('restored');
    expect(watched.sim.world.org.store.databases.every((d) => d.mounted)).toBe(true);
  });
});

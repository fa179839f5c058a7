/** Log generations run out: 1,048,560 logs of a stream in 2003, then -519 (Exchange team blog 2008-07-23; KB 830408). */
import { describe, expect, it } from 'vitest';
import { dismount, mount, mountError } from '../../../sim/org/store/mount.ts';
import { closedLogName } from '../../../sim/org/store/names.ts';
import { inspect } from '../../../sim/report/inspect/index.ts';
import { formatProblem, loadScenario } from '../../../sim/scenario/index.ts';
import {
  ends,
  firstLog,
  headerOf,
  instant,
  openLogOf,
  path,
  runUntil,
} from '../../support/backup.ts';
import { LAST, NEAR, NIGHTLY, old, oldYaml, stops, toStop } from '../../support/generations.ts';
import { rowsOf, runWhile, toEnd } from '../../support/recovery.ts';

describe('a group whose log generations run out', () => {
  it('ESE-23: stops with all its databases, and no other, when E00FFFF0.log is full', () => {
    const watched = old();
    const at = toStop(watched);
    expect(stops(watched).map((f) => f.database)).toEqual([0, 1]);
    expect(openLogOf(watched)).toBe(LAST + 1);
    expect(closedLogName(watched.sim.world, 0, LAST)).toBe('E00FFFF0.log');
    expect(stops(watched)[0].because).toContain('E00FFFF0.log');
    const looked = inspect(watched.sim.world, path('sg1'))!.sections[0].fields!;
    expect(looked.find(([name]) => name === 'Open log')![1]).toBe(
      'none: -519, all generations are used up',
    );
    expect(mountError(watched.sim.world, 0)).toBe('generations-used-up');
    const before = runUntil(old(), at - 1);
    expect(openLogOf(before)).toBe(LAST);
    expect(before.sim.world.org.store.databases.every((d) => d.mounted)).toBe(true);
  });

  it.each([40, 2501, 4444, 9000])('stops to the millisecond, %i logs from its last one', (near) => {
    // A stream that knows no last log gets there at that very instant, backups that close logs early included.
    const often = {
      ...NIGHTLY,
      hourly: 'type: incremental, when: every 1 h from 00:00, window: always',
    };
    const shape = { first: LAST - near, plan: near > 4000 ? often : NIGHTLY };
    const at = toStop(old(shape));
    const endless = old({
      ...shape,
      rest: 'parameters: { store: { lastLogGeneration: 2000000 } }\n',
    });
    expect(openLogOf(runUntil(endless, at - 1))).toBe(LAST);
    expect(openLogOf(runUntil(endless, at))).toBe(LAST + 1);
  });

  it('is back on a stream that counts from 1, with all of its mail, when somebody has removed the logs', () => {
    const watched = old();
    const at = toStop(watched);
    const { operations, store } = watched.plan.figures;
    const { monitoringMs, decideMs, stepMs, mountMs } = operations;
    runWhile(watched, () => !watched.of('database.up').some((f) => f.at > at));
    const [up] = watched.of('database.up').filter((f) => f.at > at);
    // An alarm, a decision, a look, soft recovery from the checkpoint on, removing logs, a look at the new log, a mount.
    const replayMs = (logs: number) => Math.ceil((logs / store.replayLogsPerSecond) * 1000);
    const work = 2 * stepMs + replayMs(5) + replayMs(1) + mountMs;
    expect(up.at - at - monitoringMs - decideMs - work).toBeGreaterThanOrEqual(0);
    // It happens out of hours or within: the call is all that may come between.
    expect([0, 45 * 60_000]).toContain(up.at - at - monitoringMs - decideMs - work);
    expect(watched.of('stream.forked')).toMatchObject([{ group: 0, log: LAST + 1 }]);
    expect(closedLogName(watched.sim.world, 0, firstLog(watched))).toBe('E0000001.log');
    expect(openLogOf(watched)).toBeLessThan(100);
    toEnd(watched);
    expect(watched.of('content.lost')).toEqual([]);
    expect(watched.of('incident.opened').map((f) => f.cause)).toEqual(['generations-used-up']);
    expect(stops(watched)).toHaveLength(2);
  });

  it('X-04: has backups that lead nowhere until its next full, which is ordered at once', () => {
    const watched = old();
    const at = toStop(watched);
    expect(headerOf(watched, 0).fullHigh).toBeGreaterThan(0);
    runWhile(watched, () => watched.of('database.up').filter((f) => f.at > at).length < 2);
    expect([headerOf(watched, 0).fullHigh, headerOf(watched, 1).fullHigh]).toEqual([-1, -1]);
    const fulls = () => ends(watched).filter((f) => f.at > at && f.backupType === 'full');
    runWhile(watched, () => fulls().length === 0);
    const [next] = fulls();
    expect(next).toMatchObject({ group: 0, outcome: 'succeeded' });
    expect(next.at - at).toBeLessThan(3 * 3_600_000);
    expect(next.lowLog).toBeLessThan(100);
  });

  it.each([
    ['before', 'next window', true],
    ['after', 'at once', false],
  ])(
    'X-04: a disaster %s that full ends at the last set, or loses nothing',
    (_when, full, loses) => {
      const at = toStop(old());
      const probe = old();
      const hours = Math.ceil((at - probe.plan.clock.start) / 3_600_000) + 4;
      const day = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][Math.floor(hours / 24) % 7];
      const week = Math.floor(hours / 168) + 1;
      const hour = `${String(hours % 24).padStart(2, '0')}:00`;
      const rest = `recovery: { fullAfterRecovery: ${full} }\nfaults: { gone: { at: week ${week} ${day} ${hour}, delete: ${path('sg1', 'db1')} } }\n`;
      const plan = { ...NIGHTLY, full: `${NIGHTLY.full}, window: Sat-Sun 18:00-06:00` };
      const watched = toEnd(old({ rest, plan }));
      const row = rowsOf(watched).at(-1)!;
      expect(row.database).toBe(0);
      expect(row.lostMessages > 0).toBe(loses);
      // What the last set of the old stream holds: everything up to the incremental of the evening before.
      if (!loses) return;
      const night = instant(watched.plan, 1, 'Wed 20:00');
      expect(row.oldestLost).toBeGreaterThanOrEqual(night);
      expect(row.oldestLost).toBeLessThan(night + 600_000);
    },
  );

  it('breaks a backup off that is under way', () => {
    const plan = { full: `type: full, when: daily 16:00, window: 00:00-24:00, of: ${path('sg1')}` };
    const rest = 'parameters: { backup: { sourceBytesPerSecond: 1 MB/s } }\n';
    const watched = old({ plan, rest });
    const at = toStop(watched);
    runUntil(watched, at + 600_000);
    const broken = ends(watched).find((f) => f.at >= at && f.group === 0)!;
    expect(broken).toMatchObject({ outcome: 'failed' });
    expect(broken.because).toContain('-519');
  });

  it('stops to the very log where a database stands still for a while, or starts late', () => {
    const [stands, starts] = [old(), old()];
    for (const [watched, day] of [
      [stands, 'Tue'],
      [starts, 'Mon'],
    ] as const) {
      runUntil(watched, instant(watched.plan, 0, `${day} 10:00`));
      dismount(watched.sim.world, 1, true, 'a test');
      if (watched === starts) {
        runUntil(watched, instant(watched.plan, 0, 'Wed 10:00'));
        mount(watched.sim.world, 1);
      }
      toStop(watched);
      expect(openLogOf(watched)).toBe(LAST + 1);
    }
    expect(stands.sim.now).toBeGreaterThan(toStop(old()));
  });

  it('lasts for 2^31 logs in 2007, and is no matter in between', () => {
    const watched = old({ version: '2007', first: 2 ** 31 - NEAR });
    toStop(watched);
    expect(openLogOf(watched)).toBe(2 ** 31 + 1);
    expect(stops(watched)[0].because).toContain('E0080000000.log');
    const between = toEnd(old({ version: '2007', first: LAST - NEAR }));
    expect(stops(between)).toEqual([]);
    expect(openLogOf(between)).toBeGreaterThan(LAST);
  });

  it('cannot begin beyond its last generation', () => {
    const loaded = loadScenario('test.yaml', () => oldYaml({ first: LAST + 1 }));
    const [problem] = loaded.ok ? [] : loaded.problems.map(formatProblem);
    expect(problem).toMatch(/^test\.yaml:\d+:28: error: .*sg1\/firstGeneration: /);
    expect(problem).toContain('at most 1048560 logs (parameters/store/lastLogGeneration)');
    expect(loadScenario('test.yaml', () => oldYaml({ first: LAST })).ok).toBe(true);
  });
});

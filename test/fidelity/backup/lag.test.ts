/** A backup that holds the checkpoint too long stops its group, in Exchange 2003 (ESE-38, X-08). */
import { describe, expect, it } from 'vitest';
import { checkpointLog } from '../../../sim/org/store/checkpoint.ts';
import { dismount, mount } from '../../../sim/org/store/mount.ts';
import {
  ends,
  groups,
  instant,
  jobs,
  openLogOf,
  path,
  runUntil,
  scenario,
} from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { runWhile } from '../../support/recovery.ts';

const LIMIT = 1008;

/** A group of two databases, one large, that is copied by day; a second one is left alone. */
function busy(mailboxes: number, version = '2003', parameters = ''): Watched {
  const yaml = scenario({
    groups: groups({
      sg1: { db1: { size: '700 GiB', mailboxes }, db2: {} },
      sg2: { db1: { mailboxes: 10 } },
    }),
    jobs: jobs({ full: `type: full, when: Wed 08:00, window: 07:00-20:00, of: ${path('sg1')}` }),
    rest: `hazards: none\n${parameters}`,
  })
    .replace('exchange-2007', `exchange-${version}`)
    .replaceAll(
      'profile: average',
      'profile: { sent: 10 messages, received: 40 messages, logs: 6 logs }',
    );
  return watch(yaml, { check: true });
}

const stops = (watched: Watched) => watched.of('database.down');

describe('a checkpoint held by a long backup', () => {
  it('ESE-38, X-08: stops all databases of its group, and no other, at 1,008 logs to the very log', () => {
    const watched = busy(300);
    let lag = -1;
    watched.sim.on('database.down', () => {
      if (lag < 0) lag = openLogOf(watched) - checkpointLog(watched.sim.world, 0);
    });
    runUntil(watched, instant(watched.plan, 0, 'Thu 06:00'));
    expect(lag).toBe(LIMIT);
    const at = stops(watched)[0].at;
    expect(
      stops(watched)
        .filter((f) => f.at === at)
        .map((f) => f.database),
    ).toEqual([0, 1]);
    expect(stops(watched)[0].because).toContain('-614');
    const logged = watched.of('event.logged').filter((f) => f.severity === 'error' && f.at === at);
    expect(logged.map((f) => [f.at, f.server, f.source, f.id])).toEqual([
      [at, 0, 'ESE', 471],
      [at, 0, 'MSExchangeIS', 1159],
    ]);
    expect(watched.sim.world.org.eventlog.servers[0]).toMatchObject({ written: 4 });
    expect(stops(watched).every((f) => f.database < 2)).toBe(true);

    const before = busy(300);
    runUntil(before, at - 1);
    expect(openLogOf(before) - checkpointLog(before.sim.world, 0)).toBe(LIMIT - 1);
    expect(stops(before)).toEqual([]);
  });

  it('ESE-38, E-48: breaks the backup off, waits for somebody, and comes back by a replay of the lag', () => {
    const watched = busy(300);
    runUntil(watched, instant(watched.plan, 0, 'Wed 20:00'));
    const [{ at }] = stops(watched);
    const broken = ends(watched)[0];
    expect([broken.outcome, broken.because]).toEqual(['failed', expect.stringContaining('-614')]);
    expect(broken.at).toBeGreaterThanOrEqual(at);
    const up = watched.of('database.up').filter((f) => f.at > at);
    expect(up.slice(0, 2).map((f) => f.database)).toEqual([0, 1]);
    // An alarm, a decision, a look, the replay from the frozen checkpoint through the open log, a mount.
    const { operations, store } = watched.plan.figures;
    const { monitoringMs, decideMs, stepMs, mountMs } = operations;
    const replayMs = Math.ceil(((LIMIT + 1) / store.replayLogsPerSecond) * 1000);
    expect(up[0].at - at).toBe(monitoringMs + decideMs + stepMs + replayMs + mountMs);
    expect(watched.of('content.lost')).toEqual([]);
    // Nothing had failed: the incident bears the name of what stopped it.
    expect(watched.of('incident.opened').map((f) => f.key)).toEqual([
      `${path('sg1')}:checkpoint-lag:1`,
    ]);
  });

  it('ESE-38: lags on in 2007, and where the backup ends in time', () => {
    const newer = busy(300, '2007');
    runUntil(newer, instant(newer.plan, 0, 'Thu 06:00'));
    const quiet = busy(120);
    runUntil(quiet, instant(quiet.plan, 0, 'Thu 06:00'));
    for (const watched of [newer, quiet]) {
      expect(stops(watched)).toEqual([]);
      expect(ends(watched).map((f) => f.outcome)).toEqual(['succeeded']);
    }
    expect(ends(newer)[0].highLog - ends(newer)[0].lowLog).toBeGreaterThan(LIMIT);
    expect(ends(quiet)[0].highLog - ends(quiet)[0].lowLog).toBeGreaterThan(LIMIT / 2);
  });

  it('ESE-38: comes to the very log where a database starts under the backup, and where one stops', () => {
    const [starts, goes] = [busy(300), busy(300)];
    // Started at 10:00, with the mail of three hours; and stopped for good at that time.
    runUntil(starts, instant(starts.plan, 0, 'Wed 07:00'));
    dismount(starts.sim.world, 1, true, 'a test');
    for (const watched of [starts, goes]) {
      runUntil(watched, instant(watched.plan, 0, 'Wed 10:00'));
      if (watched === starts) mount(watched.sim.world, 1);
      else dismount(watched.sim.world, 1, true, 'a test');
      runWhile(watched, () => !stops(watched).some((f) => f.because.includes('-614')));
      expect(openLogOf(watched) - checkpointLog(watched.sim.world, 0)).toBe(LIMIT);
    }
    expect(goes.sim.now).toBeGreaterThan(starts.sim.now);
  });

  it('ESE-38: comes at the figure of the scenario, 256 logs before 2003', () => {
    const watched = busy(120, '2003', 'parameters: { store: { checkpointLagLogs: 256 } }\n');
    let lag = -1;
    watched.sim.on('database.down', () => {
      if (lag < 0) lag = openLogOf(watched) - checkpointLog(watched.sim.world, 0);
    });
    runUntil(watched, instant(watched.plan, 0, 'Thu 06:00'));
    expect(lag).toBe(256);
  });
});

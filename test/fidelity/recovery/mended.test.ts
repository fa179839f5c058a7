/** What a recovery leaves as it was, and what it does not wait for. */
import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../../sim/engine/clock.ts';
import { hungBackups } from '../../../sim/org/backup/hung.ts';
import { logCapacity, logsOnVolume } from '../../../sim/org/store/fill.ts';
import { ends, groups, instant, path, runUntil } from '../../support/backup.ts';
import { failing, LOST, rowsOf, struckAt, toEnd, volume } from '../../support/recovery.ts';
import { faults, shadowed } from '../../support/shadow.ts';

const WEEKS = { horizon: '2 weeks' };

describe('a recovery', () => {
  it('RST-49: brings a database back that is not in use, and leaves it dismounted', () => {
    const two = { groups: groups({ sg1: { db1: {}, db2: { mounted: false } } }), ...WEEKS };
    const watched = toEnd(failing(LOST, two, true));
    const { databases } = watched.sim.world.org.store;
    expect(databases.map((d) => [d.mounted, d.fileLost, d.restoring])).toEqual([
      [true, false, false],
      [false, false, false],
    ]);
    const [used, unused] = rowsOf(watched);
    expect(used.serviceMs).toBeGreaterThan(0);
    expect(unused.serviceMs).toBe(0);
    expect(unused.dataMs).toBeGreaterThan(0);
  });

  it('ESE-24: a log volume that goes halts its streams, and the application log says so', () => {
    const gone = { gone: `at: week 2 Thu 14:30, lose: ${volume('logs')}` };
    const shape = { groups: groups({ sg1: { db1: {}, db2: {} }, sg2: { db1: {} } }), ...WEEKS };
    const watched = failing(gone, shape);
    runUntil(watched, struckAt(watched));
    const logged = watched.of('event.logged').filter((f) => f.at === struckAt(watched));
    expect(logged.map((f) => f.id)).toEqual([492, 1159, 492, 1159]);
    expect(logged[0].text).toMatch(/sg1: -1022: .*logs is lost$/);
  });

  it('X-18: logs that a restore is going to need are moved from a full volume, not given up', () => {
    const shape = {
      logDisks: '2 x sas-15k-36gb',
      volumes: { other: 'raid: raid5, disks: 8 x sas-15k-146gb' },
      jobs: '\n    full: { type: full, when: first Sat 20:00 }',
      groups: groups({ sg1: { db1: { mailboxes: 200 }, db2: { mailboxes: 50, on: 'other' } } }),
    };
    const full = failing({}, shape);
    while (full.of('log-volume.full').length === 0) full.sim.step();
    const when = full.sim.now + 2 * MINUTE;
    const text = new Date(when).toISOString().slice(0, 16).replace('T', ' ');
    const watched = failing({ gone: `at: ${text}, lose: ${volume('other')}` }, shape, true);
    const [logs] = watched.plan.groups.map((g) => g.logVolume);
    runUntil(watched, when + DAY);
    const { world } = watched.sim;
    expect(watched.of('log-volume.freed')).toEqual([expect.objectContaining({ kept: true })]);
    // It was full once; before it ran full again within a millisecond of every mount.
    expect(watched.of('log-volume.full')).toHaveLength(1);
    expect(logsOnVolume(world, logs)).toBeLessThan(logCapacity(world, logs) / 2);
    expect(rowsOf(watched).map((row) => row.lostMessages)).toEqual([0, 0]);
    expect(world.org.store.databases.map((d) => d.mounted)).toEqual([true, true]);
  });
});

describe('a shadow copy that hangs', () => {
  it('BKP-45: keeps its session and truncates nothing until whoever reads the log ends it', () => {
    const rest = faults({ stuck: `at: week 1 Tue 12:00, fail: ${path('sg1')}, how: hangs` });
    const jobs = {
      full: 'type: full, engine: vss-software, when: daily 20:00, window: always, overrun: continue',
    };
    const watched = shadowed(jobs, { horizon: '1 week', rest });
    runUntil(watched, instant(watched.plan, 1, 'Wed 08:59'));
    expect(hungBackups(watched.sim.world).map((p) => p.name)).toEqual(['backup.vss']);
    const since = instant(watched.plan, 1, 'Tue 20:00');
    expect(watched.of('logs.truncated').filter((f) => f.at > since)).toEqual([]);
    runUntil(watched, instant(watched.plan, 1, 'Wed 19:00'));
    expect(hungBackups(watched.sim.world)).toEqual([]);
    expect(ends(watched).findLast((f) => f.hungSince !== null)?.because).toMatch(/^it hung, and/);
    runUntil(watched, instant(watched.plan, 1, 'Thu 06:00'));
    expect(ends(watched).at(-1)?.outcome).toBe('succeeded');
  });
});

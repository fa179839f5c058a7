/** Databases that stop at bad moments: what random scenarios had found wrong. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../sim/engine/clock.ts';
import { anyDirty, checkpointDepth, checkpointLog } from '../../../sim/org/store/checkpoint.ts';
import { dismount, finishSoftRecovery, mount, mountError } from '../../../sim/org/store/mount.ts';
import { openLog } from '../../../sim/org/store/stream.ts';
import { groups, instant, jobs, path, scenario } from '../../support/backup.ts';
import { LAST, old, stops } from '../../support/generations.ts';
import { watch } from '../../support/organization.ts';
import { runWhile, volume } from '../../support/recovery.ts';

const two = () => watch(scenario({ groups: groups({ sg1: { db1: {}, db2: {} } }) }));

describe('a database that stopped dirty', () => {
  it('holds the checkpoint of its group until it is recovered, whoever is mounted beside it', () => {
    // The checkpoint had moved on with the other database, and hands removed logs that the dirty one needed.
    const { sim } = two();
    const w = sim.world;
    sim.runUntil(w.plan.clock.start + 10 * HOUR);
    dismount(w, 0, false, 'it broke');
    const needed = openLog(w, 0) - checkpointDepth(w);
    sim.runUntil(sim.now + 8 * HOUR);
    expect(openLog(w, 0)).toBeGreaterThan(needed + 100);
    expect(checkpointLog(w, 0)).toBe(needed);
    // Neither does a clean stop of the other one pass what is still to be replayed.
    dismount(w, 1, true, 'taken down');
    expect(checkpointLog(w, 0)).toBe(needed);
    finishSoftRecovery(w, 0);
    expect(checkpointLog(w, 0)).toBe(openLog(w, 0));
  });
});

describe('a dirty file whose logs are gone', () => {
  const watched = watch(
    scenario({
      groups: groups({ sg1: { db1: {}, db2: {} } }),
      jobs: jobs({ own: `type: full, when: Mon 20:00, of: [${path('sg1', 'db1')}]` }),
      rest: `hazards: none\nfaults: { gone: { at: week 1 Wed 12:00, lose: ${volume('logs')} } }\n`,
    }),
  );
  const w = watched.sim.world;
  const [restored, empty] = w.org.store.databases;

  it('is no part of the stream on which the others go on', () => {
    // It held the checkpoint of a stream that knew nothing of it, and soft recovery of that stream passed for its own.
    runWhile(watched, () => !w.org.store.groups[0].logsLost);
    runWhile(watched, () => !empty.mounted);
    expect(restored).toMatchObject({ mounted: false, clean: false, fileLost: false });
    expect(anyDirty(w, 0)).toBe(false);
    expect(mountError(w, 0)).toBe('missing-log');
    dismount(w, 1, false, 'it broke');
    expect(anyDirty(w, 0)).toBe(true);
    finishSoftRecovery(w, 0);
    expect([restored.clean, empty.clean]).toEqual([false, true]);
  });

  it('comes back from its set, and with no more than that', () => {
    mount(w, 1);
    runWhile(watched, () => !restored.mounted);
    const [{ from }] = watched.of('content.lost').filter(({ database }) => database === 0);
    expect(from).toBeLessThan(instant(watched.plan, 1, 'Mon 20:30'));
    expect(from).toBeGreaterThan(instant(watched.plan, 1, 'Mon 20:00'));
  });
});

describe('two outages with nothing between them', () => {
  it('do not become one: mail that was delivered between them is not delivered again', () => {
    // A burst of waiting mail took a held checkpoint past its limit in the instant of the mount.
    const watched = watch(
      scenario({
        groups: groups({ sg1: { db1: {}, db2: {} } }),
        jobs: '\n    full: { type: full, when: Mon 20:00 }',
        rest: 'hazards: none\nparameters: { store: { checkpointLagLogs: 60 } }\n',
      }).replace('exchange-2007', 'exchange-2003'),
    );
    const { sim } = watched;
    const w = sim.world;
    const { start } = w.plan.clock;
    sim.runUntil(start + 9 * HOUR);
    dismount(w, 1, true, 'taken down');
    sim.runUntil(start + 20 * HOUR + 150_000);
    expect(w.org.store.groups[0].frozenCheckpoint).toBeGreaterThan(0);
    mount(w, 1);
    const up = sim.now;
    sim.runUntil(start + 21 * HOUR);
    const down = watched.of('database.down').filter((f) => f.because.includes('-614'));
    expect(down.map((f) => f.at)).toEqual([up + 1, up + 1]);
  });
});

describe('log generations', () => {
  it('run out after the horizon, too, while incidents are still being worked on', () => {
    const watched = old({ first: LAST - 30_000 });
    const { clock } = watched.plan;
    watched.sim.runUntil(clock.end);
    const left = LAST - openLog(watched.sim.world, 0);
    expect(left).toBeGreaterThan(0);
    watched.sim.runUntil(clock.end + 55 * DAY);
    expect(stops(watched).length).toBeGreaterThan(0);
  });
});

describe('damage of a database that is down while no directory answers', () => {
  it('is repaired, and the mount waits for the directory', () => {
    // Its incident was not that of the directory, so nobody waited, and the mount threw.
    const watched = watch(
      scenario({
        groups: groups({ sg1: { db1: { size: '1 GiB' }, db2: { size: '1 GiB' } } }),
        jobs: '\n    full: { type: full, when: first Sun 20:00 }',
        rest: `hazards: none
parameters: { store: { userNoticesMs: 1 min }, hardware: { rebuildShare: 100 % } }
faults:
  gone: { at: week 1 Mon 10:00, fail: directory/domains/corp/controllers/dc1 }
  bad: { at: week 1 Mon 10:30, corrupt: servers/mbx1/storageGroups/sg1/databases/db1 }
`,
      }),
    );
    const { sim } = watched;
    sim.runUntil(sim.world.plan.clock.start + 9 * HOUR);
    dismount(sim.world, 0, true, 'taken down');
    sim.runUntil(sim.world.plan.clock.start + 2 * DAY);
    expect(watched.of('incident.closed')).toHaveLength(2);
    expect(sim.world.org.store.databases[0].mounted).toBe(true);
  });
});

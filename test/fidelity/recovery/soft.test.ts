/** Soft recovery, and what tells it from hard recovery (REC-01 to REC-07, ESE-21, 22, 34, 35). */
import { describe, expect, it } from 'vitest';
import { checkpointLog } from '../../../sim/org/store/checkpoint.ts';
import { dismount, mount, mountError } from '../../../sim/org/store/mount.ts';
import {
  firstLog,
  groups,
  instant,
  openLogOf,
  runUntil,
  type Shape,
} from '../../support/backup.ts';
import type { Watched } from '../../support/organization.ts';
import {
  BOTH,
  failing,
  LOST,
  rowsOf,
  runToEnv,
  runWhile,
  steps,
  struckAt,
  toEnd,
  volume,
} from '../../support/recovery.ts';

/** The checkpoint file lies on a volume of its own. */
const APART: Shape = {
  groups: groups({ sg1: { db1: {} } }, { sg1: { system: 'system' } }),
  volumes: { system: 'raid: raid1, disks: 2 x sas-15k-36gb' },
};
const at = 'at: week 2 Thu 14:30';
const SYSTEM = { gone: `${at}, lose: ${volume('system')}` };
const LOGS = { gone: `${at}, lose: ${volume('logs')}` };

/** Logs that the only replay went through, by its length at two logs a second. */
const replayed = (watched: Watched): number => {
  const [replay] = steps(watched, 'replay');
  return (replay.at - replay.began) / 500;
};

describe('recovery', () => {
  it('REC-01: is hard for what was restored from tape, soft for everything else', () => {
    const hard = toEnd(failing(LOST, APART));
    expect(hard.of('replay.done')).toHaveLength(1);
    const soft = toEnd(failing(SYSTEM, APART));
    expect(soft.of('replay.done')).toEqual([]);
    expect(steps(soft).map((s) => s.step)).toEqual(['plan', 'replay', 'mount']);
  });

  it('REC-02: follows Restore.env when it is hard', () => {
    const watched = failing(LOST);
    const { environments } = watched.sim.world.org.recovery;
    const { low } = runToEnv(watched);
    environments[0] = { ...environments[0], low: low - 7 };
    toEnd(watched);
    const [copied] = watched.of('restore.copied');
    const [done] = watched.of('replay.done');
    expect(done).toMatchObject({ from: low - 7, to: copied.high + done.onDisk });
    expect(replayed(watched)).toBe(done.to - done.from + 1);
  });

  it('REC-03: runs before a mount that follows an unexpected stop, by itself', () => {
    const watched = failing(SYSTEM, APART);
    runUntil(watched, struckAt(watched));
    expect(watched.sim.world.org.store.databases[0]).toMatchObject({
      mounted: false,
      clean: false,
    });
    toEnd(watched);
    const [replay, mounted] = [steps(watched, 'replay')[0], steps(watched, 'mount')[0]];
    expect(mounted.began).toBe(replay.at);
    expect(watched.sim.world.org.store.databases[0].mounted).toBe(true);
  });

  it('REC-04: starts at the checkpoint when it is soft, and at the oldest log without a checkpoint file', () => {
    const without = failing(SYSTEM, APART);
    runUntil(without, struckAt(without));
    const [first, open] = [firstLog(without), openLogOf(without)];
    expect(replayed(toEnd(without))).toBe(open - first + 1);

    const kept = failing(SYSTEM, APART);
    runUntil(kept, struckAt(kept));
    kept.sim.world.org.store.groups[0].checkpointFileLost = false;
    // The depth of 20 logs, and the open one.
    expect(replayed(toEnd(kept))).toBe(21);
    expect(open - first).toBeGreaterThan(21);
  });

  it('REC-05: reads only the log folder when it is soft: logs on tape are no substitute', () => {
    const watched = toEnd(failing(LOGS));
    // The database file is whole and the sets hold every log but the last day's.
    expect(steps(watched, 'image')).toHaveLength(1);
    expect(rowsOf(watched)[0].oldestLost).toBe(instant(watched.plan, 2, 'Wed 20:00'));
  });

  it('REC-06: brings back everything that was committed, and nothing that was not', () => {
    const watched = toEnd(failing(SYSTEM, APART, true));
    const { downs, lost } = watched.sim.world.org.store.databases[0];
    expect(lost).toEqual([[], []]);
    const struck = struckAt(watched);
    const up = watched.of('database.up').at(-1)!.at;
    expect(downs.slice(-2)).toEqual([struck, up]);
  });

  it('REC-07: relies on every file and log being there: a lost file or log means a restore', () => {
    const gone = { gone: `${at}, lose: ["${volume('system')}", "${volume('database')}"]` };
    for (const fault of [gone, BOTH, LOGS]) {
      const watched = toEnd(failing(fault, APART));
      expect(steps(watched, 'image')).toHaveLength(1);
      expect(rowsOf(watched)[0].outcome).toBe('recovered');
    }
  });
});

describe('a stop', () => {
  it('ESE-21: the checkpoint is the oldest log with changes that the files lack', () => {
    const watched = failing(LOST);
    const { sim, plan } = watched;
    runUntil(watched, instant(plan, 1, 'Thu 14:30'));
    expect(checkpointLog(sim.world, 0)).toBe(openLogOf(watched) - 20);
    // After a clean stop nothing is missing in the files.
    dismount(sim.world, 0, true, 'a test');
    expect(checkpointLog(sim.world, 0)).toBe(openLogOf(watched));
  });

  it('ESE-22: losing the system volume loses the checkpoint file; losing the log volume loses the logs', () => {
    const system = toEnd(failing(SYSTEM, APART));
    expect(system.of('stream.forked')).toEqual([]);
    expect(system.of('content.lost')).toEqual([]);
    const logs = toEnd(failing(LOGS, APART));
    expect(logs.of('stream.forked')).toHaveLength(1);
    expect(logs.of('content.lost').length).toBeGreaterThan(0);
  });

  it('ESE-34: a clean database can be mounted without replay', () => {
    const watched = failing(LOST);
    const { sim, plan } = watched;
    runUntil(watched, instant(plan, 1, 'Thu 14:30'));
    dismount(sim.world, 0, true, 'a test');
    expect(mountError(sim.world, 0)).toBeNull();
    mount(sim.world, 0);
    expect(sim.world.org.store.databases[0]).toMatchObject({ mounted: true, clean: false });
    dismount(sim.world, 0, false, 'a test');
    expect(() => mount(sim.world, 0)).toThrow('dirty shutdown');
  });

  it('ESE-35: a dirty database needs its logs: it replays them first, and without them it cannot be mounted', () => {
    const watched = failing(LOGS);
    runUntil(watched, struckAt(watched));
    expect(mountError(watched.sim.world, 0)).toBe('missing-log');
    runWhile(watched, () => steps(watched, 'mount').length === 0);
    const names = steps(watched).map((s) => s.step);
    expect(names.indexOf('replay')).toBeLessThan(names.indexOf('mount'));
    expect(names).toContain('image');
  });
});

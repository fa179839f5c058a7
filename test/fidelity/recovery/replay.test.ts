/** Hard recovery: what it replays, in which order, how long it takes, and what it leaves alone (RST-23 to RST-32). */
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../../sim/org/plan.ts';
import { mountError } from '../../../sim/org/store/mount.ts';
import { createOrganization } from '../../../sim/org/wiring.ts';
import { groups, headerOf, instant, openLogOf, runUntil, setsOf } from '../../support/backup.ts';
import { planOf } from '../../support/organization.ts';
import {
  BOTH,
  DATABASE,
  envUnderWay,
  failing,
  faulty,
  LOST,
  rowsOf,
  runToEnv,
  runWhile,
  steps,
  struckAt,
  toEnd,
} from '../../support/recovery.ts';

const MIB = 1_048_576;

describe('hard recovery', () => {
  it('RST-23: needs room for the logs to restore and 10 MB in the temporary folder', () => {
    const whole = failing(LOST);
    runUntil(whole, struckAt(whole));
    const logs = setsOf(whole)
      .filter((s) => s.night >= instant(whole.plan, 1, 'Sat 20:00'))
      .reduce((sum, s) => sum + s.high - s.low + 1, 0);
    const room = (logs + 10) * MIB;

    const fallbacks = (bytes: number): string[] => {
      const plan: Plan = structuredClone(planOf(faulty(LOST)));
      const capacityBytes = plan.databases[0].sizeBytes + bytes;
      Object.assign(plan.volumes[0], { capacityBytes });
      const sim = createOrganization(plan, { seed: 1, replication: 0 });
      const found: string[] = [];
      sim.on('recovery.fallback', (f) => found.push(f.because));
      sim.runUntil(plan.clock.end);
      return found;
    };
    expect(fallbacks(room)).toEqual([]);
    expect(fallbacks(room - 1)[0]).toContain('no room for the temporary folder');
  });

  it('RST-24: touches nothing of the healthy databases of the group, which go on', () => {
    const watched = failing(
      { worn: `at: week 2 Wed 12:00, corrupt: ${DATABASE}` },
      { groups: groups({ sg1: { db1: {}, db2: {} } }) },
      true,
    );
    runUntil(watched, instant(watched.plan, 2, 'Wed 11:00'));
    const { lineage } = watched.sim.world.org.store.databases[1];
    runWhile(watched, () => watched.of('database.down').length === 0);
    const before = openLogOf(watched);
    const header = structuredClone(headerOf(watched, 1));
    runWhile(watched, () => watched.of('replay.done').length === 0);
    expect(watched.sim.world.org.store.databases[1]).toMatchObject({ mounted: true, lineage });
    expect(headerOf(watched, 1)).toEqual(header);
    expect(headerOf(watched, 0).fullHigh).toBe(-1);
    // The other one kept writing to the stream that both share.
    expect(openLogOf(watched)).toBeGreaterThan(before);
    expect(watched.of('stream.forked')).toEqual([]);
  });

  it('RST-26: replays the logs of Restore.env first, then those on disk, if they follow without a gap', () => {
    const whole = toEnd(failing(LOST));
    const [copied] = whole.of('restore.copied');
    const [replay] = whole.of('replay.done');
    expect(replay.from).toBe(copied.low);
    expect(replay.to - replay.onDisk).toBe(copied.high);
    expect(replay.onDisk).toBeGreaterThan(0);

    // One log is missing between the last one on tape and the first one on disk.
    const gap = failing(LOST);
    runUntil(gap, struckAt(gap));
    gap.sim.world.org.store.groups[0].firstLog = setsOf(gap).at(-1)!.high + 2;
    toEnd(gap);
    expect(gap.of('replay.done')[0]).toMatchObject({ to: copied.high, onDisk: 0 });
    expect(rowsOf(gap)[0].oldestLost).toBe(instant(gap.plan, 2, 'Wed 20:00'));
  });

  it('RST-27: reaches the moment of loss when all logs since the backup are there', () => {
    const watched = toEnd(failing(LOST, {}, true));
    expect(watched.of('content.lost')).toEqual([]);
    const [row] = rowsOf(watched);
    expect(row).toMatchObject({ lostMessages: 0, lostWindowMs: 0, oldestLost: null });
    const { lineage } = watched.sim.world.org.store.databases[0];
    expect(lineage).toBe(0);
  });

  it('RST-28: "completed" means that files were copied: the replay is still to come', () => {
    const watched = toEnd(failing(LOST));
    const [copied] = watched.of('restore.copied');
    const [done] = watched.of('replay.done');
    const [replay] = steps(watched, 'replay');
    expect(copied.at).toBe(steps(watched, 'logs').at(-1)!.at);
    expect(done.at - copied.at).toBe(replay.at - replay.began);
    expect(done.at).toBeGreaterThan(copied.at);
  });

  it('RST-29: can take hours: two logs a second, from the first one that the image needs', () => {
    const big = groups({ sg1: { db1: { mailboxes: 700 } } });
    const watched = toEnd(failing(LOST, { groups: big }));
    const [replay] = steps(watched, 'replay');
    const [done] = watched.of('replay.done');
    const logs = done.to - done.from + 1;
    // Three days and 64 % of a fourth, 15 % for a weekend day: 8,400 logs a day.
    expect(logs).toBeGreaterThan(8400 * 3.6);
    expect(replay.at - replay.began).toBe(logs * 500);
    expect(replay.at - replay.began).toBeGreaterThan(4 * 3_600_000);
  });

  it('RST-30: Restore.env goes only when hard recovery has succeeded, and forbids to mount until then', () => {
    const watched = failing(LOST);
    runToEnv(watched);
    expect(mountError(watched.sim.world, 0)).toBe('restore-pending');
    runWhile(watched, () => {
      if (watched.of('replay.done').length > 0) return false;
      expect(envUnderWay(watched)).not.toBeNull();
      expect(mountError(watched.sim.world, 0)).toBe('restore-pending');
      return true;
    });
    expect(watched.sim.world.org.recovery.environments).toEqual([]);
    expect(mountError(watched.sim.world, 0)).toBeNull();
    expect(watched.sim.world.org.store.databases[0].mounted).toBe(false);
  });

  it('RST-32: is followed by the mount, the last step of all', () => {
    for (const fault of [LOST, BOTH]) {
      const watched = toEnd(failing(fault));
      const names = steps(watched).map((s) => s.step);
      expect(names.slice(-2)).toEqual(['replay', 'mount']);
      expect(names.filter((n) => n === 'mount')).toHaveLength(1);
      expect(watched.of('database.up').at(-1)!.at).toBe(steps(watched).at(-1)!.at);
      expect(watched.of('incident.closed')[0].at).toBe(steps(watched).at(-1)!.at);
    }
  });
});

/** Restoring from tape: what is read, where it goes, and what it takes (RST-01 to RST-16). */
import { describe, expect, it } from 'vitest';
import { dropSets } from '../../../sim/org/media/sets.ts';
import { mountError } from '../../../sim/org/store/mount.ts';
import { stopStore } from '../../../sim/org/store/service.ts';
import {
  firstLog,
  groups,
  headerOf,
  instant,
  openLogOf,
  runUntil,
  setsOf,
} from '../../support/backup.ts';
import {
  BOTH,
  DATABASE,
  envUnderWay,
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

const WORN = { worn: `at: week 2 Wed 12:00, corrupt: ${DATABASE}` };
const TWO = groups({ sg1: { db1: {}, db2: {} } });

describe('a restore', () => {
  it('RST-01: rolls forward with a good full and every log, and no further than the first one that is missing', () => {
    const whole = toEnd(failing(LOST));
    expect(rowsOf(whole)[0]).toMatchObject({ outcome: 'recovered', lostMessages: 0 });

    const broken = failing(LOST);
    runUntil(broken, struckAt(broken) - 1);
    const tuesday = setsOf(broken).find((s) => s.night === instant(broken.plan, 2, 'Tue 20:00'));
    dropSets(broken.sim.world, [tuesday!.id]);
    const [row] = rowsOf(toEnd(broken));
    // Wednesday's set and the logs on disk are whole, but nothing leads to them.
    expect(row).toMatchObject({
      outcome: 'recovered',
      oldestLost: instant(broken.plan, 2, 'Mon 20:00'),
    });

    const none = failing(LOST);
    runUntil(none, struckAt(none) - 1);
    dropSets(
      none.sim.world,
      setsOf(none).map((set) => set.id),
    );
    expect(rowsOf(toEnd(none))[0].outcome).toBe('declared-lost');
  });

  it('RST-03: dismounts a mounted database before its file is replaced', () => {
    const watched = toEnd(failing(WORN));
    const [down] = watched.of('database.down');
    const [image] = steps(watched, 'image');
    expect(down.because).toBe('dismounted to be restored');
    expect(down.at).toBeLessThanOrEqual(image.began);
    expect(steps(watched, 'dismount')).toHaveLength(1);
  });

  it('RST-04: leaves the other databases of the server, and of the group, in service', () => {
    const watched = toEnd(failing(WORN, { groups: TWO }));
    expect(rowsOf(watched).map((r) => r.database)).toEqual([0]);
    expect(new Set(watched.of('database.down').map((f) => f.database))).toEqual(new Set([0]));
    expect(watched.sim.world.org.store.databases[1].downs).toEqual(
      watched.sim.world.org.store.databases[1].downs.filter(
        (at) => at <= watched.plan.clock.warmupStart,
      ),
    );
  });

  it('RST-05: needs the Information Store service: somebody starts it first', () => {
    const watched = failing(LOST);
    runUntil(watched, struckAt(watched) + 60_000);
    stopStore(watched.sim.world, 0);
    expect(mountError(watched.sim.world, 0)).toBe('store-stopped');
    toEnd(watched);
    const names = steps(watched).map((s) => s.step);
    expect(names.slice(0, 3)).toEqual(['plan', 'service', 'fetch']);
    expect(steps(watched, 'service')[0]).toMatchObject({
      person: true,
      began: steps(watched, 'plan')[0].at,
    });
    expect(rowsOf(watched)[0]).toMatchObject({ outcome: 'recovered', lostMessages: 0 });
    expect(steps(toEnd(failing(LOST))).map((s) => s.step)).not.toContain('service');
  });

  it('RST-10: replaces the file that is there from the first byte on, whatever comes of it', () => {
    const watched = failing(WORN);
    runUntil(watched, instant(watched.plan, 2, 'Wed 12:30'));
    for (const set of setsOf(watched)) set.fate = 'bad';
    const [row] = rowsOf(toEnd(watched));
    // A few pages were damaged; every set proved unreadable; the rest of the old file is gone as well.
    expect(watched.of('set.unreadable').length).toBeGreaterThan(0);
    expect(row.outcome).toBe('declared-lost');
    expect(row.oldestLost).toBeLessThan(watched.plan.clock.warmupStart);
  });

  it('RST-11: leaves the logs on disk alone, and rolls forward with them', () => {
    const watched = failing(LOST);
    runUntil(watched, struckAt(watched));
    const [first, open] = [firstLog(watched), openLogOf(watched)];
    runWhile(watched, () => watched.of('replay.done').length === 0);
    expect([firstLog(watched), openLogOf(watched)]).toEqual([first, open]);
    const [copied] = watched.of('restore.copied');
    const [replay] = watched.of('replay.done');
    expect(copied.folder).not.toContain(volume('logs'));
    expect(replay).toMatchObject({ to: open, onDisk: open - copied.high });
  });

  it('RST-12: copies the database to its place, then logs to a temporary folder, and then replays', () => {
    const watched = toEnd(failing(LOST));
    const order = steps(watched)
      .map((s) => s.step)
      .filter((s) => ['image', 'logs', 'replay', 'mount'].includes(s));
    // Logs of the full, and of four incrementals, Sunday's to Wednesday's.
    expect(order).toEqual(['image', 'logs', 'logs', 'logs', 'logs', 'logs', 'replay', 'mount']);
    const env = runToEnv(failing(LOST));
    expect(env.files).toEqual([{ database: 0, from: DATABASE, to: volume('database') }]);
    expect(env.folder).toBe(`${volume('database')}/restore/sg1-0`);
  });

  it('RST-13: the full writes Restore.env, with group, paths and the range of logs', () => {
    const watched = failing(LOST);
    const env = runToEnv(watched);
    const full = setsOf(watched).findLast((s) => s.type === 'full')!;
    expect(env).toMatchObject({ group: 0, low: full.low, high: full.high, sets: [full.id] });
    expect(env.files.map((f) => f.database)).toEqual([0]);
    expect(headerOf(watched, 0)).toMatchObject({ patchLow: full.low, patchHigh: full.high });
  });

  it('RST-14: further sets only lengthen Restore.env; without it they are refused, and the full is restored again', () => {
    const normal = failing(LOST);
    const { low, high } = runToEnv(normal);
    runWhile(normal, () => (envUnderWay(normal)?.sets.length ?? 0) < 2);
    expect(envUnderWay(normal)).toMatchObject({ low });
    expect(envUnderWay(normal)!.high).toBeGreaterThan(high);

    const watched = failing(LOST);
    runToEnv(watched);
    watched.sim.world.org.recovery.environments.length = 0;
    toEnd(watched);
    expect(watched.of('recovery.fallback').map((f) => f.because)).toEqual([
      'NO_RESTORE_ENV: there is no Restore.env in the temporary folder',
    ]);
    expect(steps(watched, 'image')).toHaveLength(2);
    expect(rowsOf(watched)[0]).toMatchObject({ outcome: 'recovered', lostMessages: 0 });
  });

  it('RST-16: further sets go to the folder of their full: a Restore.env elsewhere does not help', () => {
    const watched = failing(BOTH);
    const { environments } = watched.sim.world.org.recovery;
    const env = runToEnv(watched);
    environments[0] = { ...env, folder: `${env.folder}-2` };
    toEnd(watched);
    expect(watched.of('recovery.fallback').map((f) => f.because)).toEqual([
      'NO_RESTORE_ENV: there is no Restore.env in the temporary folder',
    ]);
    expect(watched.of('restore.copied')[0]).toMatchObject({ folder: env.folder });
    expect(rowsOf(watched)[0].oldestLost).toBe(instant(watched.plan, 2, 'Wed 20:00'));
  });
});

/** What is broken off in the middle leaves nothing behind: cases that random incidents once got stuck in. */
import { describe, expect, it } from 'vitest';
import { loseVolumes } from '../../../sim/org/hardware/strikes.ts';
import { organizationIsQuiet } from '../../../sim/org/wiring.ts';
import { dropSets } from '../../../sim/org/media/sets.ts';
import { groups, instant, runUntil, setsOf } from '../../support/backup.ts';
import {
  BOTH,
  failing,
  LOST,
  restoreUnderWay,
  rowsOf,
  runWhile,
  steps,
  struckAt,
  toEnd,
  volume,
} from '../../support/recovery.ts';

describe('broken off', () => {
  it('a backup whose cartridge is being shelved by the robot does not wait for itself', () => {
    const watched = failing(
      {},
      { groups: groups({ sg1: { db1: { size: '120 GiB' } } }), drives: '1 x lto-1' },
    );
    const { sim, plan } = watched;
    runUntil(watched, instant(plan, 1, 'Sat 20:00'));
    const shelving = () =>
      sim.world.org.procedures.list.some((p) => p !== null && p.step === 'shelve' && p.began >= 0);
    runWhile(watched, () => !shelving());
    loseVolumes(sim.world, 'a test', 'a test', [0]);
    toEnd(watched);
    expect(organizationIsQuiet(sim)).toBe(true);
    expect(sim.world.org.procedures.pools.flatMap((p) => p.holder).every((h) => h < 0)).toBe(true);
  });

  it('a volume on which nothing lies is lost without an incident', () => {
    const volumes = { spare: 'raid: raid1, disks: 2 x sas-15k-36gb' };
    const watched = toEnd(
      failing({ gone: `at: week 2 Thu 14:30, lose: ${volume('spare')}` }, { volumes }),
    );
    expect(watched.of('cause.struck')).toMatchObject([
      { absorbed: true, because: 'nothing lies on it' },
    ]);
    expect(watched.of('incident.opened')).toEqual([]);
  });

  it('a set that is overwritten while a restore waits for it is planned around', () => {
    const watched = failing(BOTH);
    runUntil(watched, struckAt(watched));
    runWhile(watched, () => restoreUnderWay(watched) === null);
    const newest = setsOf(watched).at(-1)!;
    dropSets(watched.sim.world, [newest.id]);
    const [row] = rowsOf(toEnd(watched));
    expect(row.sets).not.toContain(newest.id);
    expect(row.oldestLost).toBe(instant(watched.plan, 2, 'Tue 20:00'));
  });

  it('a restore that is struck again begins anew, with a Restore.env of its own', () => {
    const watched = failing(LOST, {}, true);
    const { sim, plan } = watched;
    runUntil(watched, struckAt(watched));
    runWhile(watched, () => (restoreUnderWay(watched)?.setsRead.length ?? 0) < 3);
    loseVolumes(sim.world, 'a test', 'a test', [0]);
    toEnd(watched);
    // The second image is read in full, and every set after it once more.
    expect(steps(watched, 'image')).toHaveLength(2);
    expect(watched.of('restore.copied')).toHaveLength(1);
    expect(watched.of('restore.copied')[0].sets).toHaveLength(5);
    expect(rowsOf(watched)[0]).toMatchObject({ outcome: 'recovered', lostMessages: 0 });
    expect(sim.world.org.recovery.environments).toEqual([]);
    expect(plan.clock.end).toBe(sim.now);
  });
});

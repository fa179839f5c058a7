/** Databases that are restored to another server (RST-42 to RST-46, E-31). */
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { setOf } from '../../../sim/org/media/sets.ts';
import { inspect } from '../../../sim/report/inspect/index.ts';
import { ends, groups, type Shape } from '../../support/backup.ts';
import { DAILY, ELSEWHERE, lost, MOVED, TARGET, type Second } from '../../support/elsewhere.ts';
import { planOf, watch, type Watched } from '../../support/organization.ts';
import { rowsOf, steps, toEnd } from '../../support/recovery.ts';

const RETURN = '[roll-forward]';
const spans = (watched: Watched): string[] =>
  watched.of('incident.closed')[0].waterfall.map((s) => s.span);
const refused = (second: Second): string => {
  try {
    planOf(lost(ELSEWHERE, second));
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing';
};

describe('a database that is restored to another server', () => {
  it('RST-45, E-31: comes back there without a loss, and need not wait for a new array', () => {
    const watched = toEnd(watch(lost(ELSEWHERE)));
    const stayed = toEnd(watch(lost(RETURN)));
    expect(rowsOf(watched).map((row) => row.lostMessages)).toEqual([0]);
    expect(spans(stayed)).toContain('recreate-volume');
    expect(spans(watched)).not.toContain('parts');
    expect(spans(watched)).not.toContain('recreate-volume');
    expect(rowsOf(stayed)[0].dataMs - rowsOf(watched)[0].dataMs).toBeGreaterThan(HOUR / 2);
    // It lives there from now on, and is backed up with that group.
    expect(watched.sim.world.plan.databases[0]).toMatchObject({ server: 1, group: 1, path: MOVED });
    const full = ends(watched).findLast((f) => f.group === 1);
    expect(setOf(watched.sim.world, full!.set).databases.map((d) => d.database)).toEqual([0, 1]);
    expect(steps(watched, 'image')).toHaveLength(1);
    const said = inspect(watched.sim.world, MOVED)?.sections.flatMap((s) => s.fields ?? []);
    expect(said).toContainEqual(['Storage group', `${TARGET}/storageGroups/sg1`]);
    // A placeholder, and the flag that it may be overwritten, before it is mounted.
    const length = (of: Watched): number => {
      const [mount] = steps(of, 'mount');
      return mount.at - mount.began;
    };
    expect(length(watched) - length(stayed)).toBe(2 * stayed.plan.figures.operations.stepMs);
  });

  it('RST-42: in 2003 needs the same service pack there', () => {
    const why = refused({ version: '2003', of: 'servicePack: 2', ofFirst: 'servicePack: 1' });
    expect(why).toContain('VERSION_MISMATCH: mbx2 has service pack 2, mbx1 has 1');
    const same = { version: '2003', of: 'servicePack: 1', ofFirst: 'servicePack: 1' } as const;
    expect(refused(same)).toBe('nothing');
    expect(refused({ of: 'servicePack: 2', ofFirst: 'servicePack: 1' })).toBe('nothing');
  });

  it('RST-43, E-31: in 2003 needs the same administrative group, in 2007 the organization alone', () => {
    expect(refused({ version: '2003', of: 'administrativeGroup: asia' })).toContain('ORG_MISMATCH');
    expect(refused({ version: '2007', of: 'administrativeGroup: asia' })).toBe('nothing');
  });

  it('RST-46: in 2003 a redirected restore needs a storage group of the same name', () => {
    expect(refused({ version: '2003', group: 'sg9' })).toContain('NAME_MISMATCH');
    expect(refused({ version: '2007', group: 'sg9' })).toBe('nothing');
  });

  it('RST-37: needs room there, or it stays', () => {
    // 36 GB are 33.5 GiB, of which its own database takes 5.
    const second = { disks: 'raid: raid1, disks: 2 x sas-15k-36gb' };
    const large = (size: string): Shape => ({
      ...DAILY,
      groups: groups({ sg1: { db1: { size }, db2: { size } } }),
    });
    expect(() => planOf(lost(ELSEWHERE, second, large('30 GiB')))).toThrow('NO_SPACE');
    const watched = toEnd(watch(lost(ELSEWHERE, second, large('15 GiB'))));
    expect(watched.of('database.moved').map((f) => f.database)).toEqual([0]);
    const [{ because, next }] = watched.of('recovery.fallback');
    expect(because).toContain('NO_SPACE');
    expect(next).toBe('it comes back where it was');
    expect(rowsOf(watched).map((row) => row.lostMessages)).toEqual([0, 0]);
    expect(watched.sim.world.org.store.databases.every((d) => d.mounted)).toBe(true);
  });

  it('X-04: has no full at its new place until the next one: that is ordered at once', () => {
    const watched = toEnd(watch(lost(ELSEWHERE)));
    const up = watched.of('database.up').findLast((f) => f.database === 0)!.at;
    const next = ends(watched).find((f) => f.at > up && f.group === 1)!;
    expect(next).toMatchObject({ backupType: 'full', outcome: 'succeeded' });
    expect(next.asked).toBe(up);
  });
});

/** A directory that answers forgets a database while that is being restored: its mount was no failure that an operator sees. */
import { expect, it } from 'vitest';
import { MINUTE } from '../../../sim/engine/clock.ts';
import { unlink } from '../../../sim/org/directory/unlinked.ts';
import { groups, path } from '../../support/backup.ts';
import { dc, directory, NIGHTLY, TWO } from '../../support/directory.ts';
import { failing, LOST, runWhile, steps, toEnd, volume } from '../../support/recovery.ts';

const lost = (when: string) =>
  directory(
    {
      files: { dcs: NIGHTLY },
      controllers: TWO,
      groups: groups({ sg1: { db1: {} }, sg2: { db2: { on: 'second' } } }),
      volumes: { second: 'raid: raid5, disks: 8 x sas-15k-146gb' },
      operations: [`changes: { newgroup: { at: week 2 Thu 10:00, of: ${path('sg2')} } }`],
      recovery: 'directory: { way: restore, authoritative: true }',
      faults: {
        controller: `at: week 2 Thu 14:30, lose: ${dc('dc1')}`,
        gone: `at: week 2 ${when}, lose: ${volume('second')}`,
      },
    },
    true,
  );

it('it is set up again before its mount (AD-05, AD-11)', () => {
  const watched = toEnd(lost('Thu 20:00'));
  const [{ at, forgotten }] = watched.of('directory.restored');
  expect(forgotten.map(({ database }) => database)).toEqual([1]);
  // Its restore goes on, and ends with ten minutes for the database, a second for each user, and its mount.
  expect(steps(watched, 'image')).toMatchObject([{ aborted: false }]);
  const mounts = steps(watched, 'mount');
  expect(mounts.at(-1)!.at).toBeGreaterThan(at);
  expect((mounts.at(-1)!.at - mounts.at(-1)!.began) / MINUTE).toBeCloseTo(10 + 100 / 60 + 1, 6);
  expect(mounts.at(-1)!.because).toContain('what the directory has forgotten');
  expect(watched.of('directory.relinked')).toMatchObject([{ databases: [1] }]);
  expect(watched.sim.world.org.store.databases[1].mounted).toBe(true);
});

it('a mount under way fails, and comes after that (AD-05)', () => {
  const watched = failing(LOST, { horizon: '2 weeks' }, true);
  const { world } = watched.sim;
  const mounts = (): boolean =>
    world.org.procedures.list.some((p) => p?.step === 'mount' && p.began >= 0);
  runWhile(watched, () => !mounts());
  const row = { database: 0, domain: 'corp', changedAt: watched.sim.now, because: 'it moved' };
  unlink(world, 'corp', [{ ...row, relinkMs: 30 * MINUTE }]);
  const lasted = steps(toEnd(watched), 'mount').map((s) => (s.at - s.began) / MINUTE);
  expect(lasted).toEqual([1, 31]);
  expect(world.org.directory.unlinked).toEqual([]);
  expect(world.org.store.databases[0].mounted).toBe(true);
});

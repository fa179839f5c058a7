/** Databases that are taken down while the disks of a shadow copy are made ready: what random scenarios had found wrong. */
import { describe, expect, it } from 'vitest';
import { dismount } from '../../../sim/org/store/mount.ts';
import { ends, groups } from '../../support/backup.ts';
import { runWhile } from '../../support/recovery.ts';
import { shadowed } from '../../support/shadow.ts';

/** The first copy, during whose preparation these databases are dismounted. */
function copyWithout(databases: readonly number[]) {
  const watched = shadowed(
    { full: 'type: full, engine: vss-hardware-mirror, when: daily 20:00' },
    {
      horizon: '1 week',
      groups: groups({ sg1: { db1: { size: '2 GiB' }, db2: { size: '2 GiB' } } }),
    },
  );
  const { world } = watched.sim;
  const isAt = (step: string): boolean =>
    world.org.procedures.list.some((p) => p?.name === 'backup.vss' && p.step === step);
  runWhile(watched, () => !isAt('sync'));
  for (const d of databases) dismount(world, d, true, 'taken down');
  runWhile(watched, () => ends(watched).length === 0);
  return ends(watched)[0];
}

describe('a shadow copy', () => {
  it('is of what is mounted at the freeze, and its check ends with that', () => {
    // The check went on for ever at one instant, since an image more was expected.
    expect(copyWithout([1])).toMatchObject({ outcome: 'succeeded', imageBytes: 2 * 2 ** 30 });
  });

  it('fails where nothing is mounted any more', () => {
    const because = 'no database of it is mounted';
    expect(copyWithout([0, 1])).toMatchObject({ outcome: 'failed', because });
  });
});

/** What is lost while it is being written, or read to be written, and who goes on to write it all the same. */
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import { loseCartridge } from '../../../sim/org/media/cartridges.ts';
import { findSet } from '../../../sim/org/media/sets.ts';
import { ends, groups, instant, jobs, runUntil, type Shape } from '../../support/backup.ts';
import { withMedia } from '../../support/media.ts';
import { watch } from '../../support/organization.ts';
import { runWhile, volume } from '../../support/recovery.ts';
import { faults, shadows } from '../../support/shadow.ts';

const LARGE: Shape = {
  groups: groups({ sg1: { db1: { size: '120 GiB' } } }),
  rest: 'hazards: none\n',
};

describe('what is lost while it is being written', () => {
  it('a copy from disk that lacks its first cartridge is none', () => {
    // A restore of something else on that cartridge may lose it to a bad mount.
    const watched = withMedia(
      {
        targets: { b2d: 'capacity: 1 TB' },
        libraries: { lib1: 'drives: 1 x lto-1, cartridges: 20' },
      },
      'targets/b2d',
      {
        ...LARGE,
        jobs: jobs({
          full: 'type: full, when: Sat 20:00, stage: { to: libraries/lib1, after: 1 h, keep: 3 weeks }',
        }),
      },
    );
    const { world } = watched.sim;
    const taken = () => watched.of('cartridge.taken').map((f) => f.cartridge);
    runWhile(watched, () => taken().length < 2);
    loseCartridge(world, taken()[0], 'a tape mount failed and took it');
    runWhile(watched, () => watched.of('stage.ended').length === 0);
    expect(watched.of('stage.ended')).toMatchObject([
      { copy: -1, because: 'a cartridge of the set was lost meanwhile' },
    ]);
    const [{ set }] = watched.of('stage.ended');
    expect(findSet(world, set)?.staged).toBe('no');
    expect(world.org.media.sets.some(({ copy }) => copy)).toBe(false);
  });

  it('a snapshot that is gone keeps no drive from those who restore', () => {
    const full = 'type: full, engine: vss-hardware-mirror, when: daily 20:00, to: libraries/lib1';
    const shape = {
      ...LARGE,
      drives: '1 x lto-1',
      volumes: { snaps: 'raid: raid5, disks: 8 x sas-15k-146gb' },
      rest: faults({ gone: `at: week 1 Tue 22:50, lose: ${volume('snaps')}` }),
    };
    const watched = watch(shadows({ full }, shape, ', on: snaps'), { check: true });
    const at = instant(watched.plan, 1, 'Tue 22:50');
    runUntil(watched, at - 1);
    const isWriting = () =>
      watched.sim.world.org.procedures.list.some(
        (p) => p?.name === 'backup.vss-tape' && p.step === 'write',
      );
    expect(isWriting()).toBe(true);
    runUntil(watched, at + 5 * MINUTE);
    expect(watched.of('snapshot.written').at(-1)).toMatchObject({
      ...{ set: -1, because: 'its snapshot is gone' },
    });
  });

  it('BKP-07: the service that is stopped for an offline backup is missed by a shadow copy beside it', () => {
    const [full, copy] = [
      'type: full, engine: vss-hardware-mirror, when: Tue 20:00, of: servers/mbx1/storageGroups/sg1',
      'type: copy, engine: offline, when: Tue 20:10, of: servers/mbx1/storageGroups/sg2, to: libraries/lib1',
    ];
    const two = groups({ sg1: { db1: { size: '50 GiB' } }, sg2: { db2: {} } });
    const text = shadows({ full, copy }, { groups: two, rest: 'hazards: none\n' });
    const watched = watch(text, { check: true });
    runUntil(watched, instant(watched.plan, 1, 'Tue 20:00') + 8 * HOUR);
    const [shadow] = ends(watched, 'full').slice(-1);
    expect([shadow.outcome, shadow.because]).toEqual([
      'failed',
      'the Information Store service was stopped',
    ]);
    expect(ends(watched, 'copy').at(-1)?.outcome).toBe('succeeded');
  });
});

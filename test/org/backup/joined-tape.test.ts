/** What becomes of the tape while a stream of it waits for its store to flush, and who may join whose. */
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../sim/engine/clock.ts';
import { sessionPool } from '../../../sim/org/pools.ts';
import { ends, groups, instant, jobs, runUntil } from '../../support/backup.ts';
import { mediaYaml, withMedia } from '../../support/media.ts';
import { watch, type Watched } from '../../support/organization.ts';

/** Two groups that are asked for more than their disks can do, and one that fills the tape meanwhile. */
const flushing = (): Watched =>
  withMedia({ drives: { d1: 'model: lto-1, cartridges: 1, noMedia: fail' } }, 'drives/d1', {
    groups: groups({
      sg1: { db1: { mailboxes: 7000 } },
      sg2: { db1: { size: '120 GiB', on: 'other' } },
      sg3: { db1: { mailboxes: 6800, on: 'third' } },
    }),
    volumes: {
      other: 'raid: raid5, disks: 8 x sas-15k-146gb',
      third: 'raid: raid5, disks: 8 x sas-15k-146gb',
    },
    jobs: jobs({ full: 'type: full, when: Mon 10:30, window: always, multiplex: 3' }),
    logDisks: '2 x sas-15k-300gb',
    rest: 'hazards: none\n',
    horizon: '1 week',
  });
const stepsOf = (watched: Watched, group: number): string[] =>
  watched
    .of('step.ended')
    .filter((s) => s.definition === 'backup.streaming' && s.group === group)
    .map(({ step }) => step);

it('a stream that has waited for its store finds the tape gone that another one has filled in vain', () => {
  const watched = flushing();
  runUntil(watched, instant(watched.plan, 0, 'Tue 08:00'));
  expect(stepsOf(watched, 1)).toEqual(['open', 'copy', 'eject', 'shelve', 'fetch']);
  // The third is through with it while the first, which has got the drive, still waits.
  expect(stepsOf(watched, 2)).toEqual(['open', 'flush', 'follow', 'fetch']);
  expect(stepsOf(watched, 0)).toEqual(['open', 'load', 'flush', 'fetch']);
  expect(ends(watched).map(({ group, because }) => [group, because])).toEqual(
    [1, 0, 2].map((group) => [group, 'NO_MEDIA: nobody changes the cartridge of drives/d1']),
  );
});

describe('of two nights that want one group', () => {
  const yaml = mediaYaml(
    { libraries: { lib1: 'drives: 2 x lto-1, cartridges: 8' } },
    'libraries/lib1',
    {
      groups: groups({ sg1: { db1: {} }, sg2: { db1: { size: '80 GiB' } }, sg3: { db1: {} } }),
      jobs: jobs({
        full: 'type: full, when: [Mon 10:00, Mon 10:10], window: always, multiplex: 2',
      }),
      rest: 'hazards: none\n',
      horizon: '1 week',
    },
  );

  it.each(['the earlier', 'the later'])(
    'the earlier one has it, though %s one calls first',
    (first) => {
      const watched = watch(yaml);
      const { world } = watched.sim;
      const { holder } = world.org.procedures.pools[sessionPool(watched.plan, 2)];
      // Somebody else has the third group until both nights write: the first to one drive, the second to the other.
      holder[0] = 1000;
      const at = instant(watched.plan, 0, 'Mon 10:00');
      const nights = [at, at + 10 * MINUTE];
      runUntil(watched, at + 14 * MINUTE);
      expect(watched.of('backup.began').map((f) => f.asked)).toEqual([at, at, nights[1]]);
      holder[0] = -1;
      const calls = first === 'the later' ? [...nights].reverse() : nights;
      for (const night of calls) world.at(world.now, 'backup.join', 0, night);
      runUntil(watched, watched.sim.now + 1);
      const [, , , joined, ...more] = watched.of('backup.began');
      expect(joined).toMatchObject({ group: 2, asked: at });
      expect(more).toEqual([]);
    },
  );
});

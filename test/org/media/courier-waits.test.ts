/** A courier comes while a restore waits for a drive, with its cartridge on the shelf. */
import { expect, it } from 'vitest';
import { groups, instant, jobs, path } from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';
import { faulty, rowsOf, toEnd } from '../../support/recovery.ts';

it('it stays in the house: nobody gives away what is to be read next', () => {
  // It was taken away, and read all the same when the drive was free.
  const yaml = faulty(
    { gone: `at: week 1 Thu 09:00, lose: ${path('sg1', 'db1')}` },
    {
      groups: groups({ sg1: { db1: {} }, sg2: { db1: { size: '200 GiB' } } }),
      horizon: '1 week',
      jobs: jobs({
        full: `type: full, when: Wed 20:00, of: [${path('sg1')}]`,
        long: `type: full, when: Thu 08:00, of: [${path('sg2')}]`,
      }),
    },
  ).replace(
    'cartridges: 40 }',
    'cartridges: 40, startNew: daily, offsite: { when: Thu 09:45, after: 1 h } }',
  );
  const watched = toEnd(watch(yaml));
  const [read] = rowsOf(watched)[0].sets;
  const { parts } = watched.sim.world.org.media.sets.find(({ id }) => id === read)!;
  const taken = watched
    .of('cartridge.moved')
    .filter(({ at }) => at > instant(watched.plan, 1, 'Thu 09:00'));
  expect(taken.length).toBeGreaterThan(0);
  expect(taken.map(({ cartridge }) => cartridge)).not.toContain(parts[0].cartridge);
});

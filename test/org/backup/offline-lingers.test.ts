/** An offline backup that ends while there is no directory: the store cannot mount what was stopped for it. */
import { expect, it } from 'vitest';
import { groups, jobs } from '../../support/backup.ts';
import { DOMAIN, lost } from '../../support/directory.ts';

it('leaves its drive to those who restore the directory, and mounts its databases when that is back (BKP-07, AD-02)', () => {
  const watched = lost({
    groups: groups({ sg1: { db1: { size: '200 GiB' } } }),
    jobs: jobs({ copy: 'type: copy, engine: offline, when: Thu 14:00, window: always' }),
    // The only drive of the library, and the only set of the only controller.
    files: {
      dcs: `saves: windows-set, of: ${DOMAIN}/controllers/*, to: libraries/lib1, when: daily 06:00, keep: 1 week`,
    },
  });
  const [copy] = watched
    .of('backup.ended')
    .filter((f) => f.at > watched.of('controller.down')[0].at);
  expect(copy.because).toBe('the directory does not answer');
  const [back] = watched.of('controller.up');
  expect(watched.of('database.up').at(-1)?.at).toBeGreaterThanOrEqual(back.at);
  expect(watched.sim.world.org.store.databases.map(({ mounted }) => mounted)).toEqual([true]);
  expect(watched.sim.world.org.procedures.list.every((p) => p === null)).toBe(true);
});

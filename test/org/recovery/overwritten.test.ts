/** Sets of files with folders of databases in them. */
import { expect, it } from 'vitest';
import { groups } from '../../support/backup.ts';
import { rebuilt } from '../../support/files.ts';
import { rowsOf } from '../../support/recovery.ts';

const TO = 'to: targets/b2d, when: Sat 12:00';

it('BKP-47, ESE-34: the old copy of a database that is not in use is that database', () => {
  // Its file was gone, and nobody saw to it: it was in no incident.
  const watched = rebuilt(
    {
      horizon: '2 weeks',
      groups: groups({ sg1: { db1: {}, db2: { mounted: false } } }),
      files: { all: `saves: full-computer, ${TO}, databaseFolders: true` },
    },
    true,
  );
  const told = watched.of('recovery.fallback').map((f) => f.because);
  expect(told.filter((because) => because.includes('old copy'))).toHaveLength(1);
  expect(rowsOf(watched).map(({ database, outcome }) => [database, outcome])).toEqual([
    [0, 'recovered'],
  ]);
  expect(watched.sim.world.org.store.databases[1]).toMatchObject({ clean: true, fileLost: false });
});

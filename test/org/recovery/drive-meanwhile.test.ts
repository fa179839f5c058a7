/** The drive of a restore whose sets have failed it, while it goes on without one. */
import { expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { drivePool } from '../../../sim/org/pools.ts';
import { jobs, runUntil } from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';
import { DATABASE, faulty, restoreUnderWay, runWhile, SERVER } from '../../support/recovery.ts';

it('is given back before the file is repaired, for hours, and so is its cartridge (X-20)', () => {
  // It held both to the end of the repair, and backups of other groups waited for the only drive.
  const yaml = faulty(
    {
      bad: `at: week 2 Thu 14:00, spoil: { newestFullOf: ${SERVER}/storageGroups/sg1 }`,
      pages: `at: week 2 Thu 14:30, corrupt: { database: ${DATABASE}, badSpot: true }`,
    },
    { jobs: jobs({ full: 'type: full, when: Sat 20:00' }) },
    'recovery: { preserveDamaged: true }\n',
  );
  const watched = watch(yaml);
  const { procedures } = watched.sim.world.org;
  const repairs = (): boolean => procedures.list.some((p) => p?.step === 'repair');
  runWhile(watched, () => !repairs());
  expect(restoreUnderWay(watched)!.setsRead).toHaveLength(1);
  runUntil(watched, watched.sim.now + HOUR);
  expect(repairs()).toBe(true);
  expect(procedures.pools[drivePool(0)].holder).toEqual([-1]);
});

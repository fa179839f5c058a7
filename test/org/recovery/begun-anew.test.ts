/** What becomes of mistakes whose consequence is still to come where a restore is begun anew, since its Restore.env is gone (RST-15). */
import { expect, it } from 'vitest';
import { removeEnv } from '../../../sim/org/recovery/restore/restore-env.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { faulty, LOST, restoreUnderWay, runWhile, steps, toEnd } from '../../support/recovery.ts';

/** Somebody slips in the restore; another one overwrites its Restore.env while the last set is read. */
function slipped(mistake: string): Watched {
  const oops = `at: week 2 Thu 14:00, misuse: { mistake: ${mistake}, of: servers/mbx1/storageGroups/sg1 }`;
  const watched = watch(faulty({ oops, ...LOST }, { horizon: '2 weeks' }));
  runWhile(watched, () => {
    const v = restoreUnderWay(watched);
    return v === null || v.slipped.length === 0 || v.reads.length !== 1 || v.flow < 0;
  });
  removeEnv(watched.sim.world, [0]);
  toEnd(watched);
  const told = watched.of('recovery.fallback').map(({ because }) => because);
  expect(told).toContain('NO_RESTORE_ENV: there is no Restore.env in the temporary folder');
  expect(watched.of('incident.closed')).toHaveLength(1);
  return watched;
}

it('what was filled in wrong for the set is filled in anew (RST-19)', () => {
  expect(steps(slipped('last-set-not-ticked'), 'forgotten')).toEqual([]);
});

it('what was done to the database itself stays done (RST-08)', () => {
  expect(steps(slipped('mounted-before-restore'), 'conflict')).toHaveLength(1);
});

/** Public folders that are to be begun anew and filled by a replica, which goes before they are. */
import { expect, it } from 'vitest';
import { dismount } from '../../../sim/org/store/mount.ts';
import { FOLDERS, foldersLost, REPLICA, REPLICATED } from '../../support/folders.ts';
import { watch } from '../../support/organization.ts';
import { rowsOf, runWhile, steps, toEnd } from '../../support/recovery.ts';

it('come back by the next way: nobody empties them for a replica that does not answer (RST-54)', () => {
  // The file that lived was emptied all the same, since the replica had been there when that was decided.
  const yaml = foldersLost(
    { first: REPLICATED },
    'recovery: { for: { page-damage: [replicate, roll-forward] } }\nparameters: { store: { userNoticesMs: 1 h } }\n',
    `at: week 2 Thu 10:00, corrupt: ${FOLDERS}`,
  );
  const watched = watch(yaml);
  const { world } = watched.sim;
  runWhile(watched, () => !world.org.procedures.list.some((p) => p?.step === 'dismount'));
  const replica = watched.plan.databases.find(({ path }) => path === REPLICA)!;
  dismount(world, replica.id, true, 'a test');
  toEnd(watched);
  expect(watched.of('recovery.fallback').map(({ next }) => next)).toContain('roll-forward');
  expect(steps(watched, 'image')).toHaveLength(1);
  expect(rowsOf(watched)[0]).toMatchObject({ lostMessages: 0, outcome: 'recovered' });
});

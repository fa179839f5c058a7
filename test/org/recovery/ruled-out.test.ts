/**
 * Rungs were known by their place on the ladder, which grows at its beginning where mail turns out to be deleted as well: what
 * had been ruled out was tried again, and what was new was passed over.
 */
import { expect, it } from 'vitest';
import { groups, instant, jobs } from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';
import { faulty, toEnd, volume } from '../../support/recovery.ts';

it('a way back that was ruled out stays so when the ladder gets another beginning', () => {
  const watched = watch(
    faulty(
      {
        gone: `at: week 2 Thu 14:30, lose: ${volume('database')}`,
        tape: 'at: week 2 Thu 14:30, spoil: { newestFullOf: servers/mbx1/storageGroups/sg1 }',
      },
      {
        groups: groups({ sg1: { db1: { size: '100 GiB' } } }),
        jobs: jobs({ full: 'type: full, when: daily 20:00, window: always' }),
      },
      'recovery: { for: { database-volume: [repair, roll-forward] } }\n',
    ),
  );
  const ruledOut = (): string[] => watched.of('recovery.fallback').map(({ because }) => because);
  watched.sim.runUntil(instant(watched.plan, 2, 'Thu 16:00'));
  expect(ruledOut()).toEqual(['there is no file that could be repaired']);
  // As where another database of the incident has come back without mail that had been deleted in it.
  watched.sim.world.org.recovery.incidents[0]!.causes.push('faults/mail:logical-corruption:1');
  toEnd(watched);
  expect(ruledOut().slice(1)).toEqual([
    'the logs carry nothing that a replay should stop before',
    'a set could not be read',
  ]);
});

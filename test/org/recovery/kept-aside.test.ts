/** Files that were kept aside, and come back. */
import { expect, it } from 'vitest';
import { groups, jobs } from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';
import { DATABASE, faulty, runWhile, steps, toEnd } from '../../support/recovery.ts';

it('one that stopped dirty is recovered from where the checkpoint stood then, though its group has gone on (REC-10)', () => {
  const faults = {
    bad: `at: week 2 Thu 14:30, corrupt: ${DATABASE}`,
    crash: 'at: week 2 Thu 14:31, fail: servers/mbx1',
    tape: 'at: week 2 Thu 14:30, spoil: { newestFullOf: servers/mbx1/storageGroups/sg1 }',
    again: 'at: week 2 Thu 15:15, fail: servers/mbx1',
  };
  const shape = {
    jobs: jobs({ full: 'type: full, when: daily 20:00' }),
    groups: groups({ sg0: { db1: {} }, sg1: { db1: {}, db2: {} } }),
    horizon: '2 weeks',
  };
  // So slowly that db2 is replayed after db1 has been moved aside: sg0 is first.
  const rest =
    'recovery: { preserveDamaged: true }\nparameters: { store: { replayLogsPerSecond: 0.1 logs/s } }\n';
  const watched = toEnd(watch(faulty(faults, shape, rest)));
  const [, beside, own, , again] = steps(watched, 'replay');
  expect(beside.because).toBe('replaying 21 logs, E010000857E.log to E01.log');
  // The same first log, although db2 has been up for a while: it was at the logs after the last of these.
  expect(own.because).toBe('replaying 64 logs, E010000857E.log to E01.log');
  // That has taken nothing from the cache of db2, which stops a few logs later.
  expect(again.because).toContain('replaying 21 logs');
});

it('one that lacks nothing but mail has the header that it had, not that of the image which overwrote it', () => {
  const logical = '{ share: 2 %, noticed: 1 h, how: garbled }';
  const faults = {
    mail: `at: week 2 Thu 13:30, corrupt: { database: ${DATABASE}, logical: ${logical} }`,
    tape: 'at: week 2 Thu 13:30, spoil: { newestSetOf: servers/mbx1/storageGroups/sg1 }',
  };
  const of = {
    full: 'type: full, when: Sat 20:00',
    nightly: 'type: incremental, when: [Sun 20:00, Mon-Fri 20:00]',
  };
  const watched = toEnd(watch(faulty(faults, { jobs: jobs(of), horizon: '2 weeks' })));
  expect(steps(watched, 'image')).toHaveLength(1);
  expect(steps(watched, 'leave')).toHaveLength(1);
  expect(watched.sim.world.org.store.databases[0].header.patchLow).toBe(-1);
});

it('one takes its place again beside another that lives: a later recovery has taken them together', () => {
  const other = DATABASE.replace('db1', 'db2');
  const lost = (database: string, share: number, noticed: string): string =>
    `corrupt: { database: ${database}, logical: { share: ${share} %, noticed: ${noticed}, how: garbled } }`;
  const faults = {
    small: `at: week 2 Mon 10:00, ${lost(other, 1, '6 d')}`,
    mail: `at: week 2 Thu 12:30, ${lost(DATABASE, 30, '1 h')}`,
    // While the image of db1 is being restored.
    crash: 'at: week 2 Thu 13:56, fail: servers/mbx1',
  };
  const shape = {
    jobs: jobs({ full: 'type: full, when: daily 20:00' }),
    groups: groups({ sg1: { db1: {}, db2: {} } }),
    horizon: '3 weeks',
  };
  const watched = watch(faulty(faults, shape));
  runWhile(watched, () => watched.of('server.down').length === 0);
  const { world } = watched.sim;
  const [own, beside] = world.org.store.databases;
  expect([own.fileLost, beside.fileLost]).toEqual([true, false]);
  toEnd(watched);
  // Going back to Monday would cost both of them more than what was deleted.
  const [told] = watched.of('recovery.fallback');
  expect(told.next).toBe('leaving it as it is');
  expect(steps(watched, 'mount')).toHaveLength(2);
  expect([own.mounted, beside.mounted]).toEqual([true, true]);
  expect(world.org.recovery.preserved).toEqual([]);
});

it('one that lacks mail and has damaged pages besides is repaired when it is back: what was wrong with it counts, not the image', () => {
  const logical = '{ share: 2 %, noticed: 1 h, how: garbled }';
  const faults = {
    mail: `at: week 2 Thu 13:30, corrupt: { database: ${DATABASE}, logical: ${logical} }`,
    pages: `at: week 2 Thu 14:00, corrupt: { database: ${DATABASE}, badSpot: true }`,
    tape: 'at: week 2 Thu 13:30, spoil: { newestSetOf: servers/mbx1/storageGroups/sg1 }',
  };
  const of = {
    full: 'type: full, when: Sat 20:00',
    nightly: 'type: incremental, when: [Sun 20:00, Mon-Fri 20:00]',
  };
  const rest = 'recovery: { preserveDamaged: true }\n';
  const watched = toEnd(watch(faulty(faults, { jobs: jobs(of), horizon: '2 weeks' }, rest)));
  expect(steps(watched, 'preserve')).toHaveLength(1);
  expect(steps(watched, 'image').length).toBeGreaterThan(0);
  expect([steps(watched, 'repair').length, steps(watched, 'leave').length]).toEqual([1, 0]);
  expect(watched.sim.world.org.store.databases[0]).toMatchObject({ mounted: true, holes: [] });
});

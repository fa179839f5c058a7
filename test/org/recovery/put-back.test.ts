/** A log that somebody put back from the quarantine while a restore was under way was passed over, and all after it given up. */
import { expect, it } from 'vitest';
import { instant } from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';
import { faulty, toEnd, volume } from '../../support/recovery.ts';

it('a replay goes on past a log that is there again when it comes to it (REC-27)', () => {
  const watched = watch(
    faulty(
      {
        log: 'at: week 2 Thu 14:40, delete: servers/mbx1/storageGroups/sg1/logs/required, quarantined: true',
        gone: `at: week 2 Fri 05:00, lose: ${volume('database')}`,
      },
      {},
      'parameters: { store: { replayLogsPerSecond: 0.1 logs/s } }\n',
    ),
  );
  const { sim, plan } = watched;
  sim.runUntil(instant(plan, 2, 'Fri 08:59'));
  expect(sim.world.org.procedures.list.some((p) => p?.step === 'replay')).toBe(true);
  expect(sim.world.org.store.groups[0].gaps).toHaveLength(1);
  toEnd(watched);
  const [{ onDisk }] = watched.of('replay.done');
  expect(onDisk).toBeGreaterThan(0);
  expect(watched.of('content.lost')).toEqual([]);
});

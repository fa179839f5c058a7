/** Who of those that wait for a drive is next: whoever has waited longest, whatever its group. */
import { expect, it } from 'vitest';
import { groups, instant, jobs, scenario } from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';

it('a group that is the last of its server is not passed over, night after night, for those before it', () => {
  // A pass over the first group takes more than a day: its next run waits when the drive is free for the second group at last.
  const watched = watch(
    scenario({
      drives: '1 x dlt-35-70',
      cartridges: 300,
      groups: groups({ sg1: { db1: { size: '800 GiB' } }, sg2: { db2: { on: 'other' } } }),
      volumes: { other: 'raid: raid5, disks: 8 x sas-15k-146gb' },
      jobs: jobs({
        full: 'type: full, when: daily 20:00, window: always, keep: 1 day, overrun: continue',
      }),
      rest: 'hazards: none\n',
    }),
    { check: false },
  );
  watched.sim.runUntil(instant(watched.plan, 2, 'Mon 12:00'));
  const began = watched.of('backup.began').map(({ group }) => group);
  expect(began.length).toBeGreaterThan(6);
  expect(began.every((group, i) => group === i % 2)).toBe(true);
});

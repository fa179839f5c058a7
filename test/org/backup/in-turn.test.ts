/** Who of those that wait for a drive is next: whoever has waited longest, whatever its group. */
import { expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { groups, instant, jobs, path, scenario } from '../../support/backup.ts';
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
  const began = watched.of('backup.began');
  expect(began.filter(({ group }) => group === 1).length).toBeGreaterThan(3);
  const asked = began.map((f) => f.asked);
  expect(asked).toEqual([...asked].sort((x, y) => x - y));
});

it('a job whose run for a group still waits is not queued for it once more', () => {
  // The drive is taken for two days; log backups are due every two hours.
  const watched = watch(
    scenario({
      drives: '1 x dlt-35-70',
      cartridges: 300,
      groups: groups({ sg1: { db1: { size: '900 GiB' } }, sg2: { db2: { on: 'other' } } }),
      volumes: { other: 'raid: raid5, disks: 8 x sas-15k-146gb' },
      jobs: jobs({
        full: `type: full, when: Sat 20:00, of: [${path('sg1')}], window: always, overrun: continue`,
        first: `type: full, when: Sat 18:00, of: [${path('sg2')}]`,
        logs: `type: incremental, when: [daily 00:00, daily 06:00, daily 12:00, daily 17:00], of: [${path('sg2')}], window: always, overrun: continue`,
      }),
      rest: 'hazards: none\n',
    }),
    { check: true },
  );
  watched.sim.runUntil(instant(watched.plan, 2, 'Wed 12:00'));
  const from = instant(watched.plan, 1, 'Sat 20:00');
  const full = watched
    .of('backup.ended')
    .find((f) => watched.plan.jobs[f.job].name === 'full' && f.asked === from);
  const logs = watched.of('backup.ended').filter((f) => f.group === 1 && f.asked > from);
  const meanwhile = logs.filter((f) => f.asked < full!.at);
  expect(full!.at - from).toBeGreaterThan(24 * HOUR);
  expect(meanwhile.map((f) => [f.asked, f.began >= full!.at, f.outcome])).toEqual([
    [instant(watched.plan, 1, 'Sun 00:00'), true, 'succeeded'],
  ]);
  expect(watched.of('job.waits').length).toBeGreaterThan(3);
  // Once it has run, the job is queued as ever.
  expect(logs.length).toBeGreaterThan(2);
});

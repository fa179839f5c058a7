/** Backups of a group that stops under them. */
import { expect, it } from 'vitest';
import { ends, groups, instant, jobs, path, runTo } from '../../support/backup.ts';

it('a full breaks off when the volume of the checkpoint is lost, and signs no header', () => {
  const watched = runTo(
    {
      groups: groups({ sg1: { db1: { size: '47 GiB' } } }, { sg1: { system: 'system' } }),
      volumes: { system: 'raid: raid1, disks: 2 x sas-15k-36gb' },
      jobs: jobs({ full: 'type: full, when: daily 20:00' }),
      rest: `hazards: none
faults: { gone: { at: week 2 Thu 20:10, lose: servers/mbx1/nodes/a/volumes/system } }
`,
    },
    undefined,
    true,
  );
  const night = instant(watched.plan, 2, 'Thu 20:00');
  const full = ends(watched).find((f) => f.night === night)!;
  expect([full.outcome, full.because]).toEqual([
    'failed',
    expect.stringContaining('system is lost'),
  ]);
  // The databases come back by soft recovery, from the oldest log on, and lose nothing.
  expect(watched.of('incident.closed')).toHaveLength(1);
  expect(watched.of('content.lost')).toEqual([]);
});

it('what comes back of a group whose databases have jobs of their own gets its own full, once', () => {
  const watched = runTo({
    groups: groups({ sg1: { db1: {}, db2: { on: 'other' } } }),
    volumes: { other: 'raid: raid1, disks: 2 x sas-15k-146gb' },
    jobs: jobs({
      one: `type: full, when: Sat 20:00, of: ${path('sg1', 'db1')}`,
      two: `type: full, when: Sun 20:00, of: ${path('sg1', 'db2')}`,
      nightly: `type: incremental, when: Mon-Fri 20:00, of: ${path('sg1')}`,
    }),
    rest: `hazards: none
faults: { gone: { at: week 2 Thu 14:30, lose: servers/mbx1/nodes/a/volumes/other } }
`,
  });
  const [closed] = watched.of('incident.closed');
  const ordered = watched.of('backup.began').filter((f) => f.asked === closed.at);
  expect(ordered.map((f) => watched.plan.jobs[f.job].name)).toEqual(['two']);
  const friday = ends(watched, 'nightly').find(
    (f) => f.night === instant(watched.plan, 2, 'Fri 20:00'),
  )!;
  expect(friday.outcome).toBe('succeeded');
});

/** The volume of checkpoint files is lost: neither databases nor logs went with it. */
import { expect, it } from 'vitest';
import { groups, instant, jobs, runTo } from '../../support/backup.ts';
import { steps } from '../../support/recovery.ts';

it('a file that is destroyed while the volume of the checkpoint is gone is rolled forward with the logs', () => {
  const watched = runTo({
    groups: groups({ sg1: { db1: {} } }, { sg1: { system: 'system' } }),
    volumes: { system: 'raid: raid1, disks: 2 x sas-15k-36gb' },
    jobs: jobs({ full: 'type: full, when: daily 20:00' }),
    rest: `hazards: none
faults:
  gone: { at: week 2 Thu 14:10, lose: servers/mbx1/nodes/a/volumes/system }
  file: { at: week 2 Thu 14:10, delete: servers/mbx1/storageGroups/sg1/databases/db1 }
`,
  });
  expect(watched.of('incident.closed')).toHaveLength(1);
  expect(watched.of('restore.ended').map((f) => f.status)).toEqual(['completed']);
  const [replay] = watched.of('replay.done');
  expect(replay.onDisk).toBeGreaterThan(0);
  expect(watched.of('content.lost')).toEqual([]);
});

it('has its checkpoint file again once a database runs: what crashes later is replayed from there', () => {
  const crash = 'crash: { at: week 2 Fri 17:00, fail: servers/mbx1 }';
  const shape = (lost: string) => ({
    groups: groups({ sg1: { db1: {} } }, { sg1: { system: 'system' } }),
    volumes: { system: 'raid: raid1, disks: 2 x sas-15k-36gb' },
    jobs: jobs({ full: 'type: full, when: daily 20:00' }),
    rest: `hazards: none
faults:
  ${lost}file: { at: week 2 Thu 14:10, delete: servers/mbx1/storageGroups/sg1/databases/db1 }
  ${crash}
`,
  });
  const gone = 'gone: { at: week 2 Thu 14:10, lose: servers/mbx1/nodes/a/volumes/system }\n  ';
  const replays = [gone, ''].map((lost) => {
    const watched = runTo(shape(lost));
    const after = instant(watched.plan, 2, 'Fri 16:00');
    const of = steps(watched, 'replay').filter((s) => s.at > after);
    expect(of).toHaveLength(1);
    return of[0].at - of[0].began;
  });
  expect(replays[0]).toBe(replays[1]);
});

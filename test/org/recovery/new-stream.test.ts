/** A file that is lost while an incident goes on which began with its log volume, and whose logs have begun anew since. */
import { expect, it } from 'vitest';
import { groups, jobs, path, runTo } from '../../support/backup.ts';
import { volume } from '../../support/recovery.ts';

it('is rolled forward with the logs of the new stream (RST-01)', () => {
  const watched = runTo({
    drives: '2 x lto-3',
    groups: groups({ sg1: { db1: {} }, sg2: { db2: { on: 'other', size: '600 GiB' } } }),
    volumes: { other: 'raid: raid5, disks: 8 x sas-15k-146gb' },
    jobs: jobs({ full: 'type: full, when: Sat 20:00, window: always' }),
    rest: `hazards: none
faults:
  gone: { at: week 2 Thu 14:00, lose: ${volume('logs')} }
  down: { at: week 2 Thu 20:29, fail: servers/mbx1 }
  file: { at: week 2 Thu 20:30, delete: ${path('sg1', 'db1')} }
`,
  });
  const [incident, ...others] = watched.of('incident.closed');
  expect(others).toEqual([]);
  expect(incident.causes).toHaveLength(3);
  const replays = watched.of('replay.done').filter(({ group }) => group === 0);
  expect(replays.map(({ onDisk }) => onDisk > 0)).toEqual([false, true]);
  const late = watched.of('content.lost').filter((f) => f.database === 0 && f.at > replays[0].at);
  expect(late).toEqual([]);
});

/** A database with bad pages beside one that is damaged above the pages: each by the ladder for its own damage. */
import { expect, it } from 'vitest';
import { groups, instant, jobs, path, runTo } from '../../support/backup.ts';

it('ESE-42: what an unreadable image has overwritten comes back from an older one, though its neighbour is only to be repaired', () => {
  const at = 'at: week 2 Thu';
  const watched = runTo({
    groups: groups({ sg1: { db1: {}, db2: {} } }),
    jobs: jobs({
      first: `type: full, when: daily 20:00, of: [${path('sg1', 'db2')}]`,
      second: `type: full, when: daily 22:00, of: [${path('sg1', 'db1')}]`,
    }),
    rest: `hazards: none
faults:
  tables: { ${at} 14:00, corrupt: { database: ${path('sg1', 'db2')}, pages: 1, level: table } }
  pages: { ${at} 14:00, corrupt: { database: ${path('sg1', 'db1')}, pages: 4 } }
  set: { ${at} 14:01, spoil: { newestSetOf: ${path('sg1')} } }
  down: { ${at} 14:02, fail: servers/mbx1 }
`,
  });
  expect(watched.of('restore.ended').map(({ status }) => status)).toEqual(['failed', 'completed']);
  // Of the older image of db1 the night's logs are gone with the newer set, and no more; of db2 some of what lay in the table.
  const oldest = (database: number): number =>
    Math.min(
      ...watched.of('content.lost').flatMap((f) => (f.database === database ? [f.from] : [])),
    );
  expect(oldest(0)).toBeGreaterThan(instant(watched.plan, 2, 'Tue 21:00'));
  expect(watched.of('recovery.fallback').map(({ next }) => next)).toEqual([
    expect.stringMatching(/^full, up to log/),
  ]);
  expect(watched.of('incident.closed').length).toBeGreaterThan(0);
});

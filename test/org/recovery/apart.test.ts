import { describe, expect, it } from 'vitest';
import { groups, instant, jobs, path, runTo } from '../../support/backup.ts';

describe('databases that were to come back from one image, which proved bad', () => {
  it('come back apart, each from the newest that it has', () => {
    // The one with a full of its own went back with the other, to an older image of both.
    const watched = runTo(
      {
        groups: groups({ sg1: { db1: { size: '2 GiB' }, db2: { size: '2 GiB' } } }),
        jobs: jobs({
          both: `type: full, when: Mon 20:00, of: [${path('sg1')}]`,
          own: `type: full, when: Wed 20:00, of: [${path('sg1', 'db2')}]`,
          copy: `type: copy, when: Thu 04:00, of: [${path('sg1')}]`,
        }),
        rest: `hazards: none
faults:
  bad: { at: week 1 Thu 10:00, spoil: { newestSetOf: ${path('sg1')} } }
  gone: { at: week 1 Thu 12:00, lose: servers/mbx1 }
`,
      },
      (plan) => instant(plan, 1, 'Sat 12:00'),
      true,
    );
    const [closed] = watched.of('incident.closed');
    const oldest = closed.databases.map((d) => d.oldestLost ?? 0);
    expect(oldest[0]).toBeLessThan(instant(watched.plan, 1, 'Mon 20:30'));
    expect(oldest[1]).toBeGreaterThan(instant(watched.plan, 1, 'Wed 20:00'));
    expect(watched.of('replay.done')).toHaveLength(2);
  });
});

describe('databases of a group whose logs are gone', () => {
  it('each come back by what they need: a clean file by new logs alone, a dirty one by a restore', () => {
    // The first to come back began a new stream, and the dirty file of the second then passed for one whose logs are there.
    const watched = runTo(
      {
        groups: groups({ sg1: { db1: { size: '2 GiB', mounted: false }, db2: { size: '2 GiB' } } }),
        jobs: jobs({ full: `type: full, when: Mon 20:00` }),
        rest: `hazards: none
faults:
  gone: { at: week 1 Wed 12:00, lose: servers/mbx1/nodes/a/volumes/logs }
`,
      },
      (plan) => instant(plan, 1, 'Sat 12:00'),
      true,
    );
    const lost = watched.of('content.lost');
    expect(new Set(lost.map((f) => f.database))).toEqual(new Set([1]));
    expect(Math.min(...lost.map((f) => f.from))).toBeGreaterThan(
      instant(watched.plan, 1, 'Mon 20:00'),
    );
    const { databases, groups: states } = watched.sim.world.org.store;
    for (const { lineage, lineages } of databases)
      expect(lineages.find((l) => l.id === lineage)?.segment).toBe(states[0].segment);
  });
});

describe('databases of a group of which one is gone when the server fails', () => {
  it('come back apart: what lives needs no image of the other', () => {
    // Both had the same newest image, and a file with nothing wrong was overwritten by it.
    const watched = runTo(
      {
        groups: groups({ sg1: { db1: { size: '2 GiB' }, db2: { size: '2 GiB' } } }),
        jobs: jobs({ full: `type: full, when: Mon 20:00` }),
        rest: `hazards: none
faults:
  gone: { at: week 1 Wed 12:00, delete: ${path('sg1', 'db1')} }
  down: { at: week 1 Wed 12:01, fail: servers/mbx1 }
`,
      },
      (plan) => instant(plan, 1, 'Sat 12:00'),
      true,
    );
    const closed = watched.of('incident.closed').flatMap((f) => f.databases);
    expect(closed.map(({ database, sets }) => [database, sets.length])).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(closed[1].serviceMs).toBeLessThan(closed[0].serviceMs as number);
    expect(watched.of('content.lost')).toEqual([]);
  });
});

describe('databases of a group of which one was repaired since their full', () => {
  it('come back apart: the repaired one with its full alone, the other rolls forward to the end (X-04)', () => {
    // Both came back as on Monday, since the logs carry one of them on no further.
    const gone = 'lose: servers/mbx1/nodes/a/volumes/database';
    const watched = runTo(
      {
        groups: groups({ sg1: { db1: { size: '2 GiB' }, db2: { size: '2 GiB' } } }),
        jobs: jobs({ full: `type: full, when: Mon 20:00` }),
        rest: `hazards: none
recovery: { fullAfterRecovery: next window, for: { page-damage: [repair] } }
faults:
  pages: { at: week 1 Tue 10:00, corrupt: { database: ${path('sg1', 'db1')}, badSpot: true } }
  gone: { at: week 1 Tue 18:00, ${gone} }
`,
      },
      (plan) => instant(plan, 1, 'Sat 12:00'),
      true,
    );
    expect(new Set(watched.of('content.lost').map((f) => f.database))).toEqual(new Set([0]));
  });
});

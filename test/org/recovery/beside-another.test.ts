/** What changes while a restore waits for its turn, or reads. */
import { describe, expect, it } from 'vitest';
import { groups, instant, path } from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';
import { failing, faulty, rowsOf, steps, toEnd } from '../../support/recovery.ts';
import { faults, shadows } from '../../support/shadow.ts';

const TWO = groups({ sg1: { db1: { size: '2 GiB' }, db2: { size: '2 GiB' } } });

describe('a restore of a shadow copy that waits for another one of its group', () => {
  it('X-06, RST-03: takes down what that one has mounted meanwhile', () => {
    // It found everything dismounted when it asked for its turn, and later restored a mounted file.
    const text = shadows(
      { full: 'type: full, engine: vss-software, when: daily 20:00' },
      {
        horizon: '1 week',
        groups: TWO,
        rest: faults(
          {
            bad: `at: week 1 Thu 09:00, corrupt: ${path('sg1', 'db2')}`,
            gone: `at: week 1 Thu 09:17, delete: ${path('sg1', 'db1')}`,
          },
          'parameters: { store: { userNoticesMs: 60 min } }\n',
        ),
      },
    );
    const watched = toEnd(watch(text.replace('exchange-2007', 'exchange-2003')));
    const [first, second] = [0, 1].map((d) => steps(watched).filter((s) => s.database === d));
    const turn = second.find((s) => s.step === 'session')!;
    expect(turn.asked).toBeLessThan(first.at(-1)!.at);
    expect(turn.began).toBe(first.at(-1)!.at);
    expect(second.map((s) => s.step)).toContain('dismount');
    expect(watched.of('incident.closed')).toHaveLength(2);
    expect(rowsOf(watched).every((row) => row.lostMessages === 0)).toBe(true);
  });
});

describe('a set that is spoiled while somebody reads it', () => {
  it('breaks off, and another one is taken', () => {
    // It was read to its end, and passed for sound from then on.
    const spoil = 'at: week 2 Thu 15:54, spoil: { newestSetOf: servers/mbx1/storageGroups/sg1 }';
    const gone = 'at: week 2 Thu 14:30, lose: servers/mbx1/nodes/a/volumes/database';
    const full = '\n    full: { type: full, when: daily 20:00 }';
    const watched = toEnd(failing({ gone, spoil }, { jobs: full }));
    const image = steps(watched, 'image');
    const spoilt = instant(watched.plan, 2, 'Thu 15:54');
    expect(image[0].began).toBeLessThan(spoilt);
    expect(image[0].at).toBeGreaterThan(spoilt);
    expect(watched.of('restore.ended').map((f) => f.status)).toEqual(['failed', 'completed']);
  });

  it('is found out by a drill as well', () => {
    const spoil = 'at: week 1 Thu 12:07, spoil: { newestSetOf: servers/mbx1/storageGroups/sg1 }';
    const text = faulty({ spoil }, { jobs: '\n    full: { type: full, when: daily 20:00 }' });
    const drills = '  drills: { weekly: { when: Thu 12:00 } }\n';
    const watched = toEnd(watch(text.replace('backup:\n', `${drills}backup:\n`)));
    const outcomes = watched.of('drill.ended').map((f) => f.outcome);
    expect(outcomes.slice(0, 3)).toEqual(['restored', 'unreadable-set', 'restored']);
  });
});

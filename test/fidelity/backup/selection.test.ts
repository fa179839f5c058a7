/** What a job selects, and what that means for the logs of a group (BKP-60, TRN-14, STR-27). */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../sim/engine/clock.ts';
import {
  ends,
  firstLog,
  groups,
  jobs,
  openLogOf,
  path,
  runTo,
  setsOf,
  type Shape,
  type SmallDatabase,
} from '../../support/backup.ts';

const five = (of: SmallDatabase): Record<string, SmallDatabase> =>
  Object.fromEntries([1, 2, 3, 4, 5].map((i) => [`db${i}`, of]));
const ONE = groups({ sg1: five({ size: '2 GiB', mailboxes: 20 }) });
const FIVE = groups(
  Object.fromEntries(
    [1, 2, 3, 4, 5].map((i) => [`sg${i}`, { db1: { size: '2 GiB', mailboxes: 20 } }]),
  ),
);
const run = (shape: Shape) => runTo({ horizon: '1 weeks', ...shape });

describe('a job', () => {
  it('BKP-60: takes a whole server, a storage group or single databases', () => {
    const two = groups({ sg1: { db1: {}, db2: {} }, sg2: { db1: {} } });
    const copied = (of: string): number[][] => {
      const watched = run({
        groups: two,
        jobs: jobs({ full: `type: full, when: Sat 20:00, of: ${of}` }),
      });
      return [0, 1].map((group) =>
        (setsOf(watched, group).at(-1)?.databases ?? []).map((d) => d.database),
      );
    };
    expect(copied('servers/mbx1')).toEqual([[0, 1], [2]]);
    expect(copied(path('sg1'))).toEqual([[0, 1], []]);
    expect(copied(path('sg1', 'db2'))).toEqual([[1], []]);
  });

  it('TRN-14: one group of five databases writes one stream of logs, and one job can free none of it alone', () => {
    const of = (database: string): string =>
      jobs({ full: `type: full, when: daily 20:00, of: ${database}` });
    const together = run({ groups: ONE, jobs: of(path('sg1', 'db1')) });
    const apart = run({ groups: FIVE, jobs: of(path('sg1', 'db1')) });
    const logs = (watched: typeof apart): number[] =>
      watched.plan.groups.map(({ id }) => openLogOf(watched, id) - 1);
    const sum = logs(apart).reduce((total, each) => total + each, 0);
    // As many logs in all, however many databases share a stream; each early close leaves at most one more.
    expect(Math.abs(sum - logs(together)[0])).toBeLessThan(20);
    expect(firstLog(together)).toBe(1);
    expect(firstLog(apart)).toBeGreaterThan(200);
    const blocked = together.of('truncation.blocked').map((f) => f.because);
    expect(blocked).toContain(`${path('sg1', 'db2')} has no full backup`);
    const whole = run({ groups: ONE, jobs: of(path('sg1')) });
    expect(firstLog(whole)).toBeGreaterThan(1000);
  });

  it('STR-27: while one database is never backed up, or is dismounted, nobody frees log space, and the volume fills', () => {
    const shape = (lost: SmallDatabase, of: string): Shape => ({
      horizon: '1 weeks',
      groups: groups({ sg1: { db1: { mailboxes: 500 }, db2: { mailboxes: 500, ...lost } } }),
      jobs: jobs({ full: `type: full, when: daily 20:00, of: ${of}` }),
    });
    const never = runTo(shape({}, path('sg1', 'db1')));
    const dismounted = runTo(shape({ mounted: false, mailboxes: 10 }, path('sg1')));
    const fine = runTo(shape({}, path('sg1')));
    for (const watched of [never, dismounted]) {
      expect(ends(watched).filter((f) => f.outcome === 'succeeded').length).toBeGreaterThan(5);
      expect(watched.of('logs.truncated').filter((f) => f.because === 'full backup')).toEqual([]);
    }
    const full = never.of('log-volume.full')[0];
    expect(full.at - never.plan.clock.warmupStart).toBeLessThan(14 * DAY);
    expect(openLogOf(dismounted) - firstLog(dismounted)).toBeGreaterThan(40_000);
    expect(fine.of('log-volume.full')).toEqual([]);
    expect(openLogOf(fine) - firstLog(fine)).toBeLessThan(13_000);
  });
});

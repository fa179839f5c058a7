/** Incrementals and differentials: logs only, for the whole group, on top of a full. */
import { describe, expect, it } from 'vitest';
import { checkpointLog } from '../../../sim/org/store/checkpoint.ts';
import { cutAfter, segmentOf } from '../../../sim/org/store/stream.ts';
import {
  ends,
  firstLog,
  groups,
  headerOf,
  instant,
  jobs,
  openLogOf,
  path,
  runTo,
  runUntil,
  setsOf,
  type Shape,
} from '../../support/backup.ts';

const nightly = (type: string): Shape => ({
  groups: groups({ sg1: { db1: { mailboxes: 97 }, db2: {} } }),
  jobs: jobs({
    full: 'type: full, when: Sat 20:00',
    nightly: `type: ${type}, when: [Sun 20:00, Mon-Fri 20:00]`,
  }),
});

describe('incremental and differential backups', () => {
  it('BKP-16: an incremental closes the open log at its very start, before a tape is loaded', () => {
    const watched = runTo(nightly('incremental'), (plan) => instant(plan, 2, 'Mon 20:00') - 1);
    const open = openLogOf(watched);
    runUntil(watched, instant(watched.plan, 2, 'Mon 20:00'));
    expect(openLogOf(watched)).toBe(open + 1);
    runUntil(watched, instant(watched.plan, 2, 'Mon 20:30'));
    const done = ends(watched).at(-1)!;
    expect([done.outcome, done.highLog]).toEqual(['succeeded', open]);
    const { world } = watched.sim;
    expect(cutAfter(world, segmentOf(world, 0), done.highLog).at).toBe(done.began);
    const copying = watched
      .of('step.ended')
      .filter((f) => f.step === 'logs')
      .at(-1)!;
    expect(copying.began).toBeGreaterThan(done.began);
  });

  it('BKP-21: an incremental copies every closed log on disk, truncates, and signs every header', () => {
    const watched = runTo(nightly('incremental'), (plan) => instant(plan, 2, 'Mon 20:00') - 1);
    const [first, open] = [firstLog(watched), openLogOf(watched)];
    runUntil(watched, instant(watched.plan, 2, 'Mon 20:30'));
    const set = setsOf(watched).at(-1)!;
    expect(set).toMatchObject({ type: 'incremental', low: first, high: open });
    expect(set.parts.map((part) => part.imageBytes)).toEqual([0]);
    expect(set.parts[0].logBytes).toBe((open - first + 1) * watched.plan.figures.store.logBytes);
    expect(firstLog(watched)).toBeGreaterThan(first);
    for (const d of [0, 1]) {
      expect(headerOf(watched, d)).toMatchObject({
        incrementalLow: first,
        incrementalHigh: open,
        incrementalAt: set.completedAt,
        currentIncrementalHigh: open,
      });
    }
  });

  it('BKP-22: a differential copies the same and leaves disk and headers as they are', () => {
    const watched = runTo(nightly('differential'), (plan) => instant(plan, 2, 'Mon 19:59'));
    const first = firstLog(watched);
    const headers = [0, 1].map((d) => ({ ...headerOf(watched, d) }));
    const open: number[] = [];
    for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri']) {
      open.push(openLogOf(runUntil(watched, instant(watched.plan, 2, `${day} 20:00`))) - 1);
      runUntil(watched, instant(watched.plan, 2, `${day} 21:00`));
    }
    const week = setsOf(watched).filter((s) => s.night >= instant(watched.plan, 2, 'Mon 20:00'));
    expect(week.map((s) => [s.type, s.low, s.high])).toEqual(
      open.map((high) => ['differential', first, high]),
    );
    expect(firstLog(watched)).toBe(first);
    expect([0, 1].map((d) => headerOf(watched, d))).toEqual(headers);
    for (const h of headers) expect(h.currentIncrementalHigh).toBe(-1);
  });

  it.each(['incremental', 'differential'])(
    'X-03: %s: fails for the whole group while one database has no full, and covers all of it afterwards',
    (type) => {
      const watched = runTo({
        groups: groups({ sg1: { db1: {}, db2: {} } }),
        jobs: jobs({
          first: `type: full, when: Wed 20:00, of: ${path('sg1', 'db1')}`,
          second: `type: full, when: Sat 20:00, of: ${path('sg1', 'db2')}`,
          nightly: `type: ${type}, when: daily 22:00, of: ${path('sg1', 'db1')}`,
        }),
      });
      const [wednesday, saturday] = ['Wed 21:00', 'Sat 21:00'].map((t) =>
        instant(watched.plan, 0, t),
      );
      const nights = ends(watched, 'nightly');
      expect(nights.filter((f) => f.at < wednesday).length).toBeGreaterThan(1);
      for (const { began, outcome, because } of nights) {
        const lacking = began < wednesday ? 'db1' : 'db2';
        if (began > saturday) expect(outcome).toBe('succeeded');
        else
          expect([outcome, because]).toEqual([
            'failed',
            `-560: ${path('sg1', lacking)} has no full backup to build on`,
          ]);
      }
      const set = setsOf(watched)
        .filter((s) => s.type === type)
        .at(-1)!;
      expect(set.databases.map((d) => d.database)).toEqual([0, 1]);
    },
  );

  it('X-03: fails when a log is missing since the last backup, because somebody deleted it by hand', () => {
    // For the dismounted database nothing is truncated, so the log volume fills, and somebody makes room.
    const watched = runTo({
      groups: groups({ sg1: { db1: { mailboxes: 1500 }, db2: { mounted: false } } }),
      logDisks: '2 x sas-15k-36gb',
      jobs: jobs({
        full: 'type: full, when: Sat 20:00',
        nightly: 'type: incremental, when: [Sun 19:00, Mon-Fri 19:00], window: 18:30-20:00',
      }),
      rest: 'hazards: none\nrecovery: { fullAfterRecovery: next window }\n',
    });
    const jobsOf = ends(watched);
    const refused = jobsOf.filter((f) => f.because.includes('are missing since the last backup'));
    expect(refused.length).toBeGreaterThan(0);
    for (const f of refused) {
      const deleted = watched
        .of('logs.truncated')
        .filter((t) => t.at < f.at)
        .at(-1)!;
      expect(deleted.because).toContain('by hand');
      const covering = jobsOf.filter((g) => g.outcome === 'succeeded' && g.at < f.at).at(-1)!;
      expect(deleted.to).toBeGreaterThan(covering.highLog);
      // The full that was ordered mends the chain: the next incremental runs.
      const next = jobsOf.find((g) => g.at > f.at && g.backupType === 'incremental');
      const full = jobsOf.find((g) => g.at > f.at && g.backupType === 'full')!;
      if (next !== undefined && next.at > full.at) expect(next.outcome).toBe('succeeded');
    }
    expect(firstLog(watched)).toBeLessThanOrEqual(checkpointLog(watched.sim.world, 0));
  });
});

/** A streaming full of a storage group, phase by phase: checkpoint, headers, image, logs. */
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../sim/engine/clock.ts';
import { setOf } from '../../../sim/org/media/sets.ts';
import { checkpointDepth, checkpointLog } from '../../../sim/org/store/checkpoint.ts';
import { cutAfter, positionNow, segmentOf } from '../../../sim/org/store/stream.ts';
import {
  ends,
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
import type { Watched } from '../../support/organization.ts';

/** A full in the busiest hour of a Wednesday: 47 GiB take almost half an hour, and logs fill fast. */
const BUSY: Shape = {
  groups: groups({ sg1: { db1: { size: '47 GiB', mailboxes: 1010 } } }),
  jobs: jobs({ full: 'type: full, when: Wed 10:00, window: 08:00-18:00' }),
};
/** The databases of a group are copied on different days. */
const APART: Shape = {
  groups: groups({ sg1: { db1: {}, db2: { size: '47 GiB' } } }),
  jobs: jobs({
    first: `type: full, when: Tue 20:00, of: ${path('sg1', 'db1')}`,
    second: `type: full, when: Thu 20:00, of: ${path('sg1', 'db2')}`,
  }),
};
const LOST_ALL = `hazards: none
faults: { gone: { at: week 2 Thu 14:30, lose: servers/mbx1/nodes/a/volumes/* } }
`;

const checkpoint = (w: Watched): number => checkpointLog(w.sim.world, 0);
const closedAt = (w: Watched, log: number): number =>
  cutAfter(w.sim.world, segmentOf(w.sim.world, 0), log).at;
const steps = (w: Watched, step: string) => w.of('step.ended').filter((f) => f.step === step);

describe('a full streaming backup', () => {
  it.each(['full', 'incremental', 'differential'])(
    'BKP-10: %s: the checkpoint stands still until the backup ends, while logs go on filling',
    (type) => {
      const watched = runTo(
        {
          ...BUSY,
          jobs: jobs({
            full: 'type: full, when: Sat 20:00',
            day: `type: ${type}, when: Wed 10:00, window: 08:00-18:00, of: ${path('sg1')}`,
          }).replace('20:00 }', `20:00, of: ${path('sg1')} }`),
        },
        (plan) => instant(plan, 2, 'Wed 09:59'),
      );
      const before = checkpoint(watched);
      runUntil(watched, instant(watched.plan, 2, 'Wed 10:00'));
      const frozen = checkpoint(watched);
      expect(frozen - before).toBeLessThan(50);
      const open = openLogOf(watched);
      runUntil(watched, instant(watched.plan, 2, 'Wed 10:02'));
      expect(watched.sim.world.org.store.groups[0].frozenCheckpoint).toBe(frozen);
      expect(checkpoint(watched)).toBe(frozen);
      expect(openLogOf(watched)).toBeGreaterThan(open + 30);
      runUntil(watched, instant(watched.plan, 2, 'Wed 11:00'));
      expect(ends(watched, 'day').at(-1)!.outcome).toBe('succeeded');
      expect(checkpoint(watched)).toBe(openLogOf(watched) - checkpointDepth(watched.sim.world));
    },
  );

  it('BKP-11: the first log needed stands in the header while the job runs, older than the checkpoint here', () => {
    const watched = runTo(APART, (plan) => instant(plan, 2, 'Thu 20:10'));
    const { currentFullLow } = headerOf(watched, 1);
    expect(currentFullLow).toBe(headerOf(watched, 0).fullHigh + 1);
    expect(currentFullLow).toBeLessThan(checkpoint(watched));
    expect(headerOf(watched, 0).currentFullLow).toBe(-1);
    runUntil(watched, instant(watched.plan, 2, 'Fri 06:00'));
    expect(ends(watched).at(-1)).toMatchObject({ lowLog: currentFullLow, outcome: 'succeeded' });
    expect(headerOf(watched, 1)).toMatchObject({ currentFullLow: -1, fullLow: currentFullLow });
  });

  it('BKP-12: an image without the logs to the end of its copy is none: with them it holds what came during it', () => {
    const watched = runTo({ ...BUSY, rest: LOST_ALL });
    const full = ends(watched).find((f) => f.night === instant(watched.plan, 2, 'Wed 10:00'))!;
    const { lowLog: from, highLog: to } = full;
    expect(watched.of('replay.done')[0]).toMatchObject({ from, to, onDisk: 0 });
    const copied = steps(watched, 'copy')
      .filter((f) => f.at < full.at)
      .at(-1)!;
    const lostFrom = Math.min(...watched.of('content.lost').map((f) => f.from));
    expect(lostFrom).toBe(closedAtEndOfCopy(watched, full.set));
    expect(copied.began).toBeLessThan(lostFrom);
  });

  it('BKP-10, BKP-12: what a full holds back is replayed when the store stops in the middle of it', () => {
    // For the dismounted database nothing is truncated: the log volume fills, and that during a day-long full.
    const watched = runTo(
      {
        groups: groups({
          sg1: { db1: { size: '800 GiB', mailboxes: 1000 }, db2: { mounted: false } },
        }),
        jobs: jobs({ full: 'type: full, when: daily 08:00, window: 07:00-20:00' }),
      },
      (plan) => plan.clock.warmupStart,
    );
    let open = -1;
    watched.sim.on('log-volume.full', () => {
      if (open < 0) open = openLogOf(watched);
    });
    watched.sim.runUntil(watched.plan.clock.end);
    const stopped = watched.of('log-volume.full')[0].at;
    const full = ends(watched).find((f) => f.at >= stopped)!;
    expect([full.outcome, full.because]).toEqual(['failed', expect.stringContaining('is full')]);
    const recover = steps(watched, 'recover')[0];
    const logs = open - full.lowLog + 1;
    expect(logs).toBeGreaterThan(1000);
    const { replayLogsPerSecond } = watched.plan.figures.store;
    expect(recover.at - recover.began).toBe((logs / replayLogsPerSecond) * 1000);
    expect(watched.of('content.lost')).toEqual([]);
  });

  it('BKP-14: a restored image says in its patch header which logs it needs, until recovery has run', () => {
    const watched = runTo({ ...BUSY, rest: LOST_ALL });
    expect(headerOf(watched, 0)).toMatchObject({ patchLow: -1, patchHigh: -1 });
    const again = runTo({ ...BUSY, rest: LOST_ALL }, (plan) => instant(plan, 2, 'Thu 14:30'));
    const newest = setsOf(again).at(-1)!;
    const seen: number[][] = [];
    again.sim.on('step.ended', ({ definition, step }) => {
      const { patchLow, patchHigh } = headerOf(again, 0);
      if (definition === 'recovery.group')
        seen.push([patchLow, patchHigh, step === 'image' ? 1 : 0]);
    });
    again.sim.runUntil(again.plan.clock.end);
    expect(seen).toContainEqual([newest.low, newest.high, 1]);
    expect(again.of('replay.done')[0]).toMatchObject({ from: newest.low, to: newest.high });
  });

  it('BKP-15: the open log is closed when the last database is copied, however full it is', () => {
    const watched = runTo(BUSY, (plan) => instant(plan, 0, 'Wed 10:00'));
    let copied = -1;
    let open = -1;
    watched.sim.on('step.ended', (f) => {
      if (f.step !== 'copy') return;
      copied = watched.sim.now;
      open = positionNow(watched.sim.world, 0);
    });
    runUntil(watched, instant(watched.plan, 0, 'Wed 12:00'));
    const full = ends(watched).at(-1)!;
    expect(full.highLog).toBe(Math.floor(open));
    expect(open - Math.floor(open)).toBeGreaterThan(0);
    expect(closedAt(watched, full.highLog)).toBe(copied);
    expect(copied - full.began).toBeGreaterThan(25 * MINUTE);
  });

  it('BKP-17: no set of any type holds the log that is open when it is written', () => {
    const watched = runTo({}, (plan) => plan.clock.warmupStart);
    let seen = 0;
    watched.sim.on('backup.ended', (f) => {
      if (f.outcome !== 'succeeded') return;
      seen += 1;
      const set = setsOf(watched).at(-1)!;
      expect([set.id, set.high]).toEqual([f.set, f.highLog]);
      expect(set.high).toBeLessThan(openLogOf(watched));
      expect(closedAt(watched, set.high)).toBeLessThan(f.at);
    });
    watched.sim.runUntil(watched.plan.clock.end);
    expect(seen).toBeGreaterThan(25);
  });

  it('BKP-18: it takes the logs from the frozen checkpoint through the one just closed', () => {
    // Nothing was truncated yet, so days of logs lie before the checkpoint.
    const watched = runTo(BUSY, (plan) => instant(plan, 0, 'Wed 10:01'));
    const frozen = checkpoint(watched);
    expect(frozen).toBeGreaterThan(watched.sim.world.org.store.groups[0].firstLog);
    runUntil(watched, instant(watched.plan, 0, 'Wed 12:00'));
    const set = setsOf(watched).at(-1)!;
    expect(set.low).toBe(frozen);
    const copied = steps(watched, 'copy').at(-1)!;
    expect(closedAt(watched, set.high)).toBe(copied.at);
    const logBytes = set.parts.reduce((sum, part) => sum + part.logBytes, 0);
    expect(logBytes).toBe((set.high - set.low + 1) * watched.plan.figures.store.logBytes);
  });

  it('BKP-19: with a database not selected, or dismounted, the logs begin where its last backup ended', () => {
    const watched = runTo(APART, (plan) => instant(plan, 2, 'Sat 00:00'));
    const [first, second] = [ends(watched, 'first').at(-1)!, ends(watched, 'second').at(-1)!];
    expect(second.lowLog).toBe(first.highLog + 1);
    expect(second.highLog - second.lowLog).toBeGreaterThan(2000);
    // With all selected and mounted it is the checkpoint.
    const whole = runTo(BUSY);
    for (const f of ends(whole)) expect(f.highLog - f.lowLog).toBeLessThan(1000);
  });

  it('BKP-20: at its end it truncates, and time and range go into the header as the previous full', () => {
    const watched = runTo(BUSY, (plan) => instant(plan, 2, 'Wed 10:20'));
    const previous = ends(watched).at(-1)!;
    // While it runs, the header still tells of the one before.
    expect(headerOf(watched, 0)).toMatchObject({ fullHigh: previous.highLog });
    runUntil(watched, instant(watched.plan, 2, 'Wed 12:00'));
    const full = ends(watched).at(-1)!;
    const truncated = watched.of('logs.truncated').at(-1)!;
    expect(headerOf(watched, 0)).toMatchObject({
      fullLow: full.lowLog,
      fullHigh: full.highLog,
      fullAt: truncated.at,
    });
    expect(truncated.to).toBe(full.lowLog - 1);
    expect(setsOf(watched).at(-1)!.completedAt).toBe(truncated.at);
  });

  it('E-03: a full rolls the log when its copy ends and not before; the others when they begin', () => {
    const nights = `when: [Tue 10:00, Thu 10:00], window: 08:00-18:00`;
    for (const type of ['incremental', 'differential']) {
      const watched = runTo({
        ...BUSY,
        jobs: `${BUSY.jobs}${jobs({ nightly: `type: ${type}, ${nights}` })}`,
      });
      const done = ends(watched).filter((f) => f.night > watched.plan.clock.start);
      for (const f of done) {
        const copied = steps(watched, 'copy')
          .filter((s) => s.at <= f.at)
          .at(-1)!;
        const closed = closedAt(watched, f.highLog);
        expect(closed).toBe(f.backupType === 'full' ? copied.at : f.began);
        if (f.backupType !== 'full') continue;
        // The log that was open at its beginning filled up as any other.
        const first = watched.sim.world.org.store.segments[0]!.pieces.filter(
          (p) => p.at > f.began - MINUTE && p.at < copied.at,
        );
        expect(first).toEqual([]);
      }
      expect(new Set(done.map((f) => f.outcome))).toEqual(new Set(['succeeded']));
      const firsts = watched.sim.world.org.store.groups[0].firstLog;
      expect(firsts).toBeLessThanOrEqual(checkpoint(watched));
    }
  });
});

/** When the last log of a set was closed, from the stream that it was written from. */
function closedAtEndOfCopy(watched: Watched, set: number): number {
  const { store } = watched.sim.world.org;
  const { segment, high } = setOf(watched.sim.world, set);
  return cutAfter(watched.sim.world, store.segments[segment]!, high).at;
}

/** Which logs go after a backup, in groups whose databases are backed up together and apart. */
import { describe, expect, it } from 'vitest';
import { checkpointDepth, checkpointLog } from '../../../sim/org/store/checkpoint.ts';
import {
  ends,
  firstLog,
  groups,
  headerOf,
  instant,
  jobs,
  path,
  runTo,
  runUntil,
  scenario,
  setsOf,
  type Shape,
} from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';

const TWO = groups({ sg1: { db1: {}, db2: {} } });
const [A, B] = [0, 1];
const of = (name: string): string => `of: ${path('sg1', name)}`;

/** One group; db1 is copied on Tuesday and Friday, db2 on Thursday. */
const APART: Shape = {
  groups: TWO,
  jobs: jobs({
    first: `type: full, when: [Tue 20:00, Fri 20:00], ${of('db1')}`,
    second: `type: full, when: Thu 20:00, ${of('db2')}`,
  }),
};

/** db2 lies on a volume of its own, which is lost on Thursday at 19:00 of week 2: it is down when the jobs run. */
function lostBefore(nightly: string): Shape {
  return {
    groups: groups({ sg1: { db1: {}, db2: { on: 'other' } } }),
    volumes: { other: 'raid: raid1, disks: 2 x sas-15k-146gb' },
    jobs: jobs({ full: 'type: full, when: Sat 20:00', nightly }),
    rest: `hazards: none
faults: { gone: { at: week 2 Thu 19:00, lose: servers/mbx1/nodes/a/volumes/other } }
`,
  };
}

/** Logs that a database needs to roll forward from its newest full and that nobody has any more. */
function missingLogs(watched: Watched, database: number): number[] {
  const sets = setsOf(watched).filter((s) => s.databases.some((d) => d.database === database));
  const full = sets.filter((s) => s.type === 'full').at(-1);
  if (full === undefined) return firstLog(watched) > 1 ? [1] : [];
  const missing: number[] = [];
  for (let log = full.high + 1; log < firstLog(watched); log++) {
    if (!sets.some((s) => s.low <= log && log <= s.high)) missing.push(log);
  }
  return missing;
}

describe('truncation', () => {
  it('TRN-01: deletes only what no database of the group needs, and nothing from the checkpoint on', () => {
    const nightly = `type: incremental, when: [Mon 20:00, Wed 20:00, Sat 20:00, Sun 20:00], of: ${path('sg1')}`;
    const watched = watch(scenario({ ...APART, jobs: `${APART.jobs}${jobs({ nightly })}` }));
    let seen = 0;
    watched.sim.on('backup.ended', ({ outcome }) => {
      if (outcome !== 'succeeded') return;
      seen += 1;
      for (const d of [A, B]) expect(missingLogs(watched, d)).toEqual([]);
      expect(firstLog(watched)).toBeLessThanOrEqual(checkpointLog(watched.sim.world, 0));
    });
    watched.sim.runUntil(instant(watched.plan, 3, 'Mon 00:00'));
    expect(seen).toBeGreaterThan(15);
    expect(watched.of('logs.truncated').length).toBeGreaterThan(5);
  });

  it('TRN-02: every header keeps time and logs of its last backups, and they bound what is deleted', () => {
    const watched = runTo(APART, (plan) => instant(plan, 2, 'Sat 12:00'));
    const last = [ends(watched, 'first').at(-1)!, ends(watched, 'second').at(-1)!];
    for (const d of [A, B]) {
      const { fullLow, fullHigh, fullAt } = headerOf(watched, d);
      expect([fullLow, fullHigh]).toEqual([last[d].lowLog, last[d].highLog]);
      expect(fullAt).toBeGreaterThan(last[d].began);
      expect(fullAt).toBeLessThanOrEqual(last[d].at);
    }
    // The last job copied db1, so the header of db2 decides: Thursday.
    expect(firstLog(watched)).toBe(last[B].highLog);
  });

  it('TRN-03: a full deletes nothing while a database of the group is dismounted', () => {
    const watched = runTo(lostBefore(`type: full, when: [Sun 20:00, Mon-Fri 20:00]`), (plan) =>
      instant(plan, 2, 'Thu 20:00'),
    );
    const before = firstLog(watched);
    runUntil(watched, instant(watched.plan, 2, 'Thu 20:30'));
    expect(ends(watched).at(-1)).toMatchObject({ outcome: 'succeeded', backupType: 'full' });
    // Its last full was yesterday, so a header that could be read would have let logs go.
    expect(headerOf(watched, B).fullHigh).toBeGreaterThan(before);
    expect(firstLog(watched)).toBe(before);
    expect(watched.of('truncation.blocked').at(-1)!.because).toContain('dismounted');
  });

  it('TRN-04: nor does an incremental, and it leaves the header of the dismounted database alone', () => {
    const watched = runTo(lostBefore('type: incremental, when: [Sun 20:00, Mon-Fri 20:00]'), (p) =>
      instant(p, 2, 'Thu 20:00'),
    );
    const before = firstLog(watched);
    const header = { ...headerOf(watched, B) };
    runUntil(watched, instant(watched.plan, 2, 'Thu 20:30'));
    expect(ends(watched).at(-1)).toMatchObject({ outcome: 'succeeded', backupType: 'incremental' });
    expect(checkpointLog(watched.sim.world, 0)).toBeGreaterThan(before);
    expect(firstLog(watched)).toBe(before);
    expect(headerOf(watched, B)).toEqual(header);
    expect(headerOf(watched, A).incrementalHigh).toBe(ends(watched).at(-1)!.highLog);
  });

  it('TRN-03, TRN-04: a database that is never mounted blocks fulls and incrementals for good', () => {
    const watched = runTo({ groups: groups({ sg1: { db1: {}, db2: { mounted: false } } }) });
    expect(ends(watched).filter((f) => f.outcome === 'succeeded').length).toBeGreaterThan(25);
    expect(firstLog(watched)).toBe(1);
  });

  it('TRN-05: of databases with their own jobs, the one backed up longest ago bounds truncation', () => {
    const watched = runTo({
      groups: groups({ sg1: { db1: {}, db2: {}, db3: {} } }),
      jobs: jobs({
        daily: `type: full, when: daily 20:00, ${of('db1')}`,
        twice: `type: full, when: [Mon 22:00, Thu 22:00], ${of('db2')}`,
        weekly: `type: full, when: Sat 22:00, ${of('db3')}`,
      }),
    });
    const weekly = ends(watched, 'weekly');
    const after = (from: number, to: number) =>
      watched.of('logs.truncated').filter((f) => f.at > weekly[from].at && f.at < weekly[to].began);
    // From one weekly full to the next, the jobs of the others delete up to its log once, and then nothing.
    expect(after(1, 2).map((f) => f.to)).toEqual([weekly[1].highLog - 1]);
    expect(after(2, 3).map((f) => f.to)).toEqual([weekly[2].highLog - 1]);
  });

  it('TRN-06: a database that is never backed up stops all truncation of its group', () => {
    const watched = runTo({
      groups: TWO,
      jobs: jobs({ full: `type: full, when: daily 20:00, ${of('db1')}` }),
    });
    expect(ends(watched).every((f) => f.outcome === 'succeeded')).toBe(true);
    expect(watched.of('logs.truncated')).toEqual([]);
    expect(firstLog(watched)).toBe(1);
    expect(watched.of('truncation.blocked').at(-1)!.because).toContain('db2 has no full backup');
  });

  it('TRN-07, W-04: Tuesday frees nothing, Thursday up to Tuesday, Friday up to Thursday', () => {
    const watched = runTo(APART, (plan) => instant(plan, 0, 'Wed 12:00'));
    expect(ends(watched)).toHaveLength(1);
    expect(firstLog(watched)).toBe(1);
    const tuesday = ends(watched)[0].highLog;

    runUntil(watched, instant(watched.plan, 0, 'Fri 12:00'));
    expect(firstLog(watched)).toBe(tuesday);
    const thursday = ends(watched)[1].highLog;

    runUntil(watched, instant(watched.plan, 0, 'Sat 12:00'));
    expect(firstLog(watched)).toBe(thursday);
    expect(thursday).toBeGreaterThan(tuesday);
  });

  it('TRN-08: fulls and incrementals truncate, differentials do not', () => {
    const nights = 'when: [Sun 20:00, Mon-Fri 20:00]';
    const [incremental, differential] = ['incremental', 'differential'].map((type) =>
      runTo({
        jobs: jobs({ full: 'type: full, when: Sat 20:00', nightly: `type: ${type}, ${nights}` }),
      }),
    );
    const why = (w: Watched) => new Set(w.of('logs.truncated').map((f) => f.because));
    expect(why(incremental)).toEqual(new Set(['full backup', 'incremental backup']));
    expect(why(differential)).toEqual(new Set(['full backup']));
    expect(ends(differential, 'nightly').at(-1)!.outcome).toBe('succeeded');
  });

  it('X-01: a full deletes up to the checkpoint and the last full of the others, whatever incrementals did', () => {
    const whole = runTo({});
    const full = ends(whole, 'full').at(-1)!;
    const truncated = whole
      .of('logs.truncated')
      .filter((f) => f.because === 'full backup')
      .at(-1)!;
    // It had every database: only the checkpoint, frozen since its beginning, is in the way.
    expect(truncated.to).toBe(full.lowLog - 1);

    const apart = runTo({
      groups: TWO,
      jobs: jobs({
        first: `type: full, when: [Sat 20:00, Mon 20:00], ${of('db1')}`,
        second: `type: full, when: Sat 22:00, ${of('db2')}`,
        nightly: `type: incremental, when: Sun 20:00, of: ${path('sg1')}`,
      }),
    });
    const monday = ends(apart, 'first').filter(
      (f) => f.night === instant(apart.plan, 2, 'Mon 20:00'),
    )[0];
    const sunday = ends(apart, 'nightly')
      .filter((f) => f.night < monday.night)
      .at(-1)!;
    expect([monday.outcome, sunday.outcome]).toEqual(['succeeded', 'succeeded']);
    expect(sunday.highLog).toBeGreaterThan(
      ends(apart, 'second')
        .filter((f) => f.night < sunday.night)
        .at(-1)!.highLog,
    );
    const between = apart.of('logs.truncated').filter((f) => f.at > sunday.at && f.at <= monday.at);
    expect(between).toEqual([]);
  });

  it('X-02: consecutive incrementals overlap by the checkpoint depth', () => {
    const watched = runTo({});
    const nights = ends(watched, 'nightly').filter((f) => f.night > watched.plan.clock.start);
    const weekdays = nights.filter((f, i) => i > 0 && f.night - nights[i - 1].night < 90_000_000);
    expect(weekdays.length).toBeGreaterThan(10);
    const depth = checkpointDepth(watched.sim.world);
    for (const night of weekdays) {
      expect(night.lowLog).toBe(nights[nights.indexOf(night) - 1].highLog - depth);
    }
  });

  it('TRN-16: a full that its window aborts truncates nothing and leaves no trace in the header', () => {
    const watched = runTo({
      jobs: jobs({
        full: 'type: full, when: Sat 20:00',
        short: `type: full, when: Wed 20:00, window: Wed 20:00-20:05, ${of('db1')}`,
        nightly: 'type: differential, when: Tue 20:00',
      }),
      groups: TWO,
    });
    const aborted = ends(watched, 'short');
    expect(aborted.every((f) => f.outcome === 'aborted' && f.overran)).toBe(true);
    expect(aborted.at(-1)!.imageBytes).toBeGreaterThan(0);
    for (const f of aborted) {
      expect(watched.of('logs.truncated').some((t) => t.at >= f.began && t.at <= f.at)).toBe(false);
    }
    expect(headerOf(watched, A)).toMatchObject({ fullHigh: -1, currentFullLow: -1 });
  });
});

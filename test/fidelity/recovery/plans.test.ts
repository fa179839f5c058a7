/** What plans of backups come to when it counts: worked examples and golden cases (W-14, W-23, X-04, X-21, X-24). */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import {
  ends,
  groups,
  headerOf,
  instant,
  jobs,
  path,
  runUntil,
  setsOf,
  type Shape,
} from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';
import {
  BOTH,
  failing,
  faulty,
  LOST,
  rowsOf,
  SERVER,
  struckAt,
  toEnd,
} from '../../support/recovery.ts';

/** A full on Sunday evening, something nightly from Monday to Saturday. */
const sunday = (nightly: string): Shape => ({
  jobs: jobs({
    full: 'type: full, when: Sun 20:00',
    ...(nightly === 'full'
      ? { daily: 'type: full, when: Mon-Sat 20:00' }
      : { nightly: `type: ${nightly}, when: Mon-Sat 20:00` }),
  }),
});

/** What a full of 10 GiB takes until it closes its log: exchange 10 s, load 65 s, copy at 30 MB/s. */
const FULL = 75_000 + Math.ceil((10 * 1024 ** 3) / 30e3);

describe('a plan of backups', () => {
  it('W-14: weekly on Wednesday at 10:00, it loses 48 h on Friday at 10:00, 168 h at most, and 84 h on average', () => {
    const weekly = jobs({ full: 'type: full, when: Wed 10:00' });
    const lossAt = (hours: number): number => {
      const [day, hour] = [Math.floor(hours / 24), hours % 24];
      const name = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'][day];
      const minute = String(Math.round((hour % 1) * 60)).padStart(2, '0');
      const when = `${name} ${String(Math.floor(hour)).padStart(2, '0')}:${minute}`;
      const yaml = faulty(
        { gone: `at: week 2 ${when}, lose: ${SERVER}` },
        { jobs: weekly, horizon: '3 weeks' },
      );
      return rowsOf(toEnd(watch(yaml, { check: false })))[0].lostWindowMs;
    };
    // The recoverable point is where the full closed its log, when its copy ended.
    expect(lossAt(4 * 24 + 10)).toBe(48 * HOUR - FULL);
    expect(lossAt(2 * 24 + 10)).toBe(168 * HOUR - FULL);
    // 14 points of the week, twelve hours apart, in the middle of fourteen equal parts between two jobs.
    const losses = Array.from({ length: 14 }, (_, i) => lossAt(i * 12 + 4));
    const mean = losses.reduce((sum, each) => sum + each, 0) / losses.length;
    expect(mean).toBe(84 * HOUR - FULL);
  });

  it('W-23: on Friday reads five sets with incrementals, two with differentials, one with daily fulls', () => {
    const gone = { gone: `at: week 2 Fri 14:00, lose: ${SERVER}` };
    const setsRead = (nightly: string): number[] => [
      ...rowsOf(toEnd(failing(gone, sunday(nightly))))[0].sets,
    ];
    expect(setsRead('incremental')).toHaveLength(5);
    expect(setsRead('differential')).toHaveLength(2);
    expect(setsRead('full')).toHaveLength(1);

    const bad = failing(gone, sunday('incremental'));
    runUntil(bad, instant(bad.plan, 2, 'Fri 13:00'));
    setsOf(bad).find((s) => s.night === instant(bad.plan, 2, 'Tue 20:00'))!.fate = 'bad';
    expect(rowsOf(toEnd(bad))[0].oldestLost).toBe(instant(bad.plan, 2, 'Mon 20:00'));
  });

  it('X-04: hard recovery erases the previous backups: until the next full, incrementals fail and nothing is truncated', () => {
    const shape: Shape = {
      groups: groups({ sg1: { db1: {}, db2: { on: 'other' } } }),
      volumes: { other: 'raid: raid1, disks: 2 x sas-15k-146gb' },
      jobs: jobs({
        first: `type: full, when: Sat 20:00, of: ${path('sg1', 'db1')}`,
        second: `type: full, when: [Sat 20:00, Thu 19:00], of: ${path('sg1', 'db2')}`,
        nightly: `type: incremental, when: [Sun 18:00, Mon-Fri 18:00], of: ${path('sg1')}`,
      }),
    };
    const rest = 'recovery: { fullAfterRecovery: next window }\n';
    const watched = watch(faulty(LOST, shape, rest), { check: false });
    runUntil(watched, struckAt(watched));
    expect(headerOf(watched, 0).fullHigh).toBeGreaterThan(0);
    while (watched.of('replay.done').length === 0) watched.sim.step();
    expect(headerOf(watched, 0)).toMatchObject({ fullHigh: -1, fullAt: -1, incrementalHigh: -1 });
    toEnd(watched);
    const night = (job: string, when: string): string =>
      ends(watched, job).find((f) => f.night === instant(watched.plan, 2, when))!.because;
    expect(night('nightly', 'Wed 18:00')).toBe('');
    expect(night('nightly', 'Thu 18:00')).toMatch(/db1 has no full backup to build on/);
    // db2's full runs, but leaves every log for db1, which has none; db1's own comes with the window at 20:00.
    expect(night('second', 'Thu 19:00')).toBe('');
    expect(watched.of('truncation.blocked').map((f) => f.because)).toContainEqual(
      expect.stringMatching(/db1 has no full backup/),
    );
    expect(night('first', 'Thu 20:00')).toBe('');
    expect(night('nightly', 'Fri 18:00')).toBe('');
  });

  it('X-21: a log missing inside what the image requires makes the image worthless; replay stops only between logs', () => {
    const watched = failing(BOTH);
    runUntil(watched, struckAt(watched) - 1);
    const newest = setsOf(watched).findLast((s) => s.type === 'full')!;
    // One of the logs that it needs is not on the tape.
    newest.parts[0].logBytes -= 1_048_576;
    toEnd(watched);
    const [row] = rowsOf(watched);
    expect(row.sets).not.toContain(newest.id);
    expect(watched.of('replay.done')[0].from).toBeLessThan(newest.low);
    // The older full and its incrementals, up to Friday's: what came then was truncated by the full.
    expect(row.oldestLost).toBe(instant(watched.plan, 1, 'Fri 20:00'));
  });

  it('X-24: with the newest full bad, the weekly plan falls back to the incremental before it, the daily one a day', () => {
    const faults = {
      bad: 'at: week 2 Fri 13:00, spoil: { newestFullOf: servers/mbx1/storageGroups/sg1 }',
      gone: `at: week 2 Fri 14:00, lose: ${SERVER}`,
    };
    const weekly = toEnd(failing(faults));
    expect(rowsOf(weekly)[0].lostWindowMs).toBe(6 * DAY + 18 * HOUR);
    const daily = toEnd(failing(faults, { jobs: jobs({ full: 'type: full, when: daily 20:00' }) }));
    // Back to Wednesday's, whose log was closed when its copy ended.
    expect(rowsOf(daily)[0].lostWindowMs).toBe(42 * HOUR - FULL);
    expect(FULL).toBeLessThan(10 * MINUTE);
  });
});

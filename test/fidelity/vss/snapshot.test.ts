/** Shadow copies step by step: who takes part, how long writing stops, what the set holds, and when logs go. */
import { describe, expect, it } from 'vitest';
import { openLog } from '../../../sim/org/store/stream.ts';
import { ends, firstLog, headerOf, instant, runUntil, setsOf } from '../../support/backup.ts';
import { ENGINES, faults, newest, shadowed, type Engine } from '../../support/shadow.ts';
import { DATABASE } from '../../support/recovery.ts';
import type { Watched } from '../../support/organization.ts';

const SAT = 'when: Sat 20:00';
const full = (engine: Engine, more = ''): string => `type: full, engine: ${engine}, ${SAT}${more}`;
const SHORT = { horizon: '1 week' };
const figures = (of: string): string => `parameters: { backup: { ${of} } }\nhazards: none\n`;

const toSunday = (watched: Watched): Watched =>
  runUntil(watched, instant(watched.plan, 1, 'Sun 12:00'));

/** The steps of the last VSS backup, in order. */
const stepsOf = (watched: Watched): string[] =>
  watched
    .of('step.ended')
    .filter((s) => s.definition === 'backup.vss' && s.at > instant(watched.plan, 1, 'Sat 19:59'))
    .map((s) => s.step);

describe('a shadow copy', () => {
  it.each(ENGINES)(
    'BKP-32, BKP-35, TRN-09: %s freezes, snaps, thaws, checks, and only then truncates',
    (engine) => {
      const watched = toSunday(shadowed({ full: full(engine) }, SHORT));
      const extra = {
        'vss-hardware-mirror': ['sync'],
        'vss-hardware-snapshot': [],
        'vss-software': [],
      };
      const copy = engine === 'vss-hardware-snapshot' ? ['clone'] : [];
      const steps = ['open', ...extra[engine], 'freeze', ...copy, 'mount', 'check', 'file'];
      expect(stepsOf(watched)).toEqual(steps);
      const order = watched.facts
        .filter((f) => f.at > instant(watched.plan, 1, 'Sat 19:59'))
        .map((f) => f.type as string)
        .filter((type) => /^snapshot|^logs/.test(type));
      expect(order).toEqual([
        'snapshot.frozen',
        'snapshot.thawed',
        'snapshot.checked',
        'logs.truncated',
      ]);
      const numbers = watched
        .of('event.logged')
        .slice(-4)
        .map((e) => e.id);
      expect(numbers).toEqual([2005, 2001, 2003, 2006]);
      expect(newest(watched)).toMatchObject({
        complete: true,
        snapshot: { engine, verified: true },
      });
      expect(headerOf(watched, 0)).toMatchObject({
        fullKind: 'vss',
        fullHigh: newest(watched).high,
      });
      // The set ends with what was written until the freeze; the logs up to the checkpoint are gone from the disk.
      expect(firstLog(watched)).toBeLessThanOrEqual(newest(watched).high + 1);
      expect(firstLog(watched)).toBeGreaterThan(newest(watched).low);
    },
  );

  it('BKP-33, BKP-34, W-20: writing stops for at most 10 s; 10.001 s are no backup', () => {
    const split = (time: string): Watched => {
      const rest = figures(`hardwareSplitMs: ${time}, freezeFlushMs: 0 s`);
      return toSunday(shadowed({ full: full('vss-hardware-snapshot') }, { ...SHORT, rest }));
    };
    const [long, tooLong] = [split('10 s'), split('10001 ms')];
    expect(long.of('snapshot.thawed').at(-1)).toMatchObject({ freezeMs: 10_000, taken: true });
    expect(ends(long).at(-1)).toMatchObject({ outcome: 'succeeded' });
    expect(tooLong.of('snapshot.thawed').at(-1)).toMatchObject({ freezeMs: 10_000, taken: false });
    expect(ends(tooLong).at(-1)?.because).toMatch(/would have taken 10.001 s/);
    expect(setsOf(tooLong)).toEqual([]);
    expect(tooLong.of('logs.truncated')).toEqual([]);
    expect(tooLong.of('event.logged').at(-1)).toMatchObject({ id: 2007, severity: 'error' });
  });

  it('W-20: what a mirror lacks when writing stops is copied while it stands still: 268.7 MB at 26.87 MB/s', () => {
    // In working hours 400 mailboxes write while the mirror catches up with a day: the rest is proportional to that.
    const rest = (factor: number): Watched => {
      const shape = figures(
        `arrayCopyBytesPerSecond: 26.87 MB/s, changedPerLogByte: ${factor}, freezeFlushMs: 0 s, hardwareSplitMs: 0 s`,
      );
      const job = `type: full, engine: vss-hardware-mirror, when: daily 11:00`;
      const watched = shadowed({ full: job }, { ...SHORT, rest: shape });
      return runUntil(watched, instant(watched.plan, 1, 'Tue 12:00'));
    };
    for (const factor of [1, 5, 20, 60]) {
      const last = rest(factor).of('snapshot.thawed').at(-1)!;
      const needed = Math.ceil((last.restBytes / 26.87e6) * 1000);
      expect(last.taken).toBe(needed <= 10_000);
      expect(last.taken).toBe(last.restBytes <= 268.7e6);
      expect(last.freezeMs).toBe(Math.min(needed, 10_000));
    }
    expect(rest(1).of('snapshot.thawed').at(-1)?.taken).toBe(true);
    expect(rest(60).of('snapshot.thawed').at(-1)?.taken).toBe(false);
  });

  it('BKP-36: the check reads as fast as its rate and its throttle let it', () => {
    const minutes = (more: string): number => {
      const watched = toSunday(shadowed({ full: full('vss-hardware-mirror', more) }, SHORT));
      const check = watched.of('step.ended').findLast((s) => s.step === 'check')!;
      return (check.at - check.began) / 60_000;
    };
    const whole = minutes('');
    // 10 GiB at 60 GB an hour.
    expect(whole).toBeCloseTo((10 * 1024 ** 3) / 1e9, 1);
    expect(minutes(', throttle: 25 %')).toBeCloseTo(4 * whole, 1);
  });

  it('BKP-37, E-16: the check passes over a single wrong bit, and leaves it in file and snapshot', () => {
    const rest = faults({
      bit: `at: week 1 Fri 12:00, corrupt: { database: ${DATABASE}, singleBit: true }`,
    });
    const watched = toSunday(shadowed({ full: full('vss-software') }, { ...SHORT, rest }));
    expect(ends(watched).at(-1)).toMatchObject({ outcome: 'succeeded' });
    expect(newest(watched).snapshot).toMatchObject({ verified: true });
    expect(newest(watched).snapshot?.holes[0].holes[0].singleBit).toBe(true);
    expect(watched.sim.world.org.store.databases[0].holes).toHaveLength(1);
  });

  it('BKP-35, TRN-09, STR-15: a check that meets a bad page fails the backup, and no log goes', () => {
    const rest = faults({ bad: `at: week 1 Sat 12:00, corrupt: ${DATABASE}` });
    const watched = shadowed({ full: full('vss-hardware-mirror') }, { ...SHORT, rest });
    runUntil(watched, instant(watched.plan, 1, 'Sat 19:00'));
    const first = firstLog(watched);
    const truncated = watched.of('logs.truncated').length;
    toSunday(watched);
    expect(ends(watched).at(-1)?.because).toMatch(
      /^-1018: a damaged page in .*db1, found by the check$/,
    );
    expect(watched.of('snapshot.checked').at(-1)?.damaged).toBe(0);
    expect(watched.of('logs.truncated')).toHaveLength(truncated);
    expect(firstLog(watched)).toBe(first);
    // Whoever reads the log on Monday knows.
    expect(watched.of('incident.opened')).toHaveLength(1);
    expect(watched.of('incident.noticed')).toEqual([]);
  });

  it('BKP-38, E-15: without a check the snapshot of a damaged file is a set that truncates and marks nothing', () => {
    const rest = faults({ bad: `at: week 1 Sat 12:00, corrupt: ${DATABASE}` });
    const job = full('vss-hardware-mirror', ', verify: false');
    const watched = toSunday(shadowed({ full: job }, { ...SHORT, rest }));
    expect(ends(watched).at(-1)).toMatchObject({ outcome: 'succeeded' });
    expect(newest(watched).snapshot).toMatchObject({ verified: false });
    expect(newest(watched).snapshot?.holes[0].holes).toHaveLength(1);
    expect(watched.of('logs.truncated')).toEqual([]);
    expect(headerOf(watched, 0).fullHigh).toBe(-1);
  });

  it('BKP-39: a full holds databases and logs, a differential or incremental logs alone', () => {
    const engine = 'vss-hardware-mirror';
    const nights = `engine: ${engine}, when: [Sun 20:00, Mon-Fri 20:00]`;
    const types = ['incremental', 'differential'] as const;
    for (const type of types) {
      const watched = shadowed({ full: full(engine), nightly: `type: ${type}, ${nights}` }, SHORT);
      runUntil(watched, instant(watched.plan, 1, 'Tue 12:00'));
      const first = firstLog(watched);
      runUntil(watched, instant(watched.plan, 1, 'Wed 12:00'));
      const logs = newest(watched);
      expect(logs).toMatchObject({ type, snapshot: { imageBytes: 0, verified: false } });
      expect(logs.snapshot?.logBytes).toBe((logs.high - logs.low + 1) * 1024 * 1024);
      expect(stepsOfNight(watched)).not.toContain('check');
      expect(firstLog(watched) > first).toBe(type === 'incremental');
      const image = setsOf(watched).find((set) => set.type === 'full')!;
      expect(image.snapshot?.imageBytes).toBe(10 * 1024 ** 3);
      expect(openLog(watched.sim.world, 0)).toBeGreaterThan(logs.high);
    }
  });
});

const stepsOfNight = (watched: Watched): string[] =>
  watched
    .of('step.ended')
    .filter((s) => s.definition === 'backup.vss' && s.at > instant(watched.plan, 1, 'Tue 19:59'))
    .map((s) => s.step);

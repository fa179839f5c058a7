/** Restores from shadow copies: fast, finished by soft recovery, with whatever was wrong with the files. */
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../sim/engine/clock.ts';
import { demandPlain } from '../../../sim/engine/plain.ts';
import { inspect } from '../../../sim/report/inspect/index.ts';
import { groups, headerOf, instant, runUntil, setsOf } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import {
  DATABASE,
  envUnderWay,
  restoreUnderWay,
  rowsOf,
  runWhile,
  SERVER,
  steps,
  toEnd,
  volume,
} from '../../support/recovery.ts';
import { ENGINES, faults, shadowed, shadows } from '../../support/shadow.ts';

const AT = 'at: week 1 Thu 14:30';
const LOST = faults({ gone: `${AT}, lose: ${volume('database')}` });
const FILE = faults({ gone: `${AT}, lose: ${DATABASE}` });
const daily = (engine: string, more = ''): string =>
  `type: full, engine: ${engine}, when: daily 20:00${more}`;
const shape = (rest: string, more = {}): object => ({ horizon: '1 week', rest, ...more });
const struck = (watched: Watched): number => instant(watched.plan, 1, 'Thu 14:30');
const minutesOf = (watched: Watched, step: string): number =>
  steps(watched, step).reduce((sum, s) => sum + s.at - s.began, 0) / MINUTE;

describe('a restore from a shadow copy', () => {
  it.each(['vss-hardware-mirror', 'vss-hardware-snapshot'])(
    'X-07, STR-14: %s brings a lost volume back in seconds, by soft recovery and without Restore.env',
    (engine) => {
      const watched = shadowed({ full: daily(engine) }, shape(LOST));
      runWhile(watched, () => restoreUnderWay(watched)?.replaying === undefined);
      runWhile(watched, () => restoreUnderWay(watched)?.replaying === '');
      expect(envUnderWay(watched)).toBeNull();
      // The restore once kept the set's own snapshot in mind, shared with the catalogue.
      demandPlain(watched.sim.world.org, 'org');
      const file = inspect(watched.sim.world, DATABASE)!.sections[1].fields!;
      expect(Object.fromEntries(file).State).toBe('being restored');
      const header = { ...headerOf(watched, 0) };
      toEnd(watched);
      expect(steps(watched, 'snapshot-image').map((s) => s.at - s.began)).toEqual([25_000]);
      expect(watched.of('restore.copied')).toEqual([]);
      const { lostMessages, sets, dataMs } = rowsOf(watched)[0];
      expect([lostMessages, sets.length]).toEqual([0, 1]);
      // Detect, decide, parts, volume; then 25 s and the replay of some 800 logs.
      expect(dataMs / MINUTE).toBeLessThan(5 + 15 + 30 + 30 + 10);
      expect(header.fullKind).toBe('vss');
    },
  );

  it('STR-14: streaming takes many times as long over the same file', () => {
    const minutes = (job: string): number => {
      const watched = toEnd(shadowed({ full: job }, shape(FILE)));
      const names = ['snapshot-image', 'snapshot-logs', 'fetch', 'load', 'image', 'logs'];
      return names.reduce((sum, name) => sum + minutesOf(watched, name), 0);
    };
    const streaming = minutes('type: full, when: daily 20:00, to: libraries/lib1');
    const mirror = minutes(daily('vss-hardware-mirror'));
    const software = minutes(daily('vss-software'));
    expect(streaming).toBeGreaterThan(15 * mirror);
    expect(streaming).toBeGreaterThan(2 * software);
  });

  it('X-07: what is left of the logs decides between rolling forward and the instant of the snapshot', () => {
    const both = faults({ gone: `${AT}, lose: ${SERVER}` });
    const watched = shadowed({ full: daily('vss-hardware-mirror') }, shape(both));
    runUntil(watched, struck(watched) - 1);
    const set = setsOf(watched).at(-1)!;
    const [row] = rowsOf(toEnd(watched));
    expect(watched.of('replay.done')[0]).toMatchObject({ from: set.low, to: set.high, onDisk: 0 });
    expect(row.oldestLost).toBe(
      watched.of('snapshot.frozen').findLast((f) => f.at < struck(watched))!.at,
    );
    const logs = faults({ gone: `${AT}, lose: ${volume('database')}` });
    const rolled = toEnd(shadowed({ full: daily('vss-hardware-mirror') }, shape(logs)));
    expect(rowsOf(rolled)[0].lostMessages).toBe(0);
    expect(rolled.of('replay.done')[0].onDisk).toBeGreaterThan(100);
  });

  it('E-15, BKP-38: damage in an unchecked snapshot is found at the restore, and an older one serves', () => {
    const bad = {
      bad: `at: week 1 Wed 12:00, corrupt: ${DATABASE}`,
      gone: 'at: week 1 Wed 22:00, lose: ' + DATABASE,
    };
    const figures = 'parameters: { store: { userNoticesMs: 100 days } }\n';
    const run = (copies: number): Watched =>
      toEnd(
        shadowed(
          { full: daily('vss-hardware-mirror', `, verify: false, copies: ${copies}`) },
          shape(faults(bad, figures)),
        ),
      );
    const two = run(2);
    expect(two.of('snapshot.checked').map((f) => f.damaged)).toEqual([0, -1]);
    expect(rowsOf(two)[0]).toMatchObject({ lostMessages: 0, outcome: 'recovered' });
    expect(rowsOf(two)[0].sets).toHaveLength(2);
    expect(two.of('recovery.fallback')[0].because).toMatch(/^-1018/);
    // With one mirror there is no older set: what was restored is repaired, and the page is lost.
    const one = run(1);
    expect(one.of('recovery.fallback')[0].next).toBe('they are repaired');
    expect(steps(one, 'repair')).toHaveLength(1);
    expect(rowsOf(one)[0].lostMessages).toBeGreaterThan(0);
    expect(rowsOf(one)[0].lostMessages).toBeLessThan(100);
  });

  it.each(ENGINES)(
    'BKP-41: %s on disks of its own outlives the production volume, copy-on-write does not',
    (engine) => {
      const watched = toEnd(shadowed({ full: daily(engine) }, shape(LOST)));
      const gone = engine === 'vss-software';
      expect(watched.of('snapshots.lost').length > 0).toBe(gone);
      expect(rowsOf(watched)[0].outcome).toBe(gone ? 'declared-lost' : 'recovered');
    },
  );

  it('BKP-41: snapshots on a named volume go with it; nobody misses it until they are needed', () => {
    const rest = faults({ mirror: `at: week 1 Wed 12:00, lose: ${volume('mirror')}` });
    const disks = { volumes: { mirror: 'raid: raid5, disks: 8 x sas-15k-146gb' } };
    const watched = shadowed(
      { full: daily('vss-hardware-mirror') },
      shape(rest, disks),
      ', on: mirror',
    );
    runUntil(watched, instant(watched.plan, 1, 'Wed 12:10'));
    expect(watched.of('snapshots.lost')).toMatchObject([{ group: 0 }]);
    expect(setsOf(watched)).toEqual([]);
    toEnd(watched);
    expect(watched.of('incident.opened')).toEqual([]);
    expect(watched.of('cause.struck')).toMatchObject([{ absorbed: true }]);
    // The array has been replaced by the evening.
    expect(setsOf(watched)).toHaveLength(2);
  });

  it('X-06: in 2003 one database is restored and its whole group is offline', () => {
    const more = groups({ sg1: { db1: {}, db2: {} }, sg2: { db3: {} } });
    const text = (rest: string): string =>
      shadows(
        { full: daily('vss-hardware-mirror') },
        { horizon: '1 week', rest, groups: more },
      ).replace('exchange-2007', 'exchange-2003');
    const watched = toEnd(watch(text(FILE)));
    const downs = watched.of('database.down').filter((f) => f.at >= struck(watched));
    expect(downs.map((f) => f.database)).toEqual([0, 1]);
    expect(downs[1].because).toMatch(/^down with its storage group/);
    const ups = watched.of('database.up').filter((f) => f.at >= struck(watched));
    expect(ups.map((f) => f.database)).toEqual([0, 1]);
    expect(rowsOf(watched).map((r) => r.lostMessages)).toEqual([0, 0]);
    expect(watched.of('incident.closed')[0].scope).toBe('database');
    // One group at a time: the second begins when the first is through.
    const began = watched.of('backup.began').filter((f) => f.at < struck(watched));
    const ended = watched.of('backup.ended').filter((f) => f.at < struck(watched));
    for (let i = 1; i < began.length; i++)
      expect(began[i].at).toBeGreaterThanOrEqual(ended[i - 1].at);
  });

  it('RST-48: a drill restores snapshots elsewhere only where the provider can', () => {
    const drill = '  drills: { monthly: { when: Wed 12:00 } }\n';
    const run = (redirect: string): Watched => {
      const text = shadows({ full: daily('vss-hardware-mirror') }, { horizon: '1 week' }, redirect);
      return toEnd(watch(text.replace('backup:\n  defaults', `${drill}backup:\n  defaults`)));
    };
    expect(run(', redirect: true').of('drill.ended').at(-1)).toMatchObject({
      outcome: 'restored',
      sets: 1,
    });
    const refused = run('').of('drill.ended').at(-1)!;
    expect(refused).toMatchObject({ outcome: 'broken-off', sets: 0 });
    expect(refused.because).toMatch(/original place/);
  });

  it('RST-14: a snapshot is on tape, too, where the job says so, and its restore needs no Restore.env either', () => {
    const to = daily('vss-software', ', to: libraries/lib1');
    const watched = shadowed({ full: to }, shape(LOST));
    runUntil(watched, struck(watched) - 1);
    expect(setsOf(watched).at(-1)).toMatchObject({ complete: true, snapshot: { onDisk: false } });
    toEnd(watched);
    expect(steps(watched, 'image')).toHaveLength(1);
    expect(watched.of('restore.copied')).toEqual([]);
    expect(rowsOf(watched)[0].lostMessages).toBe(0);
  });
});

describe('fulls of two kinds', () => {
  it('X-03: logs build on a full of their own kind; after one of the other kind the full backup is missing', () => {
    const nights = 'type: incremental, to: libraries/lib1, when: [Sun 20:00, Mon-Fri 20:00]';
    const watched = shadowed(
      {
        full: 'type: full, to: libraries/lib1, when: Sat 20:00',
        nightly: nights,
        shadow: 'type: full, engine: vss-software, when: Wed 08:00, window: 00:00-24:00',
      },
      { horizon: '2 weeks' },
    );
    runUntil(watched, instant(watched.plan, 2, 'Fri 12:00'));
    const ended = watched
      .of('backup.ended')
      .filter((f) => f.at > instant(watched.plan, 2, 'Mon 00:00'));
    const words = ended.map((f) => `${watched.plan.jobs[f.job].name} ${f.outcome}`);
    expect(words.slice(0, 4)).toEqual([
      'nightly succeeded',
      'nightly succeeded',
      'shadow succeeded',
      'nightly failed',
    ]);
    expect(ended[3].because).toMatch(
      /^missing full backup: the last full of .*db1 was made by a shadow copy$/,
    );
  });
});

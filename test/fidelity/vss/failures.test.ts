/** What goes wrong with shadow copies: actors, broken jobs, types that nobody offers; and how long each provider takes. */
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import { loadScenario } from '../../../sim/scenario/index.ts';
import { ends, firstLog, instant, runTo, runUntil, setsOf } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { SERVER, toEnd } from '../../support/recovery.ts';
import { ENGINES, faults, shadowed, shadows, type Engine } from '../../support/shadow.ts';

const daily = (engine: Engine, more = ''): string =>
  `type: full, engine: ${engine}, when: daily 20:00${more}`;
const WEEK = { horizon: '1 week' };

describe('a snapshot that fails', () => {
  it('BKP-31: requestor, writer, provider and framework each fail it, at their place in it', () => {
    const seen = new Map<string, string[]>();
    const rest = 'hazards: { job-failed: 100 %, others: none }\n';
    for (let replication = 0; replication < 3; replication++) {
      const text = shadows({ full: daily('vss-hardware-snapshot') }, { ...WEEK, rest });
      const watched = toEnd(watch(text, { replication, check: replication === 0 }));
      const failed = ends(watched).filter((f) => f.outcome === 'failed');
      expect(failed.length).toBeGreaterThan(5);
      const truncated = watched.of('logs.truncated').filter((f) => f.at > watched.plan.clock.start);
      // Nothing goes without a set (TRN-16).
      expect(truncated).toEqual([]);
      for (const { because, began, at } of failed) {
        const last = watched
          .of('step.ended')
          .findLast((s) => s.definition === 'backup.vss' && s.began >= began && s.at <= at)!;
        seen.set(because, [...new Set([...(seen.get(because) ?? []), last.step])]);
      }
    }
    expect(Object.fromEntries(seen)).toEqual({
      'the job failed: the shadow copy service of Windows': ['open'],
      'the job failed: the Exchange writer': ['freeze'],
      'the job failed: the provider of the disks': ['freeze'],
      'the job failed: the backup program': ['check'],
    });
  });

  it('BKP-42: a job that breaks off leaves a mirror that has to be brought in sync from the beginning', () => {
    const rest = faults({ crash: `at: week 1 Wed 20:01, fail: ${SERVER}` });
    const figures = 'parameters: { backup: { snapshotPrepareMs: 30 s } }\n';
    const watched = shadowed(
      { full: daily('vss-hardware-mirror', ', copies: 1') },
      { ...WEEK, rest: figures + rest },
    );
    toEnd(watched);
    const syncs = watched
      .of('step.ended')
      .filter((s) => s.step === 'sync' && s.at > instant(watched.plan, 1, 'Mon 00:00'))
      .map((s) => ({ s: (s.at - s.began) / 1000, aborted: s.aborted }));
    const whole = (10 * 1024 ** 3) / 80e6;
    // Monday and Tuesday a day's changes, Wednesday broken off, Thursday everything, then a day again.
    expect(syncs[2].aborted).toBe(true);
    expect(syncs[1].s).toBeLessThan(whole / 2);
    expect(syncs[3].s).toBeGreaterThan(whole);
    expect(syncs[4].s).toBeLessThan(whole / 2);
    // The only mirror was being overwritten: until Thursday there was no snapshot at all.
    const again = shadowed(
      { full: daily('vss-hardware-mirror', ', copies: 1') },
      { ...WEEK, rest: figures + rest },
    );
    expect(setsOf(runUntil(again, instant(again.plan, 1, 'Thu 12:00')))).toEqual([]);
  });

  it('BKP-42: check, sync and a failed tape mount all cost time that the window has to hold', () => {
    const night = (figures: string, more = '', hazards = 'none'): Watched => {
      const rest = `parameters: { backup: { ${figures} } }\nhazards: ${hazards}\n`;
      return toEnd(shadowed({ full: daily('vss-hardware-mirror', more) }, { ...WEEK, rest }));
    };
    const window = ', window: 20:00-20:20';
    const last = (watched: Watched): string => ends(watched).at(-1)!.outcome;
    expect(last(night('snapshotPrepareMs: 30 s', window))).toBe('succeeded');
    expect(last(night('checkBytesPerSecond: 8 MB/s', window))).toBe('aborted');
    expect(last(night('arrayCopyBytesPerSecond: 2 MB/s', window))).toBe('aborted');
    expect(last(night('mountCopyMs: 15 min', window))).toBe('aborted');
    const tape = night(
      'mountCopyMs: 1 min',
      ', to: libraries/lib1',
      '{ mount-failed: 100 %, others: none }',
    );
    const written = tape.of('step.ended').filter((s) => s.definition === 'backup.vss-tape');
    expect(written.some((s) => s.step === 'retry')).toBe(true);
  });
});

describe('a streaming full', () => {
  it('BKP-43: zeroing, size and a failed job all cost time that its window has to hold', () => {
    const job = 'type: full, when: daily 20:00';
    const run = (window: string, group = '', hazards = 'none'): Watched =>
      runTo({
        ...WEEK,
        jobs: `\n    full: { ${job}, window: ${window} }`,
        groups: `
        sg1:
          logs: logs${group}
          databases: { db1: { on: database, mailboxes: { standard: 100 }, profile: average, size: 10 GiB } }`,
        rest: `hazards: ${hazards}\n`,
      });
    const last = (watched: Watched): string => ends(watched).at(-1)!.outcome;
    const zeroing = '\n          zeroing: true';
    expect(last(run('20:00-20:10'))).toBe('succeeded');
    expect(last(run('20:00-20:10', zeroing))).toBe('aborted');
    expect(last(run('20:00-20:05'))).toBe('aborted');
    const mounts = run('20:00-20:10', '', '{ mount-failed: 100 %, others: none }');
    expect(last(mounts)).toBe('aborted');
  });
});

describe('what a provider offers', () => {
  const problems = (text: string): string[] => {
    const loaded = loadScenario('test.yaml', () => text);
    return loaded.ok ? [] : loaded.problems.map((p) => `${p.path}: ${p.message}`);
  };
  const of = (job: string, more = ''): string =>
    shadows({ full: daily('vss-hardware-mirror'), job }, WEEK, more);

  it('BKP-40: a type that the provider lacks is refused; most offer only full and differential', () => {
    const copy = 'type: copy, engine: vss-hardware-mirror, when: Sun 08:00';
    const usual = of(copy).replace(
      'offers: [full, copy, incremental, differential]',
      'redirect: true',
    );
    expect(problems(usual)).toEqual([
      'backup/jobs/job/type: the provider of mbx1 offers no copy backup (BKP-40)',
    ]);
    expect(problems(of(copy))).toEqual([]);
    // Copy-on-write is Windows' own.
    expect(
      problems(usual.replace('copy, engine: vss-hardware-mirror', 'copy, engine: vss-software')),
    ).toEqual([]);
  });

  it('X-06: Exchange 2003 takes whole groups, logs from SP1 on, and NTBackup none at all', () => {
    const old = (text: string, pack: string): string =>
      text.replace('exchange-2007', `exchange-2003\n  servicePack: ${pack}`);
    const logs = of('type: incremental, engine: vss-software, when: Sun 08:00');
    expect(problems(old(logs, 'rtm'))).toEqual([
      'backup/jobs/job/type: Exchange 2003 takes incremental backups by VSS from SP1 on (X-06)',
    ]);
    expect(problems(old(logs, 'sp1'))).toEqual([]);
    const one = of(
      'type: copy, engine: vss-software, when: Sun 08:00, of: servers/mbx1/storageGroups/sg1/databases/db1',
    ).replace(
      'size: 10 GiB }',
      'size: 10 GiB }\n            db2: { on: database, mailboxes: { standard: 9 }, profile: average, size: 1 GiB }',
    );
    expect(problems(old(one, 'sp2'))[0]).toMatch(/takes a shadow copy of a whole storage group/);
    expect(problems(one)).toEqual([]);
    const nt = of('type: copy, engine: vss-software, when: Sun 08:00, requestor: ntbackup');
    expect(problems(nt)[0]).toMatch(/NTBackup has no VSS requestor/);
  });

  it('X-03, E-15: logs by VSS with fulls that stream, or that nobody checks, are refused', () => {
    const logs = 'type: differential, engine: vss-software, when: Sun 08:00';
    const stream = shadows({ full: 'type: full, when: Sat 20:00', logs }, WEEK);
    expect(problems(stream)[0]).toMatch(/no job makes a checked full by VSS/);
    const unchecked = shadows({ full: daily('vss-software', ', verify: false'), logs }, WEEK);
    expect(problems(unchecked)[0]).toMatch(/no job makes a checked full by VSS/);
  });

  it('BKP-41: how long each provider keeps production busy, and how long its window is', () => {
    const run = (job: string): { busy: number; window: number } => {
      const watched = toEnd(shadowed({ full: job }, WEEK));
      const last = ends(watched).at(-1)!;
      return { busy: last.copyMs / MINUTE, window: (last.at - last.began) / MINUTE };
    };
    const streaming = run('type: full, when: daily 20:00, to: libraries/lib1');
    const [mirror, clone, software] = ENGINES.map((engine) => run(daily(engine)));
    // A mirror catches up with a day, a clone is a copy of all, copy-on-write is checked on the disks of production.
    expect(mirror.busy).toBeLessThan(clone.busy);
    expect(clone.busy).toBeLessThan(streaming.busy);
    expect(software.busy).toBeGreaterThan(streaming.busy);
    expect(mirror.busy).toBeLessThan(streaming.busy / 5);
    const fast = toEnd(
      shadowed(
        { full: daily('vss-hardware-mirror') },
        {
          ...WEEK,
          rest: 'parameters: { backup: { checkBytesPerSecond: 57 MB/s } }\nhazards: none\n',
        },
      ),
    );
    const [first] = ends(fast);
    expect((first.at - first.began) / HOUR).toBeLessThan(streaming.window / 60);
    expect(firstLog(fast)).toBeGreaterThan(1);
  });
});

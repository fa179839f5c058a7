/** Who notices what, and when: the check of the backups, the application event log, and a success that is missing. */
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import { instant, path } from '../../support/backup.ts';
import { ALWAYS_FAILS, entries, lookAfter, noticedJobs } from '../../support/noticing.ts';
import { toEnd } from '../../support/recovery.ts';

const READS = 'monitoring: { reads: every 15 min from 00:00 }';
const hidden = (share: 'onlyInEventsShare' | 'onlyInLogShare'): string =>
  `${ALWAYS_FAILS}parameters: { backup: { ${share}: 100 % } }\n`;

describe('failed backups', () => {
  it('MON-01: are seen by the check of the next morning at work', () => {
    const watched = toEnd(lookAfter({ rest: ALWAYS_FAILS }));
    const [first] = noticedJobs(watched);
    expect(first).toMatchObject({ by: 'the check of the backups' });
    expect(first.at).toBe(instant(watched.plan, 1, 'Tue 09:00'));
  });

  it('MON-02: those that only the application log tells of are missed by a check of the backup log alone', () => {
    const rest = hidden('onlyInEventsShare');
    const operations = ['checks: [status, backup-log]'];
    expect(noticedJobs(toEnd(lookAfter({ rest, operations })))).toEqual([]);
    expect(noticedJobs(toEnd(lookAfter({ rest }))).length).toBeGreaterThan(0);
    expect(
      noticedJobs(toEnd(lookAfter({ rest, operations: ['checks: application-log'] }))),
    ).toEqual(noticedJobs(toEnd(lookAfter({ rest }))));
  });

  it('MON-01: a status of completed hides what the backup log tells', () => {
    const rest = hidden('onlyInLogShare');
    expect(noticedJobs(toEnd(lookAfter({ rest, operations: ['checks: status'] })))).toEqual([]);
    const read = noticedJobs(toEnd(lookAfter({ rest, operations: ['checks: backup-log'] })));
    expect(read.length).toBeGreaterThan(0);
  });

  it('MON-03: leave an error of ESE, which monitoring that reads the application log acts upon at night', () => {
    const watched = toEnd(lookAfter({ rest: ALWAYS_FAILS, operations: [READS] }));
    const { start } = watched.plan.clock;
    const failed = watched.of('backup.ended').filter((f) => f.at >= start)[0];
    const entry = watched.of('event.logged').find((f) => f.at >= start && f.severity === 'error');
    expect(entry).toMatchObject({ at: failed.at, source: 'ESE', id: 217, severity: 'error' });
    const [first] = noticedJobs(watched);
    expect(first).toMatchObject({ by: 'the application log', failedAt: failed.at });
    // The next reading, 15 min to decide, 45 min until somebody is there, 2 min to look.
    const read = Math.floor(failed.at / (15 * MINUTE) + 1) * 15 * MINUTE;
    expect(first.at).toBe(read + 62 * MINUTE);
    // The window is still open: the job runs again at once.
    const again = watched.of('backup.began').filter((f) => f.at >= first.at)[0];
    expect(again.at).toBe(first.at);
  });

  it('MON-08: go unseen for weeks where nobody checks', () => {
    const rest = `${ALWAYS_FAILS}parameters: { backup: { unreadLogNoticedMs: 4 weeks } }\n`;
    const watched = toEnd(lookAfter({ rest, operations: ['readLog: never'], horizon: '3 weeks' }));
    expect(noticedJobs(watched)).toEqual([]);
    const first = watched.sim.world.org.backup.jobs[0].unseen[0];
    expect(watched.sim.now - first.at).toBeGreaterThan(20 * 24 * HOUR);
  });

  it('MON-09: are missed some hours after they were due, though nobody reads any log', () => {
    const operations = ['readLog: never', 'monitoring: { missingSuccess: 5 h }'];
    const watched = toEnd(lookAfter({ rest: ALWAYS_FAILS, operations }));
    const [first] = noticedJobs(watched);
    expect(first.by).toBe('a missing success');
    expect(first.at).toBe(instant(watched.plan, 1, 'Tue 02:02'));
    // Nor does it matter that somebody would come to read of it in a week.
    const late = ['readLog: never', 'monitoring: { reads: Mon 09:00, missingSuccess: 5 h }'];
    expect(noticedJobs(toEnd(lookAfter({ rest: ALWAYS_FAILS, operations: late })))[0]).toEqual(
      first,
    );
    // A job that succeeds is not missed, nor one whose failure is known.
    const healthy = toEnd(lookAfter({ rest: 'hazards: none\n', operations }));
    expect(healthy.of('alarm.raised')).toEqual([]);
    const known = ['readLog: daily 00:30', 'monitoring: { missingSuccess: 5 h }'];
    expect(toEnd(lookAfter({ rest: ALWAYS_FAILS, operations: known })).of('alarm.raised')).toEqual(
      [],
    );
  });

  it('MON-09: a job that hangs reports no failure, so that nothing but its missing success tells of it', () => {
    const rest = `hazards: none\nfaults: { stuck: { at: week 1 Tue 12:00, fail: ${path('sg1')}, how: hangs } }\n`;
    const jobs = '\n    full: { type: full, when: daily 20:00, window: always, overrun: continue }';
    const hung = (monitoring: string) => {
      const operations = ['readLog: never', `monitoring: { ${monitoring} }`];
      const watched = toEnd(lookAfter({ rest, jobs, operations }));
      const at = instant(watched.plan, 1, 'Tue 20:00');
      return { at, watched, ended: watched.of('backup.ended').find((f) => f.hungSince !== null) };
    };
    // Everybody who reads every entry finds none.
    const read = hung('reads: every 15 min from 00:00, alertsOn: warnings');
    expect([read.ended, read.watched.of('alarm.raised')]).toEqual([undefined, []]);
    const { at, watched, ended } = hung('missingSuccess: 5 h');
    expect(watched.of('alarm.raised')[0].at).toBe(at + 5 * HOUR);
    // It is ended, and its tape unloaded and shelved.
    const looked = at + 5 * HOUR + 62 * MINUTE;
    expect(ended!.at - looked).toBeGreaterThanOrEqual(0);
    expect(ended!.at - looked).toBeLessThan(5 * MINUTE);
    expect(ended!.because).toBe('it hung, and was ended after a missing success');
    const [again] = watched.of('backup.ended').filter((f) => f.began >= ended!.at);
    expect(again).toMatchObject({ outcome: 'succeeded', night: looked });
  });

  it('MON-09: only where no run of the night has succeeded, whatever failed before', () => {
    const rest = `hazards: { job-failed: 50 %, others: none }\nparameters: { backup: { recurringShare: 0 % } }\n`;
    const operations = ['readLog: never', 'monitoring: { missingSuccess: 5 h }'];
    const watched = toEnd(lookAfter({ rest, operations, horizon: '6 weeks' }, false));
    const good = watched.of('backup.ended').filter((f) => f.outcome === 'succeeded');
    const alarms = watched.of('alarm.raised');
    expect(alarms.length).toBeGreaterThan(3);
    for (const { at } of alarms)
      expect(good.some((f) => f.at > at - 5 * HOUR && f.at <= at)).toBe(false);
  });

  it('MON-06: a summary does not say why: one more run with a detailed log is needed', () => {
    const rest = `hazards: { job-failed: 20 %, others: none }\nparameters: { backup: { recurringShare: 100 % } }\n`;
    const failures = (logging: string): number[] => {
      const jobs = `\n    nightly: { type: full, when: daily 20:00, logging: ${logging} }`;
      const watched = toEnd(lookAfter({ rest, jobs, horizon: '3 weeks' }, false));
      const { start } = watched.plan.clock;
      return watched
        .of('backup.ended')
        .filter((f) => f.at >= start && f.outcome === 'failed')
        .map((f) => f.at);
    };
    const [summary, detailed] = [failures('summary'), failures('detailed')];
    // The first failure is the same; the run after the check of the morning fails once more.
    expect(summary[0]).toBe(detailed[0]);
    expect(summary.length).toBeGreaterThan(detailed.length);
  });

  it('MON-20: fail again every night where nobody looks for the cause', () => {
    const rest = `hazards: { job-failed: 20 %, others: none }\nparameters: { backup: { recurringShare: 100 % } }\n`;
    const again = toEnd(
      lookAfter({ rest, operations: ['failedJobs: run-again'], horizon: '2 weeks' }),
    );
    const { start } = again.plan.clock;
    const ends = again.of('backup.ended').filter((f) => f.at >= start);
    const first = ends.findIndex((f) => f.outcome === 'failed');
    expect(ends.slice(first).every((f) => f.outcome === 'failed')).toBe(true);
    const cured = toEnd(lookAfter({ rest, horizon: '2 weeks' }));
    const later = cured.of('backup.ended').filter((f) => f.at > ends[first].at);
    expect(later.some((f) => f.outcome === 'succeeded')).toBe(true);
    expect(entries(again)).toContain('ESE 217');
  });
});

/** Single log files that are missing, damaged or quarantined: who stops, what still recovers, what is lost. */
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../sim/engine/clock.ts';
import { checkpointLog } from '../../../sim/org/store/checkpoint.ts';
import { recoveryGap } from '../../../sim/org/store/mount.ts';
import { openLog } from '../../../sim/org/store/stream.ts';
import { ends, instant, jobs, runUntil } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { faulty, failing, rowsOf, SERVER, steps, toEnd } from '../../support/recovery.ts';

const SG1 = `${SERVER}/storageGroups/sg1`;
const WHEN = 'at: week 2 Thu 14:33';
const of2003 = (faults: Readonly<Record<string, string>>, rest = ''): Watched =>
  watch(faulty(faults, {}, rest).replace('exchange-2007', 'exchange-2003'));
const fallbacks = (watched: Watched): string[] =>
  watched.of('recovery.fallback').map((f) => `${f.because} -> ${f.next}`);
/** Errors of the database engine; NTBackup has its own about incrementals that had no full yet. */
const logged = (watched: Watched): number[] =>
  watched
    .of('event.logged')
    .filter((f) => f.source === 'ESE' && f.severity === 'error')
    .map((f) => f.id);

describe('the open log', () => {
  it('X-23: a scanner that takes it stops the group; put back, nothing is lost', () => {
    const fault = `${WHEN}, delete: ${SG1}/logs/open, quarantined: true`;
    const watched = toEnd(failing({ scanner: fault }, {}, true));
    const at = instant(watched.plan, 2, 'Thu 14:33');
    expect(watched.of('database.down')).toMatchObject([{ at, because: 'E00.log is quarantined' }]);
    expect(rowsOf(watched)).toMatchObject([{ lostMessages: 0, sets: [], outcome: 'recovered' }]);
    expect(fallbacks(watched)[0]).toMatch(/quarantine of the virus scanner -> it is put back$/);
    expect(rowsOf(watched)[0].serviceMs).toBeGreaterThan(5 * MINUTE);
    // It replays what is there, the log from the quarantine as the last one: none has been begun after it.
    const before = failing({ scanner: fault });
    before.sim.runUntil(at - 1);
    const { world } = before.sim;
    const logs = openLog(world, 0) - checkpointLog(world, 0) + 1;
    expect(steps(watched, 'replay')[0].because).toMatch(
      new RegExp(`^replaying ${logs} logs, .* to E00.log$`),
    );
  });

  it('REC-21 MON-10: Exchange 2007 says event 523, and /A does without the last log', () => {
    const watched = toEnd(failing({ gone: `${WHEN}, delete: ${SG1}/logs/open` }, {}, true));
    expect(logged(watched)).toEqual([523]);
    expect(fallbacks(watched)[0]).toMatch(/^event 523: E00.*\.log is missing.* -> eseutil \/r \/a/);
    const [row] = rowsOf(watched);
    expect(row.sets).toEqual([]);
    expect(row.lostMessages).toBeGreaterThan(0);
    // One log's worth, and no more.
    expect(row.lostLogs).toBeLessThanOrEqual(1);
  });

  it('REC-22: before 2007 it takes a restore that replays up to it', () => {
    const watched = toEnd(of2003({ gone: `${WHEN}, delete: ${SG1}/logs/open` }));
    expect(logged(watched)).toEqual([454]);
    const [row] = rowsOf(watched);
    expect(row.sets.length).toBeGreaterThan(0);
    expect(row.lostLogs).toBeGreaterThan(0);
    expect(row.lostLogs).toBeLessThanOrEqual(1);
    expect(steps(watched, 'replay')[0].because).toMatch(/is missing or damaged$/);
  });

  it('REC-22: without a usable backup, by repair', () => {
    const shape = { jobs: jobs({ full: 'type: full, when: third Sun 20:00' }) };
    const yaml = faulty({ gone: `at: week 1 Thu 14:33, delete: ${SG1}/logs/open` }, shape);
    const watched = toEnd(watch(yaml.replace('exchange-2007', 'exchange-2003')));
    expect(fallbacks(watched).at(-1)).toMatch(/ -> repair$/);
    expect(rowsOf(watched)[0].sets).toEqual([]);
    expect(steps(watched, 'repair')).toHaveLength(1);
    // What was not flushed to the file is lost with the logs that nothing can replay.
    expect(rowsOf(watched)[0].lostLogs).toBeGreaterThan(1);
  });

  it('ESE-12: of a torn one every message that has a byte in it is lost', () => {
    const watched = toEnd(failing({ torn: `${WHEN}, corrupt: ${SG1}/logs/open` }, {}, true));
    const [row] = rowsOf(watched);
    expect(watched.of('database.down')[0].because).toBe('E00.log is damaged');
    expect(row.oldestLost).toBeLessThan(instant(watched.plan, 2, 'Thu 14:33'));
    expect(row.lostMessages).toBeGreaterThan(0);
  });
});

describe('a closed log', () => {
  const crash = 'at: week 2 Thu 15:00, fail: servers/mbx1';

  it('X-21: missing inside Log Required it makes the database unmountable, and /A does not help', () => {
    const gone = { gone: `at: week 2 Thu 14:59, delete: ${SG1}/logs/newest`, crash };
    const watched = toEnd(failing(gone, {}, true));
    expect(watched.of('cause.struck')[0]).toMatchObject({ absorbed: true });
    expect(logged(watched)).toEqual([523]);
    expect(fallbacks(watched)[0]).toMatch(/inside of Log Required no \/a helps/);
    const [row] = rowsOf(watched);
    expect(row.sets.length).toBeGreaterThan(0);
    expect(row.lostMessages).toBeGreaterThan(0);
  });

  it('X-21: missing outside of it, soft recovery does not care', () => {
    const gone = { gone: `at: week 2 Thu 14:59, delete: ${SG1}/logs/oldest`, crash };
    const watched = toEnd(failing(gone, {}, true));
    expect(logged(watched)).toEqual([]);
    expect(rowsOf(watched)).toMatchObject([{ lostMessages: 0, sets: [] }]);
  });

  it('makes incrementals fail until a full has passed it', () => {
    const watched = failing({ gone: `at: week 2 Tue 12:00, delete: ${SG1}/logs/newest` }, {}, true);
    runUntil(watched, instant(watched.plan, 2, 'Wed 12:00'));
    const last = ends(watched).at(-1);
    expect(last).toMatchObject({ outcome: 'failed' });
    expect(last?.because).toMatch(/is missing: missing file to backup$/);
    runUntil(watched, instant(watched.plan, 3, 'Tue 12:00'));
    expect(ends(watched).at(-1)).toMatchObject({ backupType: 'incremental', outcome: 'succeeded' });
    expect(recoveryGap(watched.sim.world, 0)).toBe(null);
  });

  it('RST-01: replay stops before the first damaged one, which backups have archived as it is', () => {
    const gone = {
      bad: `at: week 2 Tue 12:00, corrupt: ${SG1}/logs/newest`,
      gone: `at: week 2 Thu 14:33, lose: ${SERVER}`,
    };
    const watched = toEnd(failing(gone, {}, true));
    const [row] = rowsOf(watched);
    expect(row.oldestLost).toBeLessThan(instant(watched.plan, 2, 'Tue 12:00'));
    expect(row.oldestLost).toBeGreaterThan(instant(watched.plan, 2, 'Tue 10:00'));
    expect(steps(watched, 'replay')[0].because).toMatch(/is missing or damaged$/);
  });
});

describe('the checkpoint file', () => {
  const gone = {
    gone: `at: week 2 Fri 14:00, delete: ${SG1}/checkpoint`,
    crash: 'at: week 2 Sat 15:00, fail: servers/mbx1',
  };
  const busy = { jobs: jobs({ full: 'type: full, when: first Sun 20:00' }) };
  const run = (rest: string): Watched =>
    toEnd(
      watch(
        faulty(gone, busy, rest)
          .replace('exchange-2007', 'exchange-2003')
          .replace('standard: 100', 'standard: 500'),
      ),
    );

  it('X-08: missing, 2003 without KB 836611 refuses to replay more than 1,008 logs: -614', () => {
    const fixed = run('');
    expect(fallbacks(fixed)).toEqual([]);
    const [replay] = steps(fixed, 'replay');
    expect(Number(/replaying (\d+) logs/.exec(replay.because)?.[1])).toBeGreaterThan(1008);

    const stuck = run('parameters: { store: { missingCheckpointLogs: 1008 } }\n');
    expect(fallbacks(stuck)[0]).toMatch(/^-614: no checkpoint file, and \d+ logs to replay/);
    // Its log volume fills besides, which is an incident as well.
    const rows = rowsOf(stuck);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ lostMessages, sets }) => lostMessages === 0 && sets.length === 0)).toBe(
      true,
    );
  });
});

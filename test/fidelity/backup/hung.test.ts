/** A backup that hangs: what it holds, what a crash costs meanwhile, and who ends it (BKP-45, STR-29, REC-29). */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../sim/engine/clock.ts';
import { hungBackups } from '../../../sim/org/backup/hung.ts';
import { incidentRow } from '../../../sim/experiment/analyse.ts';
import { model } from '../../../sim/experiment/model.ts';
import { runReplication } from '../../../sim/experiment/replication.ts';
import { checkpointLog } from '../../../sim/org/store/checkpoint.ts';
import { inspect } from '../../../sim/report/inspect/index.ts';
import { storyOf } from '../../../sim/report/story/index.ts';
import {
  ends,
  firstLog,
  groups,
  instant,
  jobs,
  openLogOf,
  path,
  runUntil,
  setsOf,
  type Shape,
} from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { faulty, SERVER, toEnd } from '../../support/recovery.ts';

const ALWAYS = 'window: always, overrun: continue';
const DAILY = jobs({ full: `type: full, when: daily 20:00, ${ALWAYS}` });
const HANGS = `at: week 1 Tue 12:00, fail: ${path('sg1')}, how: hangs`;

function hanging(
  shape: Shape,
  { faults = {}, version = '2007', operations = '' }: Record<string, any> = {},
): Watched {
  const yaml = faulty({ stuck: HANGS, ...faults }, { horizon: '2 weeks', ...shape })
    .replace('exchange-2007', `exchange-${version}`)
    .replace('operations:\n', `operations:\n${operations}`);
  return watch(yaml, { check: true });
}

const NOBODY = '  readLog: never\n';

describe('a backup that hangs', () => {
  it('BKP-45: keeps checkpoint, session, drive and cartridge, truncates nothing and says nothing', () => {
    const watched = hanging({ jobs: DAILY }, { operations: NOBODY });
    runUntil(watched, instant(watched.plan, 1, 'Tue 20:30'));
    const [hung] = hungBackups(watched.sim.world);
    expect(hung.vars.hungSince).toBeGreaterThan(instant(watched.plan, 1, 'Tue 20:00'));
    const frozen = checkpointLog(watched.sim.world, 0);
    const first = firstLog(watched);
    const before = ends(watched).length;
    runUntil(watched, instant(watched.plan, 1, 'Sat 12:00'));
    expect(hungBackups(watched.sim.world)).toHaveLength(1);
    expect(checkpointLog(watched.sim.world, 0)).toBe(frozen);
    expect(openLogOf(watched) - frozen).toBeGreaterThan(3000);
    expect([firstLog(watched), ends(watched).length]).toEqual([first, before]);
    // The run of the next night waits for the session, and the nights since are left to it.
    const waiting = watched.sim.world.org.procedures.waiting.length;
    expect(waiting).toBe(1);
    expect(hung.holds.length).toBe(3);
    expect(watched.of('job.noticed')).toEqual([]);
    // Its beginnings stand in the event log, and no end.
    const since = watched
      .of('event.logged')
      .filter((f) => f.at >= instant(watched.plan, 1, 'Tue 20:00'));
    expect(since.map((f) => f.id).filter((id) => id !== 8018)).toEqual([8000, 210]);
  });

  it('STR-29, REC-29, BKP-45: a crash replays from the held checkpoint: the longer it hung, the longer that takes', () => {
    const lengths = [1, 3].map((days) => {
      const crash = `at: week 1 ${days === 1 ? 'Wed' : 'Fri'} 14:30, fail: ${SERVER}`;
      const watched = hanging({ jobs: DAILY }, { faults: { crash }, operations: NOBODY });
      runUntil(watched, instant(watched.plan, 1, 'Tue 20:30'));
      const frozen = checkpointLog(watched.sim.world, 0);
      let open = -1;
      watched.sim.on('database.down', () => {
        open = openLogOf(watched);
      });
      toEnd(watched);
      expect(ends(watched).find((f) => f.hungSince !== null)).toMatchObject({
        ...{ outcome: 'failed', because: 'mbx1 has failed' },
      });
      const replay = watched.of('step.ended').find((s) => s.span === 'replay')!;
      const { replayLogsPerSecond } = watched.plan.figures.store;
      const ms = Math.ceil(((open - frozen + 1) / replayLogsPerSecond) * 1000);
      expect(replay.at - replay.began).toBe(ms);
      expect(watched.of('content.lost')).toEqual([]);
      return ms;
    });
    // Without it a crash replays 21 logs.
    expect(lengths[0]).toBeGreaterThan(0.1 * HOUR);
    expect(lengths[1]).toBeGreaterThan(2.5 * lengths[0]);
  });

  it('BKP-45, STR-29: in 2003 the held checkpoint stops the group at 1,008 logs', () => {
    const watched = hanging(
      { jobs: DAILY, groups: groups({ sg1: { db1: { mailboxes: 600 } } }) },
      { version: '2003', operations: NOBODY },
    );
    toEnd(watched);
    const [down] = watched.of('database.down');
    expect(down.because).toContain('-614');
    const ended = ends(watched).find((f) => f.hungSince !== null)!;
    expect([ended.outcome, ended.because]).toEqual(['failed', expect.stringContaining('-614')]);
    expect(ended.at - ended.hungSince!).toBeLessThan(4 * DAY);
    expect(watched.of('database.up').some((f) => f.at > down.at)).toBe(true);
  });

  it('BKP-44: the end of its window ends it where the plan says so, and its bytes stay on the tape', () => {
    const watched = hanging({ jobs: jobs({ full: 'type: full, when: daily 20:00' }) });
    toEnd(watched);
    const ended = ends(watched).find((f) => f.hungSince !== null)!;
    expect(ended.outcome).toBe('aborted');
    expect(ended.because).toMatch(/^the backup window ended, and it had hung since /);
    expect(ended.overran).toBe(true);
    expect(ended.at - instant(watched.plan, 1, 'Wed 06:00')).toBeLessThan(0.2 * HOUR);
    expect(ended.imageBytes).toBe(5 * 1024 ** 3);
    expect(setsOf(watched).some((s) => s.night === ended.night)).toBe(false);
    const noticed = watched.of('job.noticed').find((f) => f.failedAt === ended.at)!;
    expect(noticed.at).toBeGreaterThan(ended.at);
  });

  it('BKP-45: whoever reads the log misses its end, ends it, and it runs again', () => {
    const watched = hanging({ jobs: DAILY });
    toEnd(watched);
    const ended = ends(watched).find((f) => f.hungSince !== null)!;
    expect(ended.because).toBe('it hung, and somebody who read the log ended it');
    expect(ended.at - ended.hungSince!).toBeLessThan(DAY);
    expect(watched.of('job.noticed').some((f) => f.at === ended.at)).toBe(true);
    const next = ends(watched).find((f) => f.began > ended.at)!;
    expect(next.outcome).toBe('succeeded');
  });

  it('BKP-45: shows in the story of a crash, and to whoever inspects the group', async () => {
    const crash = `at: week 1 Wed 14:30, fail: ${SERVER}`;
    const watched = hanging({ jobs: DAILY }, { faults: { crash }, operations: NOBODY });
    const { plan } = watched;
    runUntil(watched, instant(plan, 1, 'Wed 12:00'));
    const shown = inspect(watched.sim.world, path('sg1'))!.sections.flatMap(({ fields }) => fields);
    expect(shown).toContainEqual([
      'Step',
      expect.stringMatching(/^no progress since Tue 2007-03-06 20:0/),
    ]);
    expect(shown).toContainEqual(['Checkpoint', expect.stringContaining('held by a backup')]);
    const { incidents } = await runReplication(model, plan, { seed: 1, replication: 0 });
    const request = {
      model,
      plan,
      seed: 1,
      strategy: 'only',
      row: incidentRow(plan, 0, incidents[0]),
      why: 'worst',
    };
    const story = await storyOf({ ...request, command: '', fingerprint: null });
    expect(story.story.map(({ text }) => text)).toContain(
      'mbx1/sg1: the full of Tue 2007-03-06 20:00 hangs and holds the checkpoint',
    );
  });

  it('is ended by an operator who needs its session and its drive to restore', () => {
    const gone = `at: week 1 Fri 14:30, lose: ${path('sg2', 'db1')}`;
    const watched = hanging(
      {
        groups: groups({ sg1: { db1: {} }, sg2: { db1: {} } }),
        jobs: DAILY,
      },
      {
        faults: { gone },
        operations: NOBODY,
      },
    );
    toEnd(watched);
    const ended = ends(watched).find((f) => f.hungSince !== null)!;
    expect(ended.because).toBe('it hung, and somebody ended it to restore');
    expect(watched.of('incident.closed')).toHaveLength(1);
  });
});

describe('a backup that breaks off', () => {
  it('BKP-44, TRN-16: leaves bytes on the tape, no set, no log less, and headers as they were', () => {
    const watched = hanging(
      { jobs: jobs({ full: 'type: full, when: daily 20:00' }) },
      { faults: { stuck: HANGS.replace('hangs', 'breaks-off') } },
    );
    runUntil(watched, instant(watched.plan, 1, 'Tue 20:00') - 1);
    const header = { ...watched.sim.world.org.store.databases[0].header };
    const used = () =>
      watched.sim.world.org.media.cartridges.reduce((sum, { usedBytes }) => sum + usedBytes, 0);
    const [first, before, sets] = [firstLog(watched), used(), setsOf(watched).length];
    runUntil(watched, instant(watched.plan, 1, 'Tue 23:00'));
    const failed = ends(watched).at(-1)!;
    expect([failed.outcome, failed.because]).toEqual(['failed', 'the job failed']);
    expect(failed.imageBytes).toBe(5 * 1024 ** 3);
    expect(used() - before).toBe(failed.imageBytes);
    expect([firstLog(watched), setsOf(watched).length]).toEqual([first, sets]);
    expect(watched.sim.world.org.store.databases[0].header).toEqual(header);
    expect(checkpointLog(watched.sim.world, 0)).toBeGreaterThan(openLogOf(watched) - 25);
    expect(watched.of('cause.struck')).toMatchObject([
      { key: 'faults/stuck:job-failed:1', cause: 'job-failed', absorbed: true },
    ]);
  });
});

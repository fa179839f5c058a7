/** Circular logging: which logs stay, what a backup holds, and what nobody can bring back. */
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import { checkpointDepth } from '../../../sim/org/store/checkpoint.ts';
import { logsOnVolume } from '../../../sim/org/store/fill.ts';
import { loadScenario } from '../../../sim/scenario/index.ts';
import {
  ends,
  firstLog,
  groups,
  instant,
  jobs,
  openLogOf,
  path,
  runTo,
  runUntil,
  scenario,
  setsOf,
  type Shape,
} from '../../support/backup.ts';
import { smallYaml, watch, type Watched } from '../../support/organization.ts';
import {
  failing,
  faulty,
  LOST,
  rowsOf,
  runWhile,
  SERVER,
  steps,
  struckAt,
  toEnd,
  volume,
} from '../../support/recovery.ts';

const FULL = jobs({ full: 'type: full, when: Sat 20:00' });
const ring = (mailboxes = 100, system = 'logs'): string =>
  groups({ sg1: { db1: { mailboxes } } }, { sg1: { circular: true, system } });

const circular = (more: Partial<Shape> = {}): Shape => ({ groups: ring(), jobs: FULL, ...more });
/** The same group, with the logs that it writes kept. */
const straight: Shape = { groups: groups({ sg1: { db1: {} } }), jobs: FULL };

const logs = (w: Watched): number => openLogOf(w) - firstLog(w) + 1;
const few = (w: Watched): number => checkpointDepth(w.sim.world) + 1;

/** The most logs that lie on the log volume at full hours of a week. */
function peak(watched: Watched): number {
  const { sim, plan } = watched;
  let most = 0;
  for (let hour = 0; hour < 168; hour++) {
    sim.runUntil(instant(plan, 1, 'Mon 00:00') + hour * HOUR);
    most = Math.max(most, logsOnVolume(sim.world, plan.groups[0].logVolume));
  }
  return most;
}

describe('circular logging', () => {
  it('ESE-25: leaves only the logs above the checkpoint, and lets them pile up while a backup holds it', () => {
    const noon = jobs({ full: 'type: full, when: Wed 12:00, window: 08:00-18:00' });
    const watched = runTo(circular({ jobs: noon }), (plan) => instant(plan, 1, 'Wed 11:59'));
    expect(openLogOf(watched)).toBeGreaterThan(5000);
    expect(logs(watched)).toBe(few(watched));
    runUntil(watched, instant(watched.plan, 1, 'Wed 12:00'));
    const frozen = firstLog(watched);
    runUntil(watched, instant(watched.plan, 1, 'Wed 12:07'));
    expect(firstLog(watched)).toBe(frozen);
    expect(logs(watched)).toBeGreaterThan(few(watched) + 5);
    runUntil(watched, instant(watched.plan, 1, 'Wed 13:00'));
    expect(logs(watched)).toBe(few(watched));
    // The set has all that its image needs, from the log at which the checkpoint was held.
    const set = setsOf(watched).at(-1)!;
    expect([set.low, set.complete]).toEqual([frozen, true]);
    expect(watched.of('logs.truncated')).toEqual([]);
    expect(watched.of('truncation.blocked')).toEqual([]);
  });

  it('ESE-25: a log volume does not fill, however seldom the group is backed up', () => {
    const monthly = {
      jobs: jobs({ full: 'type: full, when: first Sat 20:00' }),
      horizon: '8 weeks',
    };
    const small = { ...monthly, logDisks: '2 x sas-15k-36gb' };
    const busy = groups({ sg1: { db1: { mailboxes: 1500 } } });
    expect(runTo({ ...small, groups: busy }).of('log-volume.full').length).toBeGreaterThan(0);
    const watched = runTo({ ...small, groups: ring(1500) });
    expect(watched.of('log-volume.full')).toEqual([]);
    expect(logs(watched)).toBe(few(watched));
  });

  it('ESE-26: what came since the last full is lost, though the log volume survives', () => {
    const kept = failing(LOST, straight);
    expect(rowsOf(toEnd(kept))[0].lostWindowMs).toBe(0);
    const watched = failing(LOST, circular(), true);
    const [row] = rowsOf(toEnd(watched));
    const full = ends(watched, 'full').findLast((f) => f.at < struckAt(watched))!;
    const image = watched
      .of('step.ended')
      .findLast(
        (s) => s.definition === 'backup.streaming' && s.step === 'copy' && s.at <= full.at,
      )!;
    // To the end of the last log on the set, which was closed when the image was copied.
    expect(row.lostWindowMs).toBe(struckAt(watched) - image.at);
    expect(row).toMatchObject({ outcome: 'recovered', sets: [full.set] });
    expect(watched.of('replay.done')[0]).toMatchObject({ to: full.highLog, onDisk: 0 });
  });

  it('E-39: fulls and copies can be restored, logs alone are refused', () => {
    for (const type of ['full', 'copy', 'incremental', 'differential']) {
      const more = jobs({
        full: 'type: full, when: Sat 20:00',
        more: `type: ${type}, when: Wed 20:00`,
      });
      const text = scenario(circular({ jobs: more }));
      const loaded = loadScenario('test.yaml', () => text);
      const messages = loaded.ok ? [] : loaded.problems.map((each) => each.message);
      const refused = `${path('sg1')} has circular logging, which keeps no logs to back up (E-39)`;
      expect(messages).toEqual(type === 'full' || type === 'copy' ? [] : [refused]);
    }
    const copies = jobs({ copy: 'type: copy, when: Sat 20:00' });
    const copied = toEnd(failing(LOST, circular({ jobs: copies })));
    expect(rowsOf(copied)[0]).toMatchObject({ outcome: 'recovered' });
    expect(rowsOf(copied)[0].sets).toHaveLength(1);
  });

  it('ESE-26, E-39: not even in the minutes in which the logs on disk take up where a full ends', () => {
    const soon = failing({ gone: `at: week 2 Sat 20:20, lose: ${volume('database')}` }, circular());
    runUntil(soon, instant(soon.plan, 2, 'Sat 20:20') - 1);
    const set = setsOf(soon).at(-1)!;
    expect(firstLog(soon)).toBeLessThanOrEqual(set.high + 1);
    const [row] = rowsOf(toEnd(soon));
    expect(row.sets).toEqual([set.id]);
    expect(row.lostWindowMs).toBeGreaterThan(5 * MINUTE);
  });

  it('ESE-27: is off for mailbox databases unless a scenario switches it on', () => {
    const loaded = loadScenario('test.yaml', () => smallYaml());
    if (!loaded.ok) throw new Error('refused');
    const [{ plan, defaults }] = loaded.scenario.strategies;
    expect(plan.groups[0].circularLogging).toBe(false);
    const key = `organization/${path('sg1')}/circularLogging`;
    expect(defaults.find((each) => each.path === key)).toMatchObject({
      value: false,
      assumed: false,
    });
    const watched = runTo(straight);
    expect(logs(watched)).toBeGreaterThan(few(watched));
  });

  it('ESE-28: no job covers a hub; its queue counts by what is delayed and returned', () => {
    const text = scenario({
      jobs: jobs({ full: 'type: full, when: Sat 20:00, of: [servers/*, hubs/hub1]' }),
    });
    const loaded = loadScenario('test.yaml', () => text);
    expect(loaded.ok ? [] : loaded.problems.map((each) => each.path)).toEqual([
      'backup/jobs/full/of/1',
    ]);
    // Two databases' worth of mail waits for three days; the first of it goes back.
    const late = faulty(LOST, circular(), 'parameters: { operations: { decideMs: 72 h } }\n');
    const watched = toEnd(watch(late, { check: false }));
    expect(watched.of('content.delayed')).toHaveLength(1);
    expect(watched.of('content.returned')).toHaveLength(1);
  });

  it('STR-30: trades log space for mail', () => {
    const [kept, ringed] = [straight, circular()].map((shape) => {
      const disk = peak(runTo(shape, (plan) => plan.clock.start));
      return { disk, lost: rowsOf(toEnd(failing(LOST, shape)))[0].lostWindowMs };
    });
    expect(ringed.disk).toBeLessThan(kept.disk / 50);
    expect(kept.lost).toBe(0);
    expect(ringed.lost).toBeGreaterThan(4 * 24 * HOUR);
  });

  it.each([
    ['at rest', 'Thu 14:30', 0],
    ['while a full holds the checkpoint', 'Sat 20:05', 1],
  ])('a crash %s loses nothing: soft recovery has the logs that it needs', (_, when, aborted) => {
    const watched = failing({ down: `at: week 2 ${when}, fail: ${SERVER}` }, circular(), true);
    runUntil(watched, instant(watched.plan, 2, when) - 1);
    const [first, open] = [firstLog(watched), openLogOf(watched)];
    toEnd(watched);
    expect(rowsOf(watched)[0]).toMatchObject({ lostWindowMs: 0, outcome: 'recovered' });
    expect(ends(watched, 'full').filter((f) => f.outcome === 'failed')).toHaveLength(aborted);
    const replay = steps(watched, 'replay').at(-1)!;
    expect(replay.because).toContain(`replaying ${open - first + 1} logs`);
    expect(logs(watched)).toBe(few(watched));
  });

  it('with the checkpoint file lost, recovery begins at the oldest log, which is the checkpoint', () => {
    const shape = circular({
      groups: ring(100, 'system'),
      volumes: { system: 'raid: raid1, disks: 2 x sas-15k-36gb' },
    });
    const watched = failing(
      { gone: `at: week 2 Thu 14:30, lose: ${volume('system')}` },
      shape,
      true,
    );
    toEnd(watched);
    expect(rowsOf(watched)[0]).toMatchObject({ lostWindowMs: 0, outcome: 'recovered' });
    expect(steps(watched, 'replay')[0].because).toContain(`replaying ${few(watched)} logs`);
  });

  it('a backup that holds the checkpoint for long fills a small log volume, and the group comes back', () => {
    const slow = 'parameters: { backup: { sourceBytesPerSecond: 0.1 MB/s } }\n';
    const shape = circular({
      groups: ring(1500),
      logDisks: '2 x sas-15k-36gb',
      jobs: jobs({ full: 'type: full, when: first Tue 08:00, overrun: continue' }),
      rest: `hazards: none\n${slow}`,
    });
    const watched = watch(scenario(shape));
    runWhile(watched, () => watched.of('log-volume.full').length === 0);
    expect(logs(watched)).toBeGreaterThan(30_000);
    const ups = watched.of('database.up').length;
    runWhile(watched, () => watched.of('database.up').length === ups);
    expect(ends(watched)[0].because).toContain('is full');
    expect(logs(watched)).toBe(few(watched));
  });
});

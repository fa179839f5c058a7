/** What the book says of plans, in one small organization whose plans are all there is between two runs (STR). */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import { model } from '../../../sim/experiment/model.ts';
import { runReplication } from '../../../sim/experiment/replication.ts';
import type { ReplicationResult } from '../../../sim/measure/index.ts';
import { readerOf } from '../../../sim/measure/incident-values.ts';
import { ends, groups, instant, jobs, path, scenario, type Shape } from '../../support/backup.ts';
import { planOf, watch, type Watched } from '../../support/organization.ts';
import { faulty, SERVER, toEnd, volume } from '../../support/recovery.ts';

const NIGHTS = '[Sun 20:00, Mon-Fri 20:00]';
const PLANS = {
  incremental: jobs({
    full: 'type: full, when: Sat 20:00',
    nightly: `type: incremental, when: ${NIGHTS}`,
  }),
  differential: jobs({
    full: 'type: full, when: Sat 20:00',
    nightly: `type: differential, when: ${NIGHTS}`,
  }),
  daily: jobs({ full: 'type: full, when: daily 20:00' }),
};
type PlanName = keyof typeof PLANS;

const shapeOf = (plan: PlanName, more: Shape = {}): Shape => ({
  groups: groups({ sg1: { db1: { size: '20 GiB' } } }),
  jobs: PLANS[plan],
  horizon: '2 weeks',
  ...more,
});

/** The whole server dies at an instant of week 2, disks and all; `spoilt` sets were bad by then. */
function died(plan: PlanName, when: string, spoilt = ''): Watched {
  const faults = { gone: `at: week 2 ${when}, lose: ${SERVER}` };
  const bad = { bad: `at: week 2 ${spoilt}, spoil: { newestSetOf: ${path('sg1')} }` };
  const yaml = faulty(spoilt === '' ? faults : { ...faults, ...bad }, shapeOf(plan));
  return toEnd(watch(yaml, { check: false }));
}

const rowOf = (watched: Watched) => watched.of('incident.closed')[0].databases[0];
const setsOf = (watched: Watched): number => rowOf(watched).sets.length;
/** From the oldest lost message to the failure. */
const pointOf = (watched: Watched): number =>
  watched.of('incident.closed')[0].openedAt - (rowOf(watched).oldestLost ?? 0);

describe('a plan of backups', () => {
  it('STR-01: follows from the way back: the target of a class decides between tape and disk', async () => {
    const lateness = async (target: string, to: 'tape' | 'disk'): Promise<number> => {
      const yaml = faulty(
        { gone: `at: week 2 Thu 14:30, lose: ${volume('database')}` },
        shapeOf('daily', { groups: groups({ sg1: { db1: { size: '47 GiB' } } }) }),
      )
        .replace('restore: { database: 4 h', `restore: { database: ${target}`)
        .replace('1 x lto-3', '1 x dlt-35-70')
        .replace('\noperations:', '\n  targets: { b2d: { capacity: 4 TB } }\noperations:')
        .replace('to: libraries/lib1', to === 'disk' ? 'to: targets/b2d' : 'to: libraries/lib1');
      const plan = planOf(yaml);
      const result = await runReplication(model, plan, { seed: 1, replication: 0 });
      const [incident] = result.incidents;
      return readerOf('sla.database')!.incident(plan, incident, incident.databases, {})!;
    };
    expect([await lateness('8 h', 'tape'), await lateness('8 h', 'disk')]).toEqual([0, 0]);
    expect(await lateness('3 h', 'tape')).toBeGreaterThan(HOUR / 2);
    expect(await lateness('3 h', 'disk')).toBe(0);
  });

  it('STR-02, STR-06: has shorter nights with incrementals, which collide less with maintenance', async () => {
    const of = async (plan: PlanName): Promise<ReplicationResult> => {
      const slow = 'parameters: { backup: { sourceBytesPerSecond: 2 MB/s } }\n';
      const yaml = scenario(shapeOf(plan, { rest: `hazards: none\n${slow}` }));
      return runReplication(model, planOf(yaml), { seed: 1, replication: 0 });
    };
    const [weekly, daily] = [await of('incremental'), await of('daily')];
    const nightOf = ({ jobs: { nightsMs, nights } }: ReplicationResult): number =>
      nightsMs / nights;
    expect(nightOf(weekly)).toBeLessThan(nightOf(daily) / 3);
    expect(weekly.maintenance.lostMs).toBeLessThan(daily.maintenance.lostMs / 3);
    // A Saturday's night is as long in both.
    const apart = weekly.jobs.longestNightMs - daily.jobs.longestNightMs;
    expect(Math.abs(apart)).toBeLessThan(MINUTE);
  });

  it('STR-06: needs a reserve in its nights: a mount that fails, a job that fails midway and is run again', () => {
    const night = (rest: string, faults = ''): Watched =>
      watch(
        scenario(shapeOf('daily', { rest: `hazards: ${rest}\n${faults}`, horizon: '1 week' })),
        { check: false },
      );
    const [usual, mounts] = [night('none'), night('{ others: none, mount-failed: 30 % }')].map(
      toEnd,
    );
    const lengths = (watched: Watched): number[] =>
      ends(watched)
        .filter((f) => f.at > watched.plan.clock.start)
        .map((f) => f.at - f.night);
    const [most] = lengths(usual).sort((a, b) => b - a);
    expect(Math.max(...lengths(mounts))).toBeGreaterThanOrEqual(most + 15 * MINUTE);
    const fails = `faults: { midway: { at: week 1 Wed 12:00, fail: ${path('sg1')} } }\n`;
    const again = toEnd(night('none', fails));
    const failed = ends(again).find((f) => f.outcome === 'failed')!;
    expect(failed.at - failed.began).toBeGreaterThan(most / 3);
    expect(ends(again).find((f) => f.at > failed.at)).toMatchObject({ outcome: 'succeeded' });
  });

  it.each([
    ['Sun 14:00', 1, 1, 1],
    ['Wed 14:00', 4, 2, 1],
    ['Fri 14:00', 6, 2, 1],
  ])(
    'STR-03, STR-07: reads more sets the later in the week with incrementals, two with differentials (%s)',
    (when, incremental, differential, daily) => {
      expect([
        ...(['incremental', 'differential', 'daily'] as const).map((plan) =>
          setsOf(died(plan, when)),
        ),
      ]).toEqual([incremental, differential, daily]);
    },
  );

  it('STR-07: writes more with each differential of the week, and as much with each incremental', () => {
    const logs = (plan: PlanName): number[] => {
      const watched = toEnd(watch(scenario(shapeOf(plan)), { check: false }));
      const from = instant(watched.plan, 1, 'Sun 12:00');
      return ends(watched, 'nightly')
        .filter((f) => f.at > from && f.at < from + 6 * DAY)
        .map((f) => f.logs);
    };
    const [growing, even] = [logs('differential'), logs('incremental')];
    expect(growing).toEqual([...growing].sort((a, b) => a - b));
    // From Monday on every weekday adds as much again.
    expect(growing[5]).toBeGreaterThan(4 * growing[1]);
    expect(Math.max(...even.slice(1))).toBeLessThan(1.1 * Math.min(...even.slice(1)));
  });

  it('STR-04: loses all that came after one bad incremental, although later ones can be read', () => {
    // Of a failure on Friday: the incremental of Tuesday is bad, those of Wednesday and Thursday are not.
    const sound = died('incremental', 'Fri 14:00');
    const bad = died('incremental', 'Fri 14:00', 'Wed 12:00');
    expect(pointOf(sound)).toBeLessThanOrEqual(18 * HOUR);
    expect(pointOf(bad)).toBeGreaterThan(3.7 * DAY);
    expect(pointOf(bad)).toBeLessThanOrEqual(3.75 * DAY);
    expect(rowOf(bad).lostWindowMs).toBe(pointOf(bad));
  });

  it('STR-05: loses one more day with daily fulls when the newest is bad, and with the one before it two', () => {
    const [sound, newest] = [died('daily', 'Fri 14:00'), died('daily', 'Fri 14:00', 'Fri 12:00')];
    expect(pointOf(sound)).toBeLessThanOrEqual(18 * HOUR);
    expect(pointOf(newest) - pointOf(sound)).toBeGreaterThan(DAY - HOUR);
    expect(pointOf(newest) - pointOf(sound)).toBeLessThan(DAY + HOUR);
    // One that is not needed may be as bad as it will.
    expect(pointOf(died('daily', 'Fri 14:00', 'Thu 12:00'))).toBe(pointOf(sound));
  });
});

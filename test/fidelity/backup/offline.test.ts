/** Backups with the services stopped (BKP-07), and what else on the server they stop (BKP-09). */
import { describe, expect, it } from 'vitest';
import { cutAfter } from '../../../sim/org/store/stream.ts';
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
import { planOf, watch } from '../../support/organization.ts';
import { faulty, LOST, rowsOf, SERVER, toEnd, volume } from '../../support/recovery.ts';

const TWO = groups({ sg1: { db1: {} }, sg2: { db1: {} } });
const OFFLINE: Shape = {
  horizon: '2 weeks',
  groups: TWO,
  jobs: jobs({
    files: `type: full, engine: offline, when: Sat 20:00, of: ${path('sg1')}`,
  }),
};

describe('an offline backup', () => {
  it('BKP-07: users of the whole server are down from the stop of the service until it is copied and mounted', () => {
    const watched = runTo(OFFLINE, undefined, true);
    const last = ends(watched).at(-1)!;
    expect(last).toMatchObject({ outcome: 'succeeded', logs: 0 });
    const copied = watched.of('step.ended').findLast((s) => s.step === 'copy')!;
    const downs = watched.of('database.down').filter((f) => f.at > last.began);
    const ups = watched.of('database.up').filter((f) => f.at > last.began);
    expect(downs.map((f) => [f.at, f.database])).toEqual([
      [copied.began, 0],
      [copied.began, 1],
    ]);
    expect(downs[0].because).toBe('the Information Store service was stopped');
    // The service starts, then two databases are mounted.
    const { stepMs, mountMs } = watched.plan.figures.operations;
    expect(ups.map((f) => f.at - copied.at)).toEqual(Array(2).fill(stepMs + 2 * mountMs));
    expect(copied.at - copied.began).toBeGreaterThan(5 * 60_000);
    // A streaming job leaves everybody at work.
    const online = runTo({ ...OFFLINE, jobs: jobs({ full: 'type: full, when: Sat 20:00' }) });
    expect(online.of('database.down')).toEqual([]);
  });

  it('BKP-07: marks nothing, truncates nothing, and its image ends where the service stopped', () => {
    const watched = runTo(OFFLINE);
    expect(headerOf(watched, 0)).toMatchObject({ fullHigh: -1, currentFullLow: -1 });
    expect(firstLog(watched)).toBe(1);
    const set = setsOf(watched).at(-1)!;
    expect(set.parts.reduce((sum, part) => sum + part.logBytes, 0)).toBe(0);
    const down = watched.of('database.down').at(-1)!;
    const segment = watched.sim.world.org.store.segments[set.segment]!;
    expect(cutAfter(watched.sim.world, segment, set.high).at).toBe(down.at);
  });

  it('BKP-07: is restored without any log, and goes on with those on disk where they are left', () => {
    for (const lose of [volume('database'), SERVER]) {
      const yaml = faulty({ gone: LOST.gone.replace(volume('database'), lose) }, OFFLINE);
      const watched = toEnd(watch(yaml, { check: true }));
      const down = watched
        .of('database.down')
        .filter((f) => f.at < watched.of('cause.struck')[0].at);
      const [row, other] = rowsOf(watched);
      expect([row.outcome, row.sets.length]).toEqual(['recovered', 1]);
      const [replay] = watched.of('replay.done');
      const stopped = down.findLast((f) => f.database === 0)!;
      if (lose === SERVER) {
        expect(replay.to).toBe(replay.from - 1);
        expect(row.oldestLost).toBe(stopped.at);
      } else {
        expect(replay.onDisk).toBeGreaterThan(1000);
        expect(row.lostMessages).toBe(0);
      }
      // Nothing was ever made of the other group.
      expect(other.outcome).toBe('declared-lost');
    }
  });

  it('BKP-09: no session is opened, and none goes on, while the service is stopped', () => {
    const watched = runTo({
      ...OFFLINE,
      groups: groups({ sg1: { db1: { size: '200 GiB' } }, sg2: { db1: {} } }),
      jobs: jobs({
        files: `type: copy, engine: offline, when: Sat 20:00, of: ${path('sg1')}`,
        early: `type: full, when: Sat 20:00, of: ${path('sg2')}`,
        late: `type: copy, when: Sat 21:00, of: ${path('sg2')}`,
      }),
      drives: '2 x lto-3',
    });
    const [early, late] = [ends(watched, 'early').at(-1)!, ends(watched, 'late').at(-1)!];
    expect([early.outcome, early.because]).toEqual([
      'failed',
      'the Information Store service was stopped',
    ]);
    expect([late.outcome, late.because]).toEqual([
      'failed',
      'no session: the Information Store service of mbx1 does not run',
    ]);
    expect(ends(watched, 'files').at(-1)!.outcome).toBe('succeeded');
    const entries = watched.sim.world.org.eventlog.servers[0].entries;
    const text = `mbx1\\Microsoft Information Store\\sg2: ${late.because}`;
    expect(entries).toContainEqual({ at: late.at, key: 'ntbackup/8010', text });
  });

  it('two of one server hand the stopped service on, and the last one starts it', () => {
    const watched = runTo(
      {
        ...OFFLINE,
        jobs: jobs({ files: 'type: full, engine: offline, when: Sat 20:00' }),
        drives: '2 x lto-3',
      },
      undefined,
      true,
    );
    const saturday = instant(watched.plan, 2, 'Sat 20:00');
    const after = <T extends { at: number }>(facts: T[]): T[] =>
      facts.filter((f) => f.at > saturday);
    expect(after(ends(watched)).map((f) => f.outcome)).toEqual(['succeeded', 'succeeded']);
    expect(after(watched.of('database.down'))).toHaveLength(2);
    const ups = after(watched.of('database.up'));
    expect(ups).toHaveLength(2);
    const copies = after(watched.of('step.ended')).filter((s) => s.step === 'copy');
    expect(ups[0].at).toBeGreaterThan(copies.at(-1)!.at);
  });

  it.each([
    [
      'breaks off with the server, and its databases are mounted when that is up again',
      `fail: ${SERVER}`,
    ],
    [
      'leaves a destroyed file to the recovery and mounts the others',
      `delete: ${path('sg1', 'db1')}`,
    ],
    ['breaks off when its volume is lost', `lose: ${volume('database')}`],
    [
      'breaks off when the directory does not answer',
      'fail: directory/domains/corp/controllers/dc1',
    ],
  ])('%s', (_, fault) => {
    const shape = {
      ...OFFLINE,
      jobs: jobs({
        full: 'type: full, when: Fri 20:00',
        files: `type: copy, engine: offline, when: Sat 20:00, of: ${path('sg1')}`,
      }),
    };
    const watched = watch(faulty({ gone: `at: week 1 Sat 20:08, ${fault}` }, shape), {
      check: true,
    });
    runUntil(watched, instant(watched.plan, 1, 'Sat 20:07'));
    expect(watched.sim.world.org.store.stopped).toEqual([0]);
    toEnd(watched);
    expect(ends(watched, 'files')[1].outcome).toBe('failed');
    const { store } = watched.sim.world.org;
    expect(store.stopped).toEqual([]);
    expect(store.databases.map((d) => d.mounted)).toEqual([true, true]);
    expect(watched.of('content.lost')).toEqual([]);
    expect(ends(watched, 'files').at(-1)!.outcome).toBe('succeeded');
  });

  it('is refused for logs alone, and is no full to build on', () => {
    const plan = (of: Record<string, string>) => () => planOf(scenario({ jobs: jobs(of) }));
    const files = `type: full, engine: offline, when: Sat 20:00, of: ${SERVER}`;
    const nightly = `type: incremental, when: daily 20:00, of: ${SERVER}`;
    expect(plan({ nightly: nightly.replace(',', ', engine: offline,') })).toThrow('logs alone');
    expect(plan({ files, nightly })).toThrow(/no job makes a full of .*db1 to build on/);
  });
});

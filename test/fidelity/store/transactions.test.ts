/** What transactions promise, and the tools that keep the promise (ESE-06 to 08, E-22, E-54, REC-28, STR-32). */
import { describe, expect, it } from 'vitest';
import { isEmpty, subtract, union } from '../../../sim/engine/intervals.ts';
import { inspect } from '../../../sim/report/inspect/index.ts';
import { committed, created } from '../../../sim/org/store/content.ts';
import { groups, instant, jobs, path } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { DATABASE, faulty, LOST, rowsOf, SERVER, steps, toEnd } from '../../support/recovery.ts';

const WHEN = 'at: week 2 Thu 14:33';
const OPEN = `${path('sg1')}/logs/open`;
const DAILY = { jobs: jobs({ full: 'type: full, when: daily 20:00' }), horizon: '2 weeks' };
const TWO = { ...DAILY, groups: groups({ sg1: { db1: {}, db2: { mailboxes: 30 } } }) };
const MENDED = 'mending what the store has lost track of: isinteg -fix';

const run = (faults: Readonly<Record<string, string>>, shape = DAILY, rest = ''): Watched =>
  toEnd(watch(faulty(faults, shape, rest), { check: true }));

describe('transactions', () => {
  let known: ReturnType<typeof run> | null = null;
  const crashed = () => (known ??= run({ torn: `${WHEN}, corrupt: ${OPEN}` }, TWO));

  it('ESE-06: what is only partly in whole logs is undone, and everything before is there', () => {
    const torn = crashed();
    const lost = torn.of('content.lost');
    expect(torn.of('database.down')[0].because).toBe('E00.log is damaged');
    // All that is undone ends with the crash: nothing in the middle is missing, and nothing of the torn log stays.
    const at = instant(torn.plan, 2, 'Thu 14:33');
    expect(lost.length).toBeGreaterThan(0);
    for (const { from, to } of lost) {
      expect(to).toBe(at);
      expect(from).toBeLessThan(at);
    }
    const now = committed(torn.sim.world, 0)[0];
    const begin = Math.min(...lost.map(({ from }) => from));
    expect(isEmpty(subtract([begin - 3_600_000, begin], now))).toBe(true);
    expect(subtract([begin, at], now)).toEqual([begin, at]);
  });

  it('ESE-08 E-54: databases of one stream commit one after another: both end at the same transaction', () => {
    const torn = crashed();
    const lost = torn.of('content.lost');
    const ends = new Set(lost.map(({ from }) => from));
    expect(new Set(lost.map(({ database }) => database)).size).toBe(2);
    expect(ends.size).toBe(1);
  });

  it('ESE-07: after every event, crash and recovery each message is in one account', () => {
    const torn = crashed();
    // Every event of this run was followed by the sums of the ledger; here is the end of it.
    const { world } = torn.sim;
    for (const database of [0, 1]) {
      const { lost: given } = world.org.store.databases[database];
      const has = committed(world, database);
      for (const c of [0, 1] as const) {
        const all = union(has[c], given[c]);
        expect(subtract(created(world, database, c), all)).toEqual([]);
        expect(subtract(given[c], subtract(given[c], has[c]))).toEqual([]);
      }
      const said = inspect(world, world.plan.databases[database].path)!.sections[0].fields!;
      expect(said.find(([name]) => name === 'State')![1]).toBe('Dirty Shutdown');
    }
  });
});

describe('tools of consistency', () => {
  const lostTrack = `${WHEN.replace(':33', ':00')}, corrupt: { database: ${DATABASE}, pages: 40, level: application }`;
  const crash = `${WHEN}, fail: ${SERVER}`;

  it('REC-28: recovery by itself comes first, then eseutil /r by hand, and isinteg for what the store has wrong', () => {
    const byItself = run({ crash });
    expect(steps(byItself).map((s) => s.step)).toEqual(['plan', 'replay', 'mount']);
    const byHand = run({ torn: `${WHEN}, corrupt: ${OPEN}` });
    const [before, replay] = steps(byHand).filter((s) => s.step !== 'plan');
    expect([before.step, replay.step]).toEqual(['by-hand', 'replay']);
    expect(before.because).toMatch(/^a mount that fails, then eseutil \/r E00 \/a/);
    expect(steps(byHand, 'repair')).toEqual([]);
    const store = run(
      { 'lost-track': lostTrack },
      DAILY,
      'parameters: { store: { userNoticesMs: 1 min } }\n',
    );
    expect(steps(store).map((s) => s.step)).toEqual(['plan', 'dismount', 'repair', 'mount']);
    expect(steps(store, 'repair')[0].because).toBe(MENDED);
  });

  it('E-22: isinteg needs a clean database: one that stopped dirty is recovered first', () => {
    const watched = run(
      { 'lost-track': lostTrack, crash },
      DAILY,
      'parameters: { store: { userNoticesMs: 1 day } }\n',
    );
    const done = steps(watched).map((s) => s.step);
    expect(done.slice(-3)).toEqual(['replay', 'repair', 'mount']);
    expect(steps(watched, 'repair')[0].because).toMatch(/: isinteg -fix$/);
    expect(rowsOf(watched)[0]).toMatchObject({ lostMessages: 0 });
  });

  it('E-22: where recovery cannot make it clean, isinteg alone is of no use', () => {
    const both = {
      'lost-track': lostTrack,
      gone: `${WHEN}, delete: ${path('sg1')}/logs/newest`,
      crash: crash.replace(':33', ':34'),
    };
    const rest = 'recovery: { for: { lost-track: [repair], crash: [wait, rebuild-server] } }\n';
    const late = { jobs: jobs({ full: 'type: full, when: fourth Sat 20:00' }), horizon: '2 weeks' };
    const watched = run(both, late, rest);
    expect(steps(watched, 'repair')[0].because).toMatch(/eseutil \/p/);
    expect(rowsOf(watched)[0].lostMessages).toBeGreaterThan(0);
  });
});

describe('sizes', () => {
  it('STR-32: larger mailboxes make larger databases, and longer restores of them', () => {
    const [small, large] = [200, 400].map((quota) => {
      const shape = { ...DAILY, groups: undefined };
      const yaml = faulty(LOST, shape).replace(
        'quota: 400 MiB, size: 10 GiB',
        `quota: ${quota} MiB`,
      );
      const watched = toEnd(watch(yaml, { check: false }));
      const [image] = steps(watched, 'image');
      return {
        bytes: watched.plan.databases[0].sizeBytes,
        ms: image.at - image.began,
        data: rowsOf(watched)[0].dataMs,
      };
    });
    expect(large.bytes).toBe(2 * small.bytes);
    expect(large.ms / small.ms).toBeCloseTo(2, 3);
    expect(large.data - small.data).toBeGreaterThan(0.9 * small.ms);
  });
});

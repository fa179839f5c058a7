/** A whole restore, line by line: order, targets, room, and what its window and its report say. */
import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../../sim/engine/clock.ts';
import { loadScenario } from '../../../sim/scenario/index.ts';
import { groups, setsOf } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import {
  BOTH,
  DATABASE,
  faulty,
  LOST,
  rowsOf,
  SERVER,
  steps,
  struckAt,
  toEnd,
} from '../../support/recovery.ts';

const SG1 = `${SERVER}/storageGroups/sg1`;
const CORRUPT = { bad: `at: week 2 Thu 14:30, corrupt: ${DATABASE}` };
const names = (watched: Watched): string[] => steps(watched).map((s) => s.step);
const misuse = (mistake: string): string =>
  `at: week 2 Thu 14:30, misuse: { mistake: ${mistake}, of: ${SG1} }`;

/** The steps that are among these, in the order in which they came. */
const inOrder = (watched: Watched, wanted: readonly string[]): string[] =>
  names(watched).filter((step, i, all) => wanted.includes(step) && all.indexOf(step) === i);

describe('a restore', () => {
  it('RST-62 E-19: 2007 dismounts, restores database and then logs, replays, cleans up, mounts', () => {
    const watched = watch(faulty(CORRUPT));
    const folder: string[] = [];
    watched.sim.on('restore.copied', (fact) => folder.push(fact.folder));
    watched.sim.on('replay.done', () => {
      const [env] = watched.sim.world.org.recovery.environments;
      // The database went to its own place, and only logs to the temporary folder (E-19).
      expect(env.files).toEqual([
        expect.objectContaining({ to: expect.stringMatching(/volumes\/database$/) }),
      ]);
      expect(env.folder).toBe(folder[0]);
    });
    toEnd(watched);
    const order = ['dismount', 'image', 'logs', 'replay', 'mount'];
    expect(inOrder(watched, order)).toEqual(order);
    expect(folder).toHaveLength(1);
    expect(watched.sim.world.org.recovery.environments).toEqual([]);
  });

  it('RST-63: 2003 goes down the checklist, with its optional lines, and mounts last', () => {
    const faults = { ...CORRUPT, a: misuse('renamed'), b: misuse('recreated') };
    const rest = 'recovery: { preserveDamaged: true, hardRecovery: by hand }\n';
    const yaml = faulty(faults, {}, rest).replace('exchange-2007', 'exchange-2003');
    const watched = toEnd(watch(yaml));
    // Dismount, copy files, match names, restore, replay, overwrite flag where it was forgotten, mount.
    const order = [
      'dismount',
      'preserve',
      'amend',
      'image',
      'logs',
      'recover',
      'replay',
      'flag',
      'mount',
    ];
    expect(inOrder(watched, order)).toEqual(order);
    expect(names(watched).at(-1)).toBe('mount');
    expect(rowsOf(watched)[0].outcome).toBe('recovered');
  });

  it('RST-64: one database of a storage group is restored alone, or all of them', () => {
    const two = { groups: groups({ sg1: { db1: {}, db2: {} } }) };
    const one = toEnd(watch(faulty(CORRUPT, two)));
    expect(rowsOf(one).map(({ database }) => database)).toEqual([0]);
    expect(one.of('database.down').map(({ database }) => database)).toEqual([0]);
    const all = toEnd(watch(faulty(LOST, two)));
    expect(rowsOf(all).map(({ database }) => database)).toEqual([0, 1]);
  });

  it('REC-27 REC-31: logs of the sets in order, then the contiguous ones of the log folder', () => {
    const rolled = toEnd(watch(faulty(LOST)));
    const [{ from, to, onDisk }] = rolled.of('replay.done');
    const read = steps(rolled, 'logs').map((s) => s.began);
    expect(read).toEqual([...read].sort((x, y) => x - y));
    expect(onDisk).toBeGreaterThan(0);
    const ends = toEnd(watch(faulty(BOTH))).of('replay.done')[0];
    expect(ends).toMatchObject({ from, onDisk: 0 });
    expect(to).toBe(ends.to + onDisk);
    // A gap behind a set that came too late stops the replay, though later logs lie in the folder.
    const gap = toEnd(watch(faulty({ ...BOTH, oops: misuse('sets-in-wrong-order') })));
    expect(gap.of('replay.done')[0].to).toBeLessThan(ends.to);
    expect(gap.of('replay.done')[0].onDisk).toBe(0);
  });

  it('E-04: one box has two names, and eseutil /cc does the same', () => {
    const ticked = rowsOf(toEnd(watch(faulty(BOTH))))[0];
    const typed = rowsOf(
      toEnd(watch(faulty(BOTH, {}, 'recovery: { hardRecovery: by hand }\n'))),
    )[0];
    expect(typed).toEqual({
      ...ticked,
      ...{ serviceMs: ticked.serviceMs + 2 * MINUTE, dataMs: ticked.dataMs + 2 * MINUTE },
      firstServiceMs: ticked.firstServiceMs + 2 * MINUTE,
    });
  });

  it('E-21: after a whole server its databases are restored, recovered and mounted, and no more', () => {
    const faults = { down: `at: week 2 Thu 14:30, fail: ${SERVER}`, gone: BOTH.gone };
    const rest = 'recovery: { for: { down: [rebuild-server] } }\n';
    const watched = toEnd(watch(faulty(faults, {}, rest)));
    const wanted = ['image', 'replay', 'mount'];
    expect(inOrder(watched, wanted)).toEqual(wanted);
    expect(watched.of('replay.done')).toHaveLength(1);
    expect(names(watched)).not.toContain('repair');
    expect(names(watched).at(-1)).toBe('mount');
  });

  it.each([
    ['exchange-2007', 1],
    ['exchange-2003', 5],
  ])(
    'W-15 RST-61: beside the database, %s needs room for logs of %i MB each, and 10 MB',
    (version, mb) => {
      const yaml = faulty(LOST).replace('exchange-2007', version);
      const free = (size: string): string => yaml.replace('size: 10 GiB', `size: ${size}`);
      const watched = toEnd(watch(free('951 GiB')));
      const [because] = watched.of('recovery.fallback').map((f) => f.because);
      const needed = Number(/folder: (\d+) MB needed/.exec(because)?.[1]);
      const before = watch(free('951 GiB'));
      before.sim.runUntil(struckAt(before));
      const all = setsOf(before);
      const chain = all.slice(all.findLastIndex((s) => s.type === 'full'));
      const logs = chain.reduce((sum, s) => sum + s.high - s.low + 1, 0);
      expect(needed).toBe(logs * mb + 10);
      expect([100 * 5 + 10, 2000 + 10]).toEqual([510, 2010]);
      expect(rowsOf(watched)[0].outcome).toBe('declared-lost');
    },
  );
});

describe('the window of a restore', () => {
  const statuses = (watched: Watched): string[] =>
    watched.of('restore.ended').map(({ status }) => status);

  it('MON-05: says Completed, or one of two ways to be unsuccessful', () => {
    const right = toEnd(watch(faulty(BOTH)));
    expect(new Set(statuses(right))).toEqual(new Set(['completed']));
    const spoil = `at: week 2 Thu 14:00, spoil: { newestSetOf: ${SG1} }`;
    expect(statuses(toEnd(watch(faulty({ ...BOTH, spoil }))))).toContain('failed');
    const wrong = faulty(BOTH).replace(
      'hazards: none',
      'hazards: { job-silently-wrong: 400 /year, others: none }',
    );
    const worthless = toEnd(watch(wrong, { check: false }));
    expect(statuses(worthless)).toContain('completed-with-errors');
  });

  it('MON-16 W-07: a refused restore ends in a second with nothing, and points to the application log', () => {
    const old = faulty({
      gone: LOST.gone.replace('week 2 Thu 14:30', '2007-04-04 23:01'),
      oops: misuse('temporary-folder-in-use'),
    })
      .replace('horizon: 4 weeks', 'horizon: 5 weeks')
      .replace('keep: 3 weeks', 'keep: 60 days')
      .replace(
        'full: { type: full, when: Sat 20:00 }',
        'full: { type: full, when: first Sat 20:00 }',
      );
    const loaded = loadScenario('old.yaml', () => old);
    expect(loaded.ok).toBe(true);
    const watched = toEnd(watch(old));
    const [failed, first] = watched.of('restore.ended');
    expect(failed).toMatchObject({ status: 'failed', files: 0, bytes: 0, tookMs: 1000 });
    const entries = watched
      .of('event.logged')
      .filter(({ at, id }) => at === failed.at && id === 8010);
    expect(entries).toHaveLength(1);
    // The set is 32 days old, and good: the next try copies it.
    expect(first).toMatchObject({ status: 'completed', set: failed.set });
    const made = watched
      .of('backup.ended')
      .findLast((b) => b.set === failed.set && b.outcome === 'succeeded' && b.at < failed.at);
    expect(Math.floor((failed.at - (made?.at ?? 0)) / DAY)).toBe(32);
  });
});

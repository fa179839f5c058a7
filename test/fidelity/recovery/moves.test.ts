/** Databases that are moved as planned work (RST-35 to RST-50, REC-24, REC-25). */
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../../sim/engine/clock.ts';
import { ends, groups, instant, jobs, type Shape } from '../../support/backup.ts';
import { DAILY, MOVED, withSecond, type Second } from '../../support/elsewhere.ts';
import { planOf, watch, type Watched } from '../../support/organization.ts';
import { faulty, toEnd, volume, type Step } from '../../support/recovery.ts';

const AT = 'at: week 2 Sun 02:00';
const HERE = 'servers/mbx1/storageGroups/sg1';

/** A scenario with moves by name. */
function moving(
  moves: Readonly<Record<string, string>>,
  second: Second = {},
  shape: Shape = DAILY,
  faults: Readonly<Record<string, string>> = {},
): string {
  const lines = Object.entries(moves).map(
    ([name, move]) => `    ${name}: { database: ${MOVED}, ${move} }\n`,
  );
  const yaml = withSecond(faulty(faults, shape), second);
  const block = `  moves:\n${lines.join('')}`;
  return yaml
    .replace(/\noperations:\n/, `\noperations:\n${block}`)
    .replace(Object.keys(faults).length === 0 ? 'faults:\n' : 'nothing', '');
}
const moved = (move: string, second: Second = {}, shape: Shape = DAILY, faults = {}): Watched =>
  toEnd(watch(moving({ it: `${AT}, ${move}` }, second, shape, faults), { check: false }));
const steps = (watched: Watched, name: string): Step[] =>
  watched
    .of('step.ended')
    .filter((f) => f.definition === 'recovery.move-database' && f.step === name) as Step[];
const lasts = (watched: Watched, name: string): number => {
  const [step] = steps(watched, name);
  return step.at - step.began;
};
const refused = (moves: Readonly<Record<string, string>>, second: Second = {}): string => {
  try {
    planOf(moving(moves, second));
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing';
};
/** Service without `db1`, in minutes. */
const downMs = (watched: Watched): number => {
  const up = watched.of('database.up').findLast((f) => f.database === 0)!;
  return up.at - up.downSince;
};

describe('a database that is moved', () => {
  it('RST-35: moves at once within a volume, else at the rate of disks or of the network', () => {
    const both: Shape = {
      ...DAILY,
      groups: groups({ sg1: { db1: {}, db2: {} }, sg2: { db3: {}, db4: { on: 'other' } } }),
      volumes: { other: 'raid: raid5, disks: 8 x sas-15k-146gb' },
    };
    const to = 'to: servers/mbx1/storageGroups/sg2';
    expect(lasts(moved(to, {}, both), 'copy')).toBe(0);
    const other = lasts(moved(`${to}, on: ${volume('other')}`, {}, both), 'copy');
    const { volumes, figures, databases } = planOf(moving({ it: `${AT}, ${to}` }, {}, both));
    const { writeBytesPerSecond: write } = volumes[0];
    expect(other).toBe(Math.ceil((databases[0].sizeBytes / write) * 1000));
    const network = lasts(moved('to: servers/mbx2'), 'copy');
    const { networkBytesPerSecond } = figures.hardware;
    expect(networkBytesPerSecond).toBeLessThan(write);
    expect(network).toBe(Math.ceil((databases[0].sizeBytes / networkBytesPerSecond) * 1000));
  });

  it('RST-36, REC-25: is down and clean before it is copied', () => {
    const watched = moved('to: servers/mbx2');
    const [look, copy] = [steps(watched, 'look')[0], steps(watched, 'copy')[0]];
    const down = watched.of('database.down').findLast((f) => f.database === 0)!;
    expect(down.because).toBe('dismounted to be moved');
    expect(down.at).toBeLessThanOrEqual(look.began);
    expect(copy.began).toBe(look.at);
    expect(steps(watched, 'replay')).toEqual([]);
    expect(watched.of('move.ended')).toMatchObject([{ outcome: 'moved' }]);
    expect(watched.of('content.lost')).toEqual([]);
  });

  it('REC-24: stays where it is while it is dirty', () => {
    const faults = { gone: `at: week 2 Sun 01:55, lose: ${volume('logs')}` };
    const watched = moved('to: servers/mbx2', {}, DAILY, faults);
    expect(watched.of('move.ended')).toMatchObject([
      { outcome: 'refused', because: expect.stringContaining('DIRTY_ATTACH') },
    ]);
    expect(watched.sim.world.plan.databases[0].server).toBe(0);
    expect(watched.sim.world.org.store.databases[0].mounted).toBe(true);
  });

  it('RST-37: needs room at its new place', () => {
    const disks = 'raid: raid1, disks: 2 x sas-15k-36gb';
    const large = { ...DAILY, groups: groups({ sg1: { db1: { size: '30 GiB' } } }) };
    const yaml = moving({ it: `${AT}, to: servers/mbx2` }, { disks }, large);
    expect(() => planOf(yaml)).toThrow('NO_SPACE');
  });

  it('RST-43, RST-44: 2003 asks for the administrative group and a version not older than its own', () => {
    const [there, back] = [`${AT}, to: servers/mbx2`, `at: week 2 Sun 20:00, to: ${HERE}`];
    const sp2 = { version: '2003', of: 'servicePack: 2' } as const;
    expect(refused({ there }, sp2)).toBe('nothing');
    expect(refused({ there, zback: back }, sp2)).toContain('there is no way back (RST-44)');
    expect(refused({ there, zback: back }, { version: '2003' })).toBe('nothing');
    const asia = { version: '2003', of: 'administrativeGroup: asia' } as const;
    expect(refused({ there }, asia)).toContain('ORG_MISMATCH');
  });

  it('RST-47: may have another name there, its files take the names of that place', () => {
    const watched = moved('to: servers/mbx2', { version: '2003', group: 'sg9' });
    expect(steps(watched, 'rename')).toHaveLength(1);
    expect(watched.of('move.ended')).toMatchObject([{ outcome: 'moved' }]);
  });

  it('RST-49, RST-45, E-56: its new place is prepared before it comes: more in 2003 than in 2007', () => {
    const [old, young] = (['2003', '2007'] as const).map((version) =>
      moved('to: servers/mbx2', { version }),
    );
    expect(lasts(old, 'prepare')).toBe(8 * MINUTE);
    expect(lasts(young, 'prepare')).toBe(4 * MINUTE);
    expect(steps(old, 'prepare')[0].at).toBeLessThanOrEqual(steps(old, 'copy')[0].began);
  });

  it('RST-50: linked early its users wait longer, linked late mail comes back to its senders', () => {
    const of = (relink: string): Watched =>
      moved(`to: servers/mbx2, relink: ${relink}, reboot: never`, { version: '2003' });
    const [early, late] = [of('early'), of('late')];
    const back = (watched: Watched): number =>
      watched.of('content.returned').reduce((sum, f) => sum + f.messages, 0);
    expect(back(early)).toBe(0);
    expect(back(late)).toBeGreaterThan(0);
    expect(downMs(early) - downMs(late)).toBe(lasts(early, 'prepare'));
    // All that came until the users were linked.
    const [{ from, to }] = late.of('content.returned');
    expect(to).toBe(steps(late, 'relink-late')[0].at);
    expect(to - from).toBeLessThan(downMs(late));
  });

  it('X-04: joins another log stream without a previous backup, and gets a full at once', () => {
    const watched = toEnd(watch(moving({ it: `${AT}, to: servers/mbx2` })));
    const up = watched.of('database.up').findLast((f) => f.database === 0)!.at;
    expect(up).toBeGreaterThan(instant(watched.plan, 2, 'Sun 02:00'));
    const full = ends(watched).find((f) => f.asked >= up && f.asked < up + MINUTE);
    expect(full).toMatchObject({ group: 1, backupType: 'full', outcome: 'succeeded' });
    // A server that is empty has nothing to back up any more.
    expect(ends(watched).filter((f) => f.group === 0 && f.asked > up)).toEqual([]);
  });

  it('X-04, BKP-21: is selected anew by the job that had copied it, so that its new group has incrementals again', () => {
    const of = (group: string, database: string): string =>
      `servers/mbx1/storageGroups/${group}/databases/${database}`;
    const apart: Shape = {
      groups: groups({ sg1: { db1: {}, db2: {} }, sg2: { db3: {}, db4: {} } }),
      jobs: jobs({
        one: `type: full, when: Sat 20:00, of: ${of('sg1', 'db1')}`,
        others: `type: full, when: Sat 21:00, of: [${of('sg1', 'db2')}, ${of('sg2', 'db3')}]`,
        last: `type: full, when: Sat 22:00, of: ${of('sg2', 'db4')}`,
        elsewhere: 'type: full, when: Sat 23:00, of: servers/mbx2',
        nightly: 'type: incremental, when: daily 02:00, of: servers/mbx1/storageGroups/*',
      }),
      horizon: '3 weeks',
    };
    const watched = moved('to: servers/mbx1/storageGroups/sg2', {}, apart);
    const up = watched.of('database.up').findLast((f) => f.database === 0)!.at;
    const after = ends(watched).filter((f) => f.group === 1 && f.at > up);
    expect(after[0]).toMatchObject({ backupType: 'full', outcome: 'succeeded' });
    expect(watched.plan.jobs[after[0].job].name).toBe('one');
    const nights = after.filter((f) => f.backupType === 'incremental');
    expect(nights.length).toBeGreaterThan(4);
    expect(nights.map((f) => f.outcome)).toEqual(nights.map(() => 'succeeded'));
  });

  it('X-03: is selected anew where only fulls of the other kind take it along, on which logs there do not build', () => {
    const vss = 'engine: vss-hardware-snapshot';
    const there = 'servers/mbx1/storageGroups/sg2';
    const apart: Shape = {
      groups: groups({ sg1: { db1: {}, db2: {} }, sg2: { db3: {}, db4: {} } }),
      jobs: jobs({
        one: `type: full, when: Sat 20:00, of: ${MOVED}, ${vss}`,
        others: `type: full, when: Sat 21:00, of: [${HERE}/databases/db2, ${there}/databases/db3], ${vss}`,
        last: `type: full, when: Sat 22:00, of: ${there}/databases/db4, ${vss}`,
        stream: `type: full, when: Fri 21:00, of: ${there}`,
        elsewhere: 'type: full, when: Sat 23:00, of: servers/mbx2',
        nightly: `type: differential, when: daily 02:00, of: servers/mbx1/storageGroups/*, ${vss}`,
      }),
      horizon: '4 weeks',
    };
    const watched = moved(`to: ${there}`, {}, apart);
    const [from, to] = [
      instant(watched.plan, 3, 'Sun 00:00'),
      instant(watched.plan, 4, 'Fri 21:00'),
    ];
    const logs = ends(watched, 'nightly').filter((f) => f.group === 1 && f.asked > from);
    const nights = logs.filter((f) => f.asked < to);
    expect(nights.length).toBeGreaterThan(5);
    expect(nights.map((f) => f.outcome)).toEqual(nights.map(() => 'succeeded'));
    expect(logs[nights.length].because).toContain('was made by a streaming backup');
  });
});

/** All controllers of a domain are lost: a set brings its directory back, without what changed since. */
import { describe, expect, it } from 'vitest';
import { DAY, MINUTE } from '../../../sim/engine/clock.ts';
import { openLog } from '../../../sim/org/store/stream.ts';
import { inspect } from '../../../sim/report/inspect/index.ts';
import { groups, path, runUntil } from '../../support/backup.ts';
import { dc, directory, lost, minutesDown, NIGHTLY, restores } from '../../support/directory.ts';
import { AT, stepsOf, TWO, type Directory } from '../../support/directory.ts';
import { rowsOf, SERVER, toEnd } from '../../support/recovery.ts';

const ALWAYS = 'people: 2, hours: always';
const change = (when: string, of = path('sg2')): string =>
  `changes: { newgroup: { at: ${when}, of: ${of} } }`;
const SHAPE: Directory = {
  files: { dcs: NIGHTLY },
  groups: groups({ sg1: { db1: {} }, sg2: { db2: {} } }),
};
const minutes = (watched: ReturnType<typeof lost>): number[] =>
  rowsOf(watched).map((row) => Math.round(row.serviceMs / MINUTE));

/** Minutes by which one of the two databases is back after the other one. */
const later = (watched: ReturnType<typeof lost>, database: number): number => {
  const rows = rowsOf(watched);
  return (rows[database].serviceMs - rows[1 - database].serviceMs) / MINUTE;
};

/** Setting up a database of a hundred users takes 10 min and a second for each, and it is mounted. */
const RELINK = 10 + 100 / 60 + 1;

describe('a directory that comes back from a set', () => {
  it('AD-05, BKP-72: has forgotten what was set up since, which stays down until somebody sets it up again', () => {
    const run = (when: string) => lost({ ...SHAPE, operations: [change(when)] }, true);
    const known = run('week 2 Thu 03:00');
    expect(minutes(known)).toEqual([480, 480]);
    expect(restores(known)[0].forgotten).toEqual([]);
    const watched = run('week 2 Thu 10:00');
    // It comes back at 22:30, and nobody is there.
    const away = 15 + 45;
    expect(minutes(watched)[0]).toBe(480);
    expect(later(watched, 1)).toBeCloseTo(away + RELINK, 6);
    expect(restores(watched)).toMatchObject([{ forgotten: [{ database: 1 }], partner: false }]);
    expect(watched.of('directory.relinked')).toMatchObject([{ databases: [1] }]);
    const [{ waterfall, scope }] = watched.of('incident.closed');
    expect(scope).toBe('directory');
    expect(waterfall.at(-1)!.because).toContain(
      `set up again: ${path('sg2', 'db2')} ('newgroup' on Thu 2007-03-15 10:00)`,
    );
    expect(rowsOf(watched).every((row) => row.lostMessages === 0)).toBe(true);
  });

  it('BKP-72: a backup of a controller after each change forgets none of them', () => {
    const files = { dcs: `${NIGHTLY}, after: changes` };
    const watched = lost({ ...SHAPE, files, operations: [change('week 2 Thu 10:00')] });
    expect(restores(watched)).toMatchObject([{ forgotten: [] }]);
    expect(minutes(watched)).toEqual([480, 480]);
    // … unless it fails before the backup is through.
    const late = lost({ ...SHAPE, files, operations: [change('week 2 Thu 14:25')] });
    expect(restores(late)[0].forgotten).toHaveLength(1);
  });

  it('BKP-72: databases and mailboxes that were moved since are forgotten, too', () => {
    const move = `moves: { up: { database: ${path('sg2', 'db2')}, to: ${path('sg1')}, at: week 2 Thu 09:00 } }`;
    const bulk = `mailboxMoves: { in: { at: week 2 Thu 09:00, to: ${path('sg1', 'db1')}, mailboxes: 30, size: 10 MB } }`;
    const moved = lost({ ...SHAPE, operations: [move] }, true);
    expect(restores(moved)[0].forgotten).toMatchObject([{ database: 1 }]);
    expect(restores(moved)[0].forgotten[0].because).toContain('it moved');
    const arrived = lost({ ...SHAPE, operations: [bulk] }, true);
    expect(restores(arrived)[0].forgotten).toEqual([
      { database: 0, because: "30 mailboxes of 'in'" },
    ]);
    // Half a minute for thirty users; their database need not be set up.
    expect(later(arrived, 0)).toBeCloseTo(15 + 45 + 30 / 60 + 1, 6);
    const before = lost({ ...SHAPE, operations: [bulk.replace('Thu 09:00', 'Wed 09:00')] });
    expect(restores(before)[0].forgotten).toEqual([]);
  });

  it('forgets again what was set up again after its next set, and knows it from then on', () => {
    const again = { ...SHAPE, operations: [change('week 2 Thu 10:00')], horizon: '4 weeks' };
    const gone = (when: string) => ({
      first: `at: ${AT}, lose: ${dc('dc1')}`,
      second: `at: ${when}, lose: ${dc('dc1')}`,
    });
    const at = (when: string) =>
      restores(lost({ ...again, faults: gone(when) })).map((each) => each.forgotten.length);
    expect(at('week 2 Fri 03:00')).toEqual([1, 1]);
    expect(at('week 2 Fri 12:00')).toEqual([1, 0]);
  });

  it('the first controller restores, others replicate from it; nothing is restored twice', () => {
    const watched = lost({ ...SHAPE, controllers: TWO, team: ALWAYS }, true);
    expect(minutesDown(watched)).toEqual([480, 540]);
    expect(restores(watched)).toHaveLength(1);
    expect(stepsOf(watched).map(([step]) => step)).toContain('replicate');
    // A set of the second one alone: the first one waits for it.
    const second = { dcs: NIGHTLY.replace('/*', '/dc2') };
    const other = lost({ ...SHAPE, files: second, controllers: TWO, team: ALWAYS });
    expect(restores(other)).toMatchObject([{ controller: 1, outcome: 'restored' }]);
    expect(minutesDown(other)).toEqual([480, 540]);
  });

  it('AD-10: a partner that was only being repaired tells it what it has forgotten', () => {
    const team = 'people: 1, hours: Mon-Fri 08:00-18:00, onCall: none';
    const faults = { gone: `at: ${AT}, lose: ${dc('dc1')}`, down: `at: ${AT}, fail: ${dc('dc2')}` };
    const figures = 'rebuildShare: 0 %, repairMeanMs: 0 min, hardwareShare: 100 %, softwareShare: 0 %, networkShare: 0 %, facilitiesShare: 0 %, peopleShare: 0 %'; // prettier-ignore
    const run = (repair: string) =>
      lost({
        ...SHAPE,
        ...{ controllers: TWO, faults, team, operations: [change('week 2 Thu 10:00')] },
        files: { dcs: NIGHTLY.replace('/*', '/dc1') },
        blocks: `parameters: { hardware: { ${figures}, hardwareRepairMs: ${repair} } }\n`,
      });
    // Too late: it was restored, forgot, and nobody comes before the morning; the partner comes back by night.
    const watched = run('12 h');
    expect(restores(watched)[0]).toMatchObject({ outcome: 'restored', forgotten: [{}] });
    expect(watched.of('directory.relinked')).toEqual([]);
    // In time: nothing is restored at all.
    expect(restores(run('5 h'))).toEqual([]);
  });
});

describe('the age of a set of a controller', () => {
  /** One set of 5 March, for which alone there is room; all controllers are lost so many days later. */
  function lostAfter(days: number, more: Directory = {}) {
    const date = new Date(Date.UTC(2007, 2, 5 + days)).toISOString().slice(0, 10);
    return lost({
      ...SHAPE,
      horizon: `${days + 4} days`,
      capacity: '3 GB',
      jobs: '\n    full: { type: full, when: Sat 20:00 }',
      files: { dcs: `${NIGHTLY}, when: first Mon 12:00, keep: 20 weeks` },
      faults: { gone: `at: ${date} 08:00, lose: ${dc('dc1')}` },
      team: ALWAYS,
      ...more,
    });
  }

  it('AD-12, E-34, W-22: on day 60 it is restored, on day 61 Windows refuses it', () => {
    const valid = restores(lostAfter(60));
    expect(valid.map((each) => each.outcome)).toEqual(['restored']);
    expect(Math.floor(valid[0].ageMs / DAY)).toBe(60);
    const late = lostAfter(61);
    const [refused, forced] = restores(late);
    expect(refused).toMatchObject({ outcome: 'refused' });
    expect(refused.because).toBe(
      'hrContentsExpired (0xC7FF0011): it is 61 days old, over the tombstone lifetime',
    );
    // With nothing else left of the domain it is made to take it all the same, and has forgotten two months (KB 216993).
    expect(forced).toMatchObject({ outcome: 'restored', because: 'older than the tombstone lifetime' }); // prettier-ignore
    expect(minutes(late)[0]).toBe(minutes(lostAfter(60))[0] + 120);
  });

  it('AD-12: beside another controller a set that is too old is refused, and all is replicated', () => {
    const recovery = 'directory: { way: restore }';
    const watched = lostAfter(61, { controllers: TWO, recovery });
    expect(restores(watched).map((each) => each.outcome)).toEqual(['refused']);
    expect(stepsOf(watched).at(-1)).toEqual(['replicate', 60]);
  });
});

describe('what is left of a domain', () => {
  it('AD-04, AD-05: without a set that can be read it is built anew, and every database set up again', () => {
    const watched = lost({ ...SHAPE, hazards: '{ set-unreadable: 100 %, others: none }' }, true);
    const all = restores(watched);
    expect(all.slice(0, -1).every((each) => each.outcome === 'unreadable')).toBe(true);
    expect(all.at(-1)).toMatchObject({ outcome: 'built-anew', forgotten: [{}, {}] });
    expect(minutes(watched)[0]).toBeGreaterThan(24 * 60 + 350);
    expect(watched.of('directory.relinked')).toMatchObject([{ databases: [0, 1] }]);
  });

  it('waits for another disaster of the same databases, and comes back from both', () => {
    const faults = { gone: `at: ${AT}, lose: directory/domains/corp`, both: `at: week 2 Thu 15:00, lose: ${SERVER}` }; // prettier-ignore
    const of = { ...SHAPE, faults, operations: [change('week 2 Thu 10:00')] };
    const watched = lost(of, true);
    expect(watched.of('incident.closed')).toHaveLength(1);
    expect(rowsOf(watched).map((row) => row.outcome)).toEqual(['recovered', 'recovered']);
    expect(watched.of('directory.relinked')).toHaveLength(1);
  });

  it('inspect shows what is forgotten, and refuses what is not there', () => {
    const watched = directory({ ...SHAPE, operations: [change('week 2 Thu 10:00')] });
    runUntil(watched, watched.plan.faults[0].at + 490 * MINUTE);
    const shown = JSON.stringify(inspect(watched.sim.world, dc('dc1')));
    expect(shown).toContain(`${path('sg2', 'db2')} ('newgroup'`);
    toEnd(watched);
    expect(JSON.stringify(inspect(watched.sim.world, dc('dc1')))).toContain('"nothing"');
  });
});

describe('W-24: logs of 10 MB', () => {
  const changes = 'parameters: { operations: { directoryChangeBytesPerDay: 10 MiB, moveLogFactor: 1 } }\n'; // prettier-ignore
  const logsIn = (version: 'exchange-2003' | undefined, mailboxes: number): number => {
    const bulk = `mailboxMoves: { in: { at: week 1 Sun 02:00, to: ${path('sg1', 'db1')}, mailboxes: ${Math.max(1, mailboxes)}, size: 10 MiB } }`;
    const operations = mailboxes === 0 ? [] : [bulk];
    const of = { ...SHAPE, faults: {}, blocks: changes, operations, horizon: '1 week' };
    const watched = directory(version === undefined ? of : { ...of, version });
    runUntil(watched, watched.plan.clock.start + 6.5 * DAY);
    return openLog(watched.sim.world, 0);
  };

  it('W-24: 10 MB of changes are one log of the directory, two of Exchange 2003, ten of 2007', () => {
    const daily = { dcs: `${NIGHTLY}, when: daily 04:00` };
    const faults = { gone: `at: week 2 Thu 20:00, lose: ${dc('dc1')}` };
    const [{ changedBytes, changedLogs }] = restores(
      lost({ ...SHAPE, files: daily, faults, blocks: changes, team: ALWAYS }),
    );
    // From 04:00 to 04:00 of the next day, and a few minutes.
    expect(changedBytes / 2 ** 20).toBeCloseTo(10, 1);
    expect(Math.round((changedLogs * 10 * 2 ** 20) / changedBytes)).toBe(1);
    expect(logsIn('exchange-2003', 10) - logsIn('exchange-2003', 0)).toBe(20);
    expect(logsIn(undefined, 10) - logsIn(undefined, 0)).toBe(100);
  });
});

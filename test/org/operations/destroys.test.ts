/** What operators destroy: a file, a log folder, a volume; who goes down, what comes back, and by which ladder. */
import { describe, expect, it } from 'vitest';
import { MINUTE, YEAR } from '../../../sim/engine/clock.ts';
import { groups, instant } from '../../support/backup.ts';
import { smallYaml, watch, type Watched } from '../../support/organization.ts';
import { failing, faulty, rowsOf, SERVER, toEnd, volume } from '../../support/recovery.ts';

const TWO = groups({ sg1: { db1: {}, db2: {} }, sg2: { db1: {} } });
const SG1 = `${SERVER}/storageGroups/sg1`;
const FILE = `${SG1}/databases/db1`;
const WHEN = 'at: week 2 Thu 14:30';

const destroyed = (verb: string, path: string, check = true): Watched =>
  toEnd(failing({ oops: `${WHEN}, ${verb}: ${path}` }, { groups: TWO }, check));

/** Databases that went down in the first ten minutes. */
function downAtOnce(watched: Watched): number[] {
  const at = instant(watched.plan, 2, 'Thu 14:30');
  return watched
    .of('database.down')
    .filter((f) => f.at >= at && f.at < at + 10 * MINUTE)
    .map((f) => f.database);
}

const spansOf = (watched: Watched): string[] =>
  watched.of('incident.closed').flatMap((f) => f.waterfall.map((s) => s.span));

describe('a destroyed database file', () => {
  it.each(['delete', 'lose'])('takes one database down and is rolled forward (%s)', (verb) => {
    const watched = destroyed(verb, FILE);
    expect(downAtOnce(watched)).toEqual([0]);
    const [incident, ...more] = watched.of('incident.closed');
    expect(more).toEqual([]);
    expect(incident).toMatchObject({
      key: 'faults/oops:operator-destroys:1',
      cause: 'operator-destroys',
      scope: 'database',
    });
    expect(rowsOf(watched)).toMatchObject([{ database: 0, lostMessages: 0, outcome: 'recovered' }]);
    expect(rowsOf(watched)[0].sets.length).toBeGreaterThan(0);
    // Nothing is broken: no part is waited for, no volume built.
    expect(spansOf(watched)).not.toContain('parts');
    expect(spansOf(watched)).not.toContain('recreate-volume');
  });

  it('is noticed after ten minutes, by whoever did it', () => {
    const watched = destroyed('delete', FILE);
    expect(watched.of('incident.noticed')).toMatchObject([
      { at: instant(watched.plan, 2, 'Thu 14:40'), by: 'an operator' },
    ]);
  });

  it('breaks a backup of its group off', () => {
    const yaml = faulty({ oops: `at: week 2 Sat 20:05, delete: ${FILE}` }, { groups: TWO });
    const watched = toEnd(watch(yaml));
    const [broken] = watched.of('backup.ended').filter((f) => f.because.includes('was destroyed'));
    expect(broken).toMatchObject({ group: 0, outcome: 'failed' });
  });

  it('is absorbed where it is gone already', () => {
    const gone = `gone: { ${WHEN}, lose: ${volume('database')} }`;
    const yaml = faulty({}, { groups: TWO });
    const oops = `oops: { at: week 2 Thu 14:31, delete: ${FILE} }`;
    const watched = toEnd(watch(`${yaml}  ${gone}\n  ${oops}\n`));
    expect(watched.of('cause.struck').map((f) => f.absorbed)).toEqual([false, true]);
    expect(watched.of('incident.closed').length).toBe(1);
  });
});

describe('a destroyed log folder', () => {
  it('stops the whole group, and gives up what came after its last backup', () => {
    const watched = destroyed('delete', `${SG1}/logs`);
    expect(downAtOnce(watched)).toEqual([0, 1]);
    const at = instant(watched.plan, 2, 'Thu 14:30');
    const rows = rowsOf(watched);
    expect(rows.map((r) => r.database)).toEqual([0, 1]);
    for (const row of rows) {
      expect(row.lostMessages).toBeGreaterThan(0);
      // The nightly incremental of Wednesday closed its log just after 20:00.
      const night = instant(watched.plan, 2, 'Wed 20:00');
      expect(row.oldestLost).toBeGreaterThanOrEqual(night);
      expect(row.oldestLost).toBeLessThan(night + 30 * MINUTE);
      expect(at - (row.oldestLost ?? 0)).toBeGreaterThan(18 * 60 * MINUTE);
    }
    expect(watched.of('stream.forked')).toMatchObject([
      { group: 0, because: 'its log folder was destroyed' },
    ]);
    expect(spansOf(watched)).not.toContain('recreate-volume');
  });

  it('leaves room on the volume that it lay on', () => {
    const watched = failing({ oops: `${WHEN}, delete: ${SG1}/logs` }, { groups: TWO });
    const before = instant(watched.plan, 2, 'Thu 14:29');
    watched.sim.runUntil(before);
    const lookBefore = watched.sim.world.org.hardware.volumes[1].fillCheckAt;
    watched.sim.runUntil(before + 2 * MINUTE);
    expect(watched.sim.world.org.hardware.volumes[1].fillCheckAt).toBeGreaterThan(lookBefore);
  });
});

describe('a volume destroyed by an operator', () => {
  it('is built again without waiting for parts, and rolled forward', () => {
    const watched = destroyed('delete', volume('database'));
    expect(downAtOnce(watched)).toEqual([0, 1, 2]);
    expect(spansOf(watched)).not.toContain('parts');
    expect(spansOf(watched)).toContain('recreate-volume');
    expect(rowsOf(watched).map((r) => r.lostMessages)).toEqual([0, 0, 0]);
    expect(watched.of('incident.closed')[0].cause).toBe('operator-destroys');
    const lost = toEnd(failing({ gone: `${WHEN}, lose: ${volume('database')}` }, { groups: TWO }));
    expect(spansOf(lost)).toContain('parts');
  });
});

describe('ladders of what operators destroy', () => {
  const setsRead = (rest: string, path: string): number => {
    const yaml = faulty({ oops: `${WHEN}, delete: ${path}` }, { groups: TWO }, rest);
    return rowsOf(toEnd(watch(yaml))).reduce((sum, row) => sum + row.lostMessages, 0);
  };

  it.each(['database-file', 'operator-destroys', 'oops'])('may be given for %s', (key) => {
    const ladder = `recovery: { for: { ${key}: [restore-to-last-set] } }\n`;
    expect(setsRead('', FILE)).toBe(0);
    // Without the logs on disk, everything after the last set is given up.
    expect(setsRead(ladder, FILE)).toBeGreaterThan(0);
  });

  it('are those of the volume where only that one is given', () => {
    const ladder = 'recovery: { for: { database-volume: [restore-to-last-set] } }\n';
    expect(setsRead(ladder, FILE)).toBeGreaterThan(0);
    expect(setsRead(ladder, volume('database'))).toBeGreaterThan(0);
  });
});

it('operators destroy by the rate and the shares of the table', () => {
  const hazards = 'hazards: { operator-destroys: 20 /year, others: none }\n';
  const yaml = smallYaml({ groups: TWO, rest: hazards, horizon: '52 weeks' });
  const kinds = { file: 0, logs: 0, volume: 0 };
  let years = 0;
  for (let replication = 0; replication < 12; replication++) {
    const watched = watch(yaml, { check: false, replication });
    watched.sim.runUntil(watched.plan.clock.end);
    years += (watched.plan.clock.end - watched.plan.clock.start) / YEAR;
    for (const f of watched.of('cause.struck')) {
      expect(f.cause).toBe('operator-destroys');
      if (f.because.includes('log folder')) kinds.logs++;
      else if (f.because.includes('databases/')) kinds.file++;
      else if (f.because.includes('volumes/')) kinds.volume++;
    }
  }
  const all = kinds.file + kinds.logs + kinds.volume;
  // About 240 strikes, a few of them absorbed: within four standard deviations.
  expect(all).toBeGreaterThan(20 * years * 0.7);
  expect(all).toBeLessThan(20 * years * 1.25);
  expect(kinds.file / all).toBeGreaterThan(0.37);
  expect(kinds.file / all).toBeLessThan(0.63);
  expect(kinds.logs / all).toBeGreaterThan(0.18);
  expect(kinds.logs / all).toBeLessThan(0.42);
}, 60_000);

it('whoever works on an incident is not called in again when more is hit meanwhile', () => {
  const first = { gone: `at: week 2 Sat 02:00, lose: ${volume('database')}` };
  const more = { more: `at: week 2 Sat 04:00, delete: ${SG1}/logs` };
  const calls = (faults: Record<string, string>): number[] =>
    toEnd(failing(faults, { groups: TWO }, true))
      .of('step.ended')
      .filter((s) => s.definition === 'recovery.incident' && s.step === 'call' && s.began > 0)
      .map((s) => s.at - s.began);
  expect(calls(first)).toEqual([45 * MINUTE]);
  expect(calls({ ...first, ...more })).toEqual([45 * MINUTE, 0]);
});

/** Damaged pages: what reading them says, what corrects itself, and the repair by name. */
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../sim/engine/clock.ts';
import { damageFile } from '../../../sim/org/store/damage.ts';
import { ends, instant, jobs, runUntil, setsOf } from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';
import {
  BOTH,
  DATABASE,
  failing,
  faulty,
  LOST,
  rowsOf,
  steps,
  struckAt,
  toEnd,
} from '../../support/recovery.ts';

const WORN = `at: week 2 Wed 12:00, corrupt: { database: ${DATABASE}, pages: 40 }`;

describe('the runbook repair', () => {
  it('goes before a restore where the ladder says so, and gives up what lies on the pages', () => {
    const rest = 'recovery: { for: { worn: [repair] } }\n';
    const watched = toEnd(watch(faulty({ worn: WORN }, {}, rest)));
    const [row] = rowsOf(watched);
    expect(row.sets).toEqual([]);
    expect(row.lostMessages).toBeGreaterThan(0);
    const [repair] = steps(watched, 'repair');
    // 10 GiB at 5, 7.5 and 4.5 GB an hour, one after another.
    const hours = 10.737 / 5 + 10.737 / 7.5 + 10.737 / 4.5;
    expect((repair.at - repair.began) / HOUR).toBeCloseTo(hours, 1);
  });

  it('is passed over where there is no file', () => {
    const rest = 'recovery: { for: { gone: [repair, roll-forward] } }\n';
    const gone = { gone: `at: week 2 Wed 12:00, delete: ${DATABASE}` };
    const watched = toEnd(watch(faulty(gone, {}, rest)));
    expect(watched.of('recovery.fallback')).toMatchObject([
      { because: 'there is no file that could be repaired', next: 'roll-forward' },
    ]);
    expect(rowsOf(watched)).toMatchObject([{ lostMessages: 0 }]);
  });
});

describe('pages', () => {
  const daily = { jobs: jobs({ full: 'type: full, when: daily 20:00' }) };

  it('ESE-29 ESE-32 MON-13: a full checks every page that it reads, and breaks off with -1018', () => {
    const watched = failing({ worn: WORN }, daily);
    runUntil(watched, instant(watched.plan, 2, 'Thu 06:00'));
    expect(ends(watched).at(-1)).toMatchObject({ outcome: 'failed' });
    expect(ends(watched).at(-1)?.because).toMatch(/^-1018/);
  });

  it('ESE-32 MON-13: where the disk cannot read the sector it is -1022', () => {
    const watched = failing({}, daily);
    runUntil(watched, instant(watched.plan, 2, 'Wed 12:00'));
    const { disks } = watched.plan;
    damageFile(watched.sim.world, 0, `${disks[0].path}:sector-unreadable:1`, 0, {
      pages: 8,
      singleBit: false,
    });
    runUntil(watched, instant(watched.plan, 2, 'Thu 06:00'));
    expect(ends(watched).at(-1)?.because).toMatch(/^-1022/);
  });

  it('X-09 E-16: a single wrong bit is corrected in memory and on tape, and stays on disk', () => {
    const bit = `at: week 2 Wed 12:00, corrupt: { database: ${DATABASE}, singleBit: true }`;
    const watched = failing({ bit }, daily);
    runUntil(watched, instant(watched.plan, 2, 'Fri 06:00'));
    const since = ends(watched).filter((f) => f.at > instant(watched.plan, 2, 'Wed 12:00'));
    expect(since.map((f) => f.outcome)).toEqual(['succeeded', 'succeeded']);
    expect(watched.sim.world.org.store.databases[0].holes).toHaveLength(1);
    toEnd(watched);
    expect(watched.of('incident.opened')).toEqual([]);
  });

  it('ESE-43: a bad spot that cannot be written to dismounts the database', () => {
    const spot = `at: week 2 Wed 12:00, corrupt: { database: ${DATABASE}, badSpot: true }`;
    const watched = toEnd(failing({ spot }, daily, true));
    const at = instant(watched.plan, 2, 'Wed 12:00');
    const [down] = watched.of('database.down');
    expect(down).toMatchObject({ at, because: expect.stringMatching(/^-1022/) as string });
    expect(watched.of('incident.noticed')[0]).toMatchObject({ at: at + HOUR / 12 });
    expect(rowsOf(watched)).toMatchObject([{ outcome: 'recovered', lostMessages: 0 }]);
  });

  it('E-20: recovery ends at the failure where all logs exist, else where the sets end', () => {
    const whole = toEnd(failing(LOST, {}, true));
    expect(rowsOf(whole)).toMatchObject([{ lostMessages: 0 }]);
    const both = failing(BOTH, {}, true);
    runUntil(both, struckAt(both));
    const last = setsOf(both).at(-1)!;
    toEnd(both);
    // An incremental closes the open log when it begins, seconds after eight.
    const began = instant(both.plan, 2, 'Wed 20:00');
    expect(last.night).toBe(began);
    expect(rowsOf(both)[0].oldestLost).toBeGreaterThanOrEqual(began);
    expect(rowsOf(both)[0].oldestLost).toBeLessThan(began + HOUR / 6);
  });
});

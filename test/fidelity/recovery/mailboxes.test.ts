/** Mailboxes that are read one by one: what that costs every time, and what it is good for (BKP-68, X-22, STR-21). */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../sim/engine/clock.ts';
import { loadScenario } from '../../../sim/scenario/index.ts';
import { jobTallyOf, hearBackups } from '../../../sim/measure/backups.ts';
import { ends, groups, jobs } from '../../support/backup.ts';
import { fileEnds, filed, filedYaml, type Filed } from '../../support/files.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { DATABASE, rowsOf, steps, toEnd } from '../../support/recovery.ts';

const BRICKS = { bricks: 'saves: mailboxes, to: targets/b2d, when: Sun 08:00' };
const scan = (logical: string) => ({
  scan: `at: week 2 Thu 14:30, corrupt: { database: ${DATABASE}, logical: ${logical} }`,
});
const LATE = scan('{ share: 2 %, of: 30 days, over: 2 h, noticed: 2 days }');
const WEEKS = { horizon: '3 weeks', faults: LATE };
const run = (of: Filed): Watched => toEnd(filed({ ...WEEKS, ...of }, true));

describe('reading mailboxes one by one', () => {
  it('X-22: runs below one sixth of the rate at which the database streams', () => {
    const watched = run({ files: BRICKS });
    const [brick] = fileEnds(watched);
    const [full] = ends(watched, 'full');
    expect(brick.bytes).toBe(full.imageBytes);
    const [each, whole] = [brick.bytes / (brick.at - brick.began), full.imageBytes / full.copyMs];
    expect(each).toBeLessThan(whole / 6);
    expect(each).toBeGreaterThan(whole / 12);
  });

  it('BKP-68: slows users for as long as it lasts, far longer than a full does', () => {
    const slow = (files: Filed['files']): number => {
      const watched = filed({ ...WEEKS, faults: {}, files: files ?? {} });
      hearBackups(watched.sim, watched.plan);
      toEnd(watched);
      return jobTallyOf(watched.sim).degradedMailboxMs;
    };
    const [without, daily] = [slow({}), slow({ bricks: BRICKS.bricks.replace('Sun', 'daily') })];
    expect(daily / without).toBeGreaterThan(7);
  });

  it('STR-21: a nightly one does not leave the drive to the fulls of the night', () => {
    const night = (files: Filed['files']) =>
      ends(
        run({
          faults: {},
          files: files ?? {},
          jobs: jobs({ full: 'type: full, when: daily 20:00, window: 20:00-20:30' }),
        }),
        'full',
      ).filter((f) => f.outcome !== 'succeeded' && f.night > 0);
    expect(night({})).toEqual([]);
    const bricks = { bricks: 'saves: mailboxes, to: libraries/lib1, when: daily 19:50' };
    const late = night(bricks);
    expect(late.length).toBeGreaterThan(10);
    expect(late[0]).toMatchObject({ overran: true, because: 'the backup window ended' });
  });

  it('BKP-68: is a product of others: a scenario is warned, and a database never comes back from it', () => {
    const loaded = loadScenario('a.yaml', () => filedYaml({ files: BRICKS, horizon: '1 week', faults: {} }));
    const warnings = loaded.ok ? loaded.warnings.map((w) => w.message).join() : '';
    expect(warnings).toContain('BKP-68');
    const lost = { gone: 'at: week 2 Thu 14:30, lose: servers/mbx1' };
    const watched = run({
      files: BRICKS,
      faults: lost,
      groups: groups({ sg1: { db1: {} }, sg2: { db1: {} } }),
      jobs: jobs({ full: 'type: full, when: daily 20:00, of: servers/mbx1/storageGroups/sg1' }),
    });
    expect(fileEnds(watched)[0].outcome).toBe('succeeded');
    expect(watched.of('mailboxes.restored')).toEqual([]);
    expect(rowsOf(watched).map((row) => row.outcome)).toContain('declared-lost');
  }); // prettier-ignore
});

describe('mail that was deleted', () => {
  const [left, back] = [run({ files: {} }), run({ files: BRICKS })];

  it('BKP-68, STR-21: comes back mailbox by mailbox, and nothing that came since is given up', () => {
    const [before, row] = [rowsOf(left)[0], rowsOf(back)[0]];
    expect(row.outcome).toBe('recovered');
    expect(row.lostMessages).toBeLessThan(before.lostMessages / 3);
    // Only what was written between the set and the deletion is missing.
    const [set] = fileEnds(back).filter((f) => f.at > back.plan.clock.start);
    const [restored] = back.of('mailboxes.restored');
    expect(restored.messages).toBeCloseTo(before.lostMessages - row.lostMessages, 3);
    expect(row.oldestLost).toBeGreaterThan(set.began);
    expect(restored.ageMs).toBeGreaterThan(DAY);
    // Users were logged on all the time, and no database was restored.
    expect(row).toMatchObject({ downAt: null, serviceMs: 0, sets: [] });
    expect(steps(back, 'image')).toEqual([]);
    expect(back.of('recovery.weighed')[0].because).toMatch(
      /^restoring mailboxes one by one gives up \d+ messages, stopping a replay before it \d+, leaving/,
    );
  });

  it('X-22, STR-21: takes as long as reading mailboxes does', () => {
    const [step] = steps(back, 'mailboxes');
    const bytes = 10 * 2 ** 30;
    expect(step.at - step.began).toBeGreaterThan((bytes / (30e6 / 6)) * 1000);
    expect(step.at - step.began).toBeLessThan(2 * HOUR);
    expect(step.because).toContain('one by one');
  });

  it('is in the logs again: a roll-forward after it keeps it', () => {
    const dies = { ...LATE, gone: 'at: week 3 Tue 11:00, lose: servers/mbx1/nodes/a/volumes/database' };
    const watched = run({ horizon: '4 weeks', files: BRICKS, faults: dies });
    const rows = watched.of('incident.closed').flatMap((f) => f.databases);
    expect(rows).toHaveLength(2);
    expect(rows[0].lostMessages).toBeCloseTo(rowsOf(back)[0].lostMessages, 3);
    expect(rows[1]).toMatchObject({ outcome: 'recovered', lostMessages: 0 });
  }); // prettier-ignore

  it('stays deleted where the set cannot be read, or was made when it was gone already', () => {
    const bad = run({ files: BRICKS, hazards: '{ set-unreadable: 100 %, others: none }' });
    expect(bad.of('mailboxes.restored').every((f) => f.messages === null)).toBe(true);
    expect(rowsOf(bad)[0].lostMessages).toBeCloseTo(rowsOf(left)[0].lostMessages, 3);
    const after = { bricks: 'saves: mailboxes, to: targets/b2d, when: Thu 15:00, keep: 5 days' };
    const late = run({ files: after });
    expect(late.of('mailboxes.restored')).toEqual([]);
    expect(rowsOf(late)[0].lostMessages).toBeCloseTo(rowsOf(left)[0].lostMessages, 3);
  });

  it('is deleted again by a roll-forward, where the ladder says nothing else', () => {
    const forward = 'recovery: { for: { scan: [roll-forward] } }\n';
    const yaml = filedYaml({ ...WEEKS, files: BRICKS }).replace(/recovery: .*\n/, forward);
    const watched = toEnd(watch(yaml));
    expect(watched.of('mailboxes.restored')).toEqual([]);
    expect(rowsOf(watched)[0].lostMessages).toBeGreaterThan(500);
  });
});

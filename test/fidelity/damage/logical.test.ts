/** Content that is deleted by way of the logs: what notices it, what archives it, and which way back helps (RST-02). */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../sim/engine/clock.ts';
import { isEmpty, measure } from '../../../sim/engine/intervals.ts';
import { committed } from '../../../sim/org/store/content.ts';
import { missing } from '../../../sim/org/store/kills.ts';
import { ends, groups, instant, jobs, runUntil } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { DATABASE, failing, faulty, rowsOf, steps, toEnd, volume } from '../../support/recovery.ts';

const WHEN = 'at: week 2 Thu 14:30';
const scan = (logical: string): string =>
  `${WHEN}, corrupt: { database: ${DATABASE}, logical: ${logical} }`;
const EARLY = scan('{ share: 5 %, of: 30 days, over: 2 h, noticed: 3 h }');
const LATE = scan('{ share: 2 %, of: 30 days, over: 2 h, noticed: 3 days }');

const deleted = (watched: Watched): number => {
  const [received, sent] = missing(watched.sim.world, 0);
  return measure(received) + measure(sent);
};

describe('logical corruption', () => {
  it('ESE-30: no checksum shows it: fulls read every page of it and succeed', () => {
    const watched = failing(
      { scan: LATE },
      { jobs: jobs({ full: 'type: full, when: daily 20:00' }) },
    );
    runUntil(watched, instant(watched.plan, 2, 'Thu 17:00'));
    expect(deleted(watched)).toBeGreaterThan(10 * HOUR);
    runUntil(watched, instant(watched.plan, 2, 'Sat 12:00'));
    const since = ends(watched, 'full').filter((f) => f.at > instant(watched.plan, 2, 'Thu 16:30'));
    expect(since.map((f) => f.outcome)).toEqual(['succeeded', 'succeeded']);
    expect(watched.of('incident.noticed')).toEqual([]);
    // What they archived lacks it too: users go on working, without it.
    expect(deleted(watched)).toBeGreaterThan(10 * HOUR);
  });

  it('deletes over its two hours, and content of the last thirty days alike', () => {
    const watched = failing({ scan: LATE }, {}, true);
    const at = instant(watched.plan, 2, 'Thu 14:30');
    runUntil(watched, at + HOUR);
    const half = deleted(watched);
    runUntil(watched, at + 2 * HOUR);
    expect(half / deleted(watched)).toBeCloseTo(0.5, 2);
    const [received] = missing(watched.sim.world, 0);
    expect(received.length).toBe(60);
    expect(received[0]).toBeLessThan(at - 28 * DAY);
  });

  it('RST-02: roll-forward deletes again what was deleted; only a replay that stops before it helps', () => {
    const forward = toEnd(
      watch(faulty({ scan: EARLY }, {}, 'recovery: { for: { scan: [roll-forward] } }\n'), {
        check: true,
      }),
    );
    const [row] = rowsOf(forward);
    expect(forward.of('replay.done')).toHaveLength(1);
    const begun = forward.of('cause.struck')[0].at;
    // Old mail is lost, though every log was replayed.
    expect(row.oldestLost).toBeLessThan(begun - 20 * DAY);
    expect(row.lostMessages).toBeGreaterThan(1000);

    const stopped = toEnd(failing({ scan: EARLY }, {}, true));
    const [before] = rowsOf(stopped);
    expect(before.oldestLost).toBeGreaterThan(begun - HOUR);
    expect(before.lostMessages).toBeLessThan(row.lostMessages);
    expect(before.lostMessages).toBeGreaterThan(0);
    const [replay] = steps(stopped, 'replay');
    expect(replay.because).toMatch(/would delete again what was deleted$/);
  });

  it('RST-01: a deletion in the logs breaks the third promise of a roll-forward', () => {
    const both = { scan: EARLY, gone: `at: week 2 Thu 15:30, lose: ${volume('database')}` };
    const last = toEnd(
      watch(faulty(both, {}, 'recovery: { for: { scan: [roll-forward] } }\n'), { check: true }),
    );
    // The file was lost an hour after it began: half of it had been deleted.
    expect(rowsOf(last)).toMatchObject([{ outcome: 'recovered' }]);
    expect(rowsOf(last)[0].lostMessages).toBeGreaterThan(500);
    expect(isEmpty(committed(last.sim.world, 0)[0])).toBe(false);
  });

  it('what was noticed late is left deleted: stopping would lose more', () => {
    const watched = toEnd(failing({ scan: LATE }, {}, true));
    const [fallback] = watched.of('recovery.fallback');
    expect(fallback).toMatchObject({ next: 'leaving it as it is' });
    expect(fallback.because).toMatch(/^stopping before .*\.log gives up \d+ messages, leaving/);
    const [row] = rowsOf(watched);
    expect(row).toMatchObject({ downAt: null, serviceMs: 0, sets: [] });
    expect(row.lostMessages).toBeGreaterThan(500);
    expect(watched.of('incident.noticed')).toMatchObject([
      { at: instant(watched.plan, 2, 'Sun 14:30'), by: 'whoever missed mail' },
    ]);
  });

  describe('whose image from before cannot be read', () => {
    const noticed = scan('{ share: 2 %, of: 30 days, over: 2 h, noticed: 15 h }').replace(
      'Thu 14:30',
      'Sat 12:16',
    );
    const bad = 'at: week 2 Sat 12:18, spoil: { newestFullOf: servers/mbx1/storageGroups/sg1 }';
    const after = (size: string): Watched => {
      const shape = {
        groups: groups({ sg1: { db1: { size, mailboxes: 100 } } }),
        jobs: jobs({ full: 'type: full, when: daily 20:00, window: always' }),
        horizon: '3 weeks',
      };
      return toEnd(failing({ scan: noticed, bad }, shape, true));
    };

    it('RST-34: leaves the living files, which were moved aside, as they had been', () => {
      const watched = after('24 GiB');
      expect(steps(watched, 'preserve')[0].because).toBe(
        'the living files are moved aside on database',
      );
      const [fallback] = watched.of('recovery.fallback');
      expect(fallback.because).toMatch(/gives up \d+ messages, leaving things as they are \d+$/);
      const [row] = rowsOf(watched);
      expect(row).toMatchObject({ outcome: 'recovered' });
      expect(row.sets).toHaveLength(1);
      expect(row.lostMessages).toBeGreaterThan(500);
      expect(row.lostMessages).toBeLessThan(3000);
    });

    it('RST-02: is rolled forward from the next full where nothing could be kept, and not given up', () => {
      // Nothing but stopping before stood on the ladder: all of the file that was overwritten was declared lost.
      const watched = after('500 GiB');
      const [noRoom, fallback] = watched.of('recovery.fallback');
      expect(noRoom.because).toBe('NO_SPACE: no room to keep the living files');
      expect(fallback.because).toMatch(/gives up \d+ messages, replaying to the end \d+$/);
      expect(fallback.next).toBe('roll-forward');
      const [row] = rowsOf(watched);
      expect(row).toMatchObject({ outcome: 'recovered' });
      expect(row.sets).toHaveLength(2);
      expect(row.lostMessages).toBeGreaterThan(500);
      expect(row.lostMessages).toBeLessThan(3000);
    });
  });
});

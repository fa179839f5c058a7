/** Which sets bring a database back, and what each type leaves (BKP-01, 03, 04, E-01, E-55, TRN-11). */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../sim/engine/clock.ts';
import {
  ends,
  groups,
  headerOf,
  instant,
  jobs,
  path,
  runUntil,
  setsOf,
  type Shape,
} from '../../support/backup.ts';
import type { Watched } from '../../support/organization.ts';
import { failing, rowsOf, SERVER, toEnd } from '../../support/recovery.ts';

const GONE = { gone: `at: week 2 Fri 14:00, lose: ${SERVER}` };
const plan = (nightly: string): Shape => ({
  horizon: '2 weeks',
  jobs: jobs({
    full: `type: full, when: ${nightly === 'full' ? 'daily' : 'Sun'} 20:00`,
    ...(nightly === 'full' ? {} : { nightly: `type: ${nightly}, when: Mon-Sat 20:00` }),
  }),
});
const types = (watched: Watched): string[] => {
  const made = ends(watched).filter((f) => f.outcome === 'succeeded');
  return rowsOf(watched)[0].sets.map((id) => made.findLast((f) => f.set === id)!.backupType);
};

describe('restoring', () => {
  it('BKP-01: with fulls alone reads the newest one, which is marked in the header', () => {
    const watched = failing(GONE, plan('full'));
    runUntil(watched, instant(watched.plan, 2, 'Fri 12:00'));
    const newest = ends(watched).at(-1)!;
    expect(headerOf(watched, 0)).toMatchObject({
      fullLow: newest.lowLog,
      fullHigh: newest.highLog,
    });
    const set = setsOf(watched).at(-1)!;
    const bytes = set.parts.reduce((sum, part) => sum + part.imageBytes, 0);
    expect(bytes).toBe(watched.plan.databases[0].sizeBytes);
    toEnd(watched);
    expect(rowsOf(watched)[0].sets).toEqual([newest.set]);
    expect(rowsOf(watched)[0].oldestLost).toBeGreaterThan(instant(watched.plan, 2, 'Thu 20:00'));
  });

  it('BKP-03: with differentials reads the full and the last of them; they grow from day to day and mark nothing', () => {
    const watched = failing(GONE, plan('differential'));
    runUntil(watched, instant(watched.plan, 1, 'Sun 22:00'));
    const { header } = watched.sim.world.org.store.databases[0];
    const marked = { ...header };
    runUntil(watched, instant(watched.plan, 2, 'Fri 12:00'));
    expect(header).toEqual(marked);
    const nights = ends(watched, 'nightly').slice(-4);
    expect(new Set(nights.map((f) => f.lowLog)).size).toBe(1);
    const logs = nights.map((f) => f.logs);
    expect([...logs].sort((a, b) => a - b)).toEqual(logs);
    expect(logs[3]).toBeGreaterThan(3 * logs[0]);
    expect(types(toEnd(watched))).toEqual(['full', 'differential']);
    expect(rowsOf(watched)[0].oldestLost).toBe(instant(watched.plan, 2, 'Thu 20:00'));
  });

  it('BKP-04, E-01: with incrementals reads the full and all of them; without one of them it stops there', () => {
    const watched = toEnd(failing(GONE, plan('incremental')));
    expect(types(watched)).toEqual(['full', ...Array(4).fill('incremental')]);
    expect(rowsOf(watched)[0].oldestLost).toBe(instant(watched.plan, 2, 'Thu 20:00'));
    // Full and last incremental alone: that one begins behind a gap, and replay ends with the full.
    const alone = failing(GONE, plan('incremental'));
    runUntil(alone, instant(alone.plan, 2, 'Fri 13:00'));
    const nights = setsOf(alone).filter((s) => s.night >= instant(alone.plan, 2, 'Mon 20:00'));
    for (const set of nights.slice(0, -1)) set.fate = 'bad';
    toEnd(alone);
    const sunday = ends(alone, 'full').findLast(
      (f) => f.began < instant(alone.plan, 2, 'Mon 00:00'),
    )!;
    expect(rowsOf(alone)[0].oldestLost).toBeLessThan(sunday.at);
    expect(alone.of('replay.done')[0].to).toBe(sunday.highLog);
    expect(nights.at(-1)!.low).toBeGreaterThan(sunday.highLog + 1);
  });

  it('TRN-11: with the newest full bad, logs that it truncated are on no disk: what was made between is lost', () => {
    const faults = {
      ...GONE,
      bad: 'at: week 2 Fri 13:00, spoil: { newestFullOf: servers/mbx1/storageGroups/sg1 }',
    };
    const lost = (of: Record<string, string>): number =>
      rowsOf(toEnd(failing(faults, { horizon: '2 weeks', jobs: jobs(of) })))[0].lostWindowMs;
    const fulls = lost({ full: 'type: full, when: [Mon 20:00, Thu 20:00]' });
    const hybrid = lost({
      full: 'type: full, when: [Mon 20:00, Thu 20:00]',
      nightly: 'type: incremental, when: [Tue 20:00, Wed 20:00]',
      noon: 'type: incremental, when: Fri 12:00, window: always',
    });
    // Back to Monday's full, and to Wednesday's incremental: Friday's begins behind the gap.
    expect(fulls).toBeGreaterThan(3 * DAY + 17 * HOUR);
    expect(hybrid).toBe(1 * DAY + 18 * HOUR);
  });

  it('E-55: a set with a database not selected carries the logs since that one was backed up, not only those used', () => {
    const of = (name: string): string => `of: ${path('sg1', name)}`;
    const watched = failing(GONE, {
      horizon: '2 weeks',
      groups: groups({ sg1: { db1: {}, db2: {} } }),
      jobs: jobs({
        a: `type: full, when: Mon 20:00, ${of('db1')}`,
        b: `type: full, when: Thu 20:00, ${of('db2')}`,
      }),
    });
    runUntil(watched, instant(watched.plan, 2, 'Thu 20:05'));
    const checkpoint = watched.sim.world.org.store.groups[0].frozenCheckpoint;
    runUntil(watched, instant(watched.plan, 2, 'Fri 06:00'));
    const [a, b] = [ends(watched, 'a').at(-1)!, ends(watched, 'b').at(-1)!];
    expect(b.lowLog).toBe(a.highLog + 1);
    expect(checkpoint - b.lowLog).toBeGreaterThan(1000);
    // With it the first database loses no more than the second, although its own full is three days old.
    const rows = rowsOf(toEnd(watched));
    expect(rows.map((row) => row.outcome)).toEqual(['recovered', 'recovered']);
    expect(rows[0].lostWindowMs).toBeGreaterThanOrEqual(rows[1].lostWindowMs);
  });
});

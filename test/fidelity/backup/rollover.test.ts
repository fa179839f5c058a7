/** What other books and versions have differently: the log rolled at the start (BKP-23, E-03), patch files (E-02). */
import { describe, expect, it } from 'vitest';
import { checkpointLog } from '../../../sim/org/store/checkpoint.ts';
import { inspect } from '../../../sim/report/inspect/index.ts';
import {
  ends,
  firstLog,
  groups,
  instant,
  jobs,
  openLogOf,
  runTo,
  runUntil,
  setsOf,
  type Shape,
} from '../../support/backup.ts';
import { watch } from '../../support/organization.ts';
import { faulty, rowsOf, SERVER, toEnd } from '../../support/recovery.ts';

/** Copied by day for half an hour, while hundreds of logs are written. */
const busy = (more: string, type = 'full'): Shape => ({
  horizon: '2 weeks',
  groups: groups({ sg1: { db1: { size: '47 GiB', mailboxes: 1010 } } }),
  jobs: jobs({ full: `type: ${type}, when: Wed 10:00, window: 08:00-18:00${more}` }),
});

describe('a full that closes the open log when it begins', () => {
  it('BKP-23, TRN-10, E-03: truncates up to the log opened then; by default up to the held checkpoint', () => {
    const [end, start] = [busy(''), busy(', fullRollover: start')].map((shape) => {
      const watched = runTo(shape, (plan) => instant(plan, 1, 'Wed 10:00') - 1, true);
      const open = openLogOf(watched);
      runUntil(watched, instant(watched.plan, 1, 'Wed 10:00'));
      const [held, opened] = [checkpointLog(watched.sim.world, 0), openLogOf(watched)];
      runUntil(watched, instant(watched.plan, 1, 'Wed 12:00'));
      const full = ends(watched).at(-1)!;
      expect([full.outcome, full.lowLog]).toEqual(['succeeded', held]);
      expect(full.highLog).toBeGreaterThan(opened + 100);
      return { first: firstLog(watched), held, opened, rolled: opened - open };
    });
    expect([end.first, end.rolled]).toEqual([end.held, 0]);
    expect([start.first, start.rolled]).toEqual([start.opened, 1]);
    expect(start.opened).toBe(start.held + 20 + 1);
  });

  it('E-03: gives a set that is restored alone, as the default does', () => {
    for (const more of ['', ', fullRollover: start']) {
      const gone = { gone: `at: week 2 Thu 14:30, lose: ${SERVER}` };
      const watched = toEnd(watch(faulty(gone, busy(more)), { check: true }));
      const [row] = rowsOf(watched);
      expect([row.outcome, row.sets.length]).toEqual(['recovered', 1]);
      const full = ends(watched).find((f) => f.night === instant(watched.plan, 2, 'Wed 10:00'))!;
      expect(row.oldestLost).toBeLessThan(full.at);
      expect(row.oldestLost).toBeGreaterThan(full.began + 20 * 60_000);
    }
  });
});

describe('patch files', () => {
  const during = (shape: Shape) => runTo(shape, (plan) => instant(plan, 1, 'Wed 10:20'), true);
  const shown = (watched: ReturnType<typeof during>): string =>
    JSON.stringify(inspect(watched.sim.world, 'servers/mbx1/storageGroups/sg1'));
  const LEGACY = ', legacyPatchFile: true';

  it('BKP-13, BKP-24, TRN-17: one per database of a full, copied with its logs, removed after truncation', () => {
    const watched = during(busy(LEGACY));
    expect(shown(watched)).toContain('db1.pat');
    runUntil(watched, instant(watched.plan, 1, 'Wed 12:00'));
    expect(shown(watched)).not.toContain('.pat');
    const [set, full] = [setsOf(watched).at(-1)!, ends(watched).at(-1)!];
    const logBytes = set.parts.reduce((sum, part) => sum + part.logBytes, 0);
    const { store, backup } = watched.plan.figures;
    const removed = watched.of('patch-files.removed').at(-1)!;
    expect(removed).toMatchObject({ files: 1, bytes: logBytes - full.logs * store.logBytes });
    expect(removed.bytes).toBeGreaterThan(100 * backup.patchShare * store.logBytes);
    const truncated = watched.of('logs.truncated').at(-1)!;
    expect([truncated.at, truncated.event]).toEqual([removed.at, removed.event]);
    expect(watched.facts.indexOf(truncated)).toBeLessThan(watched.facts.indexOf(removed));
  });

  it('E-02, BKP-24: neither 2003 nor 2007 has them unless it is asked for; an incremental never has', () => {
    const plain = during(busy(''));
    expect(shown(plain)).not.toContain('.pat');
    runUntil(plain, instant(plain.plan, 2, 'Mon 00:00'));
    expect(plain.of('patch-files.removed')).toEqual([]);
    const logs = busy(LEGACY);
    const watched = runTo({
      ...logs,
      jobs: `${logs.jobs}${jobs({ nightly: `type: incremental, when: Thu 20:00${LEGACY}` })}`,
    });
    const fulls = ends(watched, 'full').length;
    expect(ends(watched, 'nightly').at(-1)!.outcome).toBe('succeeded');
    expect(watched.of('patch-files.removed')).toHaveLength(fulls);
  });
});

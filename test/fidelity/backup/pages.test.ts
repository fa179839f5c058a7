/** What a streaming backup finds out about pages, and what a backup of logs does not. */
import { describe, expect, it } from 'vitest';
import { WEEK } from '../../../sim/engine/clock.ts';
import { backupParameters } from '../../../sim/org/backup/parameters.ts';
import { storeParameters } from '../../../sim/org/store/parameters.ts';
import {
  ends,
  firstLog,
  groups,
  instant,
  jobs,
  path,
  runTo,
  runUntil,
  setsOf,
} from '../../support/backup.ts';
import type { Shape } from '../../support/backup.ts';
import type { Watched } from '../../support/organization.ts';

/** Nobody but a backup meets the damage within the horizon. */
const UNSEEN = 'store: { userNoticesMs: 3650 days }';
const corrupt = (at: string, more = ''): string =>
  `{ at: ${at}, corrupt: { database: ${path('sg1', 'db1')}, pages: 1${more} } }`;
const rest = (faults: string, parameters = UNSEEN): string =>
  `hazards: none\nfaults: { ${faults} }\nparameters: { ${parameters} }\noperations: { readLog: never }\n`;
const TWO = groups({ sg1: { db1: { size: '20 GiB' }, db2: {} } });

/** The scenario's own operations would be a second key: the log is read by nobody instead. */
function shape(faults: string, type: string, parameters = UNSEEN): Shape {
  return {
    groups: TWO,
    jobs: jobs({
      full: 'type: full, when: Sat 20:00',
      nightly: `type: ${type}, when: [Sun 20:00, Mon-Fri 20:00]`,
    }),
    rest: rest(faults, parameters).replace('operations: { readLog: never }\n', ''),
  };
}

const holes = (w: Watched) => w.sim.world.org.store.databases[0].holes;

describe('pages', () => {
  it('BKP-25: pages are read and verified 64 KiB at a time, so a copy breaks off at the end of a chunk', () => {
    expect(backupParameters.chunkBytes.value).toBe(8 * storeParameters.pageBytes.value);
    for (const chunk of [65_536, 1_048_576]) {
      const figures = `${UNSEEN}, backup: { chunkBytes: ${chunk} B }`;
      const watched = runTo(
        shape(`bad: ${corrupt('week 2 Wed 12:00')}`, 'incremental', figures),
        (p) => instant(p, 2, 'Sat 19:00'),
      );
      const page = Math.floor(holes(watched)[0].place * watched.plan.databases[0].sizeBytes);
      runUntil(watched, instant(watched.plan, 2, 'Sun 06:00'));
      const { imageBytes, outcome } = ends(watched, 'full').at(-1)!;
      expect(outcome).toBe('failed');
      expect(imageBytes % chunk).toBe(0);
      expect(imageBytes).toBeGreaterThan(page);
      expect(imageBytes - chunk).toBeLessThanOrEqual(page);
    }
  });

  it('BKP-26: a single wrong bit is corrected on the way, anything more aborts the job', () => {
    const bit = runTo(
      shape(`bad: ${corrupt('week 2 Wed 12:00', ', singleBit: true')}`, 'incremental'),
    );
    expect(holes(bit)).toHaveLength(1);
    expect(
      ends(bit).every((f) => f.outcome === 'succeeded' || f.night < bit.plan.clock.start),
    ).toBe(true);

    const watched = runTo(shape(`bad: ${corrupt('week 2 Wed 12:00')}`, 'differential'), (plan) =>
      instant(plan, 2, 'Sat 19:00'),
    );
    const [sets, first] = [setsOf(watched), firstLog(watched)];
    runUntil(watched, instant(watched.plan, 2, 'Sun 06:00'));
    const full = ends(watched, 'full').at(-1)!;
    expect([full.outcome, full.because]).toEqual(['failed', expect.stringContaining('-1018')]);
    // The last good set stays the newest, and nothing was truncated.
    expect(setsOf(watched)).toEqual(sets);
    expect(firstLog(watched)).toBe(first);
  });

  it('BKP-26: a page that is damaged during the copy aborts it if it lies ahead of the reader', () => {
    const outcomes = new Set<string>();
    for (const minute of [2, 12]) {
      const at = `week 2 Sat 20:${String(minute).padStart(2, '0')}`;
      const watched = runTo(shape(`bad: ${corrupt(at)}`, 'incremental'), (p) =>
        instant(p, 2, 'Sat 19:00'),
      );
      runUntil(watched, instant(watched.plan, 2, `Sat 20:${String(minute).padStart(2, '0')}`));
      const { place } = holes(watched)[0];
      const [flow] = watched.sim.world.org.hardware.flows;
      const read = (flow!.rate * (watched.sim.now - flow!.since)) / 1000 + flow!.done;
      const isAhead = read < place * watched.plan.databases[0].sizeBytes;
      runUntil(watched, instant(watched.plan, 2, 'Sun 06:00'));
      expect(ends(watched, 'full').at(-1)!.outcome).toBe(isAhead ? 'failed' : 'succeeded');
      outcomes.add(String(isAhead));
    }
    expect(outcomes.size).toBe(2);
  });

  it('BKP-27: a completed full proves every page of every database, so damage is met within its interval', () => {
    for (const name of ['db1', 'db2']) {
      const fault = corrupt('week 2 Tue 12:00').replace('db1', name);
      const watched = runTo(shape(`bad: ${fault}`, 'incremental'));
      const struck = watched.of('incident.opened')[0].at;
      const next = ends(watched, 'full').find((f) => f.at > struck)!;
      expect([next.outcome, next.because]).toEqual(['failed', expect.stringContaining(name)]);
      expect(next.at - struck).toBeLessThanOrEqual(WEEK);
      const noticed = watched.of('incident.noticed')[0];
      expect([noticed.by, noticed.at > next.at]).toEqual(['the backup log', true]);
      // None completes before the damage is gone.
      const closed = watched.of('incident.closed')[0].at;
      const between = ends(watched, 'full').filter((f) => f.at > struck && f.at < closed);
      expect(between.every((f) => f.outcome === 'failed')).toBe(true);
    }
  });

  it.each(['incremental', 'differential'])(
    'BKP-28: %s: reads no pages, so damage stays unseen between fulls',
    (type) => {
      const watched = runTo(shape(`bad: ${corrupt('week 2 Sun 22:00')}`, type), (plan) =>
        instant(plan, 3, 'Sat 19:59'),
      );
      const since = instant(watched.plan, 2, 'Sun 22:00');
      const nights = ends(watched, 'nightly').filter((f) => f.at > since);
      expect(nights.map((f) => [f.outcome, f.imageBytes])).toEqual(
        Array.from({ length: 5 }, () => ['succeeded', 0]),
      );
      expect(holes(watched)).toHaveLength(1);
      expect(watched.of('incident.noticed')).toEqual([]);
    },
  );
});

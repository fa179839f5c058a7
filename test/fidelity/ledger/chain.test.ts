/** The ledger decides what is lost: sets are taken away, pages damaged, streams forked, and the loss is counted by hand. */
import { describe, expect, it } from 'vitest';
import { measure, union } from '../../../sim/engine/intervals.ts';
import type { Ms } from '../../../sim/engine/types.ts';
import { dropSets } from '../../../sim/org/media/sets.ts';
import { instant, runUntil, scenario, setsOf } from '../../support/backup.ts';
import { watch, type Watched } from '../../support/organization.ts';

const LOGS = 'servers/mbx1/nodes/a/volumes/logs';

/** Faults by name; one database of 10 GiB, a full on Saturday and incrementals, always under --check. */
function withFaults(faults: Readonly<Record<string, string>>): Watched {
  const lines = Object.entries(faults).map(([name, fault]) => `  ${name}: { ${fault} }\n`);
  return watch(scenario({ rest: `hazards: none\nfaults:\n${lines.join('')}` }));
}

/** What was lost of a content class, as creation times. */
function lost(watched: Watched, contentClass: 0 | 1): number[] {
  return watched
    .of('content.lost')
    .filter((f) => f.contentClass === contentClass)
    .reduce<number[]>((all, f) => union(all, [f.from, f.to]), []);
}

const ups = (watched: Watched): Ms[] =>
  watched
    .of('database.up')
    .filter((f) => f.at > watched.plan.clock.start)
    .map((f) => f.at);

describe('the ledger decides what is lost', () => {
  it('when a set in the middle of a chain is gone: everything behind it', () => {
    const watched = withFaults({ gone: 'at: week 2 Thu 14:30, lose: servers/mbx1' });
    const { plan, sim } = watched;
    runUntil(watched, instant(plan, 2, 'Thu 14:00'));
    const tuesday = setsOf(watched).find((s) => s.night === instant(plan, 2, 'Tue 20:00'));
    dropSets(sim.world, [tuesday!.id]);
    runUntil(watched, plan.clock.end);

    const [closed] = watched.of('incident.closed');
    // Monday's incremental closed the open log when it had its drive, at 20:00 sharp; Wednesday's set has no link to it.
    const end = instant(plan, 2, 'Mon 20:00');
    const struck = instant(plan, 2, 'Thu 14:30');
    expect(lost(watched, 0)).toEqual([end, struck]);
    expect(lost(watched, 1)).toEqual([end, struck]);
    expect(closed.databases[0].oldestLost).toBe(end);
    // 100 mailboxes x 50 messages a day: 3.5 % of Monday, two days, and 64 % of Thursday until 14:30.
    expect(closed.databases[0].lostMessages).toBeCloseTo(5000 * (0.035 + 2 + 0.64), 6);
    expect(closed.databases[0].lostWindowMs).toBe(struck - end);
    // The full of Saturday, then Sunday's and Monday's incrementals.
    expect(closed.databases[0].sets).toHaveLength(3);
  });

  it('when a page was damaged before a full: nothing, as long as the older chain holds', () => {
    const watched = withFaults({
      worn: 'at: week 2 Sat 19:59, corrupt: servers/mbx1/storageGroups/sg1/databases/db1',
    });
    const { plan } = watched;
    runUntil(watched, plan.clock.end);
    const [full] = watched
      .of('backup.ended')
      .filter((f) => f.night === instant(plan, 2, 'Sat 20:00'));
    expect(full).toMatchObject({ backupType: 'full', outcome: 'failed' });
    expect(full.because).toMatch(/-1018/);
    const [closed] = watched.of('incident.closed');
    expect(closed.causes).toEqual(['faults/worn:page-damage:1']);
    expect(lost(watched, 0)).toEqual([]);
    expect(lost(watched, 1)).toEqual([]);
    expect(closed.databases[0]).toMatchObject({ outcome: 'recovered', lostMessages: 0 });
    // Full of week 1, six incrementals up to Friday of week 2, and Sunday's, which the aborted full did not disturb.
    expect(closed.databases[0].sets).toHaveLength(8);
  });

  it('when a stream forked, and a second loss comes before the new stream has a full: all of the new stream', () => {
    const watched = withFaults({
      first: `at: week 2 Tue 10:00, lose: ${LOGS}`,
      second: 'at: week 2 Tue 11:50, lose: servers/mbx1',
    });
    const { plan } = watched;
    runUntil(watched, plan.clock.end);
    const incidents = watched.of('incident.closed');
    expect(incidents).toHaveLength(2);
    const [firstUp] = ups(watched);
    const monday = instant(plan, 2, 'Mon 20:00');
    const [first, second] = [instant(plan, 2, 'Tue 10:00'), instant(plan, 2, 'Tue 11:50')];
    // The full ordered by the first recovery was still running.
    expect(firstUp).toBeLessThan(second);
    expect(watched.of('backup.began').some((f) => f.at >= firstUp && f.at < second)).toBe(true);
    expect(setsOf(watched).some((s) => s.completedAt > first && s.completedAt < second)).toBe(
      false,
    );
    // Mail waited on the hub from the first loss until the mount, was delivered to the new stream, and went with it.
    expect(lost(watched, 0)).toEqual([monday, second]);
    expect(lost(watched, 1)).toEqual(union([monday, first], [firstUp, second]));
    expect(incidents[0].databases[0].lostWindowMs).toBe(first - monday);
    expect(incidents[1].databases[0].lostWindowMs).toBe(second - first);
  });

  it('when a stream forked and has a full of its own: only what came after its last set', () => {
    const watched = withFaults({
      first: `at: week 2 Tue 10:00, lose: ${LOGS}`,
      second: 'at: week 2 Wed 12:00, lose: servers/mbx1',
    });
    const { plan } = watched;
    runUntil(watched, plan.clock.end);
    const incidents = watched.of('incident.closed');
    const forked = watched.of('stream.forked');
    expect(forked).toHaveLength(2);
    const before = measure([instant(plan, 2, 'Mon 20:00'), instant(plan, 2, 'Tue 10:00')]);
    const tuesday = instant(plan, 2, 'Tue 20:00');
    expect(incidents[0].databases[0].lostWindowMs).toBe(before);
    expect(incidents[1].databases[0].oldestLost).toBe(tuesday);
    expect(incidents[1].databases[0].lostWindowMs).toBe(instant(plan, 2, 'Wed 12:00') - tuesday);
    // One full, and the incremental that was made on the new stream: no set of the old one.
    expect(incidents[1].databases[0].sets).toHaveLength(2);
    expect(forked[1]).toMatchObject({ parent: forked[0].segment });
  });
});

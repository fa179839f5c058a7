/** Public folder databases: what replicas save, and what only sets do (RST-54, E-53, RSG-04, X-23). */
import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import type { Facts } from '../../../sim/org/facts.ts';
import {
  FOLDERS,
  foldersLost,
  posts,
  REPLICA,
  REPLICATED,
  withFolders,
  NIGHTLY,
} from '../../support/folders.ts';
import { planOf, watch, type Watched } from '../../support/organization.ts';
import { faulty, SERVER, toEnd, volume } from '../../support/recovery.ts';

type Row = Facts['incident.closed']['databases'][number];

const run = (yaml: string, check = false): Watched => toEnd(watch(yaml, { check }));
const rowOf = (watched: Watched, name: string): Row => {
  const id = watched.plan.databases.findIndex((d) => d.path.endsWith(`/${name}`));
  return watched
    .of('incident.closed')
    .flatMap((f) => f.databases)
    .find((r) => r.database === id)!;
};
const span = (watched: Watched, name: string): number =>
  watched
    .of('incident.closed')
    .flatMap((f) => f.waterfall)
    .reduce((sum, each) => sum + (each.span === name ? each.ms : 0), 0);
const refused = (yaml: string): string => {
  try {
    planOf(yaml);
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing';
};

/** At 14:37 all of the first server goes: seven minutes after replicas were sent to last. */
const ALL = `at: week 2 Thu 14:37, lose: ${SERVER}`;
const ANEW = 'recovery: { for: { volume-lost: [replicate, roll-forward, restore-to-last-set] } }\n';

describe('public folders that are lost with their logs', () => {
  it('come back from last night alone, and the posts of the day are lost', () => {
    const row = rowOf(run(foldersLost({}, '', ALL)), 'pf1');
    expect(row.lostMessages).toBeGreaterThan(200);
    expect(row.serviceMs).toBeGreaterThan(HOUR);
    expect(row.dataMs).toBe(row.serviceMs);
  });

  it('RST-54: are begun anew and filled by a replica, but for what was not sent yet', () => {
    const restored = run(foldersLost({ first: REPLICATED }, '', ALL));
    const anew = run(foldersLost({ first: REPLICATED }, ANEW, ALL), true);
    const [fromTape, fromReplica] = [rowOf(restored, 'pf1'), rowOf(anew, 'pf1')];
    for (const row of [fromTape, fromReplica]) {
      // 400 posts a day come at 9 % of a day's in that hour: seven minutes of them.
      expect(row.lostMessages).toBeCloseTo((400 * 0.09 * 7) / 60, 0);
      expect(row.lostWindowMs).toBe(7 * MINUTE);
      expect(row.outcome).toBe('recovered');
      // Clients are referred to the replica.
      expect(row.serviceMs).toBe(0);
    }
    expect(fromTape.sets).toHaveLength(1);
    expect(fromReplica.sets).toEqual([]);
    // A set spares most of the sending.
    expect(fromReplica.dataMs - fromTape.dataMs).toBeGreaterThan(20 * MINUTE);
    // 2 GiB at 1,388,889 B/s.
    expect(span(anew, 'backfill') - 6 * HOUR).toBeCloseTo(1546 * 1000, -5);
    expect(anew.of('folders.filled').map(({ lost, asked }) => [lost, asked])).toEqual([[0, 0]]);
    // Mailboxes of the same server have no replica: they come back from a set, and lose what they did.
    const [own, other] = [rowOf(anew, 'db1'), rowOf(restored, 'db1')];
    expect(own.lostMessages).toBe(other.lostMessages);
    expect(own.lostMessages).toBeGreaterThan(1000);
  });

  it('wait for a replica that is down, and lose what went with it', () => {
    const both = {
      gone: ALL,
      also: `at: week 2 Thu 14:38, lose: servers/mbx2`,
    };
    const watched = run(withFolders(faulty(both, NIGHTLY), { first: REPLICATED }), true);
    const [own, replica] = [rowOf(watched, 'pf1'), rowOf(watched, 'pf2')];
    // The replica comes back from its own set of last night: posts of the day are nowhere.
    expect(own.lostMessages).toBeGreaterThan(200);
    expect(own.serviceMs).toBeGreaterThan(0);
    expect(replica.lostMessages).toBeGreaterThan(200);
    expect(watched.of('incident.closed')).toHaveLength(2);
  });

  it('need nobody while replicas send: the only person there is brings the replica back meanwhile', () => {
    // Whoever had restored the first server waited for the second one, which waited for him.
    const both = { gone: ALL, also: `at: week 2 Thu 14:38, lose: servers/mbx2` };
    const yaml = withFolders(faulty(both, NIGHTLY), { first: REPLICATED });
    const watched = run(yaml.replace('people: 2', 'people: 1'));
    const [second, first] = watched.of('incident.closed');
    expect(rowOf(watched, 'pf2').dataMs).toBeGreaterThan(0);
    expect([first.databases.length, second.databases.length]).toEqual([2, 2]);
    const worked = watched.of('person.worked').filter((f) => f.at > second.openedAt);
    expect(Math.max(...worked.map((f) => f.at))).toBeLessThan(first.at - HOUR);
  });

  it('go on from what was sent: a later restore replays it', () => {
    const twice = { gone: ALL, again: `at: week 2 Fri 16:00, lose: ${volume('folders')}` };
    const watched = run(withFolders(faulty(twice, NIGHTLY), { first: REPLICATED }), true);
    const rows = watched
      .of('incident.closed')
      .flatMap((f) => f.databases.filter((r) => r.database === 0));
    expect(rows.map((r) => Math.round(r.lostMessages))).toEqual([4, 0]);
    expect(watched.of('folders.filled')).toHaveLength(1);
  });

  it('are asked for nothing that a set has brought meanwhile', () => {
    const faults = {
      gone: ALL,
      again: `at: week 2 Thu 17:00, lose: ${volume('folders')}`,
      away: 'at: week 2 Thu 16:59, fail: servers/mbx2',
    };
    const watched = run(withFolders(faulty(faults, NIGHTLY, ANEW), { first: REPLICATED }), true);
    // It was begun anew, and two hours before it would have asked for all posts a set brought those up to last night.
    expect(rowOf(watched, 'pf1').sets).toHaveLength(1);
    const filled = watched.of('folders.filled');
    const sent = filled.reduce((sum, { messages }) => sum + messages, 0);
    expect(sent).toBeGreaterThan(200);
    expect(sent).toBeLessThan(400);
    expect(filled.at(-1)?.asked).toBe(0);
  });

  it('fall back to sets where no replica is up', () => {
    const both = { gone: ALL, also: 'at: week 2 Thu 14:38, lose: servers/mbx2' };
    const watched = run(withFolders(faulty(both, NIGHTLY, ANEW), { first: REPLICATED }));
    expect(watched.of('recovery.fallback').map((f) => f.because)).toContainEqual(
      expect.stringMatching(/^no replica of .*pf1 is mounted$/),
    );
    expect(rowOf(watched, 'pf1').sets).toHaveLength(1);
  });
});

describe('public folder databases in a scenario', () => {
  const move = (of: string): string =>
    withFolders(faulty({}, NIGHTLY))
      .replace(
        /\noperations:\n/,
        `\noperations:\n  moves:\n    it: { database: ${of}, to: servers/mbx2, at: week 2 Sun 02:00 }\n`,
      )
      .replace('faults:\n', '');

  it('RST-54: are not moved to another server', () => {
    expect(refused(move(FOLDERS))).toMatch(
      /is not moved, since that disrupts its replication \(RST-54\)/,
    );
    expect(refused(move('servers/mbx1/storageGroups/sg1/databases/db1'))).toBe('nothing');
  });

  it('RST-54: stay where they are when mailboxes are restored elsewhere', () => {
    const ladder = `recovery: { for: { volume-lost: [{ run: restore-elsewhere, with: { target: servers/mbx2 } }, roll-forward, restore-to-last-set] } }\n`;
    const watched = run(foldersLost({}, ladder, ALL));
    const moved = watched.of('database.moved').map((f) => watched.plan.databases[f.database].name);
    expect(moved).toEqual(['db1']);
    expect(watched.of('recovery.fallback').map((f) => f.because)).toContainEqual(
      expect.stringMatching(/pf1 cannot go elsewhere: public folders are not moved/),
    );
  });

  it('RSG-04: are restored by drills in a lab, not to a recovery storage group', () => {
    const drill = (how: string): string =>
      withFolders(faulty({}, NIGHTLY))
        .replace(
          /\noperations:\n/,
          `\noperations:\n  drills:\n    it: { when: Tue 09:00, every: 1 week, groups: 9${how} }\n`,
        )
        .replace('faults:\n', '');
    const of = ', of: servers/mbx1/storageGroups/pub';
    expect(refused(drill(of))).toMatch(/which no recovery storage group takes \(RSG-04\)/);
    expect(refused(drill(`${of}, lab: true`))).toBe('nothing');
    const folders = 'full: { of: [servers/mbx1/storageGroups/pub],';
    expect(refused(drill('').replace('full: {', folders))).toMatch(/pub has public folders/);
    const names = (how: string): string[] => {
      const plan = planOf(drill(how));
      return plan.operations.drills[0].groups.map((g) => plan.groups[g].name);
    };
    expect(names('')).toEqual(['sg1', 'sg1']);
    expect(names(', lab: true')).toEqual(['pub', 'sg1', 'pub', 'sg1']);
  });

  it('say what is wrong with them', () => {
    const first = (line: string): string => refused(foldersLost({ first: line }));
    expect(first(posts(', quota: 1 GiB'))).toMatch(/a public folder database has no quota/);
    expect(first('kind: public, on: folders, size: 2 GiB')).toMatch(/missing 'posts'/);
    expect(first(posts(', replicas: servers/mbx2/storageGroups/sg1/databases/own'))).toMatch(
      /own is a mailbox database: folders need kind: public/,
    );
    expect(first(posts(`, replicas: ${FOLDERS}`))).toMatch(/no replica of itself/);
    expect(first(posts(', replicas: servers/mbx2/storageGroups/pub/databases/pf3'))).toMatch(/pf2/);
    expect(
      first(
        `on: folders, mailboxes: { standard: 9 }, profile: average, size: 1 GiB, replicas: ${REPLICA}`,
      ),
    ).toMatch(/a mailbox database has no replicas/);
    expect(first('on: folders, size: 1 GiB')).toMatch(/missing 'mailboxes'/);
  });

  it('write what others replicate to them, beside their own posts', () => {
    const [alone, linked] = [planOf(foldersLost()), planOf(foldersLost({ first: REPLICATED }))];
    const logs = (plan: typeof alone, id: number): number =>
      plan.databases[id].profile.logBytesPerDay;
    const id = linked.databases.findIndex((d) => d.name === 'pf2');
    expect(logs(linked, id)).toBe(2 * logs(alone, id));
    expect(linked.databases[id].mailboxCount).toBe(0);
  });
});

/** What is left over when a database has moved, and a copy of public folders that comes back from a lab (RST-51 to RST-55). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import { attachMeasures, readMeasures } from '../../../sim/measure/index.ts';
import { replicationReaderOf } from '../../../sim/measure/replication-values.ts';
import { createOrganization, type OrganizationSim } from '../../../sim/org/wiring.ts';
import type { Plan } from '../../../sim/org/plan.ts';
import { formatProblem, loadScenario } from '../../../sim/scenario/index.ts';
import { inspect } from '../../../sim/report/inspect/index.ts';
import { jobs, type Shape } from '../../support/backup.ts';
import { MOVED, withSecond } from '../../support/elsewhere.ts';
import { NIGHTLY, REPLICATED, withFolders } from '../../support/folders.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { faulty } from '../../support/recovery.ts';

const LONG: Shape = { jobs: jobs({ full: 'type: full, when: Sat 20:00' }), horizon: '6 weeks' };
const SHORT: Shape = { ...NIGHTLY, horizon: '9 days' };

interface Move {
  readonly at?: string;
  readonly reboot?: string;
  readonly version?: '2003' | '2007';
}

/** One database of the first server moves to the second on the first Tuesday at noon, users at work. */
function moved(
  { at = 'week 1 Tue 12:00', reboot = '', version = '2003' }: Move,
  shape: Shape = SHORT,
): Watched {
  const how = `database: ${MOVED}, to: servers/mbx2, at: ${at}${reboot === '' ? '' : `, reboot: ${reboot}`}`;
  const yaml = withSecond(faulty({}, shape), { version })
    .replace(/\noperations:\n/, `\noperations:\n  moves:\n    it: { ${how} }\n`)
    .replace('faults:\n', '');
  const watched = watch(yaml, { check: false });
  attachMeasures(watched.sim as never, watched.plan);
  return watched;
}
const toEnd = (watched: Watched): Watched => {
  watched.sim.runUntil(watched.plan.clock.end);
  return watched;
};
/** Mailbox-hours of the metric. */
function degraded({ sim, plan }: Watched): number {
  const result = readMeasures(sim as never, plan, 0);
  return replicationReaderOf('service.degraded')!.read(plan, result, {}) as number;
}
const fieldOf = (watched: Watched, path: string, name: string): string | undefined =>
  inspect(watched.sim.world, path)!
    .sections.flatMap(({ fields = [] }) => fields)
    .find(([each]) => each === name)?.[1];

describe('a server of 2003 to which a database has moved', () => {
  it('RST-52: serves mail, and other functions fail until it is rebooted after hours', () => {
    const watched = moved({});
    const arrived = (): boolean => watched.of('move.ended').length > 0;
    while (!arrived()) watched.sim.step();
    // Mail works; functions do not, and it shows.
    expect(watched.sim.world.org.store.databases.every((d) => d.mounted)).toBe(true);
    expect(fieldOf(watched, 'servers/mbx2', 'Functions beside mail')).toMatch(
      /db1 was moved to it/,
    );
    expect(fieldOf(watched, 'servers/mbx1', 'Functions beside mail')).toBeUndefined();
    toEnd(watched);
    const [impaired] = watched.of('functions.impaired');
    const [restored] = watched.of('functions.restored');
    // The classes of the organization work until 18:00; whoever reboots is called in.
    const at = new Date(restored.at).toISOString();
    expect(at).toBe('2007-03-06T18:55:00.000Z');
    expect(fieldOf(watched, 'servers/mbx2', 'Functions beside mail')).toBeUndefined();
    const downs = watched
      .of('database.down')
      .filter((f) => f.because.includes('is rebooted after a move'));
    expect(downs.map((f) => watched.plan.databases[f.database].name).sort()).toEqual([
      'db1',
      'own',
    ]);
    const ups = watched.of('database.up').filter((f) => f.at === restored.at);
    expect(ups.map((f) => f.at - f.downSince)).toEqual([10 * MINUTE, 10 * MINUTE]);
    // Both databases' mailboxes, 100 each, besides what backups slow down.
    const never = toEnd(moved({ reboot: 'never' }));
    const rest = (never.plan.clock.end - impaired.at) / HOUR;
    const own = (restored.at - impaired.at) / HOUR;
    expect(degraded(never) - degraded(watched)).toBeCloseTo((rest - own) * 200, -1);
    expect(never.of('functions.restored')).toEqual([]);
  });

  it('RST-52: is rebooted at once where that is said, and in 2007 not at all', () => {
    const atOnce = toEnd(moved({ reboot: 'at once' }));
    const [ended] = atOnce.of('move.ended');
    expect(atOnce.of('functions.restored')[0].at - ended.at).toBe(10 * MINUTE);
    const later = toEnd(moved({ version: '2007', reboot: 'at once' }));
    expect(later.of('move.ended')[0].outcome).toBe('moved');
    expect(later.of('functions.impaired')).toEqual([]);
    expect(later.of('database.down').filter((f) => f.because.includes('rebooted'))).toEqual([]);
  });

  it('RST-51: loses system mailboxes of the old place after 30 days, and nobody does anything', () => {
    const watched = moved({}, LONG);
    const entries = (): { at: number; id: number }[] =>
      watched.of('event.logged').filter(({ id }) => id === 9533 || id === 9535);
    while (entries().length === 0) watched.sim.step();
    expect(fieldOf(watched, MOVED, 'System mailboxes of its old place')).toMatch(
      /^disconnected Wed 2007-03-07 .*, to be purged Fri 2007-04-06/,
    );
    toEnd(watched);
    const [gone, purged] = entries();
    expect([gone.id, purged.id]).toEqual([9533, 9535]);
    expect(purged.at - gone.at).toBe(30 * DAY);
    expect(fieldOf(watched, MOVED, 'System mailboxes of its old place')).toBeUndefined();
  });
});

describe('a public folder database that has run in a lab', () => {
  const LAB =
    '\noperations:\n  drills:\n    salvage: { when: Tue 09:00, every: 1 week, lab: true, of: servers/mbx1/storageGroups/pub }\n';
  const BACK = {
    back: 'at: week 2 Thu 14:30, misuse: { mistake: lab-copy-returned, of: servers/mbx1/storageGroups/pub }',
  };
  const run = (lab: boolean): Watched => {
    const yaml = withFolders(faulty(BACK, NIGHTLY), { first: REPLICATED });
    const watched = watch(lab ? yaml.replace(/\noperations:\n/, LAB) : yaml, { check: true });
    attachMeasures(watched.sim as never, watched.plan);
    return toEnd(watched);
  };

  it('RST-55: destroys system folders of the whole organization when it comes back', () => {
    const watched = run(true);
    const [struck] = watched.of('cause.struck').filter((f) => f.cause === 'slip');
    expect(struck.absorbed).toBe(false);
    const [{ server, databases, because }] = watched.of('functions.impaired');
    expect([server, databases.length]).toEqual([-1, watched.plan.databases.length]);
    expect(because).toMatch(/free\/busy, offline address books/);
    // Users call after half an hour, 15 min to decide; 4 h of work.
    const [restored] = watched.of('functions.restored');
    expect(restored.at - restored.since).toBe(4 * HOUR + 45 * MINUTE);
    expect(
      fieldOf(watched, 'servers/mbx1/storageGroups/pub/databases/pf1', 'Copy in a lab'),
    ).toMatch(/must not come back/);
    // Two databases of 100 mailboxes; nobody's mailbox was down.
    const none = run(false);
    expect(degraded(watched) - degraded(none)).toBeGreaterThan(900);
    const [incident] = watched.of('incident.closed');
    expect([incident.key, incident.cause]).toEqual(['faults/back:slip:1', 'slip']);
    expect(incident.databases.map((d) => watched.plan.databases[d.database].name)).toEqual(['pf1']);
    expect(
      watched
        .of('database.down')
        .map((f) => f.at)
        .filter((at) => at === struck.at),
    ).toHaveLength(1);
  });

  it('RST-55: cannot come back where no lab has run it', () => {
    const none = run(false);
    const [struck] = none.of('cause.struck').filter((f) => f.cause === 'slip');
    expect([struck.absorbed, struck.because]).toEqual([
      true,
      'no lab has run a copy of servers/mbx1/storageGroups/pub',
    ]);
    expect(none.of('functions.impaired')).toEqual([]);
    expect(none.of('incident.closed')).toEqual([]);
  });
});

describe('a database or its mailboxes', () => {
  const FILE = 'scenarios/moves/database-or-mailboxes.yaml';
  const read = (change: (text: string) => string = (text) => text) =>
    loadScenario(FILE, (path) => change(readFileSync(path, 'utf8')));
  const value = (metric: string, plan: Plan, sim: OrganizationSim): number =>
    replicationReaderOf(metric)!.read(plan, readMeasures(sim as never, plan, 0), {}) as number;

  it('RST-53: whole databases take everybody down, mailboxes that are moved one by one each its user alone', () => {
    const loaded = read();
    if (!loaded.ok) throw new Error('it is refused');
    const down = new Map<string, number>();
    for (const { name, plan } of loaded.scenario.strategies) {
      const sim = createOrganization(plan, { seed: 1, replication: 0 });
      attachMeasures(sim as never, plan);
      const ended: string[] = [];
      sim.on('mailbox-move.ended', ({ moved: many, at, began, everyMs }) => {
        ended.push('mailboxes');
        // 100 MiB at 5 GB an hour each, one after another.
        expect([many, everyMs]).toEqual([100, 75_498]);
        // The first arrives at once.
        expect(at - began).toBe(99 * everyMs);
      });
      sim.on('move.ended', ({ outcome }) => ended.push(outcome));
      sim.runUntil(plan.clock.end);
      expect(ended).toEqual([name === 'mailboxes' ? 'mailboxes' : 'moved']);
      down.set(name, value('downtime.service', plan, sim));
    }
    expect(down.get('mailboxes')).toBeCloseTo((100 * 75_498) / HOUR, 3);
    expect(down.get('database')!).toBeGreaterThan(30 * down.get('mailboxes')!);
  });

  it('are refused where they are not, or are already', () => {
    const from = 'from: servers/mbx1/storageGroups/sg1/databases/db1';
    const problems = (text: string): string => {
      const loaded = read((each) => each.replace(from, text));
      return loaded.ok ? '' : loaded.problems.map(formatProblem).join('\n');
    };
    expect(problems(from.replace('mbx1', 'mbx2').replace('db1', 'db2'))).toMatch(
      /are there already/,
    );
    expect(problems(from.replace('db1', 'db3'))).toMatch(/db3/);
  });
});

/** Restore drills in a lab, and one in production that connects the wrong mailboxes. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../../sim/engine/clock.ts';
import { formatProblem, loadScenario } from '../../../sim/scenario/index.ts';
import { instant } from '../../support/backup.ts';
import { lookAfter, lookedAfter } from '../../support/noticing.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { toEnd, volume } from '../../support/recovery.ts';

const drilled = (how: string, rest = 'hazards: none\n'): Watched =>
  toEnd(lookAfter({ rest, operations: [`drills: { weekly: { when: Wed 09:00${how} } }`] }));

/** The drill of the first week. */
const drillOf = (watched: Watched) =>
  watched.of('drill.ended').find((f) => f.at >= watched.plan.clock.start)!;

describe('a restore drill', () => {
  it('MON-18: is held once a quarter unless the scenario says when', () => {
    const operations = ['drills: { quarterly: {} }'];
    const watched = lookAfter({ rest: 'hazards: none\n', operations, horizon: '14 weeks' }, false);
    const [first, next, ...more] = toEnd(watched).of('drill.ended');
    expect(next.asked - first.asked).toBe(91 * DAY);
    expect(more).toEqual([]);
    const yaml = lookedAfter({
      operations: ['drills: { rare: { when: Tue 09:00, every: 26 weeks } }'],
    });
    const loaded = loadScenario('test.yaml', () => yaml);
    const warnings = loaded.ok ? loaded.warnings.map(formatProblem).join() : '';
    expect(warnings).toContain('at least once a quarter');
    expect(warnings).toContain('expected at most 13 weeks; found 26 weeks');
  });

  it('RST-56: in a lab builds a forest, a server and placeholders first, and connects mailboxes at last', () => {
    const [lab, beside] = [drilled(', lab: true'), drilled('')];
    const [long, short] = [drillOf(lab), drillOf(beside)];
    expect(long).toMatchObject({ outcome: 'restored', sets: short.sets });
    const { buildLabMs, stepMs } = lab.plan.figures.operations;
    expect(long.at - long.began).toBe(short.at - short.began + buildLabMs + 2 * stepMs);
    const steps = lab.of('step.ended').filter((f) => f.definition === 'recovery.drill');
    const names = steps.map((f) => f.step);
    const order = ['prepare', 'build', 'plan', 'read', 'check', 'connect', 'report'];
    expect(order.map((step) => names.indexOf(step))).toEqual(
      order.map((step) => names.indexOf(step)).sort((x, y) => x - y),
    );
    expect(names).not.toContain('misled');
    expect(lab.sim.world.org.operations.drills[0].endedAt).toBe(lab.of('drill.ended').at(-1)!.at);
  });

  it('RST-56: in a lab needs no room on a volume of production, and no load of it', () => {
    const size =
      'db1: { on: database, mailboxes: { standard: 100 }, profile: average, size: 600 GiB }';
    const load = (how: string): string[] => {
      const groups = `\n        sg1:\n          logs: logs\n          databases: { ${size} }`;
      const operations = [`drills: { weekly: { when: Wed 09:00${how} } }`];
      const yaml = lookedAfter({ rest: 'hazards: none\n', groups, operations });
      const loaded = loadScenario('test.yaml', () => yaml);
      return loaded.ok ? [] : loaded.problems.map(formatProblem);
    };
    expect(load('').join()).toContain('has no room to restore');
    expect(load(', lab: true')).toEqual([]);
    expect(load(`, lab: true, to: ${volume('logs')}`).join()).toContain(
      'a lab has disks of its own',
    );
  });

  it('RST-57: in production that connects users to it shows them stale data until they call', () => {
    const watched = drilled(', connects: users');
    const at = instant(watched.plan, 1, 'Wed 09:00');
    const [down] = watched.of('database.down').filter((f) => f.at > at);
    expect(down.because).toContain('their data is that of the backup');
    const [up] = watched.of('database.up').filter((f) => f.at > down.at);
    // 30 min until users call, 15 to decide, 2 to undo it.
    expect(up.at - down.at).toBe(47 * MINUTE);
    expect(up.at).toBe(drillOf(watched).at);
    expect(watched.of('content.lost')).toEqual([]);
    const test = drilled('');
    expect(test.of('database.down').filter((f) => f.at > at)).toEqual([]);
    // In a lab the same mailboxes reach nobody's users.
    const lab = drilled(', connects: users, lab: true');
    expect(lab.of('database.down').filter((f) => f.at > at)).toEqual([]);
  });

  it('RST-57: a disaster sends them back to what is being recovered', () => {
    const fault = `hazards: none\nfaults: { gone: { at: week 1 Wed 09:30, lose: ${volume('database')} } }\n`;
    const watched = drilled(', connects: users', fault);
    expect(drillOf(watched).outcome).toBe('broken-off');
    const [closed] = watched.of('incident.closed');
    expect(closed.databases[0]).toMatchObject({ outcome: 'recovered' });
    expect(closed.databases[0].serviceMs).toBeLessThan(12 * HOUR);
  });

  it('MON-09: keeps nobody who only waits for a drive, and goes on when drive and person are there', () => {
    // The full of Wednesday runs for six hours, and the only person is called to look at it.
    const slow = 'parameters: { backup: { sourceBytesPerSecond: 500 kB/s } }\n';
    const operations = [
      'drills: { weekly: { when: Wed 20:30 } }',
      'readLog: never',
      'monitoring: { missingSuccess: 2 h }',
    ];
    const yaml = lookedAfter({ rest: `hazards: none\n${slow}`, operations });
    const watched = toEnd(watch(yaml.replace('people: 2', 'people: 1'), { check: true }));
    const at = instant(watched.plan, 1, 'Wed 22:00');
    expect(watched.of('alarm.raised').some((f) => f.at === at)).toBe(true);
    const looked = watched.of('step.ended').find((f) => f.step === 'look' && f.at > at)!;
    // 15 min to decide, 45 min until somebody is there, 2 min to look.
    expect(looked.at).toBe(at + 62 * MINUTE);
    expect(drillOf(watched)).toMatchObject({ outcome: 'restored' });
  });
});

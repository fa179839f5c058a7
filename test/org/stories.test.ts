import { describe, expect, it } from 'vitest';
import { DAY, formatInstant, HOUR } from '../../sim/engine/clock.ts';
import { smallYaml, watch } from '../support/organization.ts';

describe('what a reviewer stumbled over', () => {
  it('two runs of one group on one day fail independently of each other', () => {
    const jobs = `
    morning: { type: full, when: daily 08:00, window: always }
    evening: { type: full, when: daily 20:00, window: always }`;
    const rest = 'hazards: { job-failed: 20 %, others: none }\n';
    const { sim, plan, of } = watch(smallYaml({ jobs, rest, horizon: '12 weeks' }), {
      check: false,
    });
    sim.runUntil(plan.clock.end);
    const keys = of('cause.struck').map((f) => f.key);
    expect(keys.length).toBeGreaterThan(15);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('the service clock of damage that nobody has met runs from the dismount', () => {
    const rest = `hazards: none
faults:
  bad: { at: week 2 Tue 10:00, corrupt: servers/mbx1/storageGroups/sg1/databases/db1 }
`;
    const { sim, plan, of } = watch(smallYaml({ rest }));
    sim.runUntil(plan.clock.end);
    const [row] = of('incident.closed')[0].databases;
    expect(row.dataMs).toBeGreaterThan(3 * HOUR);
    expect(row.serviceMs).toBeLessThan(row.dataMs);
    expect(row.serviceMs).toBe(of('incident.closed')[0].openedAt + row.dataMs - (row.downAt ?? 0));
  });

  it.each([
    ['none', ['call until Fri 08:00', 'decide until Fri 08:15']],
    ['45 min', ['decide until Thu 22:20', 'call until Thu 23:05']],
  ])('out of hours, on call %s: who decides, and when', (onCall, expected) => {
    const rest = `hazards: none
faults:
  gone: { at: week 2 Thu 22:00, lose: servers/mbx1/nodes/a/volumes/database }
`;
    const text = smallYaml({ rest }).replace(/onCall: [^ }]+( min)?/, `onCall: ${onCall}`);
    const { sim, plan, of } = watch(text);
    sim.runUntil(plan.clock.end);
    const { waterfall, openedAt } = of('incident.closed')[0];
    const told = waterfall
      .filter(({ span }) => span === 'call' || span === 'decide')
      .slice(0, 2)
      .map(
        ({ span, from, ms }) => `${span} until ${formatInstant(from + ms).replace(/ .* /, ' ')}`,
      );
    expect(told).toEqual(expected);
    const [alarm] = waterfall;
    expect(alarm).toMatchObject({ span: 'detect', from: openedAt, ms: 5 * 60_000 });
  });

  it('a cartridge that a failed mount took is replaced by a blank after a week', () => {
    const rest = 'hazards: { mount-failed: 20 %, others: none }\n';
    const { sim, plan, of } = watch(smallYaml({ rest, horizon: '8 weeks' }), { check: false });
    sim.runUntil(plan.clock.end);
    const taken = of('cartridge.lost').filter((f) => f.at < plan.clock.end - 8 * DAY);
    expect(taken.length).toBeGreaterThan(1);
    const gone = sim.world.org.media.cartridges.filter((c) => c.gone).length;
    const recent = of('cartridge.lost').filter((f) => f.at > plan.clock.end - 7 * DAY).length;
    expect(gone).toBe(recent);
  });
});

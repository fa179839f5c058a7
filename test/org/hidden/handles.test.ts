/** Every handle that the state keeps names its pending event also in a fork whose events have new handles. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../sim/engine/clock.ts';
import { createOrganization } from '../../../sim/org/wiring.ts';
import type { OrganizationSim } from '../../../sim/org/wiring.ts';
import { forkHidden } from '../../../sim/org/wiring/hidden.ts';
import { planOf, smallYaml } from '../../support/organization.ts';

/** Values of every field called a timer, by path. */
function timersOf(value: unknown, path = 'org'): [string, number][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]): [string, number][] => {
    const own = `${path}.${key}`;
    if (/timer$/i.test(key) && typeof below === 'number') return below === 0 ? [] : [[own, below]];
    return timersOf(below, own);
  });
}

const dangling = ({ core }: OrganizationSim): string[] =>
  timersOf(core.org)
    .filter(([, handle]) => !core.queue.isPending(handle))
    .map(([path]) => path);

describe('forkHidden', () => {
  it('renews all handles in the state, whatever holds them', () => {
    const groups = `
        sg1:
          logs: logs
          firstGeneration: 1043000
          databases:
            db1: { on: database, mailboxes: { standard: 100 }, profile: average, quota: 400 MiB, size: 10 GiB }`;
    const yaml = smallYaml({ groups, rest: 'hazards: default\n' }).replace('2007\n', '2003\n');
    const plan = planOf(yaml);
    const sim = createOrganization(plan, { seed: 3, replication: 0 });
    const seen = new Set<string>();
    for (let at = plan.clock.start; at < plan.clock.start + 10 * DAY; at += 7 * HOUR) {
      sim.runUntil(at);
      expect(dangling(sim)).toEqual([]);
      const fork = forkHidden(sim, 5);
      expect(dangling(fork)).toEqual([]);
      for (const [path] of timersOf(fork.core.org)) seen.add(path.split('.').at(-1)!);
    }
    expect([...seen].sort()).toEqual(
      expect.arrayContaining(['fillTimer', 'generationTimer', 'timer']),
    );
  });
});

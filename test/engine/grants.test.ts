import { describe, expect, it } from 'vitest';
import { grantAll } from '../../sim/engine/resources.ts';
import type { ResourceState } from '../../sim/engine/resources.ts';
import { createOrganization } from '../../sim/org/wiring.ts';
import { planOf } from '../support/organization.ts';
import { randomYaml } from '../support/random.ts';

/** How many requests a pass over a copy of the queue would grant. */
function couldBeGranted(state: ResourceState): number {
  const copy = JSON.parse(
    JSON.stringify({ pools: state.pools, waiting: state.waiting }),
  ) as ResourceState;
  return grantAll(copy).length;
}

describe('grants', () => {
  it('nothing that waits could be granted, unless a grant is due at this instant', () => {
    let waited = 0;
    for (let seed = 0; seed < 6; seed++) {
      const plan = planOf(randomYaml(seed, '6 weeks'));
      const sim = createOrganization(plan, { seed, replication: 0 });
      const { procedures } = sim.world.org;
      while (sim.now < plan.clock.end && sim.step()) {
        if (procedures.grantPending) continue;
        waited += procedures.waiting.length;
        expect(couldBeGranted(procedures), `seed ${seed}, event ${sim.events}`).toBe(0);
      }
    }
    expect(waited).toBeGreaterThan(1000);
  });

  it('an event is spent on grants only where something is granted', () => {
    const plan = planOf(randomYaml(3, '6 weeks'));
    const sim = createOrganization(plan, { seed: 3, replication: 0 });
    const { procedures } = sim.world.org;
    let passes = 0;
    for (let next = sim.peek(); next !== null && next.time <= plan.clock.end; next = sim.peek()) {
      if (next.kind === 'procedure.grant') {
        passes += 1;
        expect(couldBeGranted(procedures), `event ${sim.events}`).toBeGreaterThan(0);
      }
      sim.step();
    }
    expect(passes).toBeGreaterThan(100);
  });
});

describe('a plan', () => {
  it('is frozen to its leaves by a checked run', () => {
    const plan = planOf(randomYaml(0, '2 weeks'));
    createOrganization(plan, { seed: 1, replication: 0, check: true });
    expect(Object.isFrozen(plan.databases[0].mailboxes)).toBe(true);
    expect(Object.isFrozen(plan.hazards)).toBe(true);
    expect(Object.isFrozen(plan.figures.media)).toBe(true);
  });
});

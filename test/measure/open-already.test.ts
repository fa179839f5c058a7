/** Collectors that are attached in the middle of incidents: what they did not hear open, they read. */
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../sim/engine/clock.ts';
import { attachMeasures, readMeasures } from '../../sim/measure/index.ts';
import type { IncidentRecord } from '../../sim/measure/index.ts';
import { createOrganization } from '../../sim/org/wiring.ts';
import { forkHidden } from '../../sim/org/wiring/hidden.ts';
import { forceStrike } from '../../sim/org/wiring/strikes.ts';
import { planOf, smallYaml } from '../support/organization.ts';

const text = (hazards: string): string =>
  smallYaml({
    horizon: '26 weeks',
    rest: `hazards: { ${hazards}, others: none }\nparameters: { hardware: { wholeServerShare: 100 % } }\n`,
  });

describe('collectors attached while incidents are open', () => {
  it('read damage that nobody knows of in a fork that has drawn it anew, and what it came to', () => {
    const plan = planOf(text('page-damage: 40 /year, volume-lost: 0.0001 /year'));
    let [latent, lost] = [0, 0];
    for (let replication = 0; replication < 12; replication++) {
      const sim = createOrganization(plan, { seed: 8, replication });
      sim.runUntil(plan.clock.start + 18 * DAY);
      const fork = forkHidden(sim, 3);
      const open = fork.world.org.recovery.incidents.flatMap((each) => each?.key ?? []);
      attachMeasures(fork, plan);
      forceStrike(fork, 'volume-lost', 0);
      fork.runUntil(plan.clock.end);
      const { incidents } = readMeasures(fork, plan, replication);
      for (const key of open) {
        const found = incidents.find(({ causes }) => causes.includes(key));
        expect(found, key).toBeDefined();
        expect(found!.at).toBeLessThanOrEqual(sim.now);
        expect(found!.closedAt).toBeGreaterThan(sim.now);
        latent += 1;
        if (found!.databases.some(({ messages }) => messages > 0)) lost += 1;
      }
    }
    expect(latent).toBeGreaterThan(2);
    expect(lost).toBeGreaterThan(0);
  });

  it('tell of an incident in the middle what those tell that have heard all of it', () => {
    const plan = planOf(text('volume-lost: 12 /year, operator-destroys: 6 /year'));
    let compared = 0;
    for (let replication = 0; replication < 4; replication++) {
      const sim = createOrganization(plan, { seed: 8, replication });
      attachMeasures(sim, plan);
      for (let at = plan.clock.start; at < plan.clock.end; at += 3 * HOUR) {
        sim.runUntil(at);
        const open = sim.world.org.recovery.incidents.find((each) => each !== null);
        if (open === undefined || open === null) continue;
        const [all, late] = [sim.fork(), sim.fork()];
        for (const name of Object.keys(late.measures)) delete late.measures[name];
        const records = [all, late].map((fork): IncidentRecord | undefined => {
          attachMeasures(fork, plan);
          fork.runUntil(plan.clock.end);
          const { incidents } = readMeasures(fork, plan, replication);
          return incidents.find(({ causes }) => causes.includes(open.key));
        });
        expect(records[0]).toBeDefined();
        expect({ ...records[1], mail: null }).toEqual({ ...records[0], mail: null });
        compared += 1;
        at += 10 * DAY;
      }
    }
    expect(compared).toBeGreaterThan(5);
  });
});

/** Forks with everything hidden drawn anew are simulations like any other. */
import { describe, expect, it } from 'vitest';
import { DAY } from '../../../sim/engine/clock.ts';
import { demandPlain } from '../../../sim/engine/plain.ts';
import { recordWindow } from '../../../sim/engine/recorder.ts';
import { resumeSim } from '../../../sim/engine/sim.ts';
import {
  checkOrganization,
  createOrganization,
  organizationModel,
} from '../../../sim/org/wiring.ts';
import { forkHidden } from '../../../sim/org/wiring/hidden.ts';
import { imageOf } from '../../support/hidden.ts';
import { planOf } from '../../support/organization.ts';
import { randomYaml } from '../../support/random.ts';

describe('random organizations that fail all the time, forked with what is hidden drawn anew', () => {
  it('stay plain, balance their books and go on for weeks; the origin is left alone', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const plan = planOf(randomYaml(seed, '8 weeks'));
      const sim = createOrganization(plan, { seed: 1, replication: seed, check: seed === 1 });
      for (let k = 0; k < 3; k++) {
        sim.runUntil(plan.clock.start + Math.floor((k * 17.37 + ((seed * 7.77) % 13)) * DAY));
        const before = JSON.stringify(sim.snapshot());
        const fork = forkHidden(sim, seed);
        expect(JSON.stringify(sim.snapshot())).toBe(before);
        demandPlain(fork.world.org, 'org');
        for (let day = 0; day < 21; day++) {
          checkOrganization(fork.world);
          fork.runUntil(fork.now + DAY);
        }
        demandPlain(fork.world.org, 'org');
        forkHidden(fork, 1).runUntil(fork.now + 7 * DAY);
      }
    }
  });

  it('are the same for the same salt, others for another, and go on the same from a file and recorded', () => {
    const plan = planOf(randomYaml(3, '8 weeks'));
    const sim = createOrganization(plan, { seed: 1, replication: 3 });
    sim.runUntil(plan.clock.start + 10.3 * DAY);
    const fork = (salt = 5) => forkHidden(sim, salt);
    expect(imageOf(fork())).toEqual(imageOf(fork()));
    expect(imageOf(fork(6))).not.toEqual(imageOf(fork()));
    const image = JSON.parse(JSON.stringify(fork().snapshot()));
    const resumed = resumeSim({ model: organizationModel, plan, image });
    const recorded = fork();
    const plainly = fork();
    const until = sim.now + 5 * DAY;
    plainly.runUntil(until);
    resumed.runUntil(until);
    recordWindow(recorded, until);
    expect(resumed.fingerprint).toBe(plainly.fingerprint);
    expect(recorded.fingerprint).toBe(plainly.fingerprint);
    expect(imageOf(recorded)).toEqual(imageOf(plainly));
  });
});

/** A world whose databases have moved: kept, resumed, forked, recorded, and hit again. */
import { describe, expect, it } from 'vitest';
import { resumeSim } from '../../../sim/engine/sim.ts';
import { organizationIsQuiet, organizationModel } from '../../../sim/org/wiring.ts';
import { forkHidden } from '../../../sim/org/wiring/hidden.ts';
import { instant } from '../../support/backup.ts';
import { dead, ELSEWHERE, lost, BROUGHT } from '../../support/elsewhere.ts';
import { watch, type Watched } from '../../support/organization.ts';
import { toEnd, volume } from '../../support/recovery.ts';

const moved = (): Watched => {
  const watched = watch(lost(ELSEWHERE), { check: false });
  watched.sim.runUntil(instant(watched.plan, 2, 'Fri 12:00'));
  return watched;
};
const homeOf = ({ plan }: Watched['sim']['world']): number => plan.databases[0].server;

describe('a world whose database has moved', () => {
  it('goes on from a snapshot, and in a fork, where it has left off', () => {
    const { sim, plan } = moved();
    expect(homeOf(sim.world)).toBe(1);
    // The scenario's plan is everybody's, and stays as it is.
    expect(plan.databases[0].server).toBe(0);
    const image = JSON.parse(JSON.stringify(sim.snapshot()));
    const resumed = resumeSim({ model: organizationModel, plan, image });
    const fork = sim.fork();
    for (const each of [sim, resumed, fork]) each.runUntil(plan.clock.end);
    expect([homeOf(resumed.world), homeOf(fork.world)]).toEqual([1, 1]);
    expect(resumed.fingerprint).toBe(sim.fingerprint);
    expect(fork.fingerprint).toBe(sim.fingerprint);
  });

  it('is redrawn where nobody has looked like any other', () => {
    const { sim, plan } = moved();
    const fork = forkHidden(sim, 7);
    fork.runUntil(plan.clock.end);
    expect(homeOf(fork.world)).toBe(1);
  });

  it('loses nothing twice when its new place is hit as well, whatever comes first', () => {
    const target = 'servers/mbx2/nodes/a/volumes/database';
    for (const [when, lose] of [
      ['Thu 14:50', target],
      ['Thu 15:30', 'servers/mbx2'],
      ['Fri 10:00', volume('logs')],
    ]) {
      const more = `  again: { at: week 2 ${when}, lose: ${lose} }\n`;
      const watched = toEnd(watch(`${lost(ELSEWHERE)}${more}`));
      expect(organizationIsQuiet(watched.sim)).toBe(true);
      const dead2 = dead(BROUGHT, {}, { again: `at: week 2 ${when}, lose: ${lose}` });
      const brought = toEnd(watch(dead2));
      expect(organizationIsQuiet(brought.sim)).toBe(true);
      expect(brought.sim.world.org.store.databases.every((d) => d.mounted)).toBe(true);
    }
  });

  it('has a plan that a checked run has frozen', () => {
    const watched = watch(lost(ELSEWHERE));
    watched.sim.runUntil(instant(watched.plan, 2, 'Fri 12:00'));
    expect(Object.isFrozen(watched.sim.world.plan.databases[0])).toBe(true);
  });
});

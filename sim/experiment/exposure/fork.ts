/** A fork of a base run in which nothing strikes any more but what is forced, with collectors of its own. */
import type { OrganizationSim } from '../../org/wiring.ts';
import { organizationIsQuiet } from '../../org/wiring.ts';
import { forkHidden } from '../../org/wiring/hidden.ts';
import { callOffStrikes } from '../../org/wiring/strikes.ts';
import { HOUR } from '../../engine/clock.ts';
import { attachExposed, exposedIncident } from '../../measure/exposed.ts';
import type { IncidentRecord } from '../../measure/index.ts';

const STEP = HOUR;

export function forkCalm(base: OrganizationSim, salt: number): OrganizationSim {
  // What nobody knows is drawn anew in each, given that no damage is latent: that is a world of its own.
  const sim = forkHidden(base, salt, { latentDamage: false });
  callOffStrikes(sim);
  attachExposed(sim, sim.world.plan);
  return sim;
}

/** Whether no incident is open and no disk is out: what an injection would meet is no other cause's doing. */
export function isCalm(sim: OrganizationSim): boolean {
  return (
    organizationIsQuiet(sim) && sim.world.org.hardware.volumes.every((v) => v.broken.length === 0)
  );
}

/**
 * Goes on until the incident with a key is closed and every restored group has had its full again, or until the
 * scenario's run-out is over; answers the incident, or null where nothing is impaired.
 */
export function runOn(sim: OrganizationSim, key: string): IncidentRecord | null {
  const { plan } = sim.world;
  const latest = sim.now + plan.clock.latest - plan.clock.end;
  for (;;) {
    if (organizationIsQuiet(sim) || sim.now >= latest) {
      const incident = exposedIncident(sim, plan, key);
      if (incident === null || incident.unprotectedMs !== null || sim.now >= latest)
        return incident;
    }
    sim.runUntil(Math.min(latest, sim.now + STEP));
  }
}

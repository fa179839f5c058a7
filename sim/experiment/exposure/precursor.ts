/** What has happened, unnoticed or not mended yet, before an injection strikes: forks of the base run that wait for it. */
import { incidentWith } from '../../org/recovery/incident.ts';
import { stillToNotice } from '../../org/recovery/noticing.ts';
import type { OrganizationSim } from '../../org/wiring.ts';
import { forceStrike } from '../../org/wiring/strikes.ts';
import { blaming, placeOf } from './failed.ts';
import { forkCalm } from './fork.ts';
import type { Rare } from './rare.ts';
import type { ExposureSettings } from './settings.ts';
import type { Visit } from './visits.ts';

/** By strategy; null where it has no such owner. */
export type Precursor = readonly (OrganizationSim | null)[];

/** Half of all damage is still unnoticed at an age drawn from its own law. */
const MOST_TRIES = 64;

/**
 * Forks the base runs now and lets the precursor strike. Latent damage is drawn anew until it is one that no user will
 * have noticed by the time of the injection, which is what its weight speaks of.
 */
export function forkPrecursor(
  settings: ExposureSettings,
  bases: readonly OrganizationSim[],
  visit: Visit,
  rare: Rare,
): Precursor | null {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const salt = (visit.salt + attempt) >>> 0;
    const forks = bases.map((base, s) =>
      blaming(placeOf(settings, visit, s), () => forkStruck(base, rare, rare.owner.ids[s], salt)),
    );
    if (rare.hidden !== 'latent-damage') return forks;
    const first = forks.findIndex((fork) => fork !== null);
    if (lastsUntil(forks[first], rare.owner.ids[first], visit.at)) return forks;
  }
  return null;
}

function forkStruck(
  base: OrganizationSim,
  { hidden }: Rare,
  owner: number,
  salt: number,
): OrganizationSim | null {
  if (owner < 0) return null;
  const sim = forkCalm(base, salt);
  forceStrike(sim, hidden === 'rebuilding' ? 'disk-failed' : 'page-damage', owner);
  return sim;
}

function lastsUntil(sim: OrganizationSim | null, database: number, at: number): boolean {
  const incident = sim === null ? null : incidentWith(sim.world, database);
  const noticing = sim === null || incident === null ? null : stillToNotice(sim.world, incident);
  return noticing !== null && noticing.at > at;
}

/** Whether a fork that was run on to the injection is still in the state that it stands for. */
export function stillHidden(sim: OrganizationSim, { hidden, owner }: Rare, id: number): boolean {
  if (hidden === 'rebuilding') {
    const { volume } = sim.world.plan.disks[id];
    const { lost, broken } = sim.world.org.hardware.volumes[volume];
    return !lost && broken.some(({ disk }) => disk === id) && owner.ids.includes(id);
  }
  const incident = incidentWith(sim.world, id);
  return incident !== null && stillToNotice(sim.world, incident) !== null;
}

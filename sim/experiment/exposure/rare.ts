/**
 * Rare states of what is hidden in which an injection may be met: pages damaged that nobody has noticed, a disk of the
 * same array out, a sector that the rebuild cannot read. One injection in a few meets them, with so many times their
 * probability as its weight, and the rest goes to the sound state: what is expected of an estimate does not change.
 */
import { uniform } from '../../engine/draw.ts';
import type { Ms } from '../../engine/types.ts';
import { diskCatalogue } from '../../org/hardware/parameters.ts';
import { sectorProbability } from '../../org/hardware/disks.ts';
import type { Plan } from '../../org/plan.ts';
import { YEAR } from '../../engine/clock.ts';
import type { Owner } from './owners.ts';
import { ownersAmong } from './owners.ts';
import { RARE_EVERY } from './settings.ts';
import type { Visit } from './visits.ts';
import { evenly, RARE_STEP } from './visits.ts';

/** What strikes before the injection, or with it. */
export interface Rare {
  readonly hidden: 'latent-damage' | 'rebuilding' | 'bad-sector';
  /** Whom it strikes. */
  readonly owner: Owner;
  /** How long before the injection; 0 where it comes with it. */
  readonly beforeMs: Ms;
  readonly weight: number;
}

/** What a visit meets in addition to the sound state; null for most. */
export function rareOf(plans: readonly Plan[], visit: Visit, seed: number): Rare | null {
  const turn = evenly(seed, visit, 'rare', RARE_STEP) * RARE_EVERY;
  if (turn >= 1) return null;
  const draw = (purpose: string): number =>
    uniform(seed, visit.replication, `exposure/${visit.cause}`, purpose, visit.index);
  switch (visit.cause) {
    case 'volume-lost':
    case 'operator-destroys':
      return latentDamage(plans, visit, draw);
    case 'disk-failed':
      return turn < 0.5 ? rebuilding(plans, visit, draw) : badSector(plans, visit);
    default:
      return null;
  }
}

type Draw = (purpose: string) => number;

/**
 * Damage of one database of the struck server, at an age drawn from the time that it takes a user to notice: that law
 * has no memory, so the ages of what is still unnoticed follow it, too.
 */
function latentDamage(plans: readonly Plan[], { owner }: Visit, draw: Draw): Rare | null {
  const exposed = ownersAmong(plans, 'page-damage').filter(({ ids }) =>
    ids.some((id, s) => {
      if (id < 0 || owner.ids[s] < 0) return false;
      const { path } = plans[s].servers[plans[s].databases[id].server];
      return owner.path === path || owner.path.startsWith(`${path}/`);
    }),
  );
  if (exposed.length === 0) return null;
  const hit = exposed[Math.floor(draw('damaged') * exposed.length)];
  const { userNoticesMs, pagesPerDamage, singleBitShare } = plans[0].figures.store;
  const beforeMs = Math.max(1, Math.ceil(-Math.log(draw('age')) * userNoticesMs));
  const lasting = 1 - singleBitShare / pagesPerDamage;
  const weight = exposed.length * ((hit.perYear * userNoticesMs) / YEAR) * lasting;
  return rare('latent-damage', hit, beforeMs, weight, 1);
}

/** Another disk of the array has failed, and is not rebuilt yet. */
function rebuilding(plans: readonly Plan[], { owner }: Visit, draw: Draw): Rare | null {
  const array = owner.path.slice(0, owner.path.lastIndexOf('/'));
  const others = ownersAmong(plans, 'disk-failed').filter(
    ({ path }) => path !== owner.path && path.startsWith(`${array}/`),
  );
  if (others.length === 0) return null;
  const hit = others[Math.floor(draw('broken') * others.length)];
  const out = Math.max(
    ...plans.map((plan, s) => (hit.ids[s] < 0 ? 0 : outMs(plan, plan.disks[hit.ids[s]].volume))),
  );
  const beforeMs = Math.max(1, Math.ceil(draw('age') * out));
  return rare('rebuilding', hit, beforeMs, (others.length * hit.perYear * out) / YEAR, 2);
}

/** How long an array is without one of its disks. */
function outMs(plan: Plan, volume: number): Ms {
  const { hotSpares, model, server } = plan.volumes[volume];
  const { rebuildBytesPerSecond } = plan.figures.hardware;
  const wait = hotSpares > 0 ? 0 : plan.sites[plan.servers[server].site].partsMs.disk;
  return wait + (diskCatalogue[model].capacityBytes / rebuildBytesPerSecond) * 1000;
}

function badSector(plans: readonly Plan[], { owner }: Visit): Rare | null {
  const probabilities = plans.map((plan, s) =>
    owner.ids[s] < 0 ? 0 : sectorProbability(plan, plan.disks[owner.ids[s]].volume),
  );
  return rare('bad-sector', owner, 0, Math.max(...probabilities), 2);
}

/** A probability as the weight of a world that one visit in `RARE_EVERY` × `kinds` runs. */
function rare(
  hidden: Rare['hidden'],
  owner: Owner,
  beforeMs: Ms,
  probability: number,
  kinds: number,
): Rare | null {
  const weight = Math.min(1, probability * RARE_EVERY * kinds);
  return weight > 0 ? { hidden, owner, beforeMs, weight } : null;
}

/** Somebody brings blank cartridges when the trouble is over: a few more for each library, in plan and state alike. */
import { resumeSim } from '../../sim/engine/sim.ts';
import type { SimImage } from '../../sim/engine/types.ts';
import { onCartridgeThere } from '../../sim/org/backup/waiting.ts';
import type { Facts } from '../../sim/org/facts.ts';
import type { Plan } from '../../sim/org/plan.ts';
import { cartridgePool } from '../../sim/org/pools.ts';
import type { OrgState } from '../../sim/org/state.ts';
import { organizationModel, type OrganizationSim } from '../../sim/org/wiring.ts';

const BLANKS = 40;

export interface Peaceful {
  readonly plan: Plan;
  resume(): OrganizationSim;
}

export function withBlanks(image: SimImage<OrgState>, plan: Plan): Peaceful {
  const cartridges = [...plan.cartridges];
  const { org } = image;
  const libraries = plan.libraries.map((library) => {
    if (library.kind === 'disk') return library;
    const more: number[] = [];
    const pool = org.procedures.pools[cartridgePool(library.id)];
    for (let i = 0; i < BLANKS; i++) {
      const id = cartridges.length;
      const [like] = library.cartridges;
      cartridges.push({
        ...plan.cartridges[like],
        id,
        path: `${library.path}/cartridges/blank${i}`,
      });
      org.media.cartridges.push({
        usedBytes: 0,
        week: -1,
        sets: [],
        keepUntil: 0,
        passes: 0,
        gone: false,
        away: false,
        backAt: -1,
      });
      pool.holder.push(-1);
      pool.closed.push(false);
      pool.freedAt.push(-1);
      pool.freedByTrail.push(-1);
      pool.freedByRecord.push(-1);
      more.push(id);
    }
    return { ...library, cartridges: [...library.cartridges, ...more] };
  });
  const richer: Plan = { ...plan, libraries, cartridges };
  return {
    plan: richer,
    resume() {
      const sim = resumeSim<Plan, OrgState, Facts>({
        model: organizationModel,
        plan: richer,
        image,
      });
      for (const library of richer.libraries) onCartridgeThere(sim.world, library.id);
      return sim;
    },
  };
}

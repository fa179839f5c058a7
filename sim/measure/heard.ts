import type { Ms, Said } from '../engine/types.ts';
import type { Facts } from '../org/facts.ts';
import type { OrgState } from '../org/state.ts';

/** A fact as a collector hears it. */
export type HeardFact<K extends keyof Facts> = Said<Facts, K>;

/**
 * What measuring needs of a simulation: facts to hear, and a place for the state of the collectors, so that snapshots
 * and forks carry it. Nothing here can change the organization.
 */
export interface Heard {
  readonly now: Ms;
  readonly measures: Record<string, unknown>;
  /** What had happened before anybody listened can be read here, and only then. */
  readonly world: { readonly org: Pick<OrgState, 'recovery'> };
  on<K extends keyof Facts>(type: K, listener: (fact: HeardFact<K>) => void): () => void;
}

/** The state of a collector: what the simulation carries already (a fork, a resumed snapshot), or a new one. */
export function stateOf<S>(sim: Heard, name: string, create: () => S): S {
  const carried = sim.measures[name];
  if (carried !== undefined) return carried as S;
  const fresh = create();
  sim.measures[name] = fresh;
  return fresh;
}

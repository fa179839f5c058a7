import type { World } from '../engine/types.ts';
import type { Facts } from './facts.ts';
import type { Plan } from './plan.ts';
import type { OrgState } from './state.ts';

/** The world as the trades see it. */
export type OrgWorld = World<Plan, OrgState, Facts>;

import type { OrganizationSim } from '../org/wiring.ts';
import { createOrganization, organizationIsQuiet } from '../org/wiring.ts';
import type { Driven, Model } from './replication.ts';

/** The organization as the experiment drives it. */
export const model: Model = {
  createOrganization: (plan, options) => createOrganization(plan, options),
  // Every simulation that the experiment hands back came from createOrganization.
  organizationIsQuiet: (sim: Driven) => organizationIsQuiet(sim as OrganizationSim),
};

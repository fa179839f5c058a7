import * as z from 'zod';
import { block } from './block.ts';
import { choice } from './fields.ts';
import { parametersSchema } from './figures.ts';
import { backupSchema } from './sections/backup.ts';
import { SERVICE_PACKS } from './builder.ts';
import { directorySchema, hubsSchema } from './sections/directory.ts';
import { faultsSchema } from './sections/faults.ts';
import { hazardsSchema } from './sections/hazards.ts';
import { drivesSchema, librariesSchema } from './sections/media.ts';
import { targetsSchema } from './sections/targets.ts';
import { classesSchema, operationsSchema } from './sections/operations.ts';
import { recoverySchema } from './sections/recovery.ts';
import { serversSchema } from './sections/servers.ts';
import { linksSchema } from './sections/links.ts';
import { sitesSchema } from './sections/sites.ts';

export const organizationSchema = block(
  {
    version: choice('the release of Exchange', ['exchange-2007', 'exchange-2003']).optional(),
    servicePack: choice('the service pack of Exchange', SERVICE_PACKS).optional(),
    sites: sitesSchema,
    links: linksSchema.optional(),
    directory: directorySchema.optional(),
    hubs: hubsSchema.optional(),
    classes: classesSchema.optional(),
    servers: serversSchema,
    libraries: librariesSchema.optional(),
    drives: drivesSchema.optional(),
    targets: targetsSchema.optional(),
  },
  ['clients', 'edges', 'publicFolders', 'dumpster', 'witnesses'],
);

/** One strategy's document after its patch, with the shared blocks and the job defaults merged in. */
export const strategyDocSchema = block({
  organization: organizationSchema,
  backup: backupSchema.optional(),
  recovery: recoverySchema.optional(),
  operations: operationsSchema.optional(),
  parameters: parametersSchema.optional(),
  faults: faultsSchema.optional(),
  hazards: hazardsSchema.optional(),
});
export type StrategyDoc = z.output<typeof strategyDocSchema>;

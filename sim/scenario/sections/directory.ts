import type * as z from 'zod';
import type { ControllerPlan } from '../../org/directory/plan.ts';
import type { HubPlan } from '../../org/transport/plan.ts';
import { block } from '../block.ts';
import type { Builder } from '../builder.ts';
import { named, size } from '../fields.ts';
import { compareNatural } from '../names.ts';
import type { Path } from '../problem.ts';
import { SIZE, writeQuantity } from '../units.ts';
import { siteOf, siteReference } from './sites.ts';

const machine = block({ site: siteReference.optional() });
const domain = block({ controllers: named(machine), size: size.optional() });

export const directorySchema = block({ domains: named(domain) });
export const hubsSchema = named(machine);

const SMALLEST = { source: 'the smallest organization that works has one', assumed: true } as const;

/** Domain controllers in path order; one at the first site where the scenario has no directory. */
export function buildControllers(
  doc: z.output<typeof directorySchema> | undefined,
  sites: ReadonlyMap<string, number>,
  b: Builder,
): ControllerPlan[] {
  const path = ['organization', 'directory'];
  const text = {
    domains: { corp: { controllers: { dc1: { site: [...sites.keys()][0] ?? '' } } } },
  };
  const given = b.fill(path, doc, { value: null, text, ...SMALLEST });
  if (given === null) {
    return [
      {
        id: 0,
        path: 'directory/domains/corp/controllers/dc1',
        name: 'dc1',
        domain: 'corp',
        site: 0,
        databaseBytes: b.figures.operations.directoryBytes,
      },
    ];
  }
  const found: Omit<ControllerPlan, 'id'>[] = [];
  for (const domain of Object.keys(given.domains)) {
    const { size: bytes, controllers } = given.domains[domain];
    const databaseBytes = sizeOfDomain([...path, 'domains', domain, 'size'], bytes, b);
    for (const [name, each] of Object.entries(controllers)) {
      const own = ['domains', domain, 'controllers', name];
      const site = siteOf([...path, ...own], each.site, sites, b);
      found.push({ path: `directory/${own.join('/')}`, name, domain, site, databaseBytes });
    }
  }
  if (found.length === 0) b.error(path, 'a directory has at least one controller');
  return found.sort((x, y) => compareNatural(x.path, y.path)).map((each, id) => ({ id, ...each }));
}

function sizeOfDomain(path: Path, given: number | undefined, b: Builder): number {
  const value = b.figures.operations.directoryBytes;
  return b.fill(path, given, {
    ...{ value, text: writeQuantity(SIZE, value), assumed: true },
    source: 'parameters/operations/directoryBytes',
  });
}

/** Hub transport servers in path order; one at the first site where the scenario names none. */
export function buildHubs(
  doc: z.output<typeof hubsSchema> | undefined,
  sites: ReadonlyMap<string, number>,
  b: Builder,
): HubPlan[] {
  const path = ['organization', 'hubs'];
  const text = { hub1: { site: [...sites.keys()][0] ?? '' } };
  const given = b.fill(path, doc, { value: null, text, ...SMALLEST });
  if (given === null) return [{ id: 0, path: 'hubs/hub1', name: 'hub1', site: 0 }];
  const names = Object.keys(given).sort(compareNatural);
  if (names.length === 0) b.error(path, 'an organization has at least one hub');
  return names.map((name, id) => {
    const site = siteOf([...path, name], given[name].site, sites, b);
    return { id, path: `hubs/${name}`, name, site };
  });
}

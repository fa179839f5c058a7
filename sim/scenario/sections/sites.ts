import type * as z from 'zod';
import type { SitePlan } from '../../org/hardware/plan.ts';
import { block } from '../block.ts';
import type { Builder } from '../builder.ts';
import { field, named, reference, time } from '../fields.ts';
import { compareNatural } from '../names.ts';
import { parseQuantity, TIME, writeQuantity } from '../units.ts';

const parts = block({ disk: time.optional(), array: time.optional(), server: time.optional() });

/** A fixed distance from the organization's one clock: '+1 h', '-5 h'. */
const offset = field(
  { type: 'string', pattern: '^[+-]?', description: 'fixed offset of the local clock: +1 h, -5 h' },
  { expected: 'an offset such as -5 h', example: '+0 h' },
  (written) => {
    const text = typeof written === 'string' ? written.trim() : '';
    const parsed = parseQuantity(TIME, text.startsWith('-') ? text.slice(1) : written);
    if (!parsed.ok || parsed.value > 14 * 3_600_000)
      return { ok: false, message: 'not an offset of at most 14 h' };
    return { ok: true, value: text.startsWith('-') ? -parsed.value : parsed.value };
  },
);

export const siteSchema = block({ parts: parts.optional(), offset: offset.optional() });

export type SiteDoc = z.output<typeof siteSchema>;
export const sitesSchema = named(siteSchema);
export const siteReference = reference('a site');

/** Sites in order of their names, with the parts that each has at hand. */
export function buildSites(doc: Readonly<Record<string, SiteDoc>>, b: Builder): SitePlan[] {
  const names = Object.keys(doc).sort(compareNatural);
  if (names.length === 0)
    b.error(['organization', 'sites'], 'an organization has at least one site');
  return names.map((name, id) => {
    const path = ['organization', 'sites', name];
    if (doc[name].offset !== undefined)
      b.note([...path, 'offset'], 'every site uses one clock so far');
    const part = (key: 'disk' | 'array' | 'server', value: number): number =>
      b.fill([...path, 'parts', key], doc[name].parts?.[key], {
        ...{ value, text: writeQuantity(TIME, value), assumed: true },
        source: `parameters/hardware/parts${key[0].toUpperCase()}${key.slice(1)}Ms`,
      });
    const { partsDiskMs, partsArrayMs, partsServerMs } = b.figures.hardware;
    const partsMs = {
      disk: part('disk', partsDiskMs),
      array: part('array', partsArrayMs),
      server: part('server', partsServerMs),
    };
    return { id, path: `sites/${name}`, name, partsMs };
  });
}

/** Ids by name of things that were built. */
export function idsByName(
  built: readonly { readonly id: number; readonly name: string }[],
): Map<string, number> {
  return new Map(built.map((each) => [each.name, each.id]));
}

/** The named site; where the scenario names none, the only one there is. */
export function siteOf(
  path: readonly (string | number)[],
  given: string | undefined,
  sites: ReadonlyMap<string, number>,
  b: Builder,
): number {
  if (given !== undefined) return b.idOf([...path, 'site'], 'site', given, sites);
  const only = [...sites.keys()][0] ?? '';
  if (sites.size > 1)
    b.error([...path, 'site'], 'missing: which site?', [...sites.keys()].join(', '));
  return b.fill([...path, 'site'], undefined, {
    ...{ value: 0, text: only, source: 'the only site', assumed: false },
  });
}

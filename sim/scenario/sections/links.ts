/** Lines between sites, and what they carry. */
import type * as z from 'zod';
import { block } from '../block.ts';
import type { Builder } from '../builder.ts';
import { field, link, named, time } from '../fields.ts';
import { limits } from '../limits.ts';

const linkSchema = block({
  between: field(
    {
      type: 'array',
      items: { type: 'string' },
      minItems: 2,
      maxItems: 2,
      description: 'two sites',
    },
    { expected: 'two sites, as in [hq, dr]', example: ['a', 'b'] },
    (written) => {
      const good =
        Array.isArray(written) &&
        written.length === 2 &&
        written.every((s) => typeof s === 'string');
      return good
        ? { ok: true, value: written as string[] }
        : { ok: false, message: 'not two sites' };
    },
  ),
  bandwidth: link,
  latency: time.optional(),
});

export const linksSchema = named(linkSchema);

/**
 * Bytes per second between sites that links connect: of the ways over links the one whose narrowest link is the widest. A
 * site without a link has no row.
 */
export function buildLinks(
  doc: Readonly<Record<string, z.output<typeof linkSchema>>> | undefined,
  sites: ReadonlyMap<string, number>,
  b: Builder,
): Record<number, Record<number, number>> {
  const rates: Record<number, Record<number, number>> = {};
  const widen = (from: number, to: number, rate: number): void => {
    if (from === to || rate === 0) return;
    const row = (rates[from] ??= {});
    row[to] = Math.max(row[to] ?? 0, rate);
  };
  for (const [name, { between, bandwidth, latency }] of Object.entries(doc ?? {})) {
    const path = ['organization', 'links', name];
    const [from, to] = between.map((site, i) =>
      b.idOf([...path, 'between', i], 'site', site, sites),
    );
    if (latency !== undefined) b.note([...path, 'latency'], 'nothing waits for a link so far');
    if (from === undefined || to === undefined) continue;
    widen(from, to, bandwidth);
    widen(to, from, bandwidth);
  }
  const linked = Object.keys(rates).map(Number);
  if (linked.length > limits.linkedSites) {
    b.error(['organization', 'links'], `at most ${limits.linkedSites} sites with links`);
    return {};
  }
  for (const over of linked)
    for (const from of linked)
      for (const to of linked)
        widen(from, to, Math.min(rates[from][over] ?? 0, rates[over][to] ?? 0));
  return rates;
}

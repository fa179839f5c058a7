/** Lines between sites, and what they carry. */
import type * as z from 'zod';
import { block } from '../block.ts';
import type { Builder } from '../builder.ts';
import { field, link, named, time } from '../fields.ts';

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
 * Bytes per second between any two sites: of the ways over links the one whose narrowest link is the widest. Inside a site, and
 * between sites that no link connects, a figure.
 */
export function buildLinks(
  doc: Readonly<Record<string, z.output<typeof linkSchema>>> | undefined,
  sites: ReadonlyMap<string, number>,
  b: Builder,
): number[][] {
  const { networkBytesPerSecond, siteLinkBytesPerSecond } = b.figures.hardware;
  const all = [...sites.values()];
  const rates = all.map((from) => all.map((to) => (from === to ? networkBytesPerSecond : 0)));
  for (const [name, { between, bandwidth, latency }] of Object.entries(doc ?? {})) {
    const path = ['organization', 'links', name];
    const [from, to] = between.map((site, i) =>
      b.idOf([...path, 'between', i], 'site', site, sites),
    );
    if (latency !== undefined) b.note([...path, 'latency'], 'nothing waits for a link so far');
    if (rates[from]?.[to] === undefined || from === to) continue;
    rates[from][to] = rates[to][from] = Math.max(rates[from][to], bandwidth);
  }
  for (const over of all) {
    for (const from of all) {
      for (const to of all) {
        if (from === to) continue;
        const narrowest = Math.min(rates[from][over], rates[over][to]);
        rates[from][to] = Math.max(rates[from][to], over === from || over === to ? 0 : narrowest);
      }
    }
  }
  return rates.map((row) => row.map((rate) => (rate > 0 ? rate : siteLinkBytesPerSecond)));
}

/**
 * Damage in database files that nobody has met, drawn anew: strikes since the file was known to be sound, given that no
 * user has noticed. Users notice at a constant rate from the first strike on (`userNoticesMs`), so a strike long ago is
 * the less likely; see ARCHITECTURE, decision 4.
 */
import { geometric } from '../../engine/laws.ts';
import type { Ms } from '../../engine/types.ts';
import { ratePerMs, waited } from '../calendar-hazards.ts';
import { perhapsMet } from '../hardware/hidden.ts';
import type { OrgWorld } from '../world.ts';
import { drawFirst, type Stretch } from './first-strike.ts';
import { planDamage } from './strikes.ts';
import { fileAt, stripePages } from './stripes.ts';

export const hiddenInStore = ['store.corruption', 'store.strike'] as const;

export interface Latent {
  readonly key: string;
  readonly at: Ms;
  readonly pages: number;
  /** Where in the file, 0 to 1. */
  readonly place: number;
}

/** How far somebody has read a file by now, in a pass that is still under way. */
export interface Passing {
  readonly share: number;
  readonly since: Ms;
}

/** Forgets damage that nobody knows of: all but the holes whose keys belong to something known. */
export function forgetHoles(w: OrgWorld, database: number, known: readonly string[]): void {
  const d = w.org.store.databases[database];
  // A single wrong bit is corrected by whoever reads it, and nobody ever hears of it.
  d.holes = d.holes.filter((hole) => !hole.singleBit && known.includes(hole.key));
  d.deep = d.deep.filter(({ key, mendedAt }) => mendedAt >= 0 || known.includes(key));
}

/** Whether there is a file that could be damaged. */
export function hasFile(w: OrgWorld, database: number): boolean {
  const d = w.org.store.databases[database];
  const { logsLost } = w.org.store.groups[w.plan.databases[database].group];
  return !d.fileLost && !d.restoring && !logsLost;
}

/**
 * Strikes on a file that nobody knows of, the earliest first. `from`: nothing can have struck before; `noticing`: whether
 * users could have noticed. The next strike is planned, and strikes count from `ordinal` on.
 */
export function drawLatent(
  w: OrgWorld,
  database: number,
  ordinal: number,
  options: Options,
): Latent[] {
  const d = w.org.store.databases[database];
  const latent =
    options.mayBe && hasFile(w, database)
      ? [...pageDamage(w, database, ordinal, options), ...sectors(w, database, ordinal, options)]
      : [];
  const last = latent.reduce((latest, { at }) => Math.max(latest, at), -1);
  d.strikes = ordinal + latent.length;
  planDamage(w, database, waited(w, last));
  return latent.sort((x, y) => x.at - y.at || (x.key < y.key ? -1 : 1));
}

/** How soon somebody hears of damage: a user meets it, or a read leaves an entry in a log that is read. */
function noticedPerMs(w: OrgWorld): number {
  const { userNoticesMs, damageReadMs } = w.plan.figures.store;
  const read = w.plan.operations.monitoring.reads === null ? 0 : 1 / Math.max(1, damageReadMs);
  return 1 / Math.max(1, userNoticesMs) + read;
}

interface Options {
  /** Whether there can be any. */
  readonly mayBe: boolean;
  readonly from: Ms;
  readonly noticing: boolean;
  readonly passing: Passing | null;
}

/** When the file may have been struck so that it still shows, and how often, in strikes per millisecond. */
function stretchesOf(w: OrgWorld, database: number, { from, passing }: Options): Stretch[] {
  const { singleBitShare, pagesPerDamage } = w.plan.figures.store;
  // A geometric number of pages with mean m is 1 with probability 1/m; one page can be a single wrong bit.
  const rate = ratePerMs(w.plan.hazards['page-damage']) * (1 - singleBitShare / pagesPerDamage);
  const { start, end } = w.plan.clock;
  const begin = Math.max(from, start, w.org.store.databases[database].provedAt);
  const until = Math.max(begin, Math.min(w.now, end));
  if (passing === null) return [{ from: begin, to: until, rate }];
  const passed = Math.min(until, Math.max(begin, Math.floor((passing.since + w.now) / 2)));
  return [
    { from: begin, to: passed, rate: rate * (1 - passing.share) },
    { from: passed, to: until, rate },
  ];
}

function pageDamage(w: OrgWorld, database: number, ordinal: number, options: Options): Latent[] {
  const { path } = w.plan.databases[database];
  const { pagesPerDamage, singleBitShare } = w.plan.figures.store;
  const draw = (purpose: string, n: number): number =>
    w.draw(path, `page-damage.hidden${purpose}`, n);
  const stretches = stretchesOf(w, database, options);
  const noticed = options.noticing ? noticedPerMs(w) : 0;
  const latent: Latent[] = [];
  let at = drawFirst(stretches, noticed, w.now, draw('', 0), draw('.at', 0));
  while (at !== null) {
    const n = latent.length + 1;
    const one = (1 - singleBitShare) / pagesPerDamage;
    const isOne = draw('.one', n) * (1 - singleBitShare / pagesPerDamage) < one;
    const pages = isOne ? 1 : 1 + geometric(pagesPerDamage, draw('.pages', n));
    // What a pass under way has read already was struck behind it.
    const ahead = options.passing !== null && at < stretches[0].to ? options.passing.share : 0;
    const place = ahead + (1 - ahead) * draw('.place', n);
    latent.push({ key: `${path}:page-damage:${ordinal + n}`, at, pages, place });
    const rest = stretches.map((s) => ({ ...s, from: Math.min(s.to, Math.max(s.from, at as Ms)) }));
    at = n < 1000 ? drawFirst(rest, 0, w.now, draw('', n), draw('.at', n)) : null;
  }
  return latent;
}

/** Sectors that rebuilds have met in this file since it was known to be sound. */
function sectors(w: OrgWorld, database: number, ordinal: number, options: Options): Latent[] {
  const { volume } = w.plan.databases[database];
  const { provedAt } = w.org.store.databases[database];
  const found: Latent[] = [];
  for (const { disk, at, place, probability, u } of perhapsMet(w, volume)) {
    const hit = fileAt(w, volume, place * w.plan.volumes[volume].capacityBytes);
    if (hit?.database !== database || at <= Math.max(provedAt, options.from)) continue;
    const unnoticed = options.noticing ? Math.exp(-(w.now - at) * noticedPerMs(w)) : 1;
    const odds = probability * unnoticed;
    if (u >= odds / (1 - probability + odds)) continue;
    const key = `${w.plan.disks[disk].path}:sector-unreadable:${ordinal + found.length + 1}`;
    found.push({ key, at, pages: stripePages(w), place: hit.place });
  }
  return found;
}

/** Damaged pages: drawn once, met by whoever reads them, inherited by nothing that streaming backup wrote. */
import { geometric } from '../../engine/laws.ts';
import type { Ms } from '../../engine/types.ts';
import { causeOf } from '../causes.ts';
import { messagesPerDay, oldestKept } from '../workload/content.ts';
import { curveOf, DAY_UNITS, instantOfUnits, unitsAt } from '../workload/curve.ts';
import type { OrgWorld } from '../world.ts';
import type { Hole } from './state.ts';

export interface Damage {
  readonly pages: number;
  readonly singleBit: boolean;
}

/** How bad a strike of `page-damage` is: pages, and whether it is one bit that reading corrects. */
export function drawDamage(w: OrgWorld, owner: string, ordinal: number): Damage {
  const { pagesPerDamage, singleBitShare } = w.plan.figures.store;
  const pages = geometric(pagesPerDamage, w.draw(owner, 'page-damage.pages', ordinal));
  const bit = w.draw(owner, 'page-damage.bit', ordinal);
  return { pages, singleBit: pages === 1 && bit < singleBitShare };
}

/**
 * Damages the live file of a database: a place in the file, and the content that lies there. Where nothing else says
 * which, old and new content are equally likely to be hit, byte by byte.
 */
export function damageFile(
  w: OrgWorld,
  database: number,
  key: string,
  ordinal: number,
  damage: Damage,
  place = w.draw(w.plan.databases[database].path, 'page-damage.place', ordinal),
  at: Ms = w.now,
): Hole {
  const plan = w.plan.databases[database];
  const curve = curveOf(w.plan.figures.workload.weekendShare);
  const oldest = Math.min(oldestKept(w.plan, plan, at), at);
  const first = unitsAt(curve, oldest);
  const span = unitsAt(curve, at) - first;
  const bytes = damage.pages * w.plan.figures.store.pageBytes;
  const messages = bytes / w.plan.figures.workload.messageBytes;
  const perDay = messagesPerDay(plan, 0) + messagesPerDay(plan, 1);
  const units = perDay === 0 ? 0 : Math.ceil((messages / perDay) * DAY_UNITS);
  const begin = Math.max(first, first + Math.floor(span * place) - units);
  const from = instantOfUnits(curve, begin);
  const to: Ms = Math.max(from + 1, instantOfUnits(curve, begin + units));
  const hole = {
    key,
    from,
    to: Math.min(to, Math.max(at, from + 1)),
    place,
    singleBit: damage.singleBit,
  };
  w.org.store.databases[database].holes.push(hole);
  return hole;
}

/**
 * What the engine says of the bad page at which a read breaks off (ESE-32, MON-13): -1022 where the disk cannot read its
 * sector, -1018 where what it reads is not what was written.
 */
export function pageError(w: OrgWorld, database: number, until: number): string {
  const { sizeBytes } = w.plan.databases[database];
  const { chunkBytes } = w.plan.figures.backup;
  const hole = w.org.store.databases[database].holes.find(
    ({ place, singleBit }) =>
      !singleBit &&
      Math.min(sizeBytes, (Math.floor((place * sizeBytes) / chunkBytes) + 1) * chunkBytes) ===
        until,
  );
  const isSector = hole !== undefined && causeOf(hole.key) === 'sector-unreadable';
  return isSector ? '-1022: a page that the disk cannot read' : '-1018: a damaged page';
}

/**
 * How far into the file a streaming read has come when it meets the first bad page not before `from`: the end of the
 * chunk in which the page lies (BKP-25), in bytes; null if it meets none. A single wrong bit is corrected on the way
 * (BKP-26), but stays on disk.
 */
export function readUntilBadPage(
  w: OrgWorld,
  database: number,
  from: number,
  chunkBytes: number,
): number | null {
  const { holes } = w.org.store.databases[database];
  return untilBadPage(holes, w.plan.databases[database].sizeBytes, from, chunkBytes);
}

/** The same of a copy of a file with its damage; a check outside of the engine passes over single wrong bits (BKP-37). */
export function untilBadPage(
  holes: readonly Hole[],
  sizeBytes: number,
  from: number,
  chunkBytes: number,
): number | null {
  let until: number | null = null;
  for (const hole of holes) {
    if (hole.singleBit) continue;
    const chunk = Math.floor((hole.place * sizeBytes) / chunkBytes);
    const end = Math.min(sizeBytes, (chunk + 1) * chunkBytes);
    if (end >= from && (until === null || end < until)) until = end;
  }
  return until;
}

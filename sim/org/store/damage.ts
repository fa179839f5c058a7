/** Damaged pages: drawn once, met by whoever reads them, inherited by nothing that streaming backup wrote. */
import { geometric } from '../../engine/laws.ts';
import type { Ms } from '../../engine/types.ts';
import { messagesPerDay, oldestKept } from '../workload/content.ts';
import { curveOf, DAY_UNITS, instantOfUnits, unitsAt } from '../workload/curve.ts';
import { causeOf } from '../causes.ts';
import type { OrgWorld } from '../world.ts';
import type { DamageLevel, Hole } from './state.ts';

export interface Damage {
  readonly pages: number;
  readonly singleBit: boolean;
  /** Chance damages pages; a script may reach deeper. */
  readonly level?: DamageLevel;
}

/** Whether a checksum tells, and reading does not make it good: what streaming backups and `eseutil /k` meet. */
export const failsChecksum = ({ level, singleBit }: Hole): boolean =>
  level === 'page' && !singleBit;

/** Whether the disk itself gives an error in place of a page (-1022), as where an array could not rebuild it (ESE-32). */
export const isUnread = ({ key }: Hole): boolean => causeOf(key) === 'sector-unreadable';

/** What a read of a bad page ends with (ESE-32, MON-13). */
export const readError = (hole: Hole): string =>
  isUnread(hole) ? '-1022: a page that the disk cannot read' : DAMAGED;

const DAMAGED = '-1018: a damaged page';

/** Whether anybody ever reads the file of a database: what the plan leaves dismounted has neither users nor backups. */
export const isRead = (w: OrgWorld, database: number): boolean =>
  w.plan.databases[database].mounted;

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
  const level = damage.level ?? 'page';
  const hole = {
    key,
    level,
    from,
    to: Math.min(to, Math.max(at, from + 1)),
    place,
    singleBit: damage.singleBit,
  };
  const d = w.org.store.databases[database];
  d.holes.push(hole);
  if (level !== 'page') d.deep.push({ ...hole, at, mendedAt: -1 });
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
    (each) => failsChecksum(each) && endOfChunk(each, sizeBytes, chunkBytes) === until,
  );
  return hole === undefined ? DAMAGED : readError(hole);
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

/** Where the chunk ends in which a damaged page lies, in bytes of the file. */
function endOfChunk({ place }: Hole, sizeBytes: number, chunkBytes: number): number {
  const chunk = Math.floor((place * sizeBytes) / chunkBytes);
  return Math.min(sizeBytes, (chunk + 1) * chunkBytes);
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
    if (!failsChecksum(hole)) continue;
    const end = endOfChunk(hole, sizeBytes, chunkBytes);
    if (end >= from && (until === null || end < until)) until = end;
  }
  return until;
}

/** Pages are damaged: by chance on the calendar, strike by strike, or by a scripted fault. */
import type { EventTable, Ms } from '../../engine/types.ts';
import { lasting } from '../calendar-hazards.ts';
import { logEntry } from '../eventlog/write.ts';
import type { OrgWorld } from '../world.ts';
import { damageFile, drawDamage, isRead, type Damage } from './damage.ts';
import { dismount } from './mount.ts';

/** What so many of are wrong, by level (ESE-42). */
const DAMAGED = {
  page: 'damaged page',
  table: "page of sound checksum that does not fit ESE's table",
  application: 'page of mail of which the store has lost track',
} as const;

/** Plans the next strike on a database file. */
export function planDamage(w: OrgWorld, database: number, ageMs: Ms = 0): void {
  const law = w.plan.hazards['page-damage'];
  if (law === undefined || law === null) return;
  const state = w.org.store.databases[database];
  const u = w.draw(w.plan.databases[database].path, 'page-damage', state.strikes + 1);
  const at = w.now + Math.ceil(lasting(law, ageMs, u));
  if (at < w.plan.clock.end) w.at(at, 'store.strike', database, 0);
}

/**
 * Damages pages through one root cause. Absorbed where there is no file to damage, where nobody reads it, or where it is
 * a single wrong bit, which every reader corrects (ESE-31). `stops`: a bad spot on the disk, which the store cannot write to either, so that the
 * database is dismounted at once (ESE-43). News: 'pagesDamaged' when content became unreadable.
 */
export function damagePages(
  w: OrgWorld,
  key: string,
  database: number,
  ordinal: number,
  damage: Damage,
  stops = false,
): void {
  const d = w.org.store.databases[database];
  const group = w.org.store.groups[w.plan.databases[database].group];
  const noFile = d.fileLost || d.restoring || group.logsLost;
  w.say('cause.struck', {
    key,
    cause: 'page-damage',
    owner: w.plan.databases[database].path,
    absorbed: noFile || damage.singleBit || !isRead(w, database),
    because: noFile
      ? 'the file was gone already'
      : damage.singleBit
        ? 'a single wrong bit, which reading corrects'
        : `${damage.pages} ${DAMAGED[damage.level ?? 'page']}${damage.pages === 1 ? '' : 's'}`,
  });
  if (noFile) return;
  damageFile(w, database, key, ordinal, damage);
  if (damage.singleBit) return;
  const stopped = stops && d.mounted;
  if (stopped) {
    const { server, path } = w.plan.databases[database];
    logEntry(w, server, 'ese/481', `${path}: -1022: a bad spot on the disk`);
    dismount(w, database, false, '-1022: a bad spot on the disk, which cannot be written to');
  }
  w.tell('pagesDamaged', database, stopped ? 1 : 0);
}

export const strikeEvents: EventTable<OrgWorld> = {
  'store.strike': {
    rank: 10,
    run(w, database) {
      const d = w.org.store.databases[database];
      d.strikes += 1;
      const { path } = w.plan.databases[database];
      const damage = drawDamage(w, path, d.strikes);
      damagePages(w, `${path}:page-damage:${d.strikes}`, database, d.strikes, damage);
      planDamage(w, database);
    },
  },
};

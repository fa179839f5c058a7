/** Databases and log streams: what a database holds when it joins one. */
import { findSet } from '../media/sets.ts';
import type { OrgWorld } from '../world.ts';
import type { Content } from './content.ts';
import { lackNoMore } from './replicas.ts';

/** Complete sets of the groups in which a database has lived, in the order of groups; of its own alone if it never moved. */
function setsWith(w: OrgWorld, database: number): readonly number[] {
  const { homes, groups } = w.org.store;
  const has = (id: number): boolean =>
    findSet(w, id)?.databases.some((x) => x.database === database) ?? false;
  if (homes.length === 0) return groups[w.plan.databases[database].group].sets;
  return groups.flatMap(({ sets }) => sets.filter(has));
}

/**
 * A database goes on with this content on the group's stream of today. `carried`: what had been deleted by way of the
 * old stream, and is in `base`, stays deleted.
 */
export function attach(w: OrgWorld, database: number, base: Content, carried = false): void {
  const d = w.org.store.databases[database];
  const old = d.lineage;
  const { segment } = w.org.store.groups[w.plan.databases[database].group];
  d.lineage = d.nextLineage;
  d.nextLineage += 1;
  d.lineages.push({ id: d.lineage, segment, since: w.now, base });
  lackNoMore(w, database, base[1]);
  if (carried) {
    const kills = d.kills.filter(({ lineage }) => lineage === old);
    d.kills.push(
      ...kills.map((kill) => ({
        ...kill,
        content: [...kill.content],
        back: [...kill.back],
        lineage: d.lineage,
      })),
    );
  }
  // Lineages that no set refers to any more are history.
  const used = new Set<number>([d.lineage]);
  for (const id of setsWith(w, database)) {
    const entry = findSet(w, id)?.databases.find((x) => x.database === database);
    if (entry !== undefined) used.add(entry.lineage);
  }
  d.lineages = d.lineages.filter((l) => used.has(l.id));
  d.kills = d.kills.filter((kill) => used.has(kill.lineage));
}

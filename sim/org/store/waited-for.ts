/** Databases that are being restored to another place, and still stand, dismounted, in the group that they come from. */
import type { OrgWorld } from '../world.ts';

/** Whether one of them will roll forward with the logs of this group: until then its header cannot be read (TRN-03). */
export function isWaitedFor(w: OrgWorld, group: number): boolean {
  const { homes, databases, groups } = w.org.store;
  return homes.some(({ database, group: home }) => {
    const d = databases[database];
    if (home === group || d.mounted) return false;
    const lineage = d.lineages.find(({ id }) => id === d.lineage);
    return lineage?.segment === groups[group].segment;
  });
}

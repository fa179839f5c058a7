/** What is left on disk of a database and of its logs. */
import { lineageOf } from '../../store/content.ts';
import type { OrgWorld } from '../../world.ts';
import { hasKnownDamage } from '../incident.ts';
import type { IncidentState } from '../state.ts';

/** Whether the logs of a group belong to another stream than a database, or are gone: nothing can be replayed into it. */
export function logsAreGone(w: OrgWorld, group: number, database: number): boolean {
  const { logsLost, segment } = w.org.store.groups[group];
  return (
    logsLost || lineageOf(w, database, w.org.store.databases[database].lineage).segment !== segment
  );
}

/** Whether a file is whole without any log: undamaged as far as anybody knows, and detached from its stream (ESE-34). */
export function standsAlone(w: OrgWorld, incident: IncidentState, database: number): boolean {
  const { clean, fileLost, restoring } = w.org.store.databases[database];
  return clean && !fileLost && !restoring && !hasKnownDamage(w, incident, database);
}

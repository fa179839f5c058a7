/** What is left on disk of a database and of its logs. */
import { isOnStream } from '../../store/content.ts';
import type { OrgWorld } from '../../world.ts';
import { hasKnownDamage } from '../incident.ts';
import type { IncidentState } from '../state.ts';

/** Whether the logs of a group belong to another stream than a database, or are gone: nothing can be replayed into it. */
export function logsAreGone(w: OrgWorld, group: number, database: number): boolean {
  return w.org.store.groups[group].logsLost || !isOnStream(w, database);
}

/** Whether a file is whole without any log: undamaged as far as anybody knows, and detached from its stream (ESE-34). */
export function standsAlone(w: OrgWorld, incident: IncidentState, database: number): boolean {
  const { clean, fileLost, restoring } = w.org.store.databases[database];
  return clean && !fileLost && !restoring && !hasKnownDamage(w, incident, database);
}

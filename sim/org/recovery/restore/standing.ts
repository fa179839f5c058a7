/** What is left on disk of a database and of its logs. */
import { isOnStream } from '../../store/content.ts';
import { unsettled } from '../../store/kills.ts';
import type { OrgWorld } from '../../world.ts';
import { hasKnownDamage, incidentOf } from '../incident.ts';
import type { IncidentState, RestoreVars } from '../state.ts';
import { filesLive } from './preserve.ts';

/** Whether the logs of a group belong to another stream than a database, or are gone: nothing can be replayed into it. */
export function logsAreGone(w: OrgWorld, group: number, database: number): boolean {
  return w.org.store.groups[group].logsLost || !isOnStream(w, database);
}

/** Whether a file is whole without any log: undamaged as far as anybody knows, and detached from its stream (ESE-34). */
export function standsAlone(w: OrgWorld, incident: IncidentState, database: number): boolean {
  const { clean, fileLost, restoring } = w.org.store.databases[database];
  return clean && !fileLost && !restoring && !hasKnownDamage(w, incident, database);
}

/** Everything that is needed lies on disk undamaged: replay and mount will do. */
export function softIsEnough(
  w: OrgWorld,
  v: Pick<RestoreVars, 'incident' | 'group' | 'databases'>,
): boolean {
  const incident = incidentOf(w, v.incident);
  return v.databases.every((d) => {
    const s = w.org.store.databases[d];
    if (unsettled(w, d, incident.causes).length > 0) return false;
    const isHere = !s.fileLost && !s.restoring && !logsAreGone(w, v.group, d);
    return isHere && !hasKnownDamage(w, incident, d);
  });
}

/** Whether one of these files is down and waits for logs: it is not on its stream any more once it is clean (ESE-34, ESE-35). */
export const waitsForLogs = (w: OrgWorld, { databases }: Pick<RestoreVars, 'databases'>): boolean =>
  databases.some((d) => {
    const { mounted, clean } = w.org.store.databases[d];
    return !mounted && !clean;
  });

/** Whether the logs are gone and nothing misses them: the files are clean, undamaged, and attached to a new stream (ESE-34). */
export function needsNoLogs(w: OrgWorld, v: RestoreVars): boolean {
  const incident = incidentOf(w, v.incident);
  const isWhole = (d: number): boolean =>
    standsAlone(w, incident, d) && unsettled(w, d, incident.causes).length === 0;
  return v.databases.every((d) => isWhole(d) && logsAreGone(w, v.group, d));
}

/** Whether the files and logs are still there, so that nothing but damaged pages is at stake. */
export function onlyPagesAtStake(
  w: OrgWorld,
  v: Pick<RestoreVars, 'group' | 'databases'>,
): boolean {
  return filesLive(w, v.databases) && !v.databases.some((d) => logsAreGone(w, v.group, d));
}

/** Whether nothing but deleted mail is at stake, in databases that users are logged on to. */
export function onlyMailAtStake(
  w: OrgWorld,
  v: Pick<RestoreVars, 'incident' | 'databases'>,
): boolean {
  const incident = incidentOf(w, v.incident);
  return v.databases.every(
    (d) => w.org.store.databases[d].mounted && !hasKnownDamage(w, incident, d),
  );
}

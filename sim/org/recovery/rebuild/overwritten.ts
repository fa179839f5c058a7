/** Sets of files that bring old files of databases with them. */
import type { FileSet } from '../../media/file-sets.ts';
import { lineageOf } from '../../store/content.ts';
import { loseFile } from '../../store/destroy.ts';
import type { OrgWorld } from '../../world.ts';
import { addMate, incidentWith } from '../incident.ts';
import type { IncidentState } from '../state.ts';

/**
 * The set has the folders of databases, too. Files in use are in it by shadow copy alone (BKP-65), and what is in it is no backup of
 * a database: older files lie over the newer ones, out of step with their logs (BKP-08, BKP-47).
 */
export function overwrite(
  w: OrgWorld,
  incident: IncidentState,
  server: number,
  set: FileSet,
): void {
  if (!w.plan.fileJobs[set.job].shadowCopy) return;
  const { name } = w.plan.fileJobs[set.job];
  for (const group of w.plan.servers[server].groups) {
    for (const database of w.plan.groups[group].databases) {
      if (w.org.store.databases[database].fileLost || isSame(w, database, set)) continue;
      const because = `the set of '${name}' wrote an old copy of its file over it`;
      loseFile(w, database, '', incident.key, because);
      w.say('recovery.fallback', {
        ...{
          incident: incident.id,
          group,
          because: `${w.plan.databases[database].path}: ${because}`,
        },
        next: 'a restore of the database',
      });
      // One that is not in use had no part in the failure.
      if (incidentWith(w, database) === null) addMate(w, incident, database);
    }
  }
}

/** Whether a file in a set is the very one that lies there: clean then and now, and in nobody's hands since (ESE-34). */
function isSame(w: OrgWorld, database: number, set: FileSet): boolean {
  const { mounted, clean, downSince, lineage } = w.org.store.databases[database];
  if (mounted || !clean || downSince > set.asOf) return false;
  return lineageOf(w, database, lineage).since <= set.asOf;
}

/** A tape drive has failed under a restore or a drill. */
import type { Procedure } from '../../engine/procedure.ts';
import { userOf } from '../media/drives.ts';
import type { OrgWorld } from '../world.ts';
import { breakOffDrill, restoreDrill } from './drill.ts';
import { incidentOf } from './incident.ts';
import { restoreGroup } from './restore.ts';
import { stopReading } from './restore-tape.ts';
import type { RestoreVars } from './state.ts';

/** What was being read begins anew on the next free drive; a drill waits for its next occasion. */
export function onDriveFailed(w: OrgWorld, drive: number): void {
  const user = userOf(w, drive);
  if (user === null) return;
  const { path } = w.plan.drives[drive];
  if (user.name === restoreDrill.name) breakOffDrill(w, user.id, `${path} failed`);
  if (user.name !== restoreGroup.name) return;
  const p = user as Procedure<RestoreVars>;
  const key = `${path}:drive-failed:${w.org.media.drives[drive].strikes}`;
  const { causes } = incidentOf(w, p.vars.incident);
  if (!causes.includes(key)) causes.push(key);
  if (p.vars.flow < 0) return;
  stopReading(w, p);
  p.vars.failsAfter = -1;
  w.at(w.now, 'procedure.wake', p.id, p.serial);
}

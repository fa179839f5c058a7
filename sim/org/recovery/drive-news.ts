/** A tape drive, or a disk target, has failed under a restore or a drill. */
import type { Procedure } from '../../engine/procedure.ts';
import { userOf } from '../media/drives.ts';
import type { OrgWorld } from '../world.ts';
import { breakOffDrill, restoreDrill } from './drill/procedure.ts';
import { incidentOf } from './incident.ts';
import { restoreGroup } from './restore/procedure.ts';
import { readAgain } from './rebuild/steps.ts';
import { incidentRunbook, type RunbookVars } from './runbook/procedure.ts';
import { readMailboxesAgain } from './restore/mailboxes.ts';
import { stopReading } from './restore/tape.ts';
import type { RestoreVars } from './state.ts';

/** What was being read begins anew on the next free drive; a drill waits for its next occasion. */
export function onDriveFailed(w: OrgWorld, drive: number): void {
  const user = userOf(w, drive);
  if (user === null) return;
  const { path } = w.plan.drives[drive];
  if (user.name === restoreDrill.name) breakOffDrill(w, user.id, `${path} failed`);
  const rebuilds = user.name === incidentRunbook.name;
  if (user.name !== restoreGroup.name && !rebuilds) return;
  const p = user as Procedure<RestoreVars>;
  const key = `${path}:drive-failed:${w.org.media.drives[drive].strikes}`;
  const { causes } = incidentOf(w, p.vars.incident);
  if (!causes.includes(key)) causes.push(key);
  if (rebuilds) readAgain(w, user as Procedure<RunbookVars>);
  else readAnew(w, p);
}

/** What was being read is not there any more, or not to be read here. */
function readAnew(w: OrgWorld, p: Procedure<RestoreVars>): void {
  if (p.step === 'mailboxes') readMailboxesAgain(w, p);
  if (p.vars.flow < 0) return;
  stopReading(w, p);
  p.vars.failsAfter = -1;
  w.at(w.now, 'procedure.wake', p.id, p.serial);
}

/** Restores that read from a target go on with what is left elsewhere. */
export function onTargetLost(w: OrgWorld, library: number): void {
  for (const p of w.org.procedures.list as (Procedure | null)[]) {
    const vars = p?.vars as Partial<RestoreVars> | undefined;
    if (p === null || vars?.library !== library) continue;
    if (p.name === restoreDrill.name) breakOffDrill(w, p.id, 'what it read is lost');
    if (p.name === restoreGroup.name) readAnew(w, p as Procedure<RestoreVars>);
  }
}

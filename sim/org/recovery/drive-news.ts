/** A tape drive, or a disk target, has failed under a restore or a drill. */
import type { Procedure } from '../../engine/procedure.ts';
import { heldUnit, wakeAt } from '../../engine/procedure-run.ts';
import { userOf } from '../media/drives.ts';
import { drivePool } from '../pools.ts';
import type { OrgWorld } from '../world.ts';
import { breakOffDrill, restoreDrill } from './drill/procedure.ts';
import { incidentOf } from './incident.ts';
import { restoreGroup } from './restore/procedure.ts';
import { readAgain } from './rebuild/steps.ts';
import { incidentRunbook, type RunbookVars } from './runbook/procedure.ts';
import { FROM_DISK } from './restore/reads.ts';
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
  // Whoever has it may be copying from a snapshot on disks, which needs no drive.
  if (p.vars.flow < 0 || p.vars.reads[0].part === FROM_DISK) return;
  stopReading(w, p);
  p.vars.failsAfter = -1;
  w.at(w.now, 'procedure.wake', p.id, p.serial);
}

/** Restores that read from a target, on one of its streams, go on with what is left elsewhere. */
export function onTargetLost(w: OrgWorld, library: number): void {
  for (const p of w.org.procedures.list as (Procedure | null)[]) {
    if (p === null || heldUnit(p, drivePool(library)) < 0) continue;
    if (p.name === restoreDrill.name) breakOffDrill(w, p.id, 'what it read is lost');
    // Of files nothing is left to be read on.
    if (p.step === 'mailboxes' || p.step === 'read-files') wakeAt(w, p, w.now);
    else if (p.name === restoreGroup.name) readAnew(w, p as Procedure<RestoreVars>);
  }
}

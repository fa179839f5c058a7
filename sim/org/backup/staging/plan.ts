/** When sets on disk are copied to another medium. */
import { nextOccurrence } from '../../../engine/calendar.ts';
import type { Ms } from '../../../engine/types.ts';
import type { BackupSet } from '../../media/state.ts';
import type { OrgWorld } from '../../world.ts';

/** A set was written: where each is copied by itself, its copy is due so long from now. */
export function stageLater(w: OrgWorld, set: BackupSet): void {
  const { stage } = w.plan.jobs[set.job];
  if (stage === null || stage.when !== null) return;
  w.at(w.now + stage.afterMs, 'backup.stage', set.id);
}

/** Plans the next occasion at which all sets of a job are copied that have no copy yet. */
export function planStaging(w: OrgWorld, job: number, after: Ms): void {
  const when = w.plan.jobs[job].stage?.when ?? null;
  if (when === null) return;
  const next = nextOccurrence(when, after);
  if (next < Infinity) w.at(next, 'backup.stage-all', job, 0);
}

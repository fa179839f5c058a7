/** What whoever finds out why backups fail does about a log that is not in the folder any more (MON-20, X-03). */
import { checkpointLog } from '../store/checkpoint.ts';
import { missedLog, putBack } from '../store/gaps.ts';
import { removeByHand } from '../store/truncation.ts';
import type { OrgWorld } from '../world.ts';
import { copiesImages } from './plan.ts';

/**
 * It is put back from the quarantine. One that is gone is left to the next full, which deletes the logs around it. Where that
 * has been and deleted nothing, or fails itself, since other databases need logs from before (BKP-19): logs that no start
 * needs are moved away. News: 'logsMovedAway'.
 */
export function tidyFolder(w: OrgWorld, job: number, group: number): void {
  const gap = missedLog(w, group);
  if (gap === null) return;
  if (gap.how === 'quarantined') {
    putBack(w, group);
    return;
  }
  const { databases } = w.plan.groups[group];
  const hasPassed = databases.every((d) => {
    const { mounted, header } = w.org.store.databases[d];
    return !mounted || header.fullAt > gap.at;
  });
  if (!hasPassed && !copiesImages(w.plan.jobs[job].type)) return;
  if (gap.log >= checkpointLog(w, group)) return;
  removeByHand(w, group, 'with the log that backups miss');
  w.tell('logsMovedAway', group, 0);
}

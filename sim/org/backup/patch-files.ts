/**
 * Patch files of Exchange before 2000 SP2 (E-02): a full or copy had one for each database, beside it, for the pages
 * that split across the boundary of what was on the tape already. It went to the tape after the databases, and was removed
 * after the old logs (BKP-13, BKP-24, TRN-17). Later versions have none.
 */
import { openLog } from '../store/stream.ts';
import type { OrgWorld } from '../world.ts';
import { copiesImages } from './plan.ts';
import type { BackupVars } from './state.ts';

function hasPatchFiles(w: OrgWorld, v: BackupVars): boolean {
  return w.plan.jobs[v.job].legacyPatchFile && copiesImages(v.type) && v.boundary >= 0;
}

/** What the patch files of a running backup hold, all together: by the logs written since it began. */
export function patchBytes(w: OrgWorld, v: BackupVars): number {
  if (!hasPatchFiles(w, v)) return 0;
  const until = v.high < 0 ? openLog(w, v.group) : v.high;
  const { backup, store } = w.plan.figures;
  return Math.ceil(backup.patchShare * Math.max(0, until - v.boundary + 1) * store.logBytes);
}

/** The names of the patch files that lie beside the databases just now. */
export function patchFiles(w: OrgWorld, v: BackupVars): string[] {
  if (!hasPatchFiles(w, v) || v.patched) return [];
  return v.databases.map((d) => `${w.plan.databases[d].name}.pat`);
}

/** The old logs are deleted, or the backup is over without: the patch files go. */
export function removePatchFiles(w: OrgWorld, v: BackupVars): void {
  const files = patchFiles(w, v);
  if (files.length === 0) return;
  const bytes = patchBytes(w, v);
  v.patched = true;
  if (w.hears('patch-files.removed')) {
    w.say('patch-files.removed', { group: v.group, files: files.length, bytes });
  }
}

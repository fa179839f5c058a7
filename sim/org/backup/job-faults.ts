/** Scripted faults of backups: the one that runs, or else the next one, breaks off or hangs. */
import type { Procedure } from '../../engine/procedure.ts';
import type { OrgWorld } from '../world.ts';
import { aimAnew } from './copying.ts';
import { shareDone } from './progress.ts';
import { copiesImages } from './plan.ts';
import { STREAMING } from './engines.ts';
import type { BackupVars } from './state.ts';

/** Share of its copy at which a backup meets a fault that struck before it began. */
const MIDWAY = 0.5;

/** A fault strikes the backups of a group, of one job or of any for -1. Returns what it does, in words. */
export function failBackup(
  w: OrgWorld,
  key: string,
  { job, group }: { readonly job: number; readonly group: number },
  hangs: boolean,
): string {
  const does = hangs ? 'hangs' : 'breaks off';
  const running = (w.org.procedures.list as (Procedure<BackupVars> | null)[]).find(
    (p) => p?.name === STREAMING && isHit(p, job, group),
  );
  if (running === undefined || running === null) {
    w.org.backup.groups[group].doomed.push({ key, job, hangs });
    return `the next backup of ${w.plan.groups[group].path} ${does} midway`;
  }
  const { vars: v } = running;
  v.hangs = hangs;
  v.failsFor = key;
  v.failsAt = v.flow < 0 ? MIDWAY : shareDone(w, running);
  if (v.flow >= 0) aimAnew(w, running);
  return `the backup of ${w.plan.groups[group].path} that runs ${does}`;
}

/** Whether a backup runs that has not made its main copy yet. */
function isHit(p: Procedure<BackupVars>, job: number, group: number): boolean {
  const v = p.vars;
  if (v.group !== group || (job >= 0 && v.job !== job) || v.began < 0 || v.failed) return false;
  if (v.hungSince >= 0 || v.filed) return false;
  return copiesImages(v.type) ? v.high < 0 : v.logDone < v.logBytes;
}

/** A backup begins that a script has something in store for. */
export function meetDoom(w: OrgWorld, v: BackupVars): void {
  const { doomed } = w.org.backup.groups[v.group];
  const i = doomed.findIndex(({ job }) => job < 0 || job === v.job);
  if (i < 0) return;
  v.failsAt = MIDWAY;
  v.hangs = doomed[i].hangs;
  v.failsFor = doomed[i].key;
  doomed.splice(i, 1);
}

/** What running backups do when a volume is lost, and how a recovery orders its full backup. */
import { nextInside, insideSpans } from '../../engine/calendar.ts';
import type { Procedure } from '../../engine/procedure.ts';
import { userOf } from '../media/drives.ts';
import { coveredTo } from '../store/header.ts';
import type { OrgWorld } from '../world.ts';
import { meetDamage } from './copying.ts';
import { backupsOf, SHADOW, STREAMING } from './engines.ts';
import { asksExchange, covers } from './plan.ts';
import { launch } from './schedule.ts';
import { loseSnapshots } from './vss/snapshots.ts';
import type { BackupVars, VssVars } from './state.ts';
import { streamsOn } from './streams.ts';
import { endWithout, SHADOW_TAPE } from './vss/tape.ts';
import type { TapeVars } from './vss/tape-set.ts';

/**
 * Aborts the backups of a group that have begun and are not complete; those that wait for a drive go on waiting. A shadow
 * copy on disks of its own is not hurt where only `files` are gone.
 */
export function abortBackups(w: OrgWorld, group: number, because: string, files = false): void {
  for (const p of backupsOf(w, group)) {
    if (p.vars.began < 0 || p.vars.failed || p.vars.filed) continue;
    if (files && p.name === SHADOW && (p.vars as VssVars).apart) continue;
    p.vars.because = because;
    w.tell('procedure.abort', p.id, 0);
  }
}

/** A volume is lost: backups that read from it, or whose group stops with it, break off. */
export function onVolumeLost(w: OrgWorld, volume: number): void {
  loseSnapshots(w, volume);
  endWithout(w);
  for (const group of w.plan.groups) {
    if (w.plan.servers[group.server].snapshots.volume === volume) loseShadows(w, group.id, volume);
    const reads =
      group.logVolume === volume ||
      group.systemVolume === volume ||
      group.databases.some((d) => w.plan.databases[d].volume === volume);
    if (reads) abortBackups(w, group.id, `${w.plan.volumes[volume].path} is lost`, true);
  }
}

/** What is being copied to a volume of snapshots, or checked there, is gone with it. */
function loseShadows(w: OrgWorld, group: number, volume: number): void {
  for (const p of backupsOf(w, group)) {
    if (p.name !== SHADOW || p.vars.began < 0 || p.vars.filed) continue;
    const { engine } = w.plan.jobs[p.vars.job];
    if (engine === 'vss-software' || p.vars.failed) continue;
    p.vars.because = `${w.plan.volumes[volume].path} is lost`;
    w.tell('procedure.abort', p.id, 0);
  }
}

/** The file of a database was destroyed: a copy of its group that is under way breaks off. */
export function onFileDestroyed(w: OrgWorld, database: number): void {
  const { group, path } = w.plan.databases[database];
  abortBackups(w, group, `${path} was destroyed`, true);
}

/** The log folder of a group was destroyed. */
export function onLogsDestroyed(w: OrgWorld, group: number): void {
  abortBackups(w, group, 'the log folder was destroyed', true);
}

/** The open log of a group is gone, and it has stopped. */
export function onLogFileLost(w: OrgWorld, group: number): void {
  abortBackups(w, group, 'the open log is gone');
}

/** The volume of a database is full, and that database has stopped: a copy of it breaks off. */
export function onDatabaseVolumeFull(w: OrgWorld, group: number, database: number): void {
  abortBackups(w, group, `${w.plan.volumes[w.plan.databases[database].volume].path} is full`);
}

/** The drive of backups has failed: each breaks off, and runs again at once with the next free drive. */
export function onDriveFailed(w: OrgWorld, drive: number): void {
  const user = userOf(w, drive);
  if (user?.name === SHADOW_TAPE) {
    const { vars } = user as Procedure<TapeVars>;
    if (!vars.filed && !vars.failed) {
      vars.because = `${w.plan.drives[drive].path} failed`;
      w.tell('procedure.abort', user.id, 0);
    }
    return;
  }
  if (user === null || user.name !== STREAMING) return;
  for (const p of streamsOn(w, drive)) breakOff(w, p, drive);
}

function breakOff(w: OrgWorld, { vars: v, id, step }: Procedure<BackupVars>, drive: number): void {
  if (v.failed) return;
  // What is on file stays, and is not read again.
  if (v.filed) {
    if (step === 'verify') w.tell('procedure.abort', id, 0);
    return;
  }
  v.because = `${w.plan.drives[drive].path} failed`;
  v.replaced = true;
  const occasion = w.org.backup.jobs[v.job].occasions.find((o) => o.night === v.night);
  const isCounted = occasion !== undefined && v.origin !== 'recovery';
  if (isCounted && covers(w.plan.jobs[v.job], v.group)) occasion.left += 1;
  launch(w, v.job, v.group, v.night, v.origin === 'recovery' ? 'recovery' : 'retry');
  w.tell('procedure.abort', id, 0);
}

/** A disk target is lost: what is being written to it breaks off. */
export function onTargetLost(w: OrgWorld, library: number): void {
  const { path } = w.plan.libraries[library];
  for (const p of backupsOf(w, -1)) {
    const { job, began, failed, filed } = p.vars;
    if (p.name !== STREAMING || w.plan.jobs[job].library !== library) continue;
    if (began < 0 || failed || filed) continue;
    p.vars.because = `${path} is lost`;
    w.tell('procedure.abort', p.id, 0);
  }
}

/** A server has failed: what it was copying breaks off. */
export function onServerFailed(w: OrgWorld, server: number): void {
  const { groups, name } = w.plan.servers[server];
  for (const group of groups) abortBackups(w, group, `${name} has failed`);
}

/** The directory does not answer: no database is mounted that could be copied. */
export function onDirectoryLost(w: OrgWorld): void {
  for (const { id } of w.plan.groups) abortBackups(w, id, 'the directory does not answer');
}

/** A log volume is full and its groups have stopped: nobody reads the databases of a store that is down. */
export function onLogVolumeFull(w: OrgWorld, volume: number): void {
  for (const group of w.plan.groups) {
    if (group.logVolume === volume) {
      abortBackups(w, group.id, `${w.plan.volumes[volume].path} is full`);
    }
  }
}

/** The checkpoint that a backup holds lags too far, and its group has stopped (ESE-38, E-48): it breaks off. */
export function onCheckpointLags(w: OrgWorld, group: number): void {
  abortBackups(w, group, '-614: the checkpoint that it holds lags too far behind');
}

/** The log generations of a group are used up, and it has stopped: its backup breaks off. */
export function onGenerationsUsedUp(w: OrgWorld, group: number): void {
  abortBackups(w, group, '-519: its log generations are used up');
}

/** Pages of a database were damaged: a copy of it that is under way meets them, unless it has passed them. */
export function onPagesDamaged(w: OrgWorld, database: number, stopped: number): void {
  if (stopped === 1) {
    abortBackups(w, w.plan.databases[database].group, '-1022: a bad spot on the disk');
    return;
  }
  for (const p of backupsOf(w, w.plan.databases[database].group)) {
    if (p.name === STREAMING && p.step === 'copy' && p.vars.flow >= 0) meetDamage(w, p);
  }
}

/** The first job whose full copies a database of a group, any of them for -1; -1 if the plan has none. */
function fullJobOf(w: OrgWorld, group: number, database: number): number {
  return w.plan.jobs.findIndex(
    (j) =>
      j.type === 'full' &&
      asksExchange(j.engine) &&
      j.groups.some((g) => g.group === group && (database < 0 || g.databases.includes(database))),
  );
}

/**
 * Whether a database has no full to build on, or incrementals of its group fail until it has one, since logs are missing;
 * of circular logging nobody expects these.
 */
function isExposed(w: OrgWorld, database: number): boolean {
  const covered = coveredTo(w.org.store.databases[database].header);
  const { group } = w.plan.databases[database];
  if (covered < 0 || w.plan.groups[group].circularLogging) return covered < 0;
  return covered + 1 < w.org.store.groups[group].firstLog;
}

/**
 * Queues a full of what was recovered, at once or with the next window. Databases of one group can have jobs of
 * their own: each that has no full to build on gets its own.
 */
export function orderFull(w: OrgWorld, group: number): void {
  const exposed = w.plan.groups[group].databases.filter(
    (d) => w.org.store.databases[d].mounted && isExposed(w, d),
  );
  const jobs = exposed
    .filter((d) => !isOrdered(w, group, d))
    .map((d) => fullJobOf(w, group, d))
    .filter((job) => job >= 0);
  const any = fullJobOf(w, group, -1);
  if (exposed.length === 0 && any >= 0) jobs.push(any);
  jobs.forEach((job, i) => {
    if (jobs.indexOf(job) === i) order(w, job, group);
  });
}

/** Whether a full after a recovery waits for a drive, or is running, that copies a database. */
function isOrdered(w: OrgWorld, group: number, database: number): boolean {
  return backupsOf(w, group).some(({ vars }) => {
    const isFull = vars.type === 'full' && vars.origin === 'recovery';
    return isFull && !vars.failed && vars.databases.includes(database);
  });
}

function order(w: OrgWorld, job: number, group: number): void {
  const window = w.plan.jobs[job].window;
  if (w.plan.recovery.fullAfterRecovery === 'at-once' || insideSpans(window, w.now)) {
    launch(w, job, group, w.now, 'recovery');
    return;
  }
  const state = w.org.backup.jobs[job];
  if (!state.retries.includes(group)) state.retries.push(group);
  const open = nextInside(window, w.now);
  if (open < Infinity) w.at(open, 'backup.retry', job, 0);
}

/**
 * What backups write into the application event log of the server (MON-04, X-15): the operation, the volume, and what
 * the database engine says of its session. One that hangs writes its beginnings and nothing more.
 */
import { logEntry } from '../eventlog/write.ts';
import type { OrgWorld } from '../world.ts';
import { isOffline } from './offline.ts';
import { copiesImages } from './plan.ts';
import type { BackupVars } from './state.ts';

/** The servers of some groups, in order. */
export function serversOf(w: OrgWorld, groups: readonly number[]): number[] {
  const servers: number[] = [];
  for (let i = 0; i < groups.length; i++) {
    const { server } = w.plan.groups[groups[i]];
    if (!servers.includes(server)) servers.push(server);
  }
  return servers;
}

/** Information is for listeners alone. */
const isHeard = (w: OrgWorld): boolean => w.hears('event.logged');

/** Whether NTBackup takes it: shadow copies have entries of their own (vss/), and other products write none here. */
function isStreamed(w: OrgWorld, job: number): boolean {
  const { engine } = w.plan.jobs[job];
  return engine === 'streaming' || engine === 'offline';
}

export function logOperationBegins(w: OrgWorld, job: number, servers: readonly number[]): void {
  if (!isHeard(w) || !isStreamed(w, job)) return;
  for (const server of servers) logEntry(w, server, 'ntbackup/8018', w.plan.jobs[job].name);
}

export function logOperationEnds(w: OrgWorld, job: number, servers: readonly number[]): void {
  if (!isHeard(w) || !isStreamed(w, job)) return;
  for (const server of servers) logEntry(w, server, 'ntbackup/8019', w.plan.jobs[job].name);
}

/** The name under which the backup program lists a storage group. */
function volumeOf(w: OrgWorld, group: number): string {
  const { name, server } = w.plan.groups[group];
  return `${w.plan.servers[server].name}\\Microsoft Information Store\\${name}`;
}

/** A backup of a group has its drive: the volume begins, and where a session was opened the engine says so. */
export function logGroupBegins(w: OrgWorld, v: BackupVars, opened: boolean): void {
  if (!isHeard(w) || !isStreamed(w, v.job)) return;
  const { server, path } = w.plan.groups[v.group];
  // What a recovery has ordered is an operation of its own.
  if (v.origin === 'recovery') logOperationBegins(w, v.job, [server]);
  logEntry(w, server, 'ntbackup/8000', volumeOf(w, v.group));
  if (!opened) return;
  const key = copiesImages(v.type) ? 'ese/210' : 'ese/211';
  logEntry(w, server, key, `${path}: ${v.type}`);
}

/** A backup of a group has ended. Failures stay in the log for whoever reads it. */
export function logGroupEnds(w: OrgWorld, v: BackupVars, succeeded: boolean): void {
  if (!isStreamed(w, v.job)) return;
  const { server, path } = w.plan.groups[v.group];
  if (succeeded) {
    if (isHeard(w) && !isOffline(w, v)) logEntry(w, server, 'ese/213', `${path}: ${v.type}`);
  } else if (v.began >= 0) {
    // What a session was opened for, the engine knows to have failed, too.
    if (v.low >= 0 && !isOffline(w, v))
      logEntry(w, server, v.overran || v.seen ? 'ese/215' : 'ese/217', `${path}: ${v.because}`);
    logEntry(w, server, 'ntbackup/8010', `${volumeOf(w, v.group)}: ${v.because}`);
  }
  if (v.began >= 0 && isHeard(w)) logEntry(w, server, 'ntbackup/8001', volumeOf(w, v.group));
}

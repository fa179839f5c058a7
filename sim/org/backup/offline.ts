/**
 * Offline backups (BKP-07): the Information Store service of the server is stopped, so that nobody has access, and the
 * files of clean databases are copied as they lie. Such a set needs no logs. The engine takes no part in it: no page is
 * verified, nothing is marked in headers, no log goes.
 */
import { spanEnd } from '../../engine/calendar.ts';
import type { Procedure } from '../../engine/procedure.ts';
import { wakeAt } from '../../engine/procedure-run.ts';
import { serverRuns } from '../hardware/servers.ts';
import { putIn } from '../media/cartridges.ts';
import { mount, mountError } from '../store/mount.ts';
import { startStore, stopStore, storeRuns } from '../store/service.ts';
import { findSet } from '../media/sets.ts';
import type { OrgWorld } from '../world.ts';
import { rollLog } from './rules.ts';
import { backupsOf, STREAMING } from './engines.ts';
import type { BackupVars } from './state.ts';

type P = Procedure<BackupVars>;

export const isOffline = (w: OrgWorld, v: BackupVars): boolean =>
  w.plan.jobs[v.job].engine === 'offline';

function onServer(w: OrgWorld, server: number): P[] {
  return (w.org.procedures.list as (P | null)[]).filter(
    (p): p is P => p?.name === STREAMING && w.plan.groups[p.vars.group].server === server,
  );
}

/** Why an offline backup cannot run, or null: nobody stops a service while somebody recovers what depends on it. */
export function offlineRefusal(w: OrgWorld, v: BackupVars): string | null {
  const { server } = w.plan.groups[v.group];
  const { name } = w.plan.servers[server];
  if (!serverRuns(w, server)) return `${name} does not answer`;
  if (v.databases.length === 0) return 'no database of it is left there';
  const held = onServer(w, server).flatMap(({ vars }) => vars.downed);
  for (const { id, path, server: on, mounted } of w.plan.databases) {
    if (on !== server) continue;
    const state = w.org.store.databases[id];
    if (mounted && !state.mounted && !held.includes(id)) return `${path} is down already`;
    const closed = state.mounted || state.clean;
    if (v.databases.includes(id) && !closed) return `${path} is in Dirty Shutdown state`;
  }
  return null;
}

/** The service stops, and with it every database of the server and every backup through the engine. */
export function stopService(w: OrgWorld, p: P): void {
  const v = p.vars;
  const { server } = w.plan.groups[v.group];
  const why = offlineRefusal(w, v);
  if (why !== null) {
    v.failed = true;
    v.because = why;
    return;
  }
  v.holdsDown = true;
  if (storeRuns(w, server)) {
    for (const { id, server: on } of w.plan.databases) {
      if (on === server && w.org.store.databases[id].mounted) v.downed.push(id);
    }
    // Those by shadow copy, too: without the writer nobody hears that they went well.
    for (const other of backupsOf(w, -1)) {
      if (w.plan.groups[other.vars.group].server !== server) continue;
      if (isOffline(w, other.vars) || other.vars.began < 0 || other.vars.failed) continue;
      if (other.vars.set !== v.set) breakOff(w, other, 'the Information Store service was stopped');
    }
    stopStore(w, server);
  }
  // What comes after the image begins with a log of its own.
  v.high = rollLog(w, v.group);
  v.low = v.high + 1;
}

function breakOff(w: OrgWorld, p: P, because: string): void {
  if (findSet(w, p.vars.set)?.complete !== false) return;
  p.vars.because = because;
  w.tell('procedure.abort', p.id, 0);
}

/** How long it takes until the databases are there again. */
export function startsInMs(w: OrgWorld, p: P): number {
  const { stepMs, mountMs, monitoringMs } = w.plan.figures.operations;
  if (!p.vars.holdsDown) return monitoringMs;
  return heldByOther(w, p) === undefined ? stepMs + p.vars.downed.length * mountMs : 0;
}

function heldByOther(w: OrgWorld, p: P): P | undefined {
  const { server } = w.plan.groups[p.vars.group];
  return onServer(w, server).find((other) => other.id !== p.id && other.vars.holdsDown);
}

/** The service starts again and its databases are mounted, unless another offline backup needs it stopped still. */
export function startService(w: OrgWorld, p: P): void {
  const v = p.vars;
  v.holdsDown = false;
  const other = heldByOther(w, p);
  if (other !== undefined) {
    other.vars.downed.push(...v.downed);
    v.downed = [];
    return;
  }
  startStore(w, w.plan.groups[v.group].server);
  v.downed = v.downed.filter((d) => !isSettled(w, d));
}

/** Mounts a database. False where that has to wait for the machine or the directory; the rest is others' to recover. */
function isSettled(w: OrgWorld, database: number): boolean {
  const { mounted, clean } = w.org.store.databases[database];
  if (mounted) return true;
  const error = mountError(w, database);
  if (error === 'server-down' || error === 'no-directory') return false;
  if (error === null && clean) mount(w, database);
  return true;
}

/** Whether one keeps the service stopped and does not go on: it hangs, or waits for a cartridge. */
const isStuck = ({ step, vars }: P): boolean =>
  vars.holdsDown && (step === 'hang' || step === 'alert');

/** Whether users of a server miss the service because of an offline backup that does not go on. */
export const isKeptDown = (w: OrgWorld, server: number): boolean =>
  onServer(w, server).some(isStuck);

/** A backup does not go on. Its window has been announced; a service that it has stopped without one is missed at once. */
export function noteStuck(w: OrgWorld, { vars: v }: P): void {
  if (!v.holdsDown) return;
  const ends = spanEnd(w.plan.jobs[v.job].window, w.now);
  w.tell('serviceKeptDown', w.plan.groups[v.group].server, ends < Infinity ? ends : w.now);
}

/**
 * Somebody whom users called sees to what keeps the service down: a cartridge is put into the drive that waits for one
 * (TAPE-21), and what cannot go on breaks off.
 */
export function endStuck(w: OrgWorld, server: number, because: string): void {
  for (const p of onServer(w, server).filter(isStuck)) {
    if (p.step === 'alert' && putIn(w, p.vars.drive)) {
      wakeAt(w, p, w.now);
      continue;
    }
    p.vars.seen = true;
    breakOff(w, p, because);
  }
}

/** Somebody needs the service of a server now, and starts it: offline backups that hold it down break off. */
export function needStore(w: OrgWorld, server: number): void {
  for (const p of onServer(w, server)) {
    if (p.vars.holdsDown) breakOff(w, p, 'somebody needed the Information Store service');
  }
  startStore(w, server);
}

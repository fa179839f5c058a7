/** Mounting and dismounting databases, and what the rules of ESE demand for it. */
import { subtract, union } from '../../engine/intervals.ts';
import type { Ms } from '../../engine/types.ts';
import { directoryAnswers } from '../directory/answer.ts';
import { isUnlinked } from '../directory/unlinked.ts';
import { serverRuns } from '../hardware/servers.ts';
import { logShare, logsPerDay, workBetween } from '../workload/content.ts';
import type { OrgWorld } from '../world.ts';
import { stopKilling } from './kills.ts';
import {
  anyDirty,
  anyMounted,
  checkpointDepth,
  checkpointLog,
  firstLog,
  noteDeleted,
} from './checkpoint.ts';
import { isOnStream } from './content.ts';
import { forgetExpired } from './ledger.ts';
import { changeRate, logBurst, openLog, positionNow } from './stream.ts';
import { watchFill } from './fill.ts';
import { gapBetween } from './gaps.ts';
import type { Gap } from './state.ts';
import { generationsUsedUp, watchGenerations } from './generations.ts';
import { missingAttached } from './missing.ts';
import { watchLag } from './lag.ts';
import { delayedBy, messagesIn, oldestWaiting, returnedBy } from './waiting.ts';

/** Why a mount is refused. */
export type MountError =
  | 'server-down'
  | 'file-lost'
  | 'restore-pending'
  | 'being-repaired'
  | 'missing-log'
  | 'missing-log-file'
  | 'log-volume-lost'
  | 'log-volume-full'
  | 'store-stopped'
  | 'no-directory'
  | 'not-in-directory'
  | 'generations-used-up'
  | 'attached-database-missing';

/** What stands in the way of a mount, or null. Replay of a dirty database is not done here (ESE-35). */
export function mountError(w: OrgWorld, database: number): MountError | null {
  const d = w.org.store.databases[database];
  const g = w.plan.groups[w.plan.databases[database].group];
  if (!serverRuns(w, g.server)) return 'server-down';
  if (w.org.store.stopped.includes(w.plan.databases[database].server)) return 'store-stopped';
  // Restore.env is there, or will be: what is restored waits for its hard recovery (RST-30).
  if (d.restoring) return 'restore-pending';
  if (d.repairing) return 'being-repaired';
  if (d.fileLost) return 'file-lost';
  const logsGone = w.org.store.groups[g.id].logsLost || !isOnStream(w, database);
  if (logsGone) return d.clean ? 'log-volume-lost' : 'missing-log';
  if (!d.clean && recoveryGap(w, g.id) !== null) return 'missing-log-file';
  if (w.org.hardware.volumes[g.logVolume].full) return 'log-volume-full';
  if (!directoryAnswers(w)) return 'no-directory';
  // The directory has forgotten where it is, and whose mailboxes are in it.
  if (isUnlinked(w, database)) return 'not-in-directory';
  if (missingAttached(w, g.id).length > 0) return 'attached-database-missing';
  if (generationsUsedUp(w, g.id)) return 'generations-used-up';
  return null;
}

/** Logs that soft recovery replays before a dirty database is consistent (REC-03 to REC-05). */
export function softRecoveryLogs(w: OrgWorld, group: number): { from: number; to: number } {
  const g = w.org.store.groups[group];
  // Without a checkpoint file it starts at the oldest log in the folder (REC-04).
  const first = firstLog(w, group);
  const from = g.checkpointFileLost ? first : Math.max(first, checkpointLog(w, group));
  // Where the open log was taken away, none was begun after it.
  return { from, to: g.lastLog < 0 ? openLog(w, group) : Math.max(from, g.lastLog) };
}

/** The first log that soft recovery of a group needs and did not find at an instant: then it fails (X-21, REC-21); null for none. */
export function recoveryGap(w: OrgWorld, group: number, by: Ms = w.now): Gap | null {
  if (w.org.store.groups[group].gaps.length === 0) return null;
  const { from, to } = softRecoveryLogs(w, group);
  return gapBetween(w, group, from, to, by);
}

/** How long soft recovery of a group takes. */
export function softRecoveryMs(w: OrgWorld, group: number): Ms {
  const { from, to } = softRecoveryLogs(w, group);
  return Math.ceil(((to - from + 1) / w.plan.figures.store.replayLogsPerSecond) * 1000);
}

/** Soft recovery has run: what was committed is in the files of the stream's databases, and they are clean (REC-06). */
export function finishSoftRecovery(w: OrgWorld, group: number): void {
  const g = w.org.store.groups[group];
  g.checkpointFileLost = false;
  for (const id of w.plan.groups[group].databases) {
    const d = w.org.store.databases[id];
    if (d.mounted) continue;
    d.attached = false;
    if (!d.fileLost && !d.restoring && isOnStream(w, id)) d.clean = true;
  }
  passLogs(w, group);
}

/** Nobody waits for the logs of a group: what others that go on have in their caches is no further than before (ESE-17). */
export function passLogs(w: OrgWorld, group: number): void {
  const g = w.org.store.groups[group];
  const lag = anyMounted(w, group) ? checkpointDepth(w) : 0;
  g.flushedTo = Math.max(g.flushedTo, openLog(w, group) - lag);
}

/** Mounts a database; the mail that waited for it is delivered in the same instant. Throws if it is not clean. */
export function mount(w: OrgWorld, database: number): void {
  const error = mountError(w, database);
  const d = w.org.store.databases[database];
  const plan = w.plan.databases[database];
  if (error !== null || !d.clean) {
    throw new Error(`${plan.path} cannot be mounted: ${error ?? 'dirty shutdown'}`);
  }
  const downSince = d.downSince;
  const stranded = strandedBy(w, database, downSince);
  const oldest = Math.max(oldestWaiting(w.plan, downSince, w.now), stranded);
  const g = w.org.store.groups[plan.group];
  g.lastLog = -1;
  // The engine starts with the first of a group, and writes a checkpoint file where it finds none.
  if (!anyMounted(w, plan.group)) g.checkpointFileLost = false;
  d.mounted = true;
  d.clean = false;
  d.attached = true;
  d.downSince = -1;
  if (w.now > downSince) {
    // Never joined to one that ended where it began: the mail of each was delivered at its own end.
    d.downs = [...d.downs, downSince, w.now];
    if (plan.kind === 'mailbox') settleWaiting(w, database, downSince, stranded);
    const work = workBetween(w.plan, oldest, w.now);
    const logs = logsPerDay(w.plan, plan) * logShare(plan, 0) * work;
    if (logs > 0) logBurst(w, plan.group, database, logs);
    else changeRate(w, plan.group);
  } else {
    changeRate(w, plan.group);
  }
  forgetExpired(w, database);
  watchFill(w, w.plan.groups[plan.group].logVolume);
  // What was delivered in one go may have taken it past a limit at once: it is up first, and stops then.
  watchLag(w, plan.group, w.now + 1);
  watchGenerations(w, plan.group, w.now + 1);
  w.say('database.up', { database, downSince });
}

/**
 * Until when the mail of an outage went for a place to which the database has not come back: it moved meanwhile, and its
 * users were linked to the new place only later. In 2003 that mail returns to its senders (RST-50); a hub of 2007 is made
 * to resolve it again.
 */
function strandedBy(w: OrgWorld, database: number, downSince: Ms): Ms {
  if (w.plan.version !== 'exchange-2003') return downSince;
  const home = w.org.store.homes.find((each) => each.database === database);
  if (home === undefined || home.since < downSince) return downSince;
  return Math.max(downSince, Math.min(w.now, home.relinkedAt));
}

/** The outage is over: books what came back to its senders, and says whom the hubs have told what. */
function settleWaiting(w: OrgWorld, database: number, downSince: Ms, stranded: Ms): void {
  const d = w.org.store.databases[database];
  const plan = w.plan.databases[database];
  const delayed = delayedBy(w.plan, downSince, w.now);
  if (delayed !== null && w.hears('content.delayed')) {
    const messages = messagesIn(w.plan, plan, delayed);
    w.say('content.delayed', { database, ...delayed, messages });
  }
  const expired = returnedBy(w.plan, downSince, w.now);
  const to = Math.max(expired?.to ?? downSince, stranded);
  if (to === downSince) return;
  const back = { from: downSince, to };
  d.returned = union(d.returned, subtract([back.from, back.to], d.lost[0]));
  w.say('content.returned', { database, ...back, messages: messagesIn(w.plan, plan, back) });
}

/**
 * Takes a database out of service. Clean: everything is flushed and it is detached from its stream (ESE-34); after an
 * unexpected stop it stays dirty, and mounting it replays from the checkpoint.
 */
export function dismount(w: OrgWorld, database: number, clean: boolean, because: string): void {
  const d = w.org.store.databases[database];
  if (!d.mounted) return;
  const group = w.plan.databases[database].group;
  const g = w.org.store.groups[group];
  const checkpoint = checkpointLog(w, group);
  noteDeleted(w, group);
  stopKilling(w, database);
  d.mounted = false;
  d.clean = clean;
  d.attached = !clean;
  d.downSince = w.now;
  changeRate(w, group);
  // What stopped dirty is recovered from where the checkpoint stood, frozen or not; with nobody left to write, it reaches
  // the end after a clean stop.
  const anybody = w.plan.groups[group].databases.some((x) => w.org.store.databases[x].mounted);
  if (!clean) g.flushedTo = checkpoint;
  else if (!anybody && !anyDirty(w, group)) g.flushedTo = Math.floor(positionNow(w, group));
  w.say('database.down', { database, because });
}

/** What a recovery brings back and what it gives up: the only place where loss is decided. */
import { subtract } from '../../engine/intervals.ts';
import { attach } from '../store/attach.ts';
import { anyDirty } from '../store/checkpoint.ts';
import { committed, contentThroughLog, fileThroughLog, type Content } from '../store/content.ts';
import { inherit } from '../store/deep.ts';
import { eraseBackups } from '../store/header.ts';
import { entitled, missing } from '../store/kills.ts';
import { bookLoss } from '../store/ledger.ts';
import { finishSoftRecovery, recoveryGap } from '../store/mount.ts';
import { keepForReplicas, pendingOf } from '../store/replicas.ts';
import { takeBack } from '../store/retention.ts';
import { forkStream, openLog } from '../store/stream.ts';
import type { OrgWorld } from '../world.ts';
import { streamGroup } from './restore/chain.ts';
import { incidentOf } from './incident.ts';
import { passGaps } from './restore/lost-logs.ts';
import { waitsForLogs } from './restore/standing.ts';
import type { RestoreVars } from './state.ts';

export function minus(a: Content, b: Content): Content {
  return [subtract(a[0], b[0]), subtract(a[1], b[1])];
}

export function book(
  w: OrgWorld,
  v: Pick<RestoreVars, 'incident'>,
  database: number,
  content: Content,
): void {
  const loss = bookLoss(w, database, v.incident, content);
  const row = incidentOf(w, v.incident).databases.find((r) => r.database === database);
  if (row === undefined || loss.oldest === null) return;
  row.lostMessages += loss.messages;
  row.lostBytes += loss.bytes;
  row.lostLogs += loss.logs;
  row.lostWindowMs += loss.windowMs;
  row.oldestLost = row.oldestLost < 0 ? loss.oldest : Math.min(row.oldestLost, loss.oldest);
}

/** A file comes back without some content: what public folders have in replicas is sent again, the rest is given up. */
function giveUp(
  w: OrgWorld,
  v: Pick<RestoreVars, 'incident'>,
  database: number,
  content: Content,
): void {
  book(w, v, database, [content[0], keepForReplicas(w, database, content[1])]);
}

/** The logs of a group are gone for good: it starts a new stream when the first of its databases comes back. */
function forkIfLost(w: OrgWorld, v: Pick<RestoreVars, 'group' | 'reach'>): void {
  const g = w.org.store.groups[v.group];
  if (!g.logsLost) return;
  const parent = g.segment;
  const because =
    g.logsLostBy === '' ? 'its logs are lost with their volume' : 'its log folder was destroyed';
  const segment = forkStream(w, v.group, v.reach);
  w.say('stream.forked', {
    group: v.group, segment, parent, log: v.reach, because,
  }); // prettier-ignore
}

/** What hard recovery brings back by the logs that it may replay; never what was given up before. */
export function found(
  w: OrgWorld,
  {
    source,
    reach,
    toEnd,
    stopBefore,
  }: Pick<RestoreVars, 'source' | 'reach' | 'toEnd' | 'stopBefore'>,
  database: number,
): Content {
  const { rollsTo } = w.org.store.databases[database];
  if (toEnd && stopBefore < 0 && rollsTo < 0) return committed(w, database);
  const entry = source?.databases.find((x) => x.database === database);
  // The open log of that day may be of no use any more (REC-13): replay ends before it.
  const end = Math.min(toEnd ? Infinity : reach, rollsTo < 0 ? Infinity : rollsTo);
  const last = stopBefore < 0 ? end : Math.min(end, stopBefore - 1);
  const through = contentThroughLog(w, database, entry?.lineage ?? -1, last);
  return minus(through, w.org.store.databases[database].lost);
}

/**
 * What databases keep among their deleted items comes with the file, or with an image and its logs, however far they reach:
 * where they go on in another life, also what nobody has missed yet.
 */
export function keepItems(w: OrgWorld, databases: readonly number[]): void {
  for (const d of databases) takeBack(w, d, null);
}

/** What is known to have been deleted by way of the logs, and was deleted again by their replay, is given up (RST-02). */
export function settleKills(w: OrgWorld, v: Pick<RestoreVars, 'incident'>, database: number): void {
  const { causes } = incidentOf(w, v.incident);
  takeBack(w, database, causes);
  const gone = missing(w, database, causes);
  if (gone[0].length > 0 || gone[1].length > 0) book(w, v, database, gone);
}

/**
 * Hard recovery has run: the image is consistent up to the last log replayed (REC-01, RST-26, X-21); or `soft` recovery of
 * files from a snapshot.
 */
export function finishHardRecovery(w: OrgWorld, v: RestoreVars, soft = false): void {
  const before = v.databases.map((d) => entitled(w, d));
  // The logs that it comes from may be whole where those that it goes on with are lost.
  const comes = v.source !== null && streamGroup(w, v.source) !== v.group;
  if (comes) forkIfLost(w, { group: v.group, reach: openLog(w, v.group) });
  else if (!v.toEnd) forkIfLost(w, v);
  v.databases.forEach((database, i) => {
    const isWhole = v.toEnd && v.stopBefore < 0 && w.org.store.databases[database].rollsTo < 0;
    if (isWhole) {
      settleKills(w, v, database);
      // All of it, but from here on it goes on in the log stream of another group.
      if (comes) attach(w, database, entitled(w, database), true);
    } else {
      keepItems(w, [database]);
      const after = found(w, v, database);
      attach(w, database, after);
      giveUp(w, v, database, minus(before[i], after));
    }
    replaceFile(w, database);
    // Its previous-backup fields are erased: until the next full it is exposed. Soft recovery erases none.
    if (soft && isWhole && !comes) return;
    eraseBackups(w, database);
  });
  passGaps(w, v.group);
}

/** The file on disk is a new one: undamaged and clean. */
export function replaceFile(w: OrgWorld, database: number): void {
  const d = w.org.store.databases[database];
  d.holes = [];
  d.provedAt = w.now;
  d.fileLost = false;
  d.fileLostBy = '';
  d.halfLost = '';
  d.restoring = false;
  d.clean = true;
  d.attached = false;
  d.rollsTo = -1;
}

/**
 * Files that were clean when their logs went need none of them (ESE-34): they go on with all they hold on a new stream, and
 * what was deleted in them stays deleted until somebody misses it.
 */
export function attachClean(
  w: OrgWorld,
  { group, databases }: Pick<RestoreVars, 'group' | 'databases'>,
): void {
  const held = databases.map((d) => entitled(w, d));
  forkIfLost(w, { group, reach: openLog(w, group) });
  databases.forEach((database, i) => {
    attach(w, database, held[i], true);
    eraseBackups(w, database);
  });
}

/** Nothing usable is left: everything that the database held is given up, and an empty one takes its place. */
export function declareLost(w: OrgWorld, v: RestoreVars): void {
  const before = v.databases.map((d) => entitled(w, d));
  v.reach = 0;
  forkIfLost(w, v);
  v.databases.forEach((database, i) => {
    attach(w, database, [[], []]);
    giveUp(w, v, database, before[i]);
    replaceFile(w, database);
    inherit(w, database, { imageAt: -1, replayedTo: -1 });
    eraseBackups(w, database);
    const row = incidentOf(w, v.incident).databases.find((r) => r.database === database);
    if (row !== undefined) row.declaredLost = pendingOf(w, database).length === 0;
  });
}

/** What a soft recovery was for, and where it stopped. */
type Soft = Pick<RestoreVars, 'incident' | 'group' | 'databases' | 'stopBefore'>;

/** Everything needed was on disk: soft recovery has run, nothing is lost (REC-03). */
export function finishSoft(w: OrgWorld, v: Soft): void {
  if (v.stopBefore >= 0) {
    doWithoutLast(w, v);
    return;
  }
  // Those that were clean got past a missing log; others of the group, which need it, still wait for those who restore.
  const isInTheWay = anyDirty(w, v.group) && recoveryGap(w, v.group) !== null;
  if (waitsForLogs(w, v) || !isInTheWay) finishSoftRecovery(w, v.group);
  for (const database of v.databases) settleKills(w, v, database);
}

/** `eseutil /r /a`: the databases are consistent without the last log, and what it alone carried is lost (REC-21). */
function doWithoutLast(w: OrgWorld, v: Soft): void {
  for (const database of v.databases) {
    const d = w.org.store.databases[database];
    if (d.clean || d.mounted) continue;
    keepItems(w, [database]);
    const before = entitled(w, database);
    const through = fileThroughLog(w, database, v.stopBefore - 1);
    const after = minus(through, d.lost);
    attach(w, database, after);
    giveUp(w, v, database, minus(before, after));
    eraseBackups(w, database);
    d.clean = true;
  }
  w.org.store.groups[v.group].checkpointFileLost = false;
  passGaps(w, v.group);
}

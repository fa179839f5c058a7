/** What a recovery brings back and what it gives up: the only place where loss is decided. */
import { subtract } from '../../engine/intervals.ts';
import type { Ms } from '../../engine/types.ts';
import { attach } from '../store/attach.ts';
import { committed, contentThroughLog, damaged, type Content } from '../store/content.ts';
import { eraseBackups } from '../store/header.ts';
import { bookLoss } from '../store/ledger.ts';
import { finishSoftRecovery } from '../store/mount.ts';
import { forkStream, openLog } from '../store/stream.ts';
import type { OrgWorld } from '../world.ts';
import { incidentOf } from './incident.ts';
import type { RestoreVars } from './state.ts';

function minus(a: Content, b: Content): Content {
  return [subtract(a[0], b[0]), subtract(a[1], b[1])];
}

function book(w: OrgWorld, v: RestoreVars, database: number, content: Content): void {
  const loss = bookLoss(w, database, v.incident, content);
  const row = incidentOf(w, v.incident).databases.find((r) => r.database === database);
  if (row === undefined || loss.oldest === null) return;
  row.lostMessages += loss.messages;
  row.lostBytes += loss.bytes;
  row.lostLogs += loss.logs;
  row.lostWindowMs += loss.windowMs;
  row.oldestLost = row.oldestLost < 0 ? loss.oldest : Math.min(row.oldestLost, loss.oldest);
}

/** The logs of a group are gone for good: it starts a new stream when the first of its databases comes back. */
function forkIfLost(w: OrgWorld, v: RestoreVars): void {
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

/** Hard recovery has run: the image is consistent up to the last log replayed (REC-01, RST-26, X-21). */
export function finishHardRecovery(w: OrgWorld, v: RestoreVars): void {
  const before = v.databases.map((d) => committed(w, d));
  if (!v.toEnd) forkIfLost(w, v);
  v.databases.forEach((database, i) => {
    const d = w.org.store.databases[database];
    if (!v.toEnd) {
      const entry = v.source?.databases.find((x) => x.database === database);
      const found = contentThroughLog(w, database, entry?.lineage ?? -1, v.reach);
      const after = minus(found, d.lost);
      attach(w, database, after);
      book(w, v, database, minus(before[i], after));
    }
    replaceFile(w, database);
    // Its previous-backup fields are erased: until the next full it is exposed.
    eraseBackups(w, database);
  });
}

/** The file on disk is a new one: undamaged and clean. */
function replaceFile(w: OrgWorld, database: number): void {
  const d = w.org.store.databases[database];
  d.holes = [];
  d.provedAt = w.now;
  d.fileLost = false;
  d.fileLostBy = '';
  d.halfLost = '';
  d.restoring = false;
  d.clean = true;
}

/** Files that were clean when their logs went need none of them (ESE-34): they go on with all they hold on a new stream. */
export function attachClean(w: OrgWorld, v: RestoreVars): void {
  const held = v.databases.map((d) => committed(w, d));
  v.reach = openLog(w, v.group);
  forkIfLost(w, v);
  v.databases.forEach((database, i) => {
    attach(w, database, held[i]);
    eraseBackups(w, database);
  });
}

/** Nothing usable is left: everything that the database held is given up, and an empty one takes its place. */
export function declareLost(w: OrgWorld, v: RestoreVars): void {
  const before = v.databases.map((d) => committed(w, d));
  v.reach = 0;
  forkIfLost(w, v);
  v.databases.forEach((database, i) => {
    attach(w, database, [[], []]);
    book(w, v, database, before[i]);
    replaceFile(w, database);
    eraseBackups(w, database);
    const row = incidentOf(w, v.incident).databases.find((r) => r.database === database);
    if (row !== undefined) row.declaredLost = true;
  });
}

/**
 * No chain of sets reaches the logs on disk, but the damaged file lives: it has been repaired, which gives up what lies
 * on damaged pages and ends the roll-forward from older sets.
 */
export function finishRepair(w: OrgWorld, v: RestoreVars): void {
  for (const database of v.databases) {
    const holes = damaged(w, database);
    const held = committed(w, database);
    const left: Content = [subtract(held[0], holes), subtract(held[1], holes)];
    attach(w, database, left);
    book(w, v, database, minus(held, left));
    replaceFile(w, database);
    eraseBackups(w, database);
    const row = incidentOf(w, v.incident).databases.find((r) => r.database === database);
    if (row !== undefined) row.declaredLost = true;
  }
}

/** How long `eseutil /p` and then `isinteg -fix` take over these databases, one after another (REP-06, KB Q259851). */
export function repairMs(w: OrgWorld, databases: readonly number[]): Ms {
  const { repairBytesPerSecond, isintegBytesPerSecond } = w.plan.figures.recovery;
  let bytes = 0;
  for (const d of databases) bytes += w.plan.databases[d].sizeBytes;
  return Math.ceil((bytes / repairBytesPerSecond + bytes / isintegBytesPerSecond) * 1000);
}

/** Everything needed was on disk: soft recovery has run, nothing is lost (REC-03). */
export function finishSoft(w: OrgWorld, v: RestoreVars): void {
  finishSoftRecovery(w, v.group);
}

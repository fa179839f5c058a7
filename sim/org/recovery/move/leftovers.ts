/**
 * System mailboxes of the old place that came along in a moved database of Exchange 2003: the cleanup agent disconnects them
 * when it comes by, and they are purged when deleted mailboxes are no longer kept; nobody has to do anything (RST-51).
 */
import type { EventTable } from '../../../engine/types.ts';
import { DAY } from '../../../engine/clock.ts';
import { logEntry } from '../../eventlog/write.ts';
import type { OrgWorld } from '../../world.ts';

/** A database has come with them. */
export function leaveMailboxes(w: OrgWorld, database: number): void {
  if (w.plan.version !== 'exchange-2003') return;
  w.org.recovery.leftovers.push({ database, disconnectedAt: -1 });
  w.at(w.now + w.plan.figures.recovery.cleanupMs, 'recovery.leftovers', database, 0);
}

/** The agent works on a database that is mounted: else a day later. */
function cleanUp(w: OrgWorld, database: number, purges: boolean): void {
  const { server, path } = w.plan.databases[database];
  if (!w.org.store.databases[database].mounted) {
    w.at(w.now + DAY, 'recovery.leftovers', database, purges ? 1 : 0);
    return;
  }
  const { leftovers } = w.org.recovery;
  const i = leftovers.findIndex(
    (each) => each.database === database && each.disconnectedAt >= 0 === purges,
  );
  if (i < 0) return;
  if (purges) {
    leftovers.splice(i, 1);
    logEntry(w, server, 'store/9535', `${path}: system mailboxes of its old place are purged`);
    return;
  }
  leftovers[i].disconnectedAt = w.now;
  const { keptMailboxMs } = w.plan.figures.recovery;
  w.at(w.now + keptMailboxMs, 'recovery.leftovers', database, 1);
  logEntry(w, server, 'store/9533', `${path}: system mailboxes of its old place are disconnected`);
}

export const leftoverEvents: EventTable<OrgWorld> = {
  'recovery.leftovers': {
    rank: 46,
    run: (w, database, phase) => cleanUp(w, database, phase === 1),
  },
};

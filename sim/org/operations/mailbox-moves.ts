/**
 * Bulk moves: somebody moves mailboxes into a database, one after another. What arrives is logged at the destination as it
 * comes, and nothing but a full or incremental backup takes these logs away again (TRN-12); or circular logging is switched
 * on for the move, which gives up what backups could have rolled forward with until the next full (TRN-13).
 */
import type { EventTable } from '../../engine/types.ts';
import { backUpAfter } from '../backup/files/events.ts';
import { logEntry } from '../eventlog/write.ts';
import { noteDeleted } from '../store/checkpoint.ts';
import { watchFill } from '../store/fill.ts';
import { watchGenerations } from '../store/generations.ts';
import { watchLag } from '../store/lag.ts';
import { dismount } from '../store/mount.ts';
import { logMore } from '../store/stream.ts';
import type { OrgWorld } from '../world.ts';
import type { MailboxMovePlan } from './plan.ts';

/** What moves have brought to all databases of a volume so far. */
function movedTo(w: OrgWorld, volume: number): number {
  let bytes = 0;
  for (const d of w.plan.databases) {
    if (d.volume === volume) bytes += w.org.store.databases[d.id].movedBytes;
  }
  return bytes;
}

/** Whether the files on a volume have outgrown it. */
function isFull(w: OrgWorld, volume: number): boolean {
  let bytes = movedTo(w, volume);
  for (const d of w.plan.databases) if (d.volume === volume) bytes += d.sizeBytes;
  return bytes > w.plan.volumes[volume].capacityBytes;
}

/** One mailbox arrives. Answers why the move cannot go on, or null. */
function arrive(w: OrgWorld, { database, from, mailboxBytes }: MailboxMovePlan): string | null {
  const { group, path, volume, server } = w.plan.databases[database];
  const d = w.org.store.databases[database];
  if (!d.mounted) return `${path} is not mounted`;
  if (from >= 0 && !w.org.store.databases[from].mounted)
    return `${w.plan.databases[from].path} is not mounted`;
  d.movedBytes += mailboxBytes;
  if (isFull(w, volume)) {
    d.movedBytes -= mailboxBytes;
    const name = w.plan.volumes[volume].path;
    logEntry(w, server, 'ese/482', `${path}: no room is left on ${name}`);
    dismount(w, database, false, `${name} is full`);
    w.tell('databaseVolumeFull', group, database);
    return `${name} is full`;
  }
  const { moveLogFactor } = w.plan.figures.operations;
  logMore(w, group, (mailboxBytes * moveLogFactor) / w.plan.figures.store.logBytes);
  watchFill(w, w.plan.groups[group].logVolume);
  watchLag(w, group);
  watchGenerations(w, group);
  return null;
}

/** Circular logging is switched on or off: what it has deleted is gone, and a backup needs a full to begin with. */
function logInCircle(w: OrgWorld, { database }: MailboxMovePlan, on: boolean): void {
  const { group } = w.plan.databases[database];
  noteDeleted(w, group);
  w.org.store.groups[group].circularLogging = on || w.plan.groups[group].circularLogging;
  watchFill(w, w.plan.groups[group].logVolume);
}

export const mailboxMoveEvents: EventTable<OrgWorld> = {
  /** The mailbox number `moved` + 1 of a move. */
  'operations.move': {
    rank: 12,
    run(w, id, moved) {
      const move = w.plan.operations.mailboxMoves[id];
      if (moved === 0 && move.circularLogging) logInCircle(w, move, true);
      const why = arrive(w, move);
      const now = why === null ? moved + 1 : moved;
      w.org.directory.movedMailboxes[id] = now;
      if (why === null && now < move.mailboxes) {
        w.at(w.now + move.everyMs, 'operations.move', id, now);
        return;
      }
      if (move.circularLogging) logInCircle(w, move, false);
      w.say('mailbox-move.ended', {
        move: id,
        moved: now,
        left: move.mailboxes - now,
        because: why ?? '',
        from: move.from,
        began: move.at,
        everyMs: move.everyMs,
      });
      backUpAfter(w, 'changes');
    },
  },
};

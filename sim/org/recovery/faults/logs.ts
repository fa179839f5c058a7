/** Scripted faults that take a single log file, or the checkpoint file. */
import { checkpointLog } from '../../store/checkpoint.ts';
import { breakLog } from '../../store/gaps.ts';
import { dismount } from '../../store/mount.ts';
import { closedLogName, openLogName } from '../../store/names.ts';
import type { OrgWorld } from '../../world.ts';
import type { FaultPlan } from '../plan.ts';

type LogFault = Extract<FaultPlan, { verb: 'break-log' }>;

/**
 * One log is deleted, damaged or quarantined. Without the open one the group stops dirty. A closed one nobody
 * misses before a backup or a recovery reads it. News: 'logFileLost'.
 */
export function strikeLog(w: OrgWorld, { path, group, place, how }: LogFault): void {
  const key = `${path}:operator-destroys:1`;
  const name = openLogName(w, group);
  const checkpoint = checkpointLog(w, group);
  const log = breakLog(w, group, place, how, key);
  const stops = log >= 0 && place === 'open';
  w.say('cause.struck', {
    key,
    cause: 'operator-destroys',
    owner: path,
    absorbed: !stops,
    because:
      log < 0
        ? 'there is no such log'
        : stops
          ? `${name} is ${how}: its group can write no more`
          : `${closedLogName(w, group, log)} is ${how}: nothing reads it before a backup or a recovery`,
  });
  if (!stops) return;
  for (const d of w.plan.groups[group].databases) dismount(w, d, false, `${name} is ${how}`);
  // The stream ends with the log that was taken, and the checkpoint stays where it was.
  w.org.store.groups[group].flushedTo = checkpoint;
  w.tell('logFileLost', group, 0);
}

/** The checkpoint file is deleted: the next recovery begins at the oldest log (REC-04). */
export function strikeCheckpoint(w: OrgWorld, path: string, group: number): void {
  const g = w.org.store.groups[group];
  const gone = g.checkpointFileLost || g.logsLost;
  w.say('cause.struck', {
    key: `${path}:operator-destroys:1`,
    cause: 'operator-destroys',
    owner: path,
    absorbed: true,
    because: gone
      ? 'it was lost already'
      : `${w.plan.groups[group].prefix}.chk is deleted: only a recovery would read it`,
  });
  if (!gone) g.checkpointFileLost = true;
}

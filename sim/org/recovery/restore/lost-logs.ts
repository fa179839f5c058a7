/**
 * Soft recovery that fails, since a log that it needs is missing or damaged, or since too many logs must be replayed
 * without a checkpoint file; and what is done about it (REC-21, REC-22, X-08, X-21, X-23).
 */
import { logEntry } from '../../eventlog/write.ts';
import { checkpointLog } from '../../store/checkpoint.ts';
import { gapBetween, putBack } from '../../store/gaps.ts';
import { passLogs, recoveryGap, softRecoveryLogs } from '../../store/mount.ts';
import { closedLogName, openLogName } from '../../store/names.ts';
import type { Gap } from '../../store/state.ts';
import { openLog } from '../../store/stream.ts';
import { removeByHand } from '../../store/truncation.ts';
import type { OrgWorld } from '../../world.ts';
import { incidentOf } from '../incident.ts';
import type { RestoreVars } from '../state.ts';
import { onlyPagesAtStake, waitsForLogs } from './standing.ts';

/** Whether soft recovery of these databases brings them to a clean shutdown, by hand where it must be helped. */
export function softRecoveryWorks(w: OrgWorld, v: RestoreVars): boolean {
  if (!waitsForLogs(w, v)) return true;
  const gap = recoveryGap(w, v.group);
  if (gap !== null) return aroundGap(w, v, gap);
  const lag = lagWithoutCheckpoint(w, v.group);
  if (lag !== null) {
    note(w, v, lag, MOVED_AWAY);
    moveAway(w, v);
  }
  return true;
}

/**
 * Before a way back is chosen for files that live, but are damaged besides: a log that they need, and that is in quarantine, is put
 * back. Else they would be repaired without what only logs carry, or overwritten by a set that leads no further.
 */
export function putBackForReplay(w: OrgWorld, v: RestoreVars): void {
  const gap = recoveryGap(w, v.group);
  if (gap?.how === 'quarantined' && onlyPagesAtStake(w, v) && waitsForLogs(w, v))
    aroundGap(w, v, gap);
}

/** Whether files that are to be repaired can be replayed first, once logs that none of them needs are out of the way. */
export function replaysFirst(w: OrgWorld, v: RestoreVars): boolean {
  const gap = recoveryGap(w, v.group);
  if (gap === null || !waitsForLogs(w, v)) return waitsForLogs(w, v);
  return isInTheWay(w, v.group, gap) && aroundGap(w, v, gap);
}

/** Whether soft recovery finds all logs that the files of a group need, whatever is missing of older ones. */
export function findsItsLogs(w: OrgWorld, group: number): boolean {
  const gap = recoveryGap(w, group);
  return gap === null || isInTheWay(w, group, gap);
}

const MOVED_AWAY = 'the logs below Log Required are moved away';
const MOVING_AWAY = 'reading Log Required with eseutil /mh, moving older logs away';

/** Moves away what a recovery without a checkpoint file would begin with, and no file needs (REC-04). */
function moveAway(w: OrgWorld, v: RestoreVars): void {
  removeByHand(w, v.group);
  v.byHand = MOVING_AWAY;
}

/** Whether logs were moved away for a soft recovery: incrementals miss them until there is a full. */
export const movedLogsAway = ({ mode, byHand }: RestoreVars): boolean =>
  mode === 'soft' && byHand === MOVING_AWAY;

function aroundGap(w: OrgWorld, v: RestoreVars, gap: Gap): boolean {
  const { plan, org } = w;
  const incident = incidentOf(w, v.incident);
  if (!incident.causes.includes(gap.key)) incident.causes.push(gap.key);
  const seen = org.store.groups[v.group].gaps.find((x) => x.log === gap.log && x.at === gap.at);
  if (seen !== undefined) seen.seen = true;
  const isOpen = gap.wasOpen && gap.log === openLog(w, v.group) - 1;
  const name = isOpen ? openLogName(w, v.group) : closedLogName(w, v.group, gap.log);
  if (gap.how === 'quarantined') {
    note(w, v, `${name} is in the quarantine of the virus scanner`, 'it is put back');
    v.byHand = 'putting the log back from the quarantine, excluding the folder from the scanner';
    putBack(w, v.group);
    return true;
  }
  const { server, path } = plan.groups[v.group];
  const is2007 = plan.version === 'exchange-2007';
  const event = is2007 ? 'ese/523' : 'ese/454';
  logEntry(w, server, event, `${path}: ${name} is ${gap.how}`);
  const because = `event ${event.slice(4)}: ${name} is ${gap.how}, and soft recovery needs it`;
  if (isInTheWay(w, v.group, gap)) {
    moveAway(w, v);
    note(w, v, because, MOVED_AWAY);
    return true;
  }
  // One log at the end may be missing: a depth of 1 on servers that copy no logs (REC-21).
  if (!is2007 || !gap.wasOpen || gap.log !== openLog(w, v.group) - 1) {
    const why = is2007 ? 'inside of Log Required no /a helps' : 'before 2007 no /a does without it';
    note(w, v, because, `${why}: a restore, else repair`);
    return false;
  }
  note(w, v, because, 'eseutil /r /a, which does without the last log');
  v.byHand = `a mount that fails, then eseutil /r ${plan.groups[v.group].prefix} /a`;
  v.stopBefore = gap.log;
  return true;
}

/**
 * Whether soft recovery wants a log only because no checkpoint file says where to begin, and all are there that the files need;
 * else those from before are left to whoever rolls forward from a set.
 */
const isInTheWay = (w: OrgWorld, group: number, { log }: Gap): boolean => {
  const first = checkpointLog(w, group);
  return log < first && gapBetween(w, group, first, Infinity) === null;
};

function note(w: OrgWorld, v: RestoreVars, because: string, next: string): void {
  w.say('recovery.fallback', { incident: v.incident, group: v.group, because, next });
}

/** Exchange 2003 without KB 836611 replays only so many logs where no checkpoint file says where to begin. */
export function lagWithoutCheckpoint(w: OrgWorld, group: number): string | null {
  const { missingCheckpointLogs } = w.plan.figures.store;
  if (w.plan.version !== 'exchange-2003' || missingCheckpointLogs === 0) return null;
  const { from, to } = softRecoveryLogs(w, group);
  if (!w.org.store.groups[group].checkpointFileLost || to - from < missingCheckpointLogs)
    return null;
  return `-614: no checkpoint file, and ${to - from + 1} logs to replay, more than ${missingCheckpointLogs}`;
}

/**
 * Where logs were broken, and nobody of the group still waits for them, the checkpoint stands behind them: what comes
 * back is attached at the end of the stream. As long as others of the group go on, it lags behind as ever.
 */
export function passGaps(w: OrgWorld, group: number): void {
  const g = w.org.store.groups[group];
  if (g.gaps.length === 0) return;
  const waits = w.plan.groups[group].databases.some((d) => {
    const { mounted, clean, fileLost, restoring } = w.org.store.databases[d];
    return !mounted && !clean && !fileLost && !restoring;
  });
  if (!waits) passLogs(w, group);
}

/** The last log whose changes are all in the file of a database that stopped, whatever became of later logs. */
export const flushedThrough = (w: OrgWorld, group: number): number => checkpointLog(w, group) - 1;

/** Copies of all logs of a group, the open one included, before a recovery changes that (REC-13). */
import type { Ms } from '../../../engine/types.ts';
import { firstLog } from '../../store/checkpoint.ts';
import { logsOnVolume } from '../../store/fill.ts';
import { closedLogName, openLogName } from '../../store/names.ts';
import { openLog } from '../../store/stream.ts';
import type { OrgWorld } from '../../world.ts';
import { freeBytes } from '../restore/room.ts';

function logBytes(w: OrgWorld, group: number): number {
  return (openLog(w, group) - firstLog(w, group) + 1) * w.plan.figures.store.logBytes;
}

/** The copied files, by the names of the first and the last. */
export function copiedLogs(w: OrgWorld, group: number): string {
  const [first, open] = [firstLog(w, group), openLog(w, group)];
  const last = openLogName(w, group);
  const files = first < open ? `${closedLogName(w, group, first)} to ${last}` : last;
  return `${open - first + 1} logs, ${files}, before a recovery changes the open one`;
}

/** Whether any volume of the server has room for them (RST-37). */
export function hasRoomForLogs(w: OrgWorld, group: number): boolean {
  const bytes = logBytes(w, group);
  const { volumes } = w.plan.servers[w.plan.groups[group].server];
  return volumes.some((v) => {
    const logs = logsOnVolume(w, v) * w.plan.figures.store.logBytes;
    return !w.org.hardware.volumes[v].lost && freeBytes(w, v) - logs >= bytes;
  });
}

/** Read from the log volume and written again: to the same one, hence at half its rate (RST-35). */
export function copyLogsMs(w: OrgWorld, group: number): Ms {
  const { readBytesPerSecond, writeBytesPerSecond } =
    w.plan.volumes[w.plan.groups[group].logVolume];
  const rate = Math.min(readBytesPerSecond, writeBytesPerSecond) / 2;
  return Math.ceil((logBytes(w, group) / rate) * 1000);
}

/** Where a log stream stands at any instant of a recorded state: the closed form of the simulator, for the page. */
import type { Ms } from '../engine/types.ts';
import { curveOf, unitsAt } from '../org/workload/curve.ts';
import type { LogState, RecordedStates } from './data.ts';

export interface LogNumbers {
  /** Oldest log on disk; null when the logs are lost. */
  readonly first: number | null;
  readonly open: number;
  readonly checkpoint: number;
}

/** Numbers of the oldest log, of the open one, and of the checkpoint log in between. */
export function logsAt(states: RecordedStates, log: LogState, at: Ms): LogNumbers {
  const units = unitsAt(curveOf(states.weekendShare), at) - log.units;
  const open = Math.floor(log.position + log.logsPerUnit * units);
  const moving = Math.max(log.flushedTo, open - states.checkpointDepth);
  const checkpoint = log.checkpoint ?? moving;
  const follows = log.circular && log.firstLog !== null;
  const first = follows ? Math.max(log.firstLog, checkpoint) : log.firstLog;
  return { first, open, checkpoint };
}

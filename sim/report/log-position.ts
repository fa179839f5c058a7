/** Where a log stream stands at any instant of a recorded state: the closed form of the simulator, for the page. */
import type { Ms } from '../engine/types.ts';
import { curveOf, unitsAt } from '../org/workload/curve.ts';
import type { LogState, RecordedStates } from './data.ts';

export interface LogNumbers {
  readonly open: number;
  readonly checkpoint: number;
}

/** Number of the open log, and of the checkpoint log behind it. */
export function logsAt(states: RecordedStates, log: LogState, at: Ms): LogNumbers {
  const units = unitsAt(curveOf(states.weekendShare), at) - log.units;
  const open = Math.floor(log.position + log.logsPerUnit * units);
  const moving = Math.max(log.flushedTo, open - states.checkpointDepth);
  return { open, checkpoint: log.checkpoint ?? moving };
}

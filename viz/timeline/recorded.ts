/** What every lane was at an instant, out of the recorded states of a story. */
import type { LaneState, RecordedStates } from '../../sim/report/data.ts';

/** The lanes at an instant: the first states, and every change up to and with it. */
export function lanesAt(states: RecordedStates, at: number): ReadonlyMap<string, LaneState> {
  const lanes = new Map(Object.entries(states.first));
  for (const change of states.changes) {
    if (change.at > at) break;
    for (const [lane, state] of Object.entries(change.lanes)) {
      if (state === null) lanes.delete(lane);
      else lanes.set(lane, state);
    }
  }
  return lanes;
}

/** The next instant at which anything changed, in one direction; null beyond the last one. */
export function nextChange(states: RecordedStates, at: number, direction: 1 | -1): number | null {
  const { changes } = states;
  const found =
    direction > 0
      ? changes.find((change) => change.at > at)
      : changes.findLast((change) => change.at < at);
  return found?.at ?? null;
}

/**
 * How often a cause with a probability could have struck inside the horizon: what its expected count rests on. Counted
 * from what happened, since the organization says strikes, not tries.
 */
import type { Ms } from '../engine/types.ts';
import type { Plan } from '../org/plan.ts';
import type { Heard } from './heard.ts';
import { stateOf } from './heard.ts';

interface OccasionState {
  jobs: number;
  mounts: number;
  setsRead: number;
  /** Groups whose running backup is going to fail by a strike, by path. */
  struck: string[];
}

function occasions(sim: Heard): OccasionState {
  return stateOf(sim, 'occasions', () => ({ jobs: 0, mounts: 0, setsRead: 0, struck: [] }));
}

export function hearOccasions(sim: Heard, plan: Plan): void {
  const state = occasions(sim);
  const { start, end } = plan.clock;
  const counted = (at: Ms): boolean => at >= start && at < end;
  sim.on('backup.began', (fact) => {
    if (counted(fact.at)) state.mounts++;
  });
  sim.on('cause.struck', (fact) => {
    if (!counted(fact.at)) return;
    // A failed mount is followed by another try.
    if (fact.cause === 'mount-failed') state.mounts++;
    if (fact.cause === 'job-failed' && !state.struck.includes(fact.owner)) {
      state.struck.push(fact.owner);
    }
  });
  sim.on('backup.ended', (fact) => {
    const owner = plan.groups[fact.group].path;
    const struck = state.struck.includes(owner);
    if (struck) state.struck = state.struck.filter((each) => each !== owner);
    // A failure that recurs until it is fixed is not tried again; one that struck was.
    if (counted(fact.at) && (fact.outcome !== 'failed' || struck)) state.jobs++;
  });
  sim.on('incident.closed', (fact) => {
    if (!counted(fact.openedAt)) return;
    const sets = new Set(fact.databases.flatMap((row) => row.sets));
    state.setsRead += sets.size;
    state.mounts += sets.size;
  });
  sim.on('set.unreadable', (fact) => {
    if (counted(fact.at)) state.setsRead++;
  });
}

/** Occasions by cause. */
export function occasionsOf(sim: Heard): Record<string, number> {
  const { jobs, mounts, setsRead } = occasions(sim);
  return { 'job-failed': jobs, 'mount-failed': mounts, 'set-unreadable': setsRead };
}

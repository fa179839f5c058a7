/** Who comes, and when. */
import { insideSpans, nextInside } from '../../engine/calendar.ts';
import type { Ms } from '../../engine/types.ts';
import type { OrgWorld } from '../world.ts';
import type { TeamPlan } from './plan.ts';

/** How long until somebody of a team is at work: 0 in their hours, else the call, else until their hours begin. */
export function callMs(w: OrgWorld, team: TeamPlan): Ms {
  if (insideSpans(team.hours, w.now)) return 0;
  const wait = nextInside(team.hours, w.now) - w.now;
  return team.onCallMs === null ? wait : Math.min(team.onCallMs, wait);
}

/** The team that is there first; the earlier one in the plan at equal times. */
export function teamToAsk(w: OrgWorld): number {
  let best = 0;
  for (const team of w.plan.operations.teams) {
    if (callMs(w, team) < callMs(w, w.plan.operations.teams[best])) best = team.id;
  }
  return best;
}

/** Whether nobody is at work now, and nobody of the team that comes first can be called. */
export function nobodyDecides(w: OrgWorld): boolean {
  const team = w.plan.operations.teams[teamToAsk(w)];
  return team.onCallMs === null && callMs(w, team) > 0;
}

/** The last steps of a runbook: restores and replays run, and then what goes on without anybody. */
import type { Procedure, StepDefinition } from '../../../engine/procedure.ts';
import { peoplePool } from '../../pools.ts';
import type { OrgWorld } from '../../world.ts';
import { incidentOf } from '../incident.ts';
import { onlyReplicasAreLeft } from './children.ts';
import type { RunbookVars } from './procedure.ts';
import { startGroups } from './start-groups.ts';

/** Whoever worked on it goes back to other work. */
export function goHome(w: OrgWorld, p: Procedure<RunbookVars>): void {
  if (p.vars.since < 0) return;
  w.say('person.worked', { team: incidentOf(w, p.vars.incident).team, from: p.vars.since });
  p.vars.since = -1;
}

export const restoringSteps: Readonly<Record<string, StepDefinition<OrgWorld, RunbookVars>>> = {
  restore: {
    begin: (w, p) => {
      const incident = incidentOf(w, p.vars.incident);
      startGroups(w, incident, p.by);
      if (incident.children.length === 0) p.timer = w.at(w.now, 'procedure.wake', p.id, p.serial);
    },
    waits: true,
    // Nobody watches what replicas of public folders do by themselves, for days where one of them is down.
    end: (w, p) => {
      if (onlyReplicasAreLeft(w, incidentOf(w, p.vars.incident))) goHome(w, p);
    },
    gives: (w, p) => {
      const incident = incidentOf(w, p.vars.incident);
      return onlyReplicasAreLeft(w, incident) ? [peoplePool(w.plan, incident.team)] : [];
    },
    span: 'restore-image',
    because: () => 'restoring',
    then: (w, p) => (onlyReplicasAreLeft(w, incidentOf(w, p.vars.incident)) ? 'fill' : 'done'),
  },
  fill: { waits: true, then: 'done' },
};

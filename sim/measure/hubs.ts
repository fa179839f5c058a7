/**
 * Mail that waited on the hubs. An outage counts by the instant at which it began, like a root cause, and up to
 * the end of the run; one that is not over then is worked out from the plan.
 */
import type { Ms } from '../engine/types.ts';
import type { Plan } from '../org/plan.ts';
import { delayedBy, messagesIn, returnedBy } from '../org/store/waiting.ts';
import type { Heard } from './heard.ts';
import { stateOf } from './heard.ts';
import type { IncidentState, Mail, Open } from './incidents.ts';
import { impairing } from './incidents.ts';

function hubs(sim: Heard): Mail {
  return stateOf(sim, 'hubs', () => ({ delayed: 0, returned: 0 }));
}

export function hearHubs(sim: Heard, start: Ms, end: Ms): void {
  const mail = hubs(sim);
  const counts = (from: Ms): boolean => from >= start && from < end;
  sim.on('content.delayed', (fact) => {
    if (counts(fact.from)) mail.delayed += fact.messages;
  });
  sim.on('content.returned', (fact) => {
    if (counts(fact.from)) mail.returned += fact.messages;
  });
}

/** The figures at the end of a run; `down` are the outages that are not over. */
export function mailOf(sim: Heard, plan: Plan, down: readonly Outage[]): Mail {
  const { start, end } = plan.clock;
  const mail = { ...hubs(sim) };
  for (const outage of down) {
    if (outage.since < start || outage.since >= end) continue;
    const { delayed, returned } = mailOfOutage(plan, outage, sim.now);
    mail.delayed += delayed;
    mail.returned += returned;
  }
  return mail;
}

/** An outage that goes on. */
export interface Outage {
  readonly database: number;
  readonly since: Ms;
}

function mailOfOutage(plan: Plan, { database, since }: Outage, now: Ms): Mail {
  const of = plan.databases[database];
  return {
    delayed: messagesIn(plan, of, delayedBy(plan, since, now)),
    returned: messagesIn(plan, of, returnedBy(plan, since, now)),
  };
}

/** Mail of an incident that is still open: of its outages that are over, and of those that go on. */
export function mailOfOpen(
  sim: Heard,
  plan: Plan,
  state: IncidentState,
  incident: Open,
  down: readonly Outage[],
): Mail {
  const mail = { ...incident.mail };
  for (const outage of down) {
    if (impairing(state, outage.database) !== incident) continue;
    const { delayed, returned } = mailOfOutage(plan, outage, sim.now);
    mail.delayed += delayed;
    mail.returned += returned;
  }
  return mail;
}

/** The runbook of an incident up to the point where tapes turn: detect, decide, call, parts, volumes; then wait. */
import { defineProcedure, type Procedure } from '../../engine/procedure.ts';
import { startProcedure } from '../../engine/procedure-run.ts';
import type { Ms } from '../../engine/types.ts';
import { callMs, nobodyDecides, teamToAsk } from '../operations/people.ts';
import { peoplePool } from '../pools.ts';
import type { OrgWorld } from '../world.ts';
import { breakOffDrills } from './drill.ts';
import { closeIncident, incidentOf } from './incident.ts';
import { startGroups } from './restore.ts';

export interface RunbookVars {
  readonly incident: number;
  readonly noticed: Noticing;
  /** When somebody began to work on it, or -1. */
  since: Ms;
}

/** When it will be noticed at the latest, and by whom. */
export interface Noticing {
  readonly at: Ms;
  readonly by: 'monitoring' | 'an operator' | 'a user';
}

const DETECTED: Readonly<Record<Noticing['by'], string>> = {
  monitoring: 'until the monitoring raised the alarm',
  'an operator': 'until somebody saw what was gone',
  'a user': 'until somebody met the damage',
};

type P = Procedure<RunbookVars>;

/** Spare parts are on their way from the end of `decide`, once per incident. */
function partsMs(w: OrgWorld, p: P): Ms {
  const incident = incidentOf(w, p.vars.incident);
  // What an operator destroyed is not broken.
  const { volumes } = w.org.hardware;
  if (incident.volumes.every((v) => volumes[v].lostCause === 'operator-destroys')) return 0;
  const server = w.plan.volumes[incident.volumes[0]].server;
  const parts = w.plan.sites[w.plan.servers[server].site].partsMs.array;
  return Math.max(0, incident.decidedAt + parts - w.now);
}

function recreate(w: OrgWorld, p: P): void {
  const incident = incidentOf(w, p.vars.incident);
  for (const v of incident.volumes) w.org.hardware.volumes[v].lost = false;
}

/** One person per incident, held until it is closed; the others' steps need no hands. */
export const incidentRunbook = defineProcedure<OrgWorld, RunbookVars>('recovery.incident', {
  first: 'detect',
  steps: {
    detect: {
      begin: (w, p: P) => {
        p.timer = w.at(Math.max(w.now, p.vars.noticed.at), 'procedure.wake', p.id, p.serial);
      },
      waits: true,
      end: (w, p) => {
        const incident = incidentOf(w, p.vars.incident);
        incident.noticed = true;
        const { at, by: expected } = p.vars.noticed;
        const by = w.now >= at ? expected : 'the backup log';
        breakOffDrills(w, 'something has to be recovered');
        w.say('incident.noticed', { incident: incident.id, by });
      },
      span: 'detect',
      because: (_w, p) => DETECTED[p.vars.noticed.by],
      then: (w) => (nobodyDecides(w) ? 'muster' : 'decide'),
    },
    // Whoever is on call decides on the telephone; where nobody is, nothing is decided before work begins.
    muster: {
      lasts: (w) => callMs(w, w.plan.operations.teams[teamToAsk(w)]),
      span: 'call',
      because: () => 'out of hours and nobody is on call: until work begins',
      then: 'decide',
    },
    decide: {
      needs: (w, p) => {
        const incident = incidentOf(w, p.vars.incident);
        incident.team = teamToAsk(w);
        return [{ pool: peoplePool(w.plan, incident.team), unit: -1 }];
      },
      begin: (w, p) => {
        p.vars.since = w.now;
      },
      lasts: (w) => w.plan.figures.operations.decideMs,
      end: (w, p) => {
        incidentOf(w, p.vars.incident).decidedAt = w.now;
      },
      span: 'decide',
      waitSpan: 'wait-person',
      because: () => 'deciding on the way back',
      then: 'call',
    },
    call: {
      lasts: (w, p) => {
        const { onSite, team } = incidentOf(w, p.vars.incident);
        return onSite ? 0 : callMs(w, w.plan.operations.teams[team]);
      },
      end: (w, p) => {
        incidentOf(w, p.vars.incident).onSite = true;
      },
      span: 'call',
      because: (w, p) =>
        w.plan.operations.teams[incidentOf(w, p.vars.incident).team].onCallMs === null
          ? 'out of hours and nobody is on call: until work begins'
          : 'out of hours: somebody is called in',
      then: 'parts',
    },
    parts: {
      lasts: partsMs,
      span: 'parts',
      because: () => 'spare parts for the array',
      then: 'recreate',
    },
    recreate: {
      lasts: (w, p) =>
        incidentOf(w, p.vars.incident).volumes.length * w.plan.figures.operations.recreateVolumeMs,
      end: recreate,
      span: 'recreate-volume',
      because: (w, p) =>
        `building and formatting ${incidentOf(w, p.vars.incident)
          .volumes.map((v) => w.plan.volumes[v].name)
          .join(', then ')}`,
      then: 'restore',
    },
    restore: {
      begin: (w, p) => startGroups(w, incidentOf(w, p.vars.incident), p.by),
      waits: true,
      span: 'restore-image',
      because: () => 'restoring',
      then: 'done',
    },
  },
  tags: (_w, _p) => ({ job: -1, group: -1, database: -1, drive: -1, person: true }),
  onDone: (w, p) => {
    const incident = w.org.recovery.incidents[p.vars.incident];
    const { since } = p.vars;
    if (since >= 0) w.say('person.worked', { team: incident?.team ?? 0, from: since });
    // Broken off, because more was hit: another runbook takes over.
    if (incident?.main !== p.id || incident.children.length > 0) return;
    if (incident.databases.every((r) => r.dataAt >= 0)) closeIncident(w, incident);
  },
});

/** Starts, or starts again, the runbook of an incident. */
export function startRunbook(w: OrgWorld, incident: number, noticed: Noticing, by: number): void {
  const id = startProcedure(w, incidentRunbook, { incident, noticed, since: -1 }, incident, by);
  incidentOf(w, incident).main = id;
}

/** Somebody has noticed what was latent until now. */
export function notice(w: OrgWorld, incidentId: number): void {
  const incident = incidentOf(w, incidentId);
  const p = w.org.procedures.list[incident.main] as P | null;
  if (incident.noticed || p === null || p.step !== 'detect') return;
  w.cancel(p.timer);
  p.timer = w.at(w.now, 'procedure.wake', p.id, p.serial);
}

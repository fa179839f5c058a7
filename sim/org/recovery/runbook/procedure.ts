/** The runbook of an incident up to the point where tapes turn: detect, decide, call, parts, volumes; then wait. */
import { defineProcedure, type Procedure } from '../../../engine/procedure.ts';
import { giveBack, startProcedure } from '../../../engine/procedure-run.ts';
import type { Ms } from '../../../engine/types.ts';
import { callMs, teamToAsk } from '../../operations/people.ts';
import { whoDecides } from '../../operations/remount.ts';
import { peoplePool } from '../../pools.ts';
import type { OrgWorld } from '../../world.ts';
import { handsMs, toldAgain } from '../slips/done-again.ts';
import { breakOffDrills } from '../drill/procedure.ts';
import { closeIncident, incidentOf } from '../incident.ts';
import {
  awaitDirectory,
  healsByItself,
  machineStep,
  needsHands,
  repairMs,
  serveAgain,
  start,
  toRelink,
  toWaitFor,
} from '../rebuild/machines.ts';
import { decided } from '../move/elsewhere.ts';
import { DETECTED, noticedBy, type Noticing } from '../noticing.ts';
import { logDamage } from '../faults/page-reads.ts';
import { partsMs, recreate, recreateMs, recreating, toRecreate } from '../rebuild/parts.ts';
import type { Rebuilt } from '../rebuild/choice.ts';
import { relinkSteps } from '../rebuild/relink.ts';
import { rebuildSteps } from '../rebuild/steps.ts';
import { goHome, restoringSteps } from './restoring.ts';
import { startSound } from './start-groups.ts';

export interface RunbookVars {
  readonly incident: number;
  noticed: Noticing;
  /** When somebody began to work on it, or -1. */
  since: Ms;
  /** Servers that are being built again, and volumes that are being made anew. */
  rebuilt: Rebuilt[];
  /** Which set of files is being read for one of these, in words. */
  reading: string;
  volumes: number[];
  /** What the directory has forgotten, in words. */
  forgotten: string[];
  /** Whether the present step by hand was done wrong, and is done again. */
  again: boolean;
}

type P = Procedure<RunbookVars>;

/** What heals by itself goes on; where its databases do not, and nobody is there, somebody is called then. */
function withoutHands(w: OrgWorld, p: P): string {
  const incident = incidentOf(w, p.vars.incident);
  const next = machineStep(w, incident, 'recreate');
  const waits = next === 'directory' || next === 'repair';
  if (waits || p.vars.since >= 0 || !needsHands(w, incident)) return next;
  return incident.onSite ? 'resume' : whoDecides(w);
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
        incident.readAt = -1;
        const by = noticedBy(w, incident, p.vars.noticed);
        if (by === 'a user') logDamage(w, incident, true);
        breakOffDrills(w, 'something has to be recovered');
        w.say('incident.noticed', { incident: incident.id, by });
      },
      span: 'detect',
      because: (w, p) => DETECTED[noticedBy(w, incidentOf(w, p.vars.incident), p.vars.noticed)],
      then: (w, p) => {
        const incident = incidentOf(w, p.vars.incident);
        return healsByItself(w, incident) ? machineStep(w, incident, 'restore') : whoDecides(w);
      },
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
      end: (w, p) => decided(w, incidentOf(w, p.vars.incident)),
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
      begin: (w, p) => startSound(w, incidentOf(w, p.vars.incident), p.by),
      lasts: (w, p) => partsMs(w, incidentOf(w, p.vars.incident)),
      span: 'parts',
      because: (w, p) =>
        incidentOf(w, p.vars.incident).parts.some(({ what }) => what === 'server')
          ? 'spare parts for the server'
          : 'spare parts for the array',
      then: (w, p) => machineStep(w, incidentOf(w, p.vars.incident), 'recreate'),
    },
    directory: {
      begin: (w, p) => {
        // Nobody waits for the directory with folded hands: it may have to be built anew first, perhaps by them.
        goHome(w, p);
        giveBack(w, p, peoplePool(w.plan, incidentOf(w, p.vars.incident).team));
        awaitDirectory(w, p);
      },
      waits: true,
      end: (w, p) => serveAgain(w, p.vars.incident),
      span: 'repair',
      because: () => 'until a domain controller answers again',
      then: (w, p) => {
        const incident = incidentOf(w, p.vars.incident);
        if (healsByItself(w, incident)) return withoutHands(w, p);
        // Where a directory has forgotten something, somebody is called who had not been needed.
        if (incident.onSite || toRelink(w, incident).length === 0) return 'resume';
        return whoDecides(w);
      },
    },
    ...relinkSteps,
    resume: {
      needs: (w, p) => {
        const incident = incidentOf(w, p.vars.incident);
        incident.team = teamToAsk(w);
        return [{ pool: peoplePool(w.plan, incident.team), unit: -1 }];
      },
      begin: (w, p) => {
        p.vars.since = w.now;
      },
      waitSpan: 'wait-person',
      span: 'decide',
      then: (w, p) => machineStep(w, incidentOf(w, p.vars.incident), 'recreate'),
    },
    repair: {
      lasts: (w, p) => repairMs(w, incidentOf(w, p.vars.incident)),
      end: (w, p) => start(w, toWaitFor(w, incidentOf(w, p.vars.incident))),
      span: 'repair',
      because: () => 'the server is repaired (figures of HPC nodes)',
      then: withoutHands,
    },
    ...rebuildSteps,
    recreate: {
      begin: (w, p) => {
        const incident = incidentOf(w, p.vars.incident);
        startSound(w, incident, p.by);
        p.vars.volumes = toRecreate(w, incident);
      },
      lasts: (w, p) => handsMs(w, p, 'recreate', recreateMs(w, p.vars.volumes)),
      end: (w, p) => recreate(w, incidentOf(w, p.vars.incident), p.vars.volumes),
      span: 'recreate-volume',
      because: (w, p) => toldAgain(p, recreating(w, p.vars.volumes)),
      then: 'restore',
    },
    ...restoringSteps,
  },
  tags: (w, p) => {
    const incident = w.org.recovery.incidents[p.vars.incident];
    const person = incident === null || !healsByItself(w, incident);
    return { job: -1, group: -1, database: -1, drive: -1, person };
  },
  onDone: (w, p) => {
    const incident = w.org.recovery.incidents[p.vars.incident];
    const { since } = p.vars;
    if (since >= 0) w.say('person.worked', { team: incident?.team ?? 0, from: since });
    // Broken off, because more was hit: another runbook takes over.
    if (incident?.main !== p.id || incident.children.length > 0) return;
    if (!incident.databases.every((r) => r.dataAt >= 0)) return;
    // Nobody had to restore or replay anything: all was back when the directory was.
    if (incident.lastRecord < 0) incident.lastRecord = p.by;
    closeIncident(w, incident);
  },
});

/** Starts, or starts again, the runbook of an incident. */
export function startRunbook(w: OrgWorld, incident: number, noticed: Noticing, by: number): void {
  const id = startProcedure(
    w,
    incidentRunbook,
    {
      incident,
      noticed,
      since: -1,
      rebuilt: [],
      reading: '',
      volumes: [],
      forgotten: [],
      again: false,
    },
    incident,
    by,
  );
  incidentOf(w, incident).main = id;
  incidentOf(w, incident).lastRecord = -1;
}

/** Somebody has noticed what was latent until now. */
export function notice(w: OrgWorld, incidentId: number, by: Noticing['by']): void {
  const incident = incidentOf(w, incidentId);
  const p = w.org.procedures.list[incident.main] as P | null | undefined;
  if (incident.noticed || p?.step !== 'detect') return;
  p.vars.noticed = { at: w.now, by };
  w.cancel(p.timer);
  p.timer = w.at(w.now, 'procedure.wake', p.id, p.serial);
}

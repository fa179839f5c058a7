/** A cause becomes an incident, or a part of one. */
import { serverRuns } from '../hardware/servers.ts';
import type { OrgWorld } from '../world.ts';
import {
  breakOff,
  extendIncident,
  incidentWith,
  openIncident,
  takeOver,
  type Opening,
} from './incident.ts';
import { stillToNotice, type Noticing } from './noticing.ts';
import { startRunbook } from './runbook/procedure.ts';
import type { IncidentState } from './state.ts';
import { giveUp, isStop, letGo } from './stops.ts';

/** Ends what was being done for an incident; returns the record at which what comes next begins. */
const stopWork = (w: OrgWorld, incident: IncidentState): number =>
  isStop(incident) ? letGo(w, incident) : breakOff(w, incident);

/** Open incidents that concern the same databases, or a server that is down. */
function hitBy(w: OrgWorld, { databases, servers = [] }: Opening): IncidentState[] {
  const hit: IncidentState[] = [];
  for (const d of databases) {
    const incident = incidentWith(w, d);
    if (incident === null || hit.includes(incident)) continue;
    if (isStop(incident) && giveUp(incident, databases)) continue;
    hit.push(incident);
  }
  const down = servers.filter((s) => !serverRuns(w, s));
  if (down.length === 0) return hit;
  for (const incident of w.org.recovery.incidents) {
    if (incident === null || hit.includes(incident)) continue;
    if (incident.servers.some((s) => down.includes(s))) hit.push(incident);
  }
  return hit;
}

/**
 * Opens an incident, or makes the new cause part of those whose databases it hits: what was under way is broken off,
 * and one runbook starts anew with everything that is to be done.
 */
export function raise(w: OrgWorld, o: Opening, noticed: Noticing): IncidentState {
  const hit = hitBy(w, o);
  if (hit.length === 0) {
    const incident = openIncident(w, o);
    startRunbook(w, incident.id, noticed, -1);
    return incident;
  }
  hit.sort((a, b) => a.openedAt - b.openedAt || (a.key < b.key ? -1 : 1));
  const [first, ...others] = hit;
  // Whoever looks at one of the failures sees all of them.
  const soonest = hit
    .flatMap((incident) => stillToNotice(w, incident) ?? [])
    .reduce((sooner, each) => (each.at < sooner.at ? each : sooner), noticed);
  const enabledBy = stopWork(w, first);
  for (const other of others) {
    stopWork(w, other);
    takeOver(w, first, other);
  }
  extendIncident(w, first, o);
  startRunbook(w, first.id, soonest, enabledBy);
  return first;
}

/**
 * Databases that were stopped become incidents here: a full volume, a checkpoint that lags too far (ESE-38, X-08),
 * log generations that are used up. Nothing has to be restored: whoever looks after servers makes room, replays and mounts,
 * and these are the steps of the incident. It bears the key of what had failed before, as far as that is known: the backup
 * that hangs, those that removed no logs; otherwise one of its own, since nothing failed but the plan.
 */
import type { Procedure } from '../../engine/procedure.ts';
import { causeOf, type StopKey } from '../causes.ts';
import { startFreeing } from '../operations/full-volume.ts';
import { startMountOnNewStream } from '../operations/generations.ts';
import { startMountAfterLag } from '../operations/lag.ts';
import type { OrgWorld } from '../world.ts';
import { closeIncident, incidentOf, incidentWith, openIncident } from './incident.ts';
import { isLatent } from './noticing.ts';
import { isBack } from './restore/hands.ts';
import { startRunbook } from './runbook/procedure.ts';
import type { IncidentState } from './state.ts';

/** Whether an incident is about databases that were stopped, and nothing else yet. */
export const isStop = (incident: IncidentState): boolean => incident.main < 0;

/** Whether somebody is about to bring a database back, or will be called for it. */
export function isTaken(w: OrgWorld, database: number): boolean {
  const incident = incidentWith(w, database);
  return incident !== null && !isLatent(w, incident);
}

/** Key of a stop that follows from the plan alone, by owner, reason and how often it has come to that. */
function keyOf(w: OrgWorld, owner: string, reason: StopKey): string {
  const of = `${owner}:${reason}`;
  const { stops } = w.org.recovery;
  let known = stops.find((each) => each.of === of);
  if (known === undefined) {
    known = { of, times: 0 };
    stops.push(known);
  }
  known.times += 1;
  return `${of}:${known.times}`;
}

/** What has failed backups of groups since logs were removed there, earliest first; it is told once. */
function takeCauses(w: OrgWorld, groups: readonly number[], latest: boolean): string[] {
  const found = groups.flatMap((g) => {
    const { failedFor } = w.org.backup.groups[g];
    return latest ? failedFor.slice(-1) : failedFor;
  });
  for (const g of groups) w.org.backup.groups[g].failedFor = [];
  found.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  return [...new Set(found.map(({ key }) => key))];
}

/**
 * Opens the incident of databases that have stopped just now, but for those that somebody is about to bring back for
 * another reason. Answers its number, or -1 where none are left.
 */
function open(
  w: OrgWorld,
  databases: readonly number[],
  own: string,
  causes: readonly string[],
): number {
  const stopped = databases.filter((d) => {
    const { mounted, downSince } = w.org.store.databases[d];
    return !mounted && downSince === w.now && incidentWith(w, d) === null;
  });
  if (stopped.length === 0) return -1;
  const [key = own, ...before] = causes;
  return openIncident(w, { key, cause: causeOf(key), before, databases: stopped, volumes: [] }).id;
}

export function onLogVolumeFull(w: OrgWorld, volume: number): void {
  const groups = w.plan.groups.filter((g) => g.logVolume === volume);
  const own = keyOf(w, w.plan.volumes[volume].path, 'log-volume-full');
  const causes = takeCauses(
    w,
    groups.map((g) => g.id),
    false,
  );
  const databases = groups.flatMap((g) => g.databases);
  startFreeing(w, volume, open(w, databases, own, causes));
}

/** What it has asked for is not done: there is no more room than before. */
export function onDatabaseVolumeFull(w: OrgWorld, group: number, database: number): void {
  const { path } = w.plan.volumes[w.plan.databases[database].volume];
  const own = keyOf(w, path, 'database-volume-full');
  startMountAfterLag(w, group, open(w, [database], own, []));
}

/** Of the backups that failed, the latest is the one that held the checkpoint. */
export function onCheckpointLags(w: OrgWorld, group: number): void {
  const { path, databases } = w.plan.groups[group];
  const own = keyOf(w, path, 'checkpoint-lag');
  const causes = takeCauses(w, [group], true);
  startMountAfterLag(w, group, open(w, databases, own, causes));
}

export function onGenerationsUsedUp(w: OrgWorld, group: number): void {
  const { path, databases } = w.plan.groups[group];
  const own = keyOf(w, path, 'generations-used-up');
  startMountOnNewStream(w, group, open(w, databases, own, []));
}

/** What is mounted again is back, and nothing of it is lost. */
function settle(w: OrgWorld, incident: IncidentState): boolean {
  for (const row of incident.databases) {
    if (row.dataAt >= 0 || !w.org.store.databases[row.database].mounted) continue;
    row.serviceAt = w.now;
    isBack(w, incident, row);
  }
  return incident.databases.every((row) => row.dataAt >= 0);
}

/** A database was mounted, or could not be: with the last of them the incident is over. */
export function onRemounted(w: OrgWorld, id: number): void {
  const p = w.org.procedures.list[id] as Procedure;
  const incident = incidentOf(w, p.trail);
  if (!settle(w, incident)) return;
  incident.lastRecord = p.by;
  closeIncident(w, incident);
}

/** Whoever looks after servers is through: what is still down is for those who restore. */
export function onRemountEnded(w: OrgWorld, id: number): void {
  const p = w.org.procedures.list[id] as Procedure;
  const incident = incidentOf(w, p.trail);
  const { by, trail } = p;
  p.trail = -1;
  if (settle(w, incident)) {
    incident.lastRecord = by;
    closeIncident(w, incident);
    return;
  }
  startRunbook(w, trail, { at: w.now, by: 'an operator' }, by);
}

/** The procedure that brings the databases of a stop back. */
function bringer(w: OrgWorld, incident: IncidentState): Procedure {
  const found = (w.org.procedures.list as (Procedure | null)[]).find(
    (p) => p?.trail === incident.id,
  );
  if (found === undefined || found === null) throw new Error(`nobody sees to ${incident.key}`);
  return found;
}

/** Whoever brings a stop's databases back goes on, but no longer for it. Returns the record of what was done so far. */
export function letGo(w: OrgWorld, incident: IncidentState): number {
  const p = bringer(w, incident);
  w.tell('procedure.leave', p.id, 0);
  const { by } = p;
  p.by = -1;
  return by;
}

/**
 * Something worse hits some of the databases that were stopped: they are no longer its own, and the others come back as
 * before. Where it hits all of them, the stop becomes a part of that: then they stay.
 */
export function giveUp(incident: IncidentState, hit: readonly number[]): boolean {
  const rest = incident.databases.filter((row) => !hit.includes(row.database));
  if (rest.every((row) => row.dataAt >= 0)) return false;
  incident.databases = rest;
  return true;
}

/** What happens to the organization becomes an incident here. */
import { quantile } from '../../engine/laws.ts';
import { unsettled } from '../store/kills.ts';
import type { OrgWorld } from '../world.ts';
import { causeOf } from '../causes.ts';
import {
  breakOff,
  extendIncident,
  hasKnownDamage,
  incidentWith,
  openIncident,
  takeOver,
  type Opening,
} from './incident.ts';
import { stillToNotice, type Noticing } from './noticing.ts';
import { goOn, notice, startRunbook } from './runbook.ts';
import type { IncidentState } from './state.ts';

/**
 * Opens an incident, or makes the new cause part of those whose databases it hits: what was under way is broken off,
 * and one runbook starts anew with everything that is to be done.
 */
function raise(w: OrgWorld, o: Opening, noticedAfterMs: number, by: Noticing['by']): void {
  const noticed = { at: w.now + noticedAfterMs, by };
  const hit: IncidentState[] = [];
  for (const d of o.databases) {
    const incident = incidentWith(w, d);
    if (incident !== null && !hit.includes(incident)) hit.push(incident);
  }
  if (hit.length === 0) {
    const incident = openIncident(w, o);
    startRunbook(w, incident.id, noticed, -1);
    return;
  }
  hit.sort((a, b) => a.openedAt - b.openedAt || (a.key < b.key ? -1 : 1));
  const [first, ...others] = hit;
  // Whoever looks at one of the failures sees all of them.
  const soonest = hit
    .flatMap((incident) => stillToNotice(w, incident) ?? [])
    .reduce((sooner, each) => (each.at < sooner.at ? each : sooner), noticed);
  const enabledBy = breakOff(w, first);
  for (const other of others) {
    breakOff(w, other);
    takeOver(w, first, other);
  }
  extendIncident(w, first, o);
  startRunbook(w, first.id, soonest, enabledBy);
}

/** Volumes were lost through one root cause, named by the first of them. */
export function onVolumesLost(w: OrgWorld, first: number): void {
  const { lostBy, lostWith } = w.org.hardware.volumes[first];
  const { destroyedNoticedMs, monitoringMs } = w.plan.figures.operations;
  const destroyed = causeOf(lostBy) === 'operator-destroys';
  const volumes = w.plan.volumes.filter((v) => {
    const s = w.org.hardware.volumes[v.id];
    return s.lost && s.lostBy === lostBy;
  });
  const ids = volumes.map((v) => v.id);
  const databases = w.plan.databases.filter((d) => {
    const g = w.plan.groups[d.group];
    return ids.includes(d.volume) || ids.includes(g.logVolume) || ids.includes(g.systemVolume);
  });
  raise(
    w,
    {
      key: lostBy,
      cause: causeOf(lostBy),
      before: lostWith,
      databases: databases.map((d) => d.id),
      volumes: ids,
    },
    destroyed ? destroyedNoticedMs : monitoringMs,
    destroyed ? 'an operator' : 'monitoring',
  );
}

/** The file of a database was destroyed, and nothing else. */
export function onFileDestroyed(w: OrgWorld, database: number): void {
  const key = w.org.store.databases[database].fileLostBy;
  onDestroyed(w, key, [database]);
}

/** The log folder of a group was destroyed. */
export function onLogsDestroyed(w: OrgWorld, group: number): void {
  onDestroyed(w, w.org.store.groups[group].logsLostBy, w.plan.groups[group].databases);
}

/** The open log of a group is gone, or a recovery by others has met a log that is missing: whoever restores sees to it. */
export function onLogFileLost(w: OrgWorld, group: number): void {
  const { gaps } = w.org.store.groups[group];
  const { key } = gaps[gaps.length - 1];
  const databases = w.plan.groups[group].databases.filter((d) => {
    const { mounted, clean, fileLost } = w.org.store.databases[d];
    return !mounted && !clean && !fileLost && incidentWith(w, d) === null;
  });
  if (databases.length === 0) return;
  const after = w.plan.figures.operations.monitoringMs;
  raise(w, { key, cause: causeOf(key), databases, volumes: [] }, after, 'monitoring');
}

function onDestroyed(w: OrgWorld, key: string, databases: readonly number[]): void {
  const after = w.plan.figures.operations.destroyedNoticedMs;
  raise(w, { key, cause: causeOf(key), databases, volumes: [] }, after, 'an operator');
}

/** Databases that users miss, or that somebody is recovering. */
function missed(w: OrgWorld, on: (server: number) => boolean): number[] {
  return w.plan.databases
    .filter((d) => on(d.server) && (d.mounted || incidentWith(w, d.id) !== null))
    .map((d) => d.id);
}

/** A server failed. One that is repaired before the alarm is raised is known by then, too. */
export function onServerFailed(w: OrgWorld, server: number): void {
  const { failedBy, repairedAt } = w.org.hardware.servers[server];
  const { monitoringMs } = w.plan.figures.operations;
  const known = repairedAt < 0 ? monitoringMs : Math.min(monitoringMs, repairedAt - w.now);
  const databases = missed(w, (on) => on === server);
  raise(
    w,
    { key: failedBy, cause: causeOf(failedBy), databases, volumes: [], servers: [server] },
    known,
    'monitoring',
  );
}

/** The last controller of a domain failed: nobody anywhere can log on, and no mail is delivered (AD-01). */
export function onDirectoryLost(w: OrgWorld, controller: number): void {
  const { failedBy } = w.org.directory.controllers[controller];
  raise(
    w,
    {
      ...{ key: failedBy, cause: causeOf(failedBy), databases: missed(w, () => true) },
      ...{ volumes: [], directory: true },
    },
    w.plan.figures.operations.monitoringMs,
    'monitoring',
  );
}

/** The directory answers again: incidents that wait for it go on. */
export function onDirectoryAnswers(w: OrgWorld): void {
  for (const incident of w.org.recovery.incidents) if (incident !== null) goOn(w, incident.id);
}

/** Pages of a database were damaged; nobody knows until a full or copy reads them, or a user does. */
export function onPagesDamaged(w: OrgWorld, database: number, stopped: number): void {
  const holes = w.org.store.databases[database].holes.filter((hole) => !hole.singleBit);
  const known = incidentWith(w, database);
  const { key } = holes[holes.length - 1];
  if (stopped === 1) {
    // The store could not write, and its database is down: that nobody overlooks.
    const opening = { key, cause: causeOf(key), databases: [database], volumes: [] };
    raise(w, opening, w.plan.figures.operations.monitoringMs, 'monitoring');
    return;
  }
  // While it is out of service for another reason nobody meets the damage: that goes on when it is back.
  if (known !== null && !hasKnownDamage(w, known, database)) {
    known.damage.push({ database, key });
    return;
  }
  const before = holes.slice(0, -1).map((hole) => hole.key);
  const u = w.draw(key, 'noticed', 0);
  const mean = w.plan.figures.store.userNoticesMs;
  // More damage while a recovery of this database is under way changes nothing: it replaces the file.
  if (known !== null) {
    if (!known.causes.includes(key)) known.causes.push(key);
    return;
  }
  raise(
    w,
    { key, cause: causeOf(key), before, databases: [database], volumes: [] },
    Math.ceil(quantile({ type: 'exponential', mean }, u)),
    'a user',
  );
}

/**
 * Content of a database was killed by way of its logs: nobody knows until somebody misses it. While something else is
 * done about the database it waits until that is over.
 */
export function onContentKilled(w: OrgWorld, database: number): void {
  const kills = unsettled(w, database);
  const known = incidentWith(w, database);
  if (known !== null) {
    const { key } = kills[kills.length - 1];
    known.damage.push({ database, key });
    return;
  }
  const [{ key }, ...others] = kills;
  const noticedAt = Math.min(...kills.map((kill) => kill.noticedAt));
  raise(
    w,
    {
      ...{ key, cause: causeOf(key), before: others.map((kill) => kill.key) },
      ...{ databases: [database], volumes: [] },
    },
    Math.max(0, noticedAt - w.now),
    'whoever missed mail',
  );
}

/** A full or copy backup broke off at damaged pages. */
export function onDamageMet(w: OrgWorld, database: number): void {
  const incident = incidentWith(w, database);
  if (incident !== null) incident.met = true;
}

/** Somebody has read that a group's backup failed: if damage was the reason, it is known now. */
export function onJobNoticed(w: OrgWorld, _job: number, group: number): void {
  for (const d of w.plan.groups[group].databases) {
    const incident = incidentWith(w, d);
    if (incident !== null && incident.met && !incident.noticed) notice(w, incident.id);
  }
}

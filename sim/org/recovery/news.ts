/** What happens to the organization becomes an incident here. */
import { quantile } from '../../engine/laws.ts';
import { alarmAfter } from '../eventlog/monitoring.ts';
import type { EventTable } from '../../engine/types.ts';
import { remake } from '../hardware/volumes.ts';
import { unsettled } from '../store/kills.ts';
import type { OrgWorld } from '../world.ts';
import { causeOf } from '../causes.ts';
import { withThoseBeside } from './by-hand/missing.ts';
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
import { planRead } from './page-reads.ts';
import { goOn, notice, startRunbook } from './runbook.ts';
import type { IncidentState } from './state.ts';

/**
 * Opens an incident, or makes the new cause part of those whose databases it hits: what was under way is broken off,
 * and one runbook starts anew with everything that is to be done.
 */
function raise(w: OrgWorld, o: Opening, noticed: Noticing): IncidentState {
  const hit: IncidentState[] = [];
  for (const d of o.databases) {
    const incident = incidentWith(w, d);
    if (incident !== null && !hit.includes(incident)) hit.push(incident);
  }
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
  const enabledBy = breakOff(w, first);
  for (const other of others) {
    breakOff(w, other);
    takeOver(w, first, other);
  }
  extendIncident(w, first, o);
  startRunbook(w, first.id, soonest, enabledBy);
  return first;
}

/** Volumes were lost through one root cause, named by the first of them. */
export function onVolumesLost(w: OrgWorld, first: number): void {
  const { lostBy, lostWith } = w.org.hardware.volumes[first];
  const noticed =
    causeOf(lostBy) === 'operator-destroys' ? seenByHand(w) : alarmAfter(w.plan, w.now, true);
  const volumes = w.plan.volumes.filter((v) => {
    const s = w.org.hardware.volumes[v.id];
    return s.lost && s.lostBy === lostBy;
  });
  const ids = volumes.map((v) => v.id);
  const databases = w.plan.databases.filter((d) => {
    const g = w.plan.groups[d.group];
    return ids.includes(d.volume) || ids.includes(g.logVolume) || ids.includes(g.systemVolume);
  });
  if (databases.length === 0) {
    // Nobody misses mail: whoever looks after machines makes it anew, beside other work.
    for (const { id, server } of volumes) {
      const { array } = w.plan.sites[w.plan.servers[server].site].partsMs;
      const { recreateVolumeMs } = w.plan.figures.operations;
      const { generation } = w.org.hardware.volumes[id];
      w.at(w.now + array + recreateVolumeMs, 'recovery.remake', id, generation);
    }
    return;
  }
  raise(
    w,
    {
      key: lostBy,
      cause: causeOf(lostBy),
      before: lostWith,
      databases: withThoseBeside(
        w,
        databases.map((d) => d.id),
      ),
      volumes: ids,
    },
    noticed,
  );
}

/** The file of a database was destroyed, and nothing else. */
export function onFileDestroyed(w: OrgWorld, database: number): void {
  const key = w.org.store.databases[database].fileLostBy;
  onDestroyed(w, key, withThoseBeside(w, [database]));
}

/** The log folder of a group was destroyed. */
export function onLogsDestroyed(w: OrgWorld, group: number): void {
  onDestroyed(w, w.org.store.groups[group].logsLostBy, w.plan.groups[group].databases);
}

function onDestroyed(w: OrgWorld, key: string, databases: readonly number[]): void {
  raise(w, { key, cause: causeOf(key), databases, volumes: [] }, seenByHand(w));
}

/** Whoever destroyed something sees what is gone. */
const seenByHand = (w: OrgWorld): Noticing => ({
  at: w.now + w.plan.figures.operations.destroyedNoticedMs,
  by: 'an operator',
});

/** Databases that users miss, or that somebody is recovering. */
function missed(w: OrgWorld, on: (server: number) => boolean): number[] {
  return w.plan.databases
    .filter((d) => on(d.server) && (d.mounted || incidentWith(w, d.id) !== null))
    .map((d) => d.id);
}

/** A server failed. One that is repaired before the alarm is raised is known by then, too. */
export function onServerFailed(w: OrgWorld, server: number): void {
  const { failedBy, repairedAt } = w.org.hardware.servers[server];
  const alarm = alarmAfter(w.plan, w.now, false);
  const at = repairedAt < 0 ? alarm.at : Math.min(alarm.at, repairedAt);
  const databases = missed(w, (on) => on === server);
  raise(
    w,
    { key: failedBy, cause: causeOf(failedBy), databases, volumes: [], servers: [server] },
    { at, by: alarm.by },
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
    alarmAfter(w.plan, w.now, true),
  );
}

/** The directory answers again: incidents that wait for it go on. */
export function onDirectoryAnswers(w: OrgWorld): void {
  for (const incident of w.org.recovery.incidents) if (incident !== null) goOn(w, incident.id);
}

/** Pages of a database were damaged; nobody knows until a full or copy reads them, or a user does. */
export function onPagesDamaged(w: OrgWorld, database: number): void {
  const holes = w.org.store.databases[database].holes.filter((hole) => !hole.singleBit);
  const known = incidentWith(w, database);
  // While it is out of service for another reason nobody meets the damage: that goes on when it is back.
  const { key } = holes[holes.length - 1];
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
  const at = w.now + Math.ceil(quantile({ type: 'exponential', mean }, u));
  const opening = { key, cause: causeOf(key), before, databases: [database], volumes: [] };
  planRead(w, raise(w, opening, { at, by: 'a user' }), key);
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
  const before = others.map((kill) => kill.key);
  raise(
    w,
    { key, cause: causeOf(key), before, databases: [database], volumes: [] },
    { at: Math.max(w.now, noticedAt), by: 'whoever missed mail' },
  );
}

/** A full or copy backup broke off at damaged pages. */
export function onDamageMet(w: OrgWorld, database: number): void {
  const incident = incidentWith(w, database);
  if (incident !== null) incident.met = true;
}

/** Somebody has read that a group's backup failed: if damage was the reason, it is known now. */
export function onJobNoticed(w: OrgWorld, _job: number, group: number): void {
  noticeMet(w, w.plan.groups[group].databases, 'the backup log');
}

/** Somebody has read the application log of a server: damage that any read has met stands there (MON-02). */
export function onLogRead(w: OrgWorld, server: number): void {
  const databases = w.plan.databases.filter((d) => d.server === server).map((d) => d.id);
  noticeMet(w, databases, 'the application log');
}

function noticeMet(w: OrgWorld, databases: readonly number[], by: Noticing['by']): void {
  for (const d of databases) {
    const incident = incidentWith(w, d);
    if (incident !== null && incident.met && !incident.noticed) notice(w, incident.id, by);
  }
}

export const newsEvents: EventTable<OrgWorld> = {
  /** A volume that nothing but backups lay on is there again, unless an incident has seen to it. */
  'recovery.remake': {
    rank: 5,
    run(w, volume, generation) {
      const v = w.org.hardware.volumes[volume];
      if (v.lost && v.generation === generation) remake(w, volume);
    },
  },
};

/** What happens to the organization becomes an incident here. */
import { alarmAfter } from '../eventlog/monitoring.ts';
import type { EventTable } from '../../engine/types.ts';
import { serverRuns } from '../hardware/servers.ts';
import { remake } from '../hardware/volumes.ts';
import { replaceUnmissed } from '../hardware/volumes.ts';
import { isUnlinked, keepUnlinked } from '../directory/unlinked.ts';
import { dismount } from '../store/mount.ts';
import type { DatabasePlan } from '../store/plan.ts';
import type { OrgWorld } from '../world.ts';
import { causeOf } from '../causes.ts';
import { withThoseBeside } from './by-hand/missing.ts';
import { incidentWith } from './incident.ts';
import type { Noticing } from './noticing.ts';
import { goOn, stopRelinking } from './runbook/directory.ts';
import { dropPreserved } from './restore/preserve.ts';
import { raise } from './raise.ts';
import { isStop, isTaken } from './stops.ts';

/** Volumes were lost through one root cause, named by the first of them. */
export function onVolumesLost(w: OrgWorld, first: number): void {
  const { lostBy, lostWith } = w.org.hardware.volumes[first];
  const noticed =
    causeOf(lostBy) === 'operator-destroys' ? seenByHand(w) : alarmAfter(w.plan, w.now, true);
  const volumes = w.plan.volumes.filter((v) => {
    const s = w.org.hardware.volumes[v.id];
    return s.lost && s.lostBy === lostBy;
  });
  const lost = volumes.map((v) => v.id);
  const ids = replaceUnmissed(w, lost);
  dropPreserved(w, ({ volume }) => lost.includes(volume));
  if (ids.length === 0) return;
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
      servers: downUnder(w, databases),
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

/** The open log of a group is gone, or a recovery by others has met a log that is missing: whoever restores sees to it. */
export function onLogFileLost(w: OrgWorld, group: number): void {
  const { gaps } = w.org.store.groups[group];
  const { key } = gaps[gaps.length - 1];
  const databases = w.plan.groups[group].databases.filter((d) => {
    const { mounted, clean, fileLost } = w.org.store.databases[d];
    const known = incidentWith(w, d);
    return !mounted && !clean && !fileLost && (known === null || isStop(known) || !isTaken(w, d));
  });
  if (databases.length === 0) return;
  raise(w, { key, cause: causeOf(key), databases, volumes: [] }, alarmAfter(w.plan, w.now, true));
}

function onDestroyed(w: OrgWorld, key: string, databases: readonly number[]): void {
  const servers = downUnder(
    w,
    databases.map((d) => w.plan.databases[d]),
  );
  raise(w, { key, cause: causeOf(key), databases, volumes: [], servers }, seenByHand(w));
}

/** Servers of these databases that are down: whoever recovers what was hit on them needs them first. */
const downUnder = (w: OrgWorld, databases: readonly DatabasePlan[]): number[] =>
  [...new Set(databases.map(({ server }) => server))].filter((s) => !serverRuns(w, s));

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

/**
 * A restored directory has forgotten something (AD-05): whoever recovers these databases sets it up again. Where it answered all
 * the while, since what was restored was made to win (AD-11), databases that it has forgotten go down now.
 */
export function onDirectoryForgot(w: OrgWorld, controller: number): void {
  const { failedBy } = w.org.directory.controllers[controller];
  const hit = w.plan.databases.filter(
    ({ id }) => isUnlinked(w, id) && w.org.store.databases[id].mounted,
  );
  for (const { id } of hit) dismount(w, id, true, 'the directory has forgotten it');
  if (hit.length > 0) {
    const databases = hit.map(({ id }) => id);
    const opening = { key: failedBy, cause: causeOf(failedBy), databases, volumes: [] };
    raise(w, { ...opening, directory: true }, alarmAfter(w.plan, w.now, true));
  }
  // What stands still for another reason is set up by whoever brings it back.
  keepUnlinked(w, (database) => incidentWith(w, database) !== null);
}

/** A controller that knows more than the restored one answers again. */
export function onDirectoryTaught(w: OrgWorld): void {
  for (const incident of w.org.recovery.incidents)
    if (incident !== null) stopRelinking(w, incident.id);
}

/** The directory answers again: incidents that wait for it go on. */
export function onDirectoryAnswers(w: OrgWorld): void {
  for (const incident of w.org.recovery.incidents) if (incident !== null) goOn(w, incident.id);
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

/**
 * A storage group that stopped unexpectedly while one of its databases is gone: none of the others can be mounted until
 * that one is restored, or until somebody recovers the rest with `eseutil /r /i` (REC-12).
 */
import type { Procedure } from '../../../engine/procedure.ts';
import { serverRuns } from '../../hardware/servers.ts';
import { isOnStream } from '../../store/content.ts';
import { missingAttached } from '../../store/missing.ts';
import { finishSoftRecovery, recoveryGap } from '../../store/mount.ts';
import { openLog } from '../../store/stream.ts';
import type { OrgWorld } from '../../world.ts';
import { hasKnownDamage, incidentWith } from '../incident.ts';
import type { IncidentState } from '../state.ts';

/** The databases that a cause took, and those of their groups that -1216 keeps down with them. */
export function withThoseBeside(w: OrgWorld, taken: readonly number[]): number[] {
  const all = new Set(taken);
  for (const d of taken) {
    const { group } = w.plan.databases[d];
    if (missingAttached(w, group).length === 0) continue;
    for (const other of w.plan.groups[group].databases) {
      if (w.plan.databases[other].mounted || incidentWith(w, other) !== null) all.add(other);
    }
  }
  return [...all].sort((a, b) => a - b);
}

/**
 * Recovery with `/i` has run: the group goes on without what it missed. It has changed the open log; where nobody had copied
 * that before, what is missing can roll forward to the log before it and no further (REC-13).
 */
export function ignoreMissing(w: OrgWorld, group: number, copied: boolean): void {
  const last = openLog(w, group) - 1;
  const { databases } = w.org.store;
  const missing = missingAttached(w, group);
  if (!copied) for (const d of missing) databases[d].rollsTo = last;
  if (recoveryGap(w, group) === null) finishSoftRecovery(w, group);
  // What is mounted now is clean, and needs no logs; others that need a broken one wait for those who restore.
  else for (const d of missing) databases[d].attached = false;
}

export interface ByHand {
  readonly group: number;
  readonly databases: number[];
}

/** Whether nothing is wrong with a database of an incident but that its group does not start. */
function isSound(w: OrgWorld, incident: IncidentState, database: number): boolean {
  const { fileLost, restoring, mounted } = w.org.store.databases[database];
  const isThere = !fileLost && !restoring && !mounted && isOnStream(w, database);
  return isThere && !hasKnownDamage(w, incident, database);
}

/** Databases of an incident that somebody is bringing back already. */
export function inHands(w: OrgWorld, { children }: IncidentState): number[] {
  const list = w.org.procedures.list as (Procedure<ByHand> | null)[];
  return children.flatMap((id) => list[id]?.vars.databases ?? []);
}

/** Whether a group could be recovered right now: its server runs, and its logs, its checkpoint and these files are in place. */
export function isInPlace(w: OrgWorld, { group, databases }: ByHand): boolean {
  const { server, logVolume, systemVolume } = w.plan.groups[group];
  const volumes = [logVolume, systemVolume, ...databases.map((d) => w.plan.databases[d].volume)];
  return serverRuns(w, server) && !volumes.some((v) => w.org.hardware.volumes[v].lost);
}

/** What is recovered by hand, without the databases that are missing; none where the whole group has to be restored. */
export function toRecoverByHand(w: OrgWorld, incident: IncidentState): ByHand[] {
  const busy = inHands(w, incident);
  const open = incident.databases
    .filter((row) => row.dataAt < 0 && !busy.includes(row.database))
    .map((row) => row.database);
  const groups = [...new Set(open.map((d) => w.plan.databases[d].group))].sort((a, b) => a - b);
  return groups.flatMap((group) => {
    if (missingAttached(w, group).length === 0) return [];
    const databases = open.filter(
      (d) => w.plan.databases[d].group === group && isSound(w, incident, d),
    );
    return databases.length === 0 ? [] : [{ group, databases }];
  });
}

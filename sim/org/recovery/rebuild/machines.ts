/** What a runbook does about machines: waits for a repair or for the directory, or rebuilds a server. */
import type { Procedure } from '../../../engine/procedure.ts';
import type { Ms } from '../../../engine/types.ts';
import { directoryAnswers } from '../../directory/answer.ts';
import { isUnlinked } from '../../directory/unlinked.ts';
import { bringUp, serverRuns } from '../../hardware/servers.ts';
import { unsettled } from '../../store/kills.ts';
import { mount, mountError, recoveryGap } from '../../store/mount.ts';
import type { OrgWorld } from '../../world.ts';
import { restoreFunctions } from '../functions.ts';
import { hasKnownDamage, incidentOf } from '../incident.ts';
import { isBack } from '../restore/hands.ts';
import { lagWithoutCheckpoint } from '../restore/lost-logs.ts';
import { logsAreGone } from '../restore/standing.ts';
import type { AffectedDatabase, IncidentState } from '../state.ts';

/** Servers of an incident that are still down. */
function down(w: OrgWorld, incident: IncidentState): number[] {
  return incident.servers.filter((s) => !serverRuns(w, s));
}

/** The key of the ladder for a server that has failed. */
export function keyOfServer(w: OrgWorld, server: number): string {
  const { ladders } = w.plan.recovery;
  const { failedBy } = w.org.hardware.servers[server];
  const fault = failedBy.startsWith('faults/') ? failedBy.slice(7).split(':')[0] : '';
  return Object.hasOwn(ladders, fault) ? fault : 'server-failed';
}

/** By the ladder for failed servers: no repair is waited for where it begins with something else. */
function mustRebuild(w: OrgWorld, server: number): boolean {
  const { repairedAt } = w.org.hardware.servers[server];
  return repairedAt < 0 || w.plan.recovery.ladders[keyOfServer(w, server)][0] !== 'wait';
}

export function toRebuild(w: OrgWorld, incident: IncidentState): number[] {
  return down(w, incident).filter((s) => mustRebuild(w, s));
}

export function toWaitFor(w: OrgWorld, incident: IncidentState): number[] {
  return down(w, incident).filter((s) => !mustRebuild(w, s));
}

/** Whether all that failed heals without anybody of the operators: machines that others repair, and nothing damaged. */
export function healsByItself(w: OrgWorld, incident: IncidentState): boolean {
  if (incident.volumes.length > 0 || toRebuild(w, incident).length > 0) return false;
  if (incident.servers.length === 0 && !incident.directory) return false;
  return incident.databases.every(({ database }) => {
    if (isUnlinked(w, database)) return false;
    const { group } = w.plan.databases[database];
    if (w.org.store.databases[database].fileLost || logsAreGone(w, group, database)) return false;
    if (unsettled(w, database, incident.causes).length > 0) return false;
    return !hasKnownDamage(w, incident, database);
  });
}

/** Whether databases of machines that heal by themselves do not: soft recovery fails, or the directory has forgotten them. */
export function needsHands(w: OrgWorld, incident: IncidentState): boolean {
  const fails = ({ database, dataAt }: AffectedDatabase): boolean => {
    const { group } = w.plan.databases[database];
    if (dataAt >= 0 || w.org.store.databases[database].clean) return false;
    return recoveryGap(w, group) !== null || lagWithoutCheckpoint(w, group) !== null;
  };
  return toRelink(w, incident).length > 0 || incident.databases.some(fails);
}

/** Nothing mounts without a directory (AD-01), whatever else an incident is about. */
export const waitsForDirectory = (w: OrgWorld): boolean => !directoryAnswers(w);

/** Databases of an incident of which the directory has forgotten something. */
export function toRelink(w: OrgWorld, incident: IncidentState): number[] {
  if (w.org.directory.unlinked.length === 0) return [];
  return incident.databases
    .filter(({ database, dataAt }) => dataAt < 0 && isUnlinked(w, database))
    .map(({ database }) => database);
}

/** The next step about machines, or what comes after all of them. */
export function machineStep(w: OrgWorld, incident: IncidentState, after: string): string {
  if (waitsForDirectory(w)) return 'directory';
  if (toRelink(w, incident).length > 0) return 'relink';
  if (toWaitFor(w, incident).length > 0) return 'repair';
  return toRebuild(w, incident).length > 0 ? 'rebuild' : after;
}

/** Until the last server is repaired that is waited for. */
export function repairMs(w: OrgWorld, incident: IncidentState): Ms {
  const ends = toWaitFor(w, incident).map((s) => w.org.hardware.servers[s].repairedAt);
  return Math.max(0, ...ends.map((at) => at - w.now));
}

export function start(w: OrgWorld, servers: readonly number[]): void {
  for (const server of servers) {
    bringUp(w, server);
    // It has been started anew, which is what functions wait for after a move (RST-52).
    restoreFunctions(w, server);
  }
}

/** Waits for the directory, unless it answers by now. */
export function awaitDirectory(w: OrgWorld, p: Procedure): void {
  if (directoryAnswers(w)) p.timer = w.at(w.now, 'procedure.wake', p.id, p.serial);
}

/** Whether a database can be mounted as it is, now that the directory answers. */
function isUnhurt(w: OrgWorld, incident: IncidentState, database: number): boolean {
  const { mounted, clean } = w.org.store.databases[database];
  if (mounted || !clean || mountError(w, database) !== null) return false;
  const { systemVolume } = w.plan.groups[w.plan.databases[database].group];
  if (w.org.hardware.volumes[systemVolume].lost) return false;
  return !hasKnownDamage(w, incident, database);
}

/** Whether something is to be done for other databases than those that wait for nothing but the directory. */
export function othersWait(w: OrgWorld, incident: IncidentState): boolean {
  return incident.databases.some((r) => r.dataAt < 0 && !isUnhurt(w, incident, r.database));
}

/** The directory answers: databases that had nothing else are in service at once; nobody mounts them by hand. */
export function serveAgain(w: OrgWorld, id: number): void {
  const incident = incidentOf(w, id);
  for (const row of incident.databases) {
    if (row.dataAt >= 0 || !isUnhurt(w, incident, row.database)) continue;
    if (w.plan.databases[row.database].mounted) mount(w, row.database);
    row.serviceAt = w.now;
    isBack(w, incident, row);
  }
}

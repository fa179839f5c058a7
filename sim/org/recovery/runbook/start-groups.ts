/** What an incident comes to once tapes can turn: a recovery of its own for every group, and for every way back. */
import type { Procedure } from '../../../engine/procedure.ts';
import { startProcedure } from '../../../engine/procedure-run.ts';
import { recoveryGap } from '../../store/mount.ts';
import type { OrgWorld } from '../../world.ts';
import { startOutOfPlace } from '../by-hand/out-of-place.ts';
import { startByHand } from '../by-hand/procedure.ts';
import { inHands, isInPlace, toRecoverByHand } from '../by-hand/missing.ts';
import { waitsForDirectory } from '../rebuild/machines.ts';
import { wayBack } from '../restore/apart.ts';
import { newestImage } from '../restore/chain.ts';
import { toRecoverOutOfPlace } from '../move/elsewhere.ts';
import { incidentOf } from '../incident.ts';
import { choose } from '../restore/decisions.ts';
import { ladderOf } from './ladder.ts';
import { restoreGroup } from '../restore/procedure.ts';
import { logsAreGone, softIsEnough, standsAlone } from '../restore/standing.ts';
import type { Runbook } from '../plan.ts';
import type { IncidentState, RestoreVars } from '../state.ts';

/** Whether soft recovery and a mount bring a database back: an image is for those beside it that have lost more. */
function lives(w: OrgWorld, { id: incident }: IncidentState, database: number): boolean {
  const { group } = w.plan.databases[database];
  return softIsEnough(w, { incident, group, databases: [database] }) && !recoveryGap(w, group);
}

/** What databases must have in common to be recovered together: where nothing is restored, logs part nobody. */
function way(
  w: OrgWorld,
  incident: number,
  database: number,
  isToRestore: boolean,
  ruledOut: Runbook[] = [],
): string {
  const { group } = w.plan.databases[database];
  const alone = { incident, group, databases: [database], imageRead: false, ruledOut };
  return isToRestore ? wayBack(w, alone) : `${newestImage(w, group, [database])?.id ?? -1}`;
}

/**
 * What only misses a database beside it waits for no spare part and no volume: it is recovered with `/i` meanwhile (REC-12),
 * unless it has to go elsewhere.
 */
export function startSound(w: OrgWorld, incident: IncidentState, by: number): void {
  if (waitsForDirectory(w)) return;
  const apart = toRecoverOutOfPlace(w, incident).flatMap(({ databases }) => databases);
  for (const each of toRecoverByHand(w, incident)) {
    if (!isInPlace(w, each) || each.databases.some((d) => apart.includes(d))) continue;
    startByHand(w, incident, each.group, each.databases, by);
  }
}

/** Starts the recovery of every affected group, in path order, those with different ways back apart; of some databases only. */
export function startGroups(w: OrgWorld, incident: IncidentState, by: number, of?: number[]): void {
  const parts = new Map<string, { group: number; databases: number[] }>();
  const busy = inHands(w, incident);
  const byHand = of === undefined ? toRecoverByHand(w, incident) : [];
  for (const { group, databases } of byHand) startByHand(w, incident, group, databases, by);
  const outOfPlace = of === undefined ? toRecoverOutOfPlace(w, incident) : [];
  for (const { group, databases } of outOfPlace) startOutOfPlace(w, incident, group, databases, by);
  for (const row of incident.databases) {
    if (row.dataAt >= 0 || of?.includes(row.database) === false) continue;
    if (of === undefined && busy.includes(row.database)) continue;
    const { group } = w.plan.databases[row.database];
    if ([...byHand, ...outOfPlace].some((each) => each.databases.includes(row.database))) continue;
    const isWhole = standsAlone(w, incident, row.database);
    const isAlive = lives(w, incident, row.database);
    const needsNoLogs = isWhole && logsAreGone(w, group, row.database);
    // Public folders come back from their replicas where mailboxes beside them come back from sets.
    const ofFolders = ladderOf(w, incident, group, [row.database]).includes('replicate');
    const key = [
      group,
      needsNoLogs,
      isAlive,
      way(w, incident.id, row.database, !isAlive),
      ofFolders ? w.plan.databases[row.database].kind : '',
    ].join('/');
    const part = parts.get(key) ?? { group, databases: [] };
    part.databases.push(row.database);
    parts.set(key, part);
  }
  const sorted = [...parts.values()].sort(
    (a, b) => a.group - b.group || a.databases[0] - b.databases[0],
  );
  for (const { group, databases } of sorted) {
    const id = startProcedure(
      w,
      restoreGroup,
      {
        incident: incident.id, group, databases, by, ruledOut: [], mode: 'restore', mailboxSet: -1, image: -1, source: null, imageRead: false,
        reads: [], reach: -1, toEnd: false, plannedReach: -1, plannedToEnd: false, stopBefore: -1, brokenAt: -1, drive: -1, library: 0, cartridge: -1, flow: -1, failsAfter: -1, anew: '',
        interleave: 1, repeated: -1, unreplayed: false,
        attempts: 0, mountFails: false, inPlace: false, mounting: 0, linking: false, setsRead: [], windowAt: -1, window: -1, slipped: [], again: false, preserving: false, byHand: '', placedTo: -1, placed: [], mates: [], toCheck: false, repairs: false,
        replaying: '', repairing: '', report: '',
      }, // prettier-ignore
      incident.id,
      by,
    );
    incident.children.push(id);
  }
}

/** Once the image that they shared has proved bad, databases whose ways back differ go ways of their own. */
export function planAnew(w: OrgWorld, p: Procedure<RestoreVars>): void {
  const { databases, imageRead, ruledOut } = p.vars;
  const incident = incidentOf(w, p.vars.incident);
  const isToRestore = databases.some((d) => !lives(w, incident, d));
  const wayOf = (d: number): string => way(w, incident.id, d, isToRestore, ruledOut);
  const first = wayOf(databases[0]);
  const others = databases.filter((d) => wayOf(d) !== first);
  if (!imageRead && others.length > 0) {
    for (const d of others) databases.splice(databases.indexOf(d), 1);
    startGroups(w, incident, p.by, others);
  }
  choose(w, p);
}

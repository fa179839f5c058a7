/** What an incident comes to once tapes can turn: a recovery of its own for every group, and for every image. */
import type { Procedure } from '../../../engine/procedure.ts';
import { startProcedure } from '../../../engine/procedure-run.ts';
import type { OrgWorld } from '../../world.ts';
import { startOutOfPlace } from '../by-hand/out-of-place.ts';
import { startByHand } from '../by-hand/procedure.ts';
import { toRecoverByHand } from '../by-hand/missing.ts';
import { newestImage } from '../restore/chain.ts';
import { toRecoverOutOfPlace } from '../move/elsewhere.ts';
import { incidentOf } from '../incident.ts';
import { choose } from '../restore/decisions.ts';
import { restoreGroup } from '../restore/procedure.ts';
import { logsAreGone, standsAlone } from '../restore/standing.ts';
import type { IncidentState, RestoreVars } from '../state.ts';

/** Starts the recovery of every affected group, in path order, those with different images apart; of some databases only. */
export function startGroups(w: OrgWorld, incident: IncidentState, by: number, of?: number[]): void {
  const parts = new Map<string, { group: number; databases: number[] }>();
  const byHand = of === undefined ? toRecoverByHand(w, incident) : [];
  for (const { group, databases } of byHand) startByHand(w, incident, group, databases, by);
  const apart = of === undefined ? toRecoverOutOfPlace(w, incident) : [];
  for (const { group, databases } of apart) startOutOfPlace(w, incident, group, databases, by);
  for (const row of incident.databases) {
    if (row.dataAt >= 0 || of?.includes(row.database) === false) continue;
    const { group } = w.plan.databases[row.database];
    if ([...byHand, ...apart].some((each) => each.databases.includes(row.database))) continue;
    const image = newestImage(w, group, [row.database]);
    const isWhole = standsAlone(w, incident, row.database);
    const key = `${group}/${isWhole && logsAreGone(w, group, row.database)}/${image?.id ?? -1}`;
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
        incident: incident.id, group, databases, by, rung: 0, mode: 'restore', mailboxSet: -1, image: -1, source: null, imageRead: false,
        reads: [], reach: -1, toEnd: false, stopBefore: -1, drive: -1, library: 0, cartridge: -1, flow: -1, failsAfter: -1,
        interleave: 1,
        attempts: 0, mountFails: false, inPlace: false, mounting: 0, setsRead: [], windowAt: -1, window: -1, slipped: [], again: false, preserving: false, byHand: '', placedTo: -1, placed: [], mates: [], toCheck: false, repairs: false,
        replaying: '', repairing: '',
      }, // prettier-ignore
      incident.id,
      by,
    );
    incident.children.push(id);
  }
}

/** Once the image that they shared has proved bad, databases whose newest images differ go ways of their own. */
export function planAnew(w: OrgWorld, p: Procedure<RestoreVars>): void {
  const { group, databases, imageRead } = p.vars;
  const first = newestImage(w, group, [databases[0]]);
  const others = databases.filter((d) => newestImage(w, group, [d]) !== first);
  if (!imageRead && others.length > 0) {
    for (const d of others) databases.splice(databases.indexOf(d), 1);
    startGroups(w, incidentOf(w, p.vars.incident), p.by, others);
  }
  choose(w, p);
}

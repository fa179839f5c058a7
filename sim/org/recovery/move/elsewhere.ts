/**
 * The runbook `restore-elsewhere`: databases whose files or logs are gone are not restored to where they were, which has to
 * be built again first, but to another server of the organization (RST-42 to RST-46, E-31). They live there from then on.
 */
import { backUpAfter } from '../../backup/files/events.ts';
import { changeHome } from '../../homes.ts';
import { serverRuns } from '../../hardware/servers.ts';
import { serves } from '../../hardware/volumes.ts';
import type { OrgWorld } from '../../world.ts';
import { orderParts } from '../rebuild/parts.ts';
import { keyOfLoss } from '../runbook/ladder.ts';
import { keyOfServer, toRebuild } from '../rebuild/machines.ts';
import type { IncidentState, RestoreVars } from '../state.ts';
import type { Ms } from '../../../engine/types.ts';
import { recoveryGap } from '../../store/mount.ts';
import { closedLogName } from '../../store/names.ts';
import { openLog } from '../../store/stream.ts';
import { leadsToEnd, logsOf } from '../restore/chain.ts';
import { onlyPagesAtStake } from '../restore/standing.ts';
import { hasKnownDamage, incidentOf } from '../incident.ts';
import type { Runbook } from '../plan.ts';
import { copyMs, makeReady, refusal, type Target } from './place.ts';
import { relinkMs } from './relink.ts';
import { startVacant } from './vacant.ts';

/** Where the databases of a group go by the ladder that holds for them; null where that says nothing of it. */
function targetOf(w: OrgWorld, key: string | null, group: number): Target | null {
  const { elsewhere } = w.plan.recovery;
  return key !== null && Object.hasOwn(elsewhere, key) ? elsewhere[key][group] : null;
}

/** Whether nothing of a database is left that could be recovered: it comes back from sets. */
function isGone(w: OrgWorld, incident: IncidentState, database: number): boolean {
  const { group } = w.plan.databases[database];
  if (w.org.store.databases[database].fileLost || w.org.store.groups[group].logsLost) return true;
  return hasKnownDamage(w, incident, database);
}

/** Why a file that lives cannot be recovered away from its server, or null: a log that it needs is not in the folder (REC-14). */
function notByItsLogs(w: OrgWorld, incident: IncidentState, database: number): string | null {
  const { group } = w.plan.databases[database];
  const gap = recoveryGap(w, group);
  if (gap === null || isGone(w, incident, database)) return null;
  gap.seen = true;
  if (!incident.causes.includes(gap.key)) incident.causes.push(gap.key);
  return `${closedLogName(w, group, gap.log)} is ${gap.how}, and soft recovery needs it`;
}

/**
 * Why a damaged file is not left behind where it lies, or null: with a few of its pages it would give up all that came since the
 * last set, where no logs can be brought after that (RST-01).
 */
function notWithoutItsFile(w: OrgWorld, incident: IncidentState, database: number): string | null {
  const { group, server } = w.plan.databases[database];
  const alone = { group, databases: [database], imageRead: false };
  if (!isGone(w, incident, database) || !onlyPagesAtStake(w, alone)) return null;
  if (serverRuns(w, server) && leadsToEnd(w, alone)) return null;
  return 'its file lives, and sets lead to no such end';
}

/** The key of the ladder that says where a database goes which an incident has hit; null where none does. */
function keyFor(w: OrgWorld, incident: IncidentState, database: number): string | null {
  const { group, server } = w.plan.databases[database];
  if (isGone(w, incident, database)) return keyOfLoss(w, incident, group, [database]);
  const isDown = incident.servers.includes(server) && toRebuild(w, incident).includes(server);
  return isDown ? keyOfServer(w, server) : null;
}

/**
 * Sends what an incident has destroyed, or what lies on a server that would have to be built anew, to other places, as
 * far as its ladders say so and there is room; the others come back where they were.
 */
function goElsewhere(w: OrgWorld, incident: IncidentState): void {
  if (Object.keys(w.plan.recovery.elsewhere).length === 0) return;
  const goals = incident.databases.flatMap(({ database, dataAt }) => {
    if (dataAt >= 0) return [];
    const { group } = w.plan.databases[database];
    const to = targetOf(w, keyFor(w, incident, database), group);
    return to === null ? [] : [{ database, group, to }];
  });
  for (const { database, group, to } of goals) {
    const why =
      notByItsLogs(w, incident, database) ??
      notWithoutItsFile(w, incident, database) ??
      refusal(w, database, to);
    if (why !== null) {
      const next = 'it comes back where it was';
      const because = `${w.plan.databases[database].path} cannot go elsewhere: ${why}`;
      w.say('recovery.fallback', { incident: incident.id, group, because, next });
      continue;
    }
    const relinkedAt = w.now + relinkMs(w, database);
    const d = w.org.store.databases[database];
    // Files without logs, and damaged ones, are left where they are.
    d.fileLost ||= isGone(w, incident, database);
    d.attached = false;
    makeReady(w, to);
    changeHome(w, { database, ...to, by: 'restore', relinkedAt });
    w.say('database.moved', { database, ...to, by: 'restore', incident: incident.id });
    backUpAfter(w, 'changes');
  }
  leaveBehind(w, incident);
}

/** The way back is decided: what goes elsewhere needs no parts where it was. */
export function decided(w: OrgWorld, incident: IncidentState): void {
  goElsewhere(w, incident);
  orderParts(w, incident);
}

/** What nothing lives on any more is nobody's hurry: it is built again when its parts are there. */
function leaveBehind(w: OrgWorld, incident: IncidentState): void {
  const vacant = incident.volumes.filter((v) => w.org.hardware.volumes[v].lost && !serves(w, v));
  incident.volumes = incident.volumes.filter((v) => !vacant.includes(v));
  for (const volume of vacant) startVacant(w, volume, -1);
  const left = toRebuild(w, incident).filter(
    (server) => !w.plan.databases.some((d) => d.server === server),
  );
  incident.servers = incident.servers.filter((server) => !left.includes(server));
  for (const server of left) startVacant(w, -1, server);
}

/** Whether a database was sent elsewhere in this incident. */
function went(w: OrgWorld, incident: IncidentState, database: number): boolean {
  return w.org.store.homes.some(
    ({ database: of, by, since }) =>
      of === database && by === 'restore' && since >= incident.openedAt,
  );
}

/** The way back at the new place: logs that survive at the old one are brought after it. Null where it never left. */
export function ladderElsewhere(
  w: OrgWorld,
  incident: IncidentState,
  database: number,
): readonly Runbook[] | null {
  return went(w, incident, database) ? ['roll-forward', 'restore-to-last-set'] : null;
}

/** Of an incident: databases that were sent elsewhere with their files, by the group from which they come. */
export function toRecoverOutOfPlace(
  w: OrgWorld,
  incident: IncidentState,
): { readonly group: number; readonly databases: number[] }[] {
  const found = new Map<number, number[]>();
  for (const { database, dataAt } of incident.databases) {
    const { fileLost, restoring, clean } = w.org.store.databases[database];
    if (dataAt >= 0 || fileLost || restoring || clean || !went(w, incident, database)) continue;
    const { lineage, lineages } = w.org.store.databases[database];
    const segment = lineages.find(({ id }) => id === lineage)?.segment ?? -1;
    const group = w.org.store.segments[segment]?.group ?? -1;
    if (group < 0 || group === w.plan.databases[database].group) continue;
    found.set(group, [...(found.get(group) ?? []), database]);
  }
  return [...found].map(([group, databases]) => ({ group, databases }));
}

/** Logs that lie at the old place go over the network before they are replayed (RST-35). */
export function bringLogsMs(w: OrgWorld, v: RestoreVars): Ms {
  const from = logsOf(w, v);
  if (from === v.group || !v.toEnd) return 0;
  const bytes = (openLog(w, from) - v.reach) * w.plan.figures.store.logBytes;
  return copyMs(w, bytes, w.plan.groups[from].logVolume, w.plan.databases[v.databases[0]].volume);
}

/**
 * Mounting one database; where it has come to another place, in a database that was created for it there and may be
 * overwritten by a restore (RST-45, E-56).
 */
export function mountMs(w: OrgWorld, v: RestoreVars): Ms {
  const { mountMs: usual, stepMs } = w.plan.figures.operations;
  const database = v.databases[Math.min(v.mounting, v.databases.length - 1)];
  return went(w, incidentOf(w, v.incident), database) ? usual + 2 * stepMs : usual;
}

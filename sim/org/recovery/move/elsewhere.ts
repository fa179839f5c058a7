/**
 * The runbook `restore-elsewhere`: databases whose files or logs are gone are not restored to where they were, which has to
 * be built again first, but to another server of the organization (RST-42 to RST-46, E-31). They live there from then on.
 */
import { changeHome } from '../../homes.ts';
import { serves } from '../../hardware/volumes.ts';
import type { OrgWorld } from '../../world.ts';
import { orderParts } from '../parts.ts';
import { ladderOf } from '../ladder.ts';
import type { IncidentState, RestoreVars } from '../state.ts';
import type { Ms } from '../../../engine/types.ts';
import { openLog } from '../../store/stream.ts';
import { logsOf } from '../chain.ts';
import { incidentOf } from '../incident.ts';
import type { Runbook } from '../plan.ts';
import { copyMs, refusal, type Target } from './place.ts';
import { relinkMs } from './relink.ts';
import { startVacant } from './vacant.ts';

/** Where the databases of a group go by the ladder that holds for them; null where that says nothing of it. */
function targetOf(w: OrgWorld, incident: IncidentState, group: number): Target | null {
  const { ladders, elsewhere } = w.plan.recovery;
  const ladder = ladderOf(w, incident, group);
  const key = Object.keys(elsewhere).find((each) => ladders[each] === ladder);
  return key === undefined ? null : (elsewhere[key][group] ?? null);
}

/** Whether nothing of a database is left where it is that could be mounted there. */
function isGone(w: OrgWorld, database: number): boolean {
  const { group } = w.plan.databases[database];
  return w.org.store.databases[database].fileLost || w.org.store.groups[group].logsLost;
}

/**
 * Sends what an incident has destroyed to other places, as far as its ladders say so and there is room; the others
 * are restored where they were.
 */
function goElsewhere(w: OrgWorld, incident: IncidentState): void {
  if (Object.keys(w.plan.recovery.elsewhere).length === 0) return;
  const open = incident.databases.filter((row) => row.dataAt < 0 && isGone(w, row.database));
  const goals = open.map(({ database }) => {
    const { group } = w.plan.databases[database];
    return { database, group, to: targetOf(w, incident, group) };
  });
  for (const { database, group, to } of goals) {
    if (to === null) continue;
    const why = refusal(w, database, to);
    if (why !== null) {
      const next = 'it is restored where it was';
      const because = `${w.plan.databases[database].path} cannot go elsewhere: ${why}`;
      w.say('recovery.fallback', { incident: incident.id, group, because, next });
      continue;
    }
    const relinkedAt = w.now + relinkMs(w, database);
    changeHome(w, { database, ...to, relinkedAt });
    w.org.store.databases[database].attached = false;
    w.org.store.databases[database].clean = false;
    w.say('database.moved', { database, ...to, by: 'restore', incident: incident.id });
  }
  leaveBehind(w, incident);
}

/** The way back is decided: what goes elsewhere needs no parts where it was. */
export function decided(w: OrgWorld, incident: IncidentState): void {
  goElsewhere(w, incident);
  orderParts(w, incident);
}

/** Volumes on which nothing lives any more are nobody's hurry: they are built again when their parts are there. */
function leaveBehind(w: OrgWorld, incident: IncidentState): void {
  const vacant = incident.volumes.filter((v) => w.org.hardware.volumes[v].lost && !serves(w, v));
  incident.volumes = incident.volumes.filter((v) => !vacant.includes(v));
  for (const volume of vacant) startVacant(w, volume);
}

/** Whether a database was sent elsewhere in this incident. */
function went(w: OrgWorld, incident: IncidentState, database: number): boolean {
  return w.org.store.homes.some(
    (home) => home.database === database && home.since >= incident.openedAt,
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

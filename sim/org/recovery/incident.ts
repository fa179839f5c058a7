/** Incidents: what belongs to one, who works on it, and when it is closed (MEASURES, causes and incidents). */
import { criticalPath } from '../../engine/trail.ts';
import { endTrail } from '../../engine/procedure-run.ts';
import { createPool } from '../../engine/resources.ts';
import type { Procedure } from '../../engine/procedure.ts';
import { measure } from '../../engine/intervals.ts';
import type { Ms } from '../../engine/types.ts';
import type { IncidentCause } from '../causes.ts';
import type { Scope, SpanName } from '../facts.ts';
import { handsPool } from '../pools.ts';
import { withoutReplica } from '../store/replicas.ts';
import type { OrgWorld } from '../world.ts';
import { oldestBackupAt } from './last-backup.ts';
import type { AffectedDatabase, IncidentState } from './state.ts';

export function incidentOf(w: OrgWorld, id: number): IncidentState {
  const incident = w.org.recovery.incidents[id];
  if (incident === null || incident === undefined) throw new Error(`there is no incident ${id}`);
  return incident;
}

/** The open incident that still impairs a database, or null. */
export function incidentWith(w: OrgWorld, database: number): IncidentState | null {
  for (const incident of w.org.recovery.incidents) {
    if (incident?.databases.some((d) => d.database === database && d.dataAt < 0)) return incident;
  }
  return null;
}

function affected(w: OrgWorld, database: number): AffectedDatabase {
  const { mounted, downSince } = w.org.store.databases[database];
  // Nobody misses the service of one that is not in use.
  const isMissed = !mounted && w.plan.databases[database].mounted;
  return {
    database, downAt: isMissed ? downSince : -1, serviceAt: -1, dataAt: -1, lostWindowMs: 0,
    lostMessages: 0, lostBytes: 0, lostLogs: 0, oldestLost: -1, sets: [], declaredLost: false,
  }; // prettier-ignore
}

/** Whether a file has damaged pages that belong to an incident; of others nobody of those who work on it knows. */
export function hasKnownDamage(w: OrgWorld, incident: IncidentState, database: number): boolean {
  const { holes } = w.org.store.databases[database];
  return holes.some((hole) => !hole.singleBit && incident.causes.includes(hole.key));
}

function smallestScope(of: Pick<IncidentState, 'databases' | 'servers' | 'directory'>): Scope {
  if (of.directory) return 'directory';
  return of.databases.length > 1 || of.servers.length > 0 ? 'server' : 'database';
}

export interface Opening {
  readonly key: string;
  readonly cause: IncidentCause;
  readonly databases: readonly number[];
  readonly volumes: readonly number[];
  readonly servers?: readonly number[];
  readonly directory?: boolean;
  /** Root causes that had weakened what this one destroyed. */
  readonly before?: readonly string[];
}

/** A database that had to go down with others of its group; the scope stays what the cause destroyed. */
export function addMate(w: OrgWorld, incident: IncidentState, database: number): void {
  const row = incident.databases.find((each) => each.database === database);
  if (row === undefined) incident.databases.push(affected(w, database));
  else
    Object.assign(row, { serviceAt: -1, dataAt: -1, downAt: row.downAt < 0 ? w.now : row.downAt });
  incident.databases.sort((a, b) => a.database - b.database);
}

/** Opens an incident on a free slot, with a trail and a pair of hands of its own; it has gone on since `at`. */
export function openIncident(w: OrgWorld, o: Opening, at: Ms = w.now): IncidentState {
  const { incidents } = w.org.recovery;
  let id = incidents.indexOf(null);
  if (id < 0) id = incidents.push(null) - 1;
  const pools = w.org.procedures.pools;
  if (handsPool(w.plan, id) === pools.length)
    pools.push(createPool('the hands on the incident', 1));
  w.org.procedures.trails[id] = [];
  const rows = [...o.databases].sort((a, b) => a - b).map((d) => affected(w, d));
  const incident: IncidentState = {
    id, key: o.key, cause: o.cause, scope: 'database', causes: [o.key, ...(o.before ?? [])], openedAt: at,
    volumes: [...o.volumes].sort((a, b) => a - b), servers: [...(o.servers ?? [])],
    directory: o.directory ?? false, databases: rows, damage: [], noticed: false, met: false,
    readAt: -1, backupAt: oldestBackupAt(w, o.databases, at), main: -1, children: [], team: 0, onSite: false, parts: [], lastRecord: -1, byHand: [],
  }; // prettier-ignore
  incident.scope = smallestScope(incident);
  incidents[id] = incident;
  w.say('incident.opened', {
    incident: id,
    key: o.key,
    cause: o.cause,
    scope: incident.scope,
    databases: rows.map((r) => r.database),
  });
  return incident;
}

/** Makes an incident part of another one, with what its databases have lost and which of them are back. */
export function takeOver(w: OrgWorld, incident: IncidentState, other: IncidentState): void {
  dissolve(w, other);
  const open = other.databases.filter((row) => row.dataAt < 0).map((row) => row.database);
  incident.damage.push(...other.damage);
  incident.parts.push(...other.parts);
  for (const row of other.databases) {
    const own = incident.databases.find((r) => r.database === row.database);
    if (own === undefined) incident.databases.push(row);
    else addRow(own, row);
  }
  extendIncident(w, incident, {
    key: other.key,
    cause: other.cause,
    before: other.causes,
    databases: open,
    volumes: other.volumes,
    servers: other.servers,
    directory: other.directory,
  });
}

/** One database of two incidents: it is back when it is for both. */
function addRow(own: AffectedDatabase, row: AffectedDatabase): void {
  const downs = [own.downAt, row.downAt].filter((at) => at >= 0);
  own.downAt = downs.length === 0 ? -1 : Math.min(...downs);
  const isBack = own.dataAt >= 0 && row.dataAt >= 0;
  own.serviceAt = isBack ? Math.max(own.serviceAt, row.serviceAt) : -1;
  own.dataAt = isBack ? Math.max(own.dataAt, row.dataAt) : -1;
  own.lostWindowMs += row.lostWindowMs;
  own.lostMessages += row.lostMessages;
  own.lostBytes += row.lostBytes;
  own.lostLogs += row.lostLogs;
  const oldest = [own.oldestLost, row.oldestLost].filter((at) => at >= 0);
  own.oldestLost = oldest.length === 0 ? -1 : Math.min(...oldest);
  own.declaredLost ||= row.declaredLost;
}

/** Adds what a further cause has hit; databases that were back already are down again. */
export function extendIncident(w: OrgWorld, incident: IncidentState, o: Opening): void {
  for (const key of [o.key, ...(o.before ?? [])]) {
    if (!incident.causes.includes(key)) incident.causes.push(key);
  }
  for (const d of o.databases) {
    const row = incident.databases.find((r) => r.database === d);
    if (row === undefined) {
      incident.databases.push(affected(w, d));
      continue;
    }
    row.serviceAt = -1;
    row.dataAt = -1;
    if (row.downAt < 0 && !w.org.store.databases[d].mounted) row.downAt = w.now;
  }
  const backupAt = oldestBackupAt(w, o.databases, incident.openedAt);
  incident.backupAt = Math.min(incident.backupAt, backupAt);
  incident.databases.sort((a, b) => a.database - b.database);
  for (const v of o.volumes) if (!incident.volumes.includes(v)) incident.volumes.push(v);
  incident.volumes.sort((a, b) => a - b);
  for (const s of o.servers ?? []) if (!incident.servers.includes(s)) incident.servers.push(s);
  incident.servers.sort((a, b) => a - b);
  incident.directory ||= o.directory ?? false;
  incident.scope = smallestScope(incident);
  w.say('incident.joined', {
    incident: incident.id,
    key: o.key,
    databases: incident.databases.map((r) => r.database),
  });
}

/**
 * Aborts everything that is being done for an incident, and returns the record at which what comes next begins: that
 * of the procedure that was broken off just now.
 */
export function breakOff(w: OrgWorld, incident: IncidentState): number {
  let by = -1;
  const list = w.org.procedures.list as (Procedure | null)[];
  const { children, main } = incident;
  // None of them starts what would follow it.
  incident.children = [];
  incident.main = -1;
  for (const id of [...children, main]) {
    const p = list[id];
    if (p === null || p === undefined) continue;
    w.tell('procedure.abort', id, 0);
    if (by < 0) by = p.by;
  }
  return by;
}

/** Forgets an incident that has become part of another one. */
export function dissolve(w: OrgWorld, incident: IncidentState): void {
  w.org.recovery.incidents[incident.id] = null;
  endTrail(w, incident.id);
}

/**
 * How long a database was out of service. Where it went on serving after the failure, as with damage that nobody has
 * met yet, the service clock runs from the instant at which it stopped.
 */
function outageMs(w: OrgWorld, incident: IncidentState, row: AffectedDatabase): Ms {
  if (row.downAt < 0) return 0;
  const from = Math.max(incident.openedAt, row.downAt);
  if (w.plan.databases[row.database].replicas.length === 0) return row.serviceAt - from;
  // Clients of public folders are referred to another replica.
  return measure(withoutReplica(w, row.database, from, row.serviceAt));
}

/** All databases are back or given up: says what it came to, and closes. */
export function closeIncident(w: OrgWorld, incident: IncidentState): void {
  const trail = w.org.procedures.trails[incident.id] ?? [];
  const since = (at: Ms): Ms => (at < 0 ? 0 : at - incident.openedAt);
  if (w.hears('incident.closed')) {
    const path = criticalPath(trail, incident.lastRecord, incident.openedAt);
    w.say('incident.closed', {
      incident: incident.id,
      key: incident.key,
      causes: [...incident.causes],
      cause: incident.cause,
      scope: incident.scope,
      openedAt: incident.openedAt,
      backupMs: incident.openedAt - incident.backupAt,
      databases: incident.databases.map((r) => ({
        database: r.database,
        downAt: r.downAt < 0 ? null : r.downAt,
        serviceMs: outageMs(w, incident, r),
        dataMs: since(r.dataAt),
        firstServiceMs: outageMs(w, incident, r),
        lostWindowMs: r.lostWindowMs,
        lostMessages: r.lostMessages,
        lostBytes: r.lostBytes,
        lostLogs: r.lostLogs,
        oldestLost: r.oldestLost < 0 ? null : r.oldestLost,
        sets: [...r.sets],
        outcome: r.declaredLost ? ('declared-lost' as const) : ('recovered' as const),
      })),
      waterfall: path.map((s) => ({ ...s, span: s.span as SpanName })),
    });
  }
  dissolve(w, incident);
}

/** What one story is about: the incident's number and databases, and where its window lies. */
import { DAY, HOUR } from '../../engine/clock.ts';
import type { Ms } from '../../engine/types.ts';
import type { IncidentRow } from '../../experiment/shapes.ts';
import type { Plan } from '../../org/plan.ts';
import type { Tape } from './record.ts';
import { only } from './record.ts';

export interface Window {
  readonly from: Ms;
  readonly to: Ms;
}

export interface Scene extends Window {
  readonly plan: Plan;
  readonly row: IncidentRow;
  readonly tape: Tape;
  /** Number of the incident while it was open; numbers are used again, so only inside [at, closedAt]. */
  readonly incident: number;
  readonly databases: readonly number[];
  readonly groups: readonly number[];
  /** Those that the databases came from, and whose backups can bring them back. */
  readonly origins: readonly number[];
  readonly servers: readonly number[];
  /** When somebody knew and looked what there was to restore from; before that, the failure. */
  readonly decidedAt: Ms;
  /** When the incident was over, or the end of the window. */
  readonly over: Ms;
}

/** From the night before the failure to the full after it; an open incident shows its first two weeks. */
export function windowOf(row: IncidentRow): Window {
  const end = row.closedAt ?? row.at + 14 * DAY;
  return { from: row.at - DAY - 6 * HOUR, to: end + DAY };
}

export function sceneOf(plan: Plan, row: IncidentRow, tape: Tape): Scene {
  const { from, to } = windowOf(row);
  const databases = plan.databases.filter(({ path }) => row.affected.includes(path));
  const unique = (ids: number[]): number[] => [...new Set(ids)].sort((a, b) => a - b);
  const opened = only(tape, 'incident.opened').find((fact) => fact.key === row.key);
  const incident = opened?.incident ?? -1;
  const over = row.closedAt ?? to;
  const isHere = (fact: { incident: number; at: Ms }): boolean =>
    fact.incident === incident && fact.at >= row.at && fact.at <= over;
  // A database that was brought to another group is restored and replayed there.
  const moved = only(tape, 'database.moved').filter(isHere);
  const groups = unique([...databases, ...moved].map(({ group }) => group));
  const noticed = only(tape, 'incident.noticed').find(isHere);
  return {
    ...{ plan, row, tape, from, to },
    incident,
    databases: databases.map(({ id }) => id),
    groups,
    origins: unique(databases.map(({ group }) => group)),
    servers: unique(groups.map((group) => plan.groups[group].server)),
    decidedAt: noticed?.at ?? row.at,
    over,
  };
}

/** Whether something said at an instant with an incident's number is about this incident. */
export function isOurs(scene: Scene, incident: number, at: Ms): boolean {
  return incident === scene.incident && at >= scene.row.at && at <= scene.over;
}
